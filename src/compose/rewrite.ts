/**
 * Rewrites the syntax tree of a template so that what it makes can be traced and what it lacks is told.
 *
 *   literal            a mark before its text
 *   {{a.b}}            {{__show 7 (__need 8 a.b)}}
 *   {{date a.b "M"}}   {{__show 7 (__call 9 "date" (__need 8 a.b) "M")}}
 *   {{#if a}}          {{#if (__need 8 a)}}
 *
 * Refuses what has no place in a form: unescaped output, decorators, layouts, names made up at run time.
 */
import type { Log } from '../diagnostics/log.ts'
import { offsetOf, type Source, type Span, span } from '../diagnostics/source.ts'
import { nearestWord } from '../diagnostics/suggest.ts'
import { markOf, type Segment } from './marks.ts'

export type Ast = hbs.AST.Node
type Expression = hbs.AST.Expression

/** A stretch of a file that is one template: a whole file, or one `{{…}}` of authored text. */
export interface Unit {
  readonly source: Source
  readonly start: number
  readonly text: string
}

export interface Rewriting {
  readonly unit: Unit
  readonly log: Log
  readonly helpers: readonly string[]
  readonly partials: readonly string[]
  readonly add: (segment: Segment) => number
  /** Called for each path and partial named, with its place. */
  readonly onPath?: (path: string, at: Span) => void
  readonly onPartial: (name: string, at: Span) => void
}

const blocks = ['if', 'unless', 'each', 'with']

export function spanIn(unit: Unit, loc: hbs.AST.SourceLocation): Span {
  const own = { path: '', text: unit.text }
  const start = offsetOf(own, loc.start.line, loc.start.column + 1)
  const end = offsetOf(own, loc.end.line, loc.end.column + 1)
  return span(unit.source, unit.start + start, unit.start + end)
}

export function rewrite(program: hbs.AST.Program, context: Rewriting): void {
  for (const [index, statement] of program.body.entries())
    program.body[index] = rewriteStatement(statement, context)
}

function rewriteStatement(node: hbs.AST.Statement, context: Rewriting): hbs.AST.Statement {
  const at = spanIn(context.unit, node.loc)
  switch (node.type) {
    case 'ContentStatement':
      return rewriteContent(node as hbs.AST.ContentStatement, at, context)
    case 'MustacheStatement':
      return rewriteMustache(node as hbs.AST.MustacheStatement, at, context)
    case 'BlockStatement':
      return rewriteBlock(node as hbs.AST.BlockStatement, at, context)
    case 'PartialStatement':
      return rewritePartial(node as hbs.AST.PartialStatement, at, context)
    case 'CommentStatement':
      return node
    default:
      context.log.add('T008', at, 'layouts and decorators are not used in filings', 'use {{> partial}}')
      return node
  }
}

/** Stripped white space belongs to no segment, so the place is that of the text that is left. */
function rewriteContent(node: hbs.AST.ContentStatement, at: Span, { add }: Rewriting): hbs.AST.Statement {
  if (node.value === '') return node
  const skipped = Math.max(0, String(node.original).indexOf(node.value))
  const id = add({
    span: span(at.source, at.start + skipped, at.start + skipped + node.value.length),
    literal: true,
  })
  return { ...node, value: markOf(id) + node.value } as hbs.AST.ContentStatement
}

function rewriteMustache(node: hbs.AST.MustacheStatement, at: Span, context: Rewriting): hbs.AST.Statement {
  if (!node.escaped)
    context.log.add(
      'T008',
      at,
      'unescaped output is not accepted',
      'use two braces; a fact is text, never markup',
    )
  const id = context.add({ span: at, literal: false })
  const called =
    node.params.length > 0 || node.hash !== undefined || context.helpers.includes(nameOf(node.path))
  const shown = called
    ? call(node.path, node.params, node.hash, at, context)
    : rewriteExpression(node.path as Expression, context)
  return {
    ...node,
    path: pathTo('__show', node.loc),
    params: [number(id, node.loc), shown],
    hash: undefined,
  } as unknown as hbs.AST.MustacheStatement
}

function rewriteBlock(node: hbs.AST.BlockStatement, at: Span, context: Rewriting): hbs.AST.Statement {
  const name = nameOf(node.path)
  if (!blocks.includes(name)) {
    context.log.add(
      'T003',
      placeOf(node.path, context),
      `"#${name}" is not a block`,
      `blocks are ${blocks.map((one) => `#${one}`).join(', ')}`,
    )
    return node
  }
  if (node.params.length !== 1) {
    context.log.add(
      'T006',
      at,
      `#${name} takes one value`,
      'combine conditions with (and …), (or …), (not …)',
    )
  }
  if (node.program) rewrite(node.program, context)
  if (node.inverse) rewrite(node.inverse, context)
  const id = context.add({ span: at, literal: false })
  const params = node.params.map((param) => rewriteExpression(param, context))
  const hash = hashOf([['__at', number(id, node.loc)]], node.loc)
  return { ...node, params, hash } as unknown as hbs.AST.BlockStatement
}

function rewritePartial(node: hbs.AST.PartialStatement, at: Span, context: Rewriting): hbs.AST.Statement {
  const name = nameOf(node.name)
  if (node.name.type !== 'PathExpression') {
    context.log.add('T008', at, 'the name of a partial must stand in the template')
    return node
  }
  if (!context.partials.includes(name)) {
    const close = nearestWord(name, context.partials)
    const hint = close ? `did you mean "${close}"?` : `partials are ${context.partials.join(', ')}`
    context.log.add('T004', at, `there is no partial "${name}"`, hint)
  } else context.onPartial(name, at)
  const params = node.params.map((param) => rewriteExpression(param, context))
  const hash = node.hash && {
    ...node.hash,
    pairs: node.hash.pairs.map((pair) => ({ ...pair, value: rewriteExpression(pair.value, context) })),
  }
  return { ...node, params, hash } as hbs.AST.PartialStatement
}

function rewriteExpression(node: Expression, context: Rewriting): Expression {
  if (node.type === 'SubExpression') {
    const inner = node as hbs.AST.SubExpression
    return call(inner.path, inner.params, inner.hash, spanIn(context.unit, node.loc), context)
  }
  if (node.type !== 'PathExpression') return node
  const path = node as hbs.AST.PathExpression
  const at = spanIn(context.unit, node.loc)
  context.onPath?.(path.original, at)
  const id = context.add({ span: at, literal: false })
  return subExpression(
    '__need',
    [number(id, node.loc), text(path.original, node.loc), node],
    undefined,
    node.loc,
  )
}

function call(
  path: Ast,
  params: readonly Expression[],
  hash: hbs.AST.Hash | undefined,
  at: Span,
  context: Rewriting,
): Expression {
  const name = nameOf(path)
  if (!context.helpers.includes(name)) {
    const close = nearestWord(name, context.helpers)
    const hint = close ? `did you mean "${close}"?` : `helpers are ${context.helpers.join(', ')}`
    context.log.add('T003', placeOf(path, context), `there is no helper "${name}"`, hint)
  }
  const id = context.add({ span: at, literal: false })
  const values = params.map((param) => rewriteExpression(param, context))
  const named = hash && {
    ...hash,
    pairs: hash.pairs.map((pair) => ({ ...pair, value: rewriteExpression(pair.value, context) })),
  }
  return subExpression('__call', [number(id, path.loc), text(name, path.loc), ...values], named, path.loc)
}

function nameOf(node: Ast): string {
  return String((node as hbs.AST.PathExpression).original ?? '')
}

function placeOf(node: Ast, { unit }: Rewriting): Span {
  return spanIn(unit, node.loc)
}

function number(value: number, loc: hbs.AST.SourceLocation): Expression {
  return { type: 'NumberLiteral', value, original: value, loc } as unknown as Expression
}

function text(value: string, loc: hbs.AST.SourceLocation): Expression {
  return { type: 'StringLiteral', value, original: value, loc } as unknown as Expression
}

function pathTo(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [name],
    original: name,
    loc,
  } as unknown as hbs.AST.PathExpression
}

function hashOf(
  pairs: readonly (readonly [string, Expression])[],
  loc: hbs.AST.SourceLocation,
): hbs.AST.Hash {
  return {
    type: 'Hash',
    pairs: pairs.map(([key, value]) => ({ type: 'HashPair', key, value, loc })),
    loc,
  } as unknown as hbs.AST.Hash
}

function subExpression(
  name: string,
  params: readonly Expression[],
  hash: hbs.AST.Hash | undefined,
  loc: hbs.AST.SourceLocation,
): Expression {
  return {
    type: 'SubExpression',
    path: pathTo(name, loc),
    params: [...params],
    hash,
    loc,
  } as unknown as Expression
}
