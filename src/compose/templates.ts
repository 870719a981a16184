/**
 * Templates -> HTML in which every stretch knows where it came from. The only importer of Handlebars.
 *
 * Handlebars parses; the syntax tree is then run here and not compiled, because each literal must keep its
 * place, each expression its fact, and whatever is asked for and not there must be told at the place of asking
 * - in `#if`, in `#each`, as a helper's argument, inside partials. A template sees plain data only.
 */
// The parser alone: the compiler and its source maps are a quarter of what a start would load.
import handlebars from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { lineOf, offsetOf, type Source, type Span, span, whole } from '../diagnostics/source.ts'
import type { Data, Memory } from './facts.ts'
import { helpers } from './helpers.ts'
import { lint, type Unit } from './lint.ts'
import { Collected, type Expanded } from './provenance.ts'
import { type Parsed, Run } from './run.ts'

export interface TemplateSet {
  /** By name without `.hbs`, as `8-k`. */
  readonly pages: ReadonlyMap<string, Source>
  readonly partials: ReadonlyMap<string, Source>
}

/** A page that can be run, with the partials it uses. */
interface Page {
  readonly main: Parsed
  readonly partials: ReadonlyMap<string, Parsed>
}

/** A set of templates, each page parsed once, however many documents and filings it makes. */
export class Templates {
  readonly #set: TemplateSet
  readonly #ready = new Map<string, Page>()

  constructor(set: TemplateSet) {
    this.#set = set
  }

  /** Expands one page with data; empty when something is wrong, with the reasons in the log. */
  expand(page: string, data: Data, log: Log): Expanded {
    const source = this.#set.pages.get(page) ?? { path: `${page}.hbs`, text: '' }
    const budget = new Budget('template', whole(source), log)
    const into = new Collected(budget)
    const ready = this.#ready.get(page) ?? this.#open(page, log)
    if (ready) new Run(ready.partials, budget, log).program(ready.main, data, into)
    return { html: into.html, provenance: into }
  }

  /** A page read through with all its partials; kept only when there is nothing to tell the next log of it. */
  #open(page: string, log: Log): Page | undefined {
    const before = log.diagnostics.length
    const source = this.#set.pages.get(page)
    if (!source) log.add('W002', undefined, `there is no template ${page}.hbs`)
    const partials = new Map<string, Parsed>()
    const main = source && this.#prepare(source, partials, [], log)
    if (!main || log.diagnostics.length > before) return undefined
    const ready = { main, partials }
    this.#ready.set(page, ready)
    return ready
  }

  /** What `{{…}}` in authored text shows, and the fact behind it; undefined with the reason in the log. */
  evaluate(
    at: Span,
    data: Data,
    log: Log,
  ): { readonly shown: string; readonly memory: Memory | undefined } | undefined {
    const unit = { source: at.source, start: at.start, text: at.source.text.slice(at.start, at.end) }
    const program = parse(unit, log)
    const [only, more] = program?.body ?? []
    if (!program || !only) return undefined
    if (more || only.type !== 'MustacheStatement') {
      const hint = 'as {{registrant.name}} or {{date report.date "MMMM d, yyyy"}}'
      log.add('T009', at, 'only one fact or helper can stand here', hint)
      return undefined
    }
    const before = log.diagnostics.length
    check({ unit, program }, [], () => {}, log)
    if (log.diagnostics.length > before) return undefined
    const budget = new Budget('template', at, log)
    const shown = new Run(new Map(), budget, log).expression(only as hbs.AST.MustacheStatement, unit, data)
    return log.diagnostics.length > before ? undefined : shown
  }

  /** Parses and reads through a template and every partial it uses, each once; partials never end in themselves. */
  #prepare(
    source: Source,
    partials: Map<string, Parsed>,
    path: readonly string[],
    log: Log,
  ): Parsed | undefined {
    const unit = { source, start: 0, text: source.text }
    const program = parse(unit, log)
    if (!program) return undefined
    const template = { unit, program }
    check(
      template,
      [...this.#set.partials.keys()],
      (name, at) => {
        const inner = this.#set.partials.get(name)
        if (path.includes(name)) {
          log.add('T007', at, `the partial "${name}" includes itself`, [...path, name].join(' > '))
        } else if (inner && !partials.has(name)) {
          new Budget('template', at, log, `${name}.hbs`).depth(path.length + 1)
          const made = this.#prepare(inner, partials, [...path, name], log)
          if (made) partials.set(name, made)
        }
      },
      log,
    )
    return template
  }
}

/** The data paths that a page and its partials name, each with its first place. */
export function pathsOf(set: TemplateSet, page: string, log: Log): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>()
  const seen = new Set<Source>()
  const visit = (source: Source | undefined): void => {
    if (!source || seen.has(source)) return
    seen.add(source)
    const unit = { source, start: 0, text: source.text }
    const program = parse(unit, log)
    if (!program) return
    check(
      { unit, program },
      [...set.partials.keys()],
      (name) => visit(set.partials.get(name)),
      log,
      (path, at) => {
        if (!found.has(path)) found.set(path, at)
      },
    )
  }
  visit(set.pages.get(page))
  return found
}

function check(
  { unit, program }: Parsed,
  partials: readonly string[],
  onPartial: (name: string, at: Span) => void,
  log: Log,
  onPath: (path: string, at: Span) => void = () => {},
): void {
  lint(program, { unit, log, helpers: Object.keys(helpers), partials, onPath, onPartial })
}

/** What makes a template deeper, and what ends it: blocks, and calls within calls. */
const nesting = /\{\{~?#|\{\{~?\/|\(|\)/g

/** The parser's tree is walked by calls, so a template that nests without end is told before it is parsed. */
function checkDepth({ source, start, text }: Unit, log: Log): void {
  const budget = new Budget('template', span(source, start, start), log)
  let [blocks, calls] = [0, 0]
  for (const { 0: mark } of text.matchAll(nesting)) {
    if (mark === '(') calls++
    else if (mark === ')') calls = Math.max(0, calls - 1)
    else {
      blocks = mark.endsWith('#') ? blocks + 1 : Math.max(0, blocks - 1)
      // Parentheses of the text between two tags are no calls.
      calls = 0
    }
    budget.depth(blocks + calls)
  }
}

function parse(unit: Unit, log: Log): hbs.AST.Program | undefined {
  checkDepth(unit, log)
  try {
    return handlebars.parse(unit.text)
  } catch (error) {
    const { at, message } = parseFailure(error, unit)
    log.add('T001', at, message, 'every {{#…}} needs its {{/…}}')
    return undefined
  }
}

/** Handlebars tells most parse errors by line, inside a message of several lines. */
function parseFailure(error: unknown, unit: Unit): { readonly at: Span; readonly message: string } {
  const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number }
  const line = lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? 1)
  const own = { path: '', text: unit.text }
  const start = offsetOf(own, line, (column ?? 0) + 1)
  const end = column === undefined ? start + lineOf(own, line).length : start + 1
  const parts = message.split('\n')
  const expected = parts.find((part) => part.startsWith('Expecting'))
  const short =
    lineNumber === undefined
      ? `this cannot be parsed here${expected ? `: ${plain(expected)}` : ''}`
      : (parts[0] ?? '').replace(/ - \d+:\d+$/, '')
  return { at: span(unit.source, unit.start + start, unit.start + end), message: short }
}

/** Names of tokens as an author knows them. */
function plain(expected: string): string {
  const got = /got '([A-Z_]+)'/.exec(expected)?.[1]
  const names: Readonly<Record<string, string>> = {
    EOF: 'the file ends too soon',
    INVALID: 'there is a character that means nothing',
    OPEN_ENDBLOCK: 'a block ends here that was not open',
    CLOSE: 'something is missing before }}',
  }
  return names[got ?? ''] ?? `unexpected ${(got ?? 'text').toLowerCase().replaceAll('_', ' ')}`
}
