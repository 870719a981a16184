/**
 * Reads a template through before it is used, so that what it could never do is told at its place even where no
 * run would reach it: unknown helpers, partials and blocks, unescaped output, features that forms do not need.
 */
import type { Log } from '../diagnostics/log.ts'
import { offsetOf, type Source, type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'

export type Ast = hbs.AST.Node

/** A stretch of a file that is one template: a whole file, or one `{{…}}` of authored text. */
export interface Unit {
  readonly source: Source
  readonly start: number
  readonly text: string
}

export interface Linting {
  readonly unit: Unit
  readonly log: Log
  readonly helpers: readonly string[]
  readonly partials: readonly string[]
  readonly onPath: (path: string, at: Span) => void
  readonly onPartial: (name: string, at: Span) => void
}

const blocks = ['if', 'unless', 'each', 'with']

/** Where a node stands in its file. */
export function spanIn({ source, start, text }: Unit, { loc }: Pick<Ast, 'loc'>): Span {
  const own = sourceOf(text)
  const from = offsetOf(own, loc.start.line, loc.start.column + 1)
  const to = offsetOf(own, loc.end.line, loc.end.column + 1)
  return span(source, start + from, start + to)
}

/** Line starts are worked out once for each text, not for each node. */
let last: Source = { path: '', text: '' }
function sourceOf(text: string): Source {
  if (last.text !== text) last = { path: '', text }
  return last
}

export function nameOf(node: Ast): string {
  return String((node as hbs.AST.PathExpression).original ?? '')
}

export function lint(program: hbs.AST.Program, context: Linting): void {
  for (const statement of program.body) lintStatement(statement, context)
}

function lintStatement(node: hbs.AST.Statement, context: Linting): void {
  const { log, unit } = context
  switch (node.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return
    case 'MustacheStatement': {
      const mustache = node as hbs.AST.MustacheStatement
      if (!mustache.escaped) {
        log.add(
          'T008',
          spanIn(unit, node),
          'unescaped output is not accepted',
          'use two braces; facts are inserted as plain text',
        )
      }
      lintCall(mustache, context)
      return
    }
    case 'BlockStatement':
      lintBlock(node as hbs.AST.BlockStatement, context)
      return
    case 'PartialStatement':
      lintPartial(node as hbs.AST.PartialStatement, context)
      return
    default:
      log.add(
        'T008',
        spanIn(unit, node),
        'layouts and decorators are not used in filings',
        'use {{> partial}}',
      )
  }
}

/** Whether `{{name …}}` calls a helper, as against showing what a path holds. */
export function isCall(node: Ast, helpers: readonly string[]): node is hbs.AST.MustacheStatement {
  if (!('path' in node)) return false
  const { params, hash, path } = node as hbs.AST.MustacheStatement
  return params.length > 0 || hash !== undefined || helpers.includes(nameOf(path as Ast))
}

function lintCall(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression, context: Linting): void {
  const { log, unit, helpers } = context
  if (!isCall(node, helpers)) {
    lintExpression(node.path as hbs.AST.Expression, context)
    return
  }
  const name = nameOf(node.path)
  if (!helpers.includes(name)) {
    const close = nearestWord(name, helpers)
    const hint = close ? `did you mean "${close}"?` : `helpers are ${helpers.join(', ')}`
    log.add('T003', spanIn(unit, node.path), `there is no helper "${name}"`, hint)
  }
  lintArguments(node, context)
}

function lintArguments(
  node: { readonly params: readonly hbs.AST.Expression[]; readonly hash?: hbs.AST.Hash },
  context: Linting,
): void {
  for (const param of node.params) lintExpression(param, context)
  for (const pair of node.hash?.pairs ?? []) lintExpression(pair.value, context)
}

function lintExpression(node: hbs.AST.Expression, context: Linting): void {
  if (node.type === 'SubExpression') lintCall(node as hbs.AST.SubExpression, context)
  else if (node.type === 'PathExpression') context.onPath(nameOf(node), spanIn(context.unit, node))
}

function lintBlock(node: hbs.AST.BlockStatement, context: Linting): void {
  const { log, unit } = context
  const name = nameOf(node.path)
  if (!blocks.includes(name)) {
    const hint = `blocks are ${blocks.map((one) => `#${one}`).join(', ')}`
    log.add('T003', spanIn(unit, node.path), `"#${name}" is not a block`, hint)
    return
  }
  if (node.params.length !== 1) {
    const hint = 'combine conditions with (and …), (or …), (not …)'
    log.add('T006', spanIn(unit, node), `#${name} takes one value`, hint)
  }
  if (node.program?.blockParams?.length) {
    log.add('T008', spanIn(unit, node), 'names with "as |…|" are not used here', 'use this and ../')
  }
  lintArguments(node, context)
  if (node.program) lint(node.program, context)
  if (node.inverse) lint(node.inverse, context)
}

function lintPartial(node: hbs.AST.PartialStatement, context: Linting): void {
  const { log, unit, partials } = context
  const name = nameOf(node.name)
  const at = spanIn(unit, node)
  if (node.name.type !== 'PathExpression')
    log.add('T008', at, 'the name of a partial must stand in the template')
  else if (partials.includes(name)) context.onPartial(name, at)
  else {
    const close = nearestWord(name, partials)
    const hint = close ? `did you mean "${close}"?` : `partials are ${partials.join(', ')}`
    log.add('T004', at, `there is no partial "${name}"`, hint)
  }
  lintArguments(node, context)
}
