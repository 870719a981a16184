/**
 * Templates -> HTML in which every stretch knows where it came from. The only importer of Handlebars.
 *
 * Handlebars parses, compiles and runs; rewrite.ts changes the syntax tree in between. A template sees plain
 * data only, and whatever it asks for that is not there is an error at the place of asking.
 */
import Handlebars from 'handlebars'
import { Log } from '../diagnostics/log.ts'
import { lineOf, offsetOf, type Source, type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import type { FactValue } from '../document/document.ts'
import { computed, type Data, type Memory, memoryOf, plainValue } from './facts.ts'
import { helpers, truthy, Unusable } from './helpers.ts'
import { cut, type Expanded, markOf, type Segment } from './marks.ts'
import { type Ast, type Rewriting, rewrite, spanIn, type Unit } from './rewrite.ts'

export interface TemplateSet {
  /** By name without `.hbs`, as `8-k`. */
  readonly pages: ReadonlyMap<string, Source>
  readonly partials: ReadonlyMap<string, Source>
}

/** A set of templates, each parsed and compiled once, however many documents and filings it makes. */
export class Templates {
  readonly #set: TemplateSet
  #press: Press | undefined

  constructor(set: TemplateSet) {
    this.#set = set
  }

  /** Expands one page with data; empty when something is wrong, with the reasons in the log. */
  expand(page: string, data: Data, log: Log): Expanded {
    const before = log.diagnostics.length
    const source = this.#set.pages.get(page)
    if (!source) log.add('W002', undefined, `there is no template ${page}.hbs`)
    const press = this.#open(log)
    const program = source && press.page(source)
    if (!program || log.diagnostics.length > before) {
      // What was told of these templates must be told to the next log as well.
      this.#press = undefined
      return cut('', [])
    }
    return press.run(program, data)
  }

  #open(log: Log): Press {
    this.#press ??= new Press(this.#set)
    this.#press.log = log
    return this.#press
  }

  /** What `{{…}}` in authored text shows, and the fact behind it; undefined with the reason in the log. */
  evaluate(
    at: Span,
    data: Data,
    log: Log,
  ): { readonly shown: string; readonly memory: Memory | undefined } | undefined {
    const unit = { source: at.source, start: at.start, text: at.source.text.slice(at.start, at.end) }
    const press = this.#open(log)
    const program = press.parse(unit)
    const [only, more] = program?.body ?? []
    if (only && (more || only.type !== 'MustacheStatement')) {
      const hint = 'as {{registrant.name}} or {{date report.date "MMMM d, yyyy"}}'
      log.add('T009', at, 'only one fact or helper can stand here', hint)
    }
    if (more || only?.type !== 'MustacheStatement') return undefined
    const before = log.diagnostics.length
    const shown = press.show(at, press.value(only as hbs.AST.MustacheStatement, unit, data))
    return log.diagnostics.length > before ? undefined : shown
  }
}

/** The data paths that a page and its partials name, each with its first place. */
export function pathsOf(set: TemplateSet, page: string, log: Log): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>()
  const source = set.pages.get(page)
  const press = new Press(set, (path, at) => {
    if (!found.has(path)) found.set(path, at)
  })
  press.log = log
  if (source) press.page(source)
  return found
}

function unitOf(source: Source): Unit {
  return { source, start: 0, text: source.text }
}

/** Stands for data that is not there, once that has been told. */
const absent = Object.freeze({})

type Template = (data: Data) => string

/** The templates of one set: their segments, their partials, a Handlebars of their own. */
class Press {
  readonly segments: Segment[] = []
  /** Which partial uses which, and where. */
  readonly #uses = new Map<string, Map<string, Span>>()
  readonly #set: TemplateSet
  /** Where complaints of the run at hand go. */
  log = new Log()
  readonly #onPath: Rewriting['onPath']
  readonly #handlebars = Handlebars.create()
  readonly #known: Record<string, true>
  readonly #pages = new Map<Source, Template>()
  /** Compiled partials share the segments of templates; those behind them belong to one run. */
  #fixed = 0

  constructor(set: TemplateSet, onPath?: Rewriting['onPath']) {
    this.#set = set
    this.#onPath = onPath
    for (const name of Object.keys(this.#handlebars.helpers)) this.#handlebars.unregisterHelper(name)
    this.#handlebars.registerHelper(this.#runtime())
    this.#known = Object.fromEntries(Object.keys(this.#handlebars.helpers).map((name) => [name, true]))
  }

  /** A page, rewritten, with every partial it uses; undefined when it cannot be parsed. */
  page(source: Source): Template | undefined {
    const known = this.#pages.get(source)
    if (known) return known
    const program = this.#prepare(source, '')
    this.#refuseCycles()
    this.#fixed = this.segments.length
    const template = program && this.#compile(program)
    if (template) this.#pages.set(source, template)
    return template
  }

  #prepare(source: Source, name: string): hbs.AST.Program | undefined {
    const uses = new Map<string, Span>()
    this.#uses.set(name, uses)
    const unit = unitOf(source)
    const program = this.parse(unit)
    if (!program) return undefined
    rewrite(program, {
      unit,
      log: this.log,
      helpers: Object.keys(helpers),
      partials: [...this.#set.partials.keys()],
      add: (segment) => this.segments.push(segment) - 1,
      onPartial: (partial, at) => uses.set(partial, at),
      ...(this.#onPath && { onPath: this.#onPath }),
    })
    for (const partial of uses.keys()) {
      const inner = this.#uses.has(partial) ? undefined : this.#set.partials.get(partial)
      const made = inner && this.#prepare(inner, partial)
      if (made) this.#handlebars.registerPartial(partial, this.#compile(made))
    }
    return program
  }

  run(template: Template, data: Data): Expanded {
    const expanded = cut(template(data), this.segments)
    this.segments.length = this.#fixed
    return expanded
  }

  #compile(program: hbs.AST.Program): Template {
    const options = { noEscape: true, preventIndent: true, knownHelpers: this.#known, knownHelpersOnly: true }
    return this.#handlebars.compile(program, options)
  }

  parse(unit: Unit): hbs.AST.Program | undefined {
    try {
      return this.#handlebars.parse(unit.text)
    } catch (error) {
      const { at, message } = parseFailure(error, unit)
      this.log.add('T001', at, message, 'every {{#…}} needs its {{/…}}')
      return undefined
    }
  }

  /** Partials that include each other would never end. */
  #refuseCycles(): void {
    const visit = (name: string, path: readonly string[]): void => {
      for (const [partial, at] of this.#uses.get(name) ?? []) {
        if (path.includes(partial)) {
          const hint = [...path, partial].filter(Boolean).join(' > ')
          this.log.add('T007', at, `the partial "${partial}" includes itself`, hint)
        } else visit(partial, [...path, partial])
      }
    }
    visit('', [''])
  }

  /** The value of one expression, without compiling it: authored text has many small ones. */
  value(node: Ast, unit: Unit, data: Data): unknown {
    const at = spanIn(unit, node.loc)
    const call = node as hbs.AST.MustacheStatement
    const name = 'path' in node ? String((call.path as hbs.AST.PathExpression).original) : ''
    const isCall =
      'path' in node && (call.params.length > 0 || call.hash !== undefined || Object.hasOwn(helpers, name))
    if (isCall) {
      if (!Object.hasOwn(helpers, name)) {
        const close = nearestWord(name, Object.keys(helpers))
        this.log.add(
          'T003',
          at,
          `there is no helper "${name}"`,
          close ? `did you mean "${close}"?` : undefined,
        )
        return absent
      }
      const given = call.params.map((param) => this.value(param, unit, data))
      const pairs = (call.hash?.pairs ?? []).map(
        (pair) => [pair.key, this.value(pair.value, unit, data)] as const,
      )
      return this.#call(at, name, given, Object.fromEntries(pairs))
    }
    if ('path' in node) return this.value(call.path as Ast, unit, data)
    if (node.type !== 'PathExpression') return (node as hbs.AST.StringLiteral).value
    const { parts, depth, data: isVariable, original } = node as hbs.AST.PathExpression
    let found: unknown = depth > 0 || isVariable ? undefined : data
    for (const part of parts) {
      found =
        typeof found === 'object' && found !== null && Object.hasOwn(found, part)
          ? (found as Record<string, unknown>)[part]
          : undefined
    }
    if (found !== undefined) return found
    this.#missing(at, original, data)
    return absent
  }

  #at(id: unknown): Span | undefined {
    return this.segments[id as number]?.span
  }

  /** The helpers that rewritten templates call. */
  #runtime(): Handlebars.HelperDeclareSpec {
    const press = this
    const condition = (wanted: boolean) =>
      function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
        return truthy(plainValue(value)) === wanted ? options.fn(this) : options.inverse(this)
      }
    return {
      if: condition(true),
      unless: condition(false),
      with(this: unknown, value: unknown, options: Handlebars.HelperOptions) {
        return value === null || value === absent ? options.inverse(this) : options.fn(value)
      },
      each(this: unknown, value: unknown, options: Handlebars.HelperOptions) {
        return press.#each(this, value, options)
      },
      __need(this: unknown, id: unknown, path: string, value: unknown) {
        if (value === undefined) press.#missing(press.#at(id), path, this)
        return value === undefined ? absent : value
      },
      __call(id: unknown, name: string, ...rest: unknown[]) {
        const { hash } = rest.pop() as Handlebars.HelperOptions
        return press.#call(press.#at(id), name, rest, hash as Record<string, unknown>)
      },
      __show(id: unknown, value: unknown) {
        return press.#mark(press.#at(id), value)
      },
    }
  }

  #each(self: unknown, value: unknown, options: Handlebars.HelperOptions): string {
    if (value === null || value === absent) return options.inverse(self)
    if (!Array.isArray(value)) {
      this.log.add('T006', this.#at(options.hash['__at']), '#each needs a list')
      return ''
    }
    if (value.length === 0) return options.inverse(self)
    return value
      .map((one: unknown, index) => {
        const data = Handlebars.createFrame(options.data as object)
        Object.assign(data, { index, first: index === 0, last: index === value.length - 1 })
        return options.fn(one, { data, blockParams: [one, index] })
      })
      .join('')
  }

  #missing(at: Span | undefined, path: string, context: unknown): void {
    const known = typeof context === 'object' && context !== null ? Object.keys(context) : []
    const first = path.split(/[./]/)[0] ?? path
    const close = known.includes(first) ? undefined : nearestWord(first, known)
    const hint = close
      ? `did you mean "${close}"?`
      : known.length > 0
        ? `there is ${known.join(', ')}`
        : undefined
    this.log.add('T002', at, `there is no "${path}" here`, hint)
  }

  #call(
    at: Span | undefined,
    name: string,
    given: readonly unknown[],
    hash: Readonly<Record<string, unknown>>,
  ): unknown {
    const options = Object.fromEntries(Object.entries(hash).map(([key, value]) => [key, plainValue(value)]))
    // What is not there has been told already.
    if (given.includes(absent) || Object.values(hash).includes(absent)) return absent
    try {
      const value = helpers[name]?.(given.map(plainValue), options)
      const memory = given.map(memoryOf).find((one) => one !== undefined)
      return memory === undefined ? value : computed(memory, value ?? null)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      this.log.add('T006', at, error.message)
      return null
    }
  }

  /** What an expression shows, as text. */
  show(at: Span | undefined, data: unknown): { readonly shown: string; readonly memory: Memory | undefined } {
    const value: FactValue = data === absent ? null : plainValue(data)
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      const what =
        typeof value === 'boolean' ? 'yes or no' : Array.isArray(value) ? 'a list' : 'a block of facts'
      const hint = 'use a helper, as {{phone …}}, {{list …}} or {{box …}}'
      this.log.add('T006', at, `this is ${what}, not a text`, hint)
      return { shown: '', memory: undefined }
    }
    return { shown: value === null ? '' : String(value), memory: memoryOf(data) }
  }

  #mark(at: Span | undefined, data: unknown): string {
    const { shown, memory } = this.show(at, data)
    const place = at ?? span({ path: '', text: '' }, 0, 0)
    const id = this.segments.push({ span: place, literal: false, shown, ...(memory && { memory }) }) - 1
    return markOf(id) + escaped(shown)
  }
}

function escaped(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
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
