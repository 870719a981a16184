/**
 * Templates -> HTML in which every stretch knows where it came from. The only importer of Handlebars.
 *
 * Handlebars parses, compiles and runs; rewrite.ts changes the syntax tree in between. A template sees plain
 * data only, and whatever it asks for that is not there is an error at the place of asking.
 */
import Handlebars from 'handlebars'
import type { Log } from '../diagnostics/log.ts'
import { lineOf, offsetOf, type Source, type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import type { FactValue } from '../document/document.ts'
import { computed, type Data, type Memory, memoryOf, plainValue } from './facts.ts'
import { helpers, truthy, Unusable } from './helpers.ts'
import { cut, type Expanded, markOf, type Segment } from './marks.ts'
import { type Rewriting, rewrite, type Unit } from './rewrite.ts'

export interface TemplateSet {
  /** By name without `.hbs`, as `8-k`. */
  readonly pages: ReadonlyMap<string, Source>
  readonly partials: ReadonlyMap<string, Source>
}

/** Expands one page with data; empty when something is wrong, with the reasons in the log. */
export function expand(set: TemplateSet, page: string, data: Data, log: Log): Expanded {
  const nothing = cut('', [])
  const source = set.pages.get(page)
  if (!source) {
    log.add('W002', undefined, `there is no template ${page}.hbs`)
    return nothing
  }
  const press = new Press(log, [...set.partials.keys()])
  const before = log.diagnostics.length
  const programs = new Map(
    [...set.partials].map(([name, partial]) => [name, press.prepare(unitOf(partial), name)]),
  )
  const main = press.prepare(unitOf(source), '')
  press.refuseCycles()
  if (log.diagnostics.length > before || !main) return nothing
  for (const [name, program] of programs) if (program) press.register(name, program)
  const html = press.run(main, data)
  return cut(html, press.segments)
}

/** What `{{…}}` in authored text shows, and the fact behind it; undefined with the reason in the log. */
export function evaluate(
  at: Span,
  data: Data,
  log: Log,
): { readonly shown: string; readonly memory: Memory | undefined } | undefined {
  const press = new Press(log, [])
  const text = at.source.text.slice(at.start, at.end)
  const before = log.diagnostics.length
  const program = press.prepare({ source: at.source, start: at.start, text }, '')
  if (program && (program.body.length !== 1 || program.body[0]?.type !== 'MustacheStatement')) {
    log.add(
      'T009',
      at,
      'only one fact or helper can stand here',
      'as {{registrant.name}} or {{date report.date "MMMM d, yyyy"}}',
    )
  }
  if (!program || log.diagnostics.length > before) return undefined
  press.run(program, data)
  const segment = press.segments.findLast((one) => one.shown !== undefined)
  if (log.diagnostics.length > before || segment?.shown === undefined) return undefined
  return { shown: segment.shown, memory: segment.memory }
}

/** The data paths that a page and its partials name, each with its first place. */
export function pathsOf(set: TemplateSet, page: string, log: Log): ReadonlyMap<string, Span> {
  const press = new Press(log, [...set.partials.keys()])
  const found = new Map<string, Span>()
  const queue = [page]
  const seen = new Set<string>()
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const source = seen.size === 0 ? set.pages.get(name) : set.partials.get(name)
    seen.add(name)
    if (!source) continue
    press.prepare(unitOf(source), name, (path, at) => {
      if (!found.has(path)) found.set(path, at)
    })
    for (const partial of press.uses.get(name)?.keys() ?? []) if (!seen.has(partial)) queue.push(partial)
  }
  return found
}

/** Stands for data that is not there, once that has been told. */
const absent = Object.freeze({})

function unitOf(source: Source): Unit {
  return { source, start: 0, text: source.text }
}

/** One run of the templates: their segments, their partials, a Handlebars of their own. */
class Press {
  readonly segments: Segment[] = []
  /** Which partial uses which, and where. */
  readonly uses = new Map<string, Map<string, Span>>()
  readonly #log: Log
  readonly #partials: readonly string[]
  readonly #handlebars = Handlebars.create()

  constructor(log: Log, partials: readonly string[]) {
    this.#log = log
    this.#partials = partials
    for (const name of Object.keys(this.#handlebars.helpers)) this.#handlebars.unregisterHelper(name)
    this.#handlebars.registerHelper(this.#runtime())
  }

  /** Parses and rewrites one template; undefined when it cannot be parsed. */
  prepare(unit: Unit, name: string, onPath?: Rewriting['onPath']): hbs.AST.Program | undefined {
    const uses = new Map<string, Span>()
    this.uses.set(name, uses)
    const program = this.#parse(unit)
    if (!program) return undefined
    rewrite(program, {
      unit,
      log: this.#log,
      helpers: Object.keys(helpers),
      partials: this.#partials,
      add: (segment) => this.segments.push(segment) - 1,
      onPartial: (partial, at) => uses.set(partial, at),
      ...(onPath && { onPath }),
    })
    return program
  }

  register(name: string, program: hbs.AST.Program): void {
    this.#handlebars.registerPartial(name, this.#compile(program))
  }

  run(program: hbs.AST.Program, data: Data): string {
    return this.#compile(program)(data)
  }

  #compile(program: hbs.AST.Program) {
    const knownHelpers = Object.fromEntries(Object.keys(this.#handlebars.helpers).map((name) => [name, true]))
    return this.#handlebars.compile(program, {
      noEscape: true,
      preventIndent: true,
      knownHelpers,
      knownHelpersOnly: true,
    })
  }

  #parse(unit: Unit): hbs.AST.Program | undefined {
    try {
      return this.#handlebars.parse(unit.text)
    } catch (error) {
      const { at, message } = parseFailure(error, unit)
      this.#log.add('T001', at, message, 'every {{#…}} needs its {{/…}}')
      return undefined
    }
  }

  /** Partials that include each other would never end. */
  refuseCycles(): void {
    const visit = (name: string, path: readonly string[]): void => {
      for (const [partial, at] of this.uses.get(name) ?? []) {
        if (path.includes(partial)) {
          this.#log.add(
            'T007',
            at,
            `the partial "${partial}" includes itself`,
            [...path, partial].filter(Boolean).join(' > '),
          )
        } else visit(partial, [...path, partial])
      }
    }
    visit('', [''])
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
        return press.#show(press.#at(id), value)
      },
    }
  }

  #each(self: unknown, value: unknown, options: Handlebars.HelperOptions): string {
    if (value === null || value === absent) return options.inverse(self)
    if (!Array.isArray(value)) {
      this.#log.add('T006', this.#at(options.hash['__at']), '#each needs a list')
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
    this.#log.add('T002', at, `there is no "${path}" here`, hint)
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
      this.#log.add('T006', at, error.message)
      return null
    }
  }

  #show(at: Span | undefined, data: unknown): string {
    const value: FactValue = data === absent ? null : plainValue(data)
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      const what =
        typeof value === 'boolean' ? 'yes or no' : Array.isArray(value) ? 'a list' : 'a block of facts'
      this.#log.add(
        'T006',
        at,
        `this is ${what}, not a text`,
        'use a helper, as {{phone …}}, {{list …}} or {{box …}}',
      )
      return ''
    }
    const shown = value === null ? '' : String(value)
    const memory = memoryOf(data)
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
