/** Runs the syntax tree of a template over data, stretch by stretch, and tells what is asked for and not there. */
import type { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import type { FactValue } from '../document/document.ts'
import { escapedAttribute } from '../markup.ts'
import { computed, type Data, type Memory, memoryOf, plainValue } from './facts.ts'
import { helpers, truthy, Unusable } from './helpers.ts'
import { type Ast, isCall, nameOf, spanIn, type Unit } from './lint.ts'
import type { Collected } from './provenance.ts'

/** A template that can be run. */
export interface Parsed {
  readonly unit: Unit
  readonly program: hbs.AST.Program
}

/** What a template can see at one place: the data at hand, what stands around it, and `@` variables. */
interface Scope {
  readonly unit: Unit
  readonly data: unknown
  readonly outer: Scope | undefined
  readonly variables: Readonly<Record<string, unknown>>
}

/** Stands for data that is not there, once that has been told. */
const absent = Object.freeze({})

const helperNames = Object.keys(helpers)

export class Run {
  readonly #partials: ReadonlyMap<string, Parsed>
  readonly #budget: Budget
  readonly #log: Log

  constructor(partials: ReadonlyMap<string, Parsed>, budget: Budget, log: Log) {
    this.#partials = partials
    this.#budget = budget
    this.#log = log
  }

  program({ unit, program }: Parsed, data: Data, into: Collected): void {
    this.#statements(program, { unit, data, outer: undefined, variables: { root: data } }, into)
  }

  /** What one expression shows, and the fact behind it. */
  expression(
    node: hbs.AST.MustacheStatement,
    unit: Unit,
    data: Data,
  ): { readonly shown: string; readonly memory: Memory | undefined } {
    return this.#show(node, { unit, data, outer: undefined, variables: { root: data } })
  }

  #statements(program: hbs.AST.Program | undefined, scope: Scope, into: Collected): void {
    for (const node of program?.body ?? []) {
      this.#budget.step()
      if (node.type === 'ContentStatement') this.#content(node as hbs.AST.ContentStatement, scope, into)
      else if (node.type === 'BlockStatement') this.#block(node as hbs.AST.BlockStatement, scope, into)
      else if (node.type === 'PartialStatement') this.#partial(node as hbs.AST.PartialStatement, scope, into)
      else if (node.type === 'MustacheStatement') {
        const { shown, memory } = this.#show(node as hbs.AST.MustacheStatement, scope)
        into.shown(escapedAttribute(shown), spanIn(scope.unit, node), memory)
      }
    }
  }

  /** White space that a tag alone on its line takes with it belongs to no stretch. */
  #content(node: hbs.AST.ContentStatement, { unit }: Scope, into: Collected): void {
    if (node.value === '') return
    const at = spanIn(unit, node)
    const start = at.start + Math.max(0, String(node.original).indexOf(node.value))
    into.literal(node.value, span(at.source, start, start + node.value.length))
  }

  #block(node: hbs.AST.BlockStatement, scope: Scope, into: Collected): void {
    const [param] = node.params
    const value = param ? this.#value(param, scope) : absent
    const { program, inverse } = node
    switch (nameOf(node.path)) {
      case 'if':
        return this.#statements(truthy(plain(value)) ? program : inverse, scope, into)
      case 'unless':
        return this.#statements(truthy(plain(value)) ? inverse : program, scope, into)
      case 'with':
        if (value === null || value === absent) return this.#statements(inverse, scope, into)
        return this.#statements(program, { ...scope, data: value, outer: scope }, into)
      default:
        return this.#each(node, value, scope, into)
    }
  }

  #each(
    { program, inverse, ...node }: hbs.AST.BlockStatement,
    value: unknown,
    scope: Scope,
    into: Collected,
  ): void {
    const list = value === null || value === absent ? [] : value
    if (!Array.isArray(list)) {
      this.#log.add('T006', spanIn(scope.unit, node), '#each needs a list')
      return
    }
    if (list.length === 0) this.#statements(inverse, scope, into)
    list.forEach((one: unknown, index) => {
      const variables = { ...scope.variables, index, first: index === 0, last: index === list.length - 1 }
      this.#statements(program, { unit: scope.unit, data: one, outer: scope, variables }, into)
    })
  }

  /** A partial sees the data at hand, or what it is given, and what is named beside it. */
  #partial(node: hbs.AST.PartialStatement, scope: Scope, into: Collected): void {
    const inner = this.#partials.get(nameOf(node.name))
    if (!inner) return
    const [param] = node.params
    const given = param ? this.#value(param, scope) : scope.data
    const named = this.#pairs(node.hash, scope)
    const data = Object.keys(named).length > 0 ? { ...(given as object), ...named } : given
    this.#statements(
      inner.program,
      { unit: inner.unit, data, outer: undefined, variables: scope.variables },
      into,
    )
  }

  #pairs(hash: hbs.AST.Hash | undefined, scope: Scope): Record<string, unknown> {
    return Object.fromEntries((hash?.pairs ?? []).map((pair) => [pair.key, this.#value(pair.value, scope)]))
  }

  #value(node: Ast, scope: Scope): unknown {
    if (isCall(node, helperNames)) return this.#call(node, scope)
    if ('path' in node) return this.#value(node.path as Ast, scope)
    if (node.type === 'PathExpression') return this.#path(node as hbs.AST.PathExpression, scope)
    return (node as hbs.AST.StringLiteral).value
  }

  #path(node: hbs.AST.PathExpression, scope: Scope): unknown {
    let from: Scope | undefined = scope
    for (let depth = 0; depth < node.depth; depth++) from = from?.outer
    let found: unknown = node.data ? from?.variables : from?.data
    for (const part of node.parts) {
      const holder: unknown = found
      found =
        typeof holder === 'object' && holder !== null && Object.hasOwn(holder, part)
          ? (holder as Record<string, unknown>)[part]
          : undefined
    }
    if (found !== undefined) return found
    const known = typeof from?.data === 'object' && from.data !== null ? Object.keys(from.data) : []
    const [first = ''] = node.parts
    const close = known.includes(first) ? undefined : nearestWord(first, known)
    const hint = close
      ? `did you mean "${close}"?`
      : known.length > 0
        ? `there is ${known.join(', ')}`
        : undefined
    this.#log.add('T002', spanIn(scope.unit, node), `there is no "${node.original}" here`, hint)
    return absent
  }

  #call(node: hbs.AST.MustacheStatement, scope: Scope): unknown {
    const given = node.params.map((param) => this.#value(param, scope))
    const named = this.#pairs(node.hash, scope)
    // What is not there has been told already.
    if (given.includes(absent) || Object.values(named).includes(absent)) return absent
    const options = Object.fromEntries(Object.entries(named).map(([key, value]) => [key, plain(value)]))
    try {
      const value = helpers[nameOf(node.path as Ast)]?.(given.map(plain), options)
      const memory = given.map(memoryOf).find((one) => one !== undefined)
      return memory === undefined ? value : computed(memory, value ?? null)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      this.#log.add('T006', spanIn(scope.unit, node), error.message)
      return absent
    }
  }

  #show(
    node: hbs.AST.MustacheStatement,
    scope: Scope,
  ): { readonly shown: string; readonly memory: Memory | undefined } {
    const data = this.#value(node, scope)
    const value = plain(data)
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      const what =
        typeof value === 'boolean' ? 'yes or no' : Array.isArray(value) ? 'a list' : 'a block of facts'
      const hint = 'use a helper, as {{phone …}}, {{list …}} or {{box …}}'
      this.#log.add('T006', spanIn(scope.unit, node), `this is ${what}, not a text`, hint)
      return { shown: '', memory: undefined }
    }
    return { shown: value === null ? '' : String(value), memory: memoryOf(data) }
  }
}

function plain(data: unknown): FactValue {
  return data === absent ? null : plainValue(data)
}
