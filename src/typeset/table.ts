/**
 * A table -> strips, one a row: widths of columns from what stands in them, cells set to those widths,
 * borders and shading, figures lined up on their points, header rows to be repeated.
 */

import { figureIn, newFigureIn } from '../document/decimal.ts'
import type { Cell, Pt, Row, Table } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { columnWidths, type Placed, sum } from './columns.ts'
import { setGalley } from './galley.ts'
import {
  forbidden,
  heightOf,
  type Line,
  type Mark,
  type Penalty,
  type Skip,
  type Strip,
  type Tag,
} from './page.ts'
import { RunBuilder } from './runs.ts'
import { type Column, child, type Setup } from './setup.ts'
import { piece, readWords, spaceWidth, widthOf } from './shape.ts'

type Item = Strip | Skip | Penalty

/** Room that figures need on either side of their points, by column. */
type Tails = ReadonlyMap<number, { readonly tail: Pt; readonly head: Pt }>

export function setTable(table: Table, column: Column, setup: Setup): (Strip | Penalty)[] {
  const placed = place(table)
  const columns = placed.reduce((most, { column: at, cell }) => Math.max(most, at + cell.colspan), 1)
  const widths = columnWidths(table, placed, columns, column.measure, setup)
  const edges = [0]
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width)
  const tag = child(column.tag, table.purpose === 'data' ? 'Table' : 'Div')
  const tails = figureTails(placed, setup, tag)
  const x = column.x + (table.style.textAlign === 'center' ? (column.measure - (edges.at(-1) ?? 0)) / 2 : 0)
  const context: Context = { table, setup, edges, x, tails, columns }
  const rows = setRows(placed, tag, context)
  const heads = leadingHeads(table)
  const head = heads > 0 && heads < table.rows.length ? repeated(rows.slice(0, heads).flat()) : undefined
  return rows.flatMap((strips, index): (Strip | Penalty)[] => {
    const kept = index < heads ? [{ kind: 'penalty' as const, cost: forbidden }] : []
    const repeat = head && index >= heads ? { repeat: head } : {}
    return [...strips.map((strip) => ({ ...strip, ...repeat })), ...kept]
  })
}

interface Context {
  readonly table: Table
  readonly setup: Setup
  readonly edges: readonly Pt[]
  readonly x: Pt
  readonly tails: Tails
  readonly columns: number
}

function leadingHeads(table: Table): number {
  const first = table.rows.findIndex((row) => !row.header)
  return first < 0 ? table.rows.length : first
}

/** The grid: cells pushed aside by those that span rows above them. */
function place(table: Table): Placed[] {
  const taken = new Set<string>()
  const placed: Placed[] = []
  table.rows.forEach((row, rowIndex) => {
    let at = 0
    for (const cell of row.cells) {
      while (taken.has(`${rowIndex}:${at}`)) at++
      for (let down = 1; down < cell.rowspan; down++) {
        for (let across = 0; across < cell.colspan; across++) taken.add(`${rowIndex + down}:${at + across}`)
      }
      placed.push({ cell, row: rowIndex, column: at })
      at += cell.colspan
    }
  })
  return placed
}

/** The figure of a decimal cell that holds nothing else. */
function figureOf(cell: Cell) {
  const [only, second] = cell.blocks
  if (only?.type !== 'paragraph' || second || only.style.textAlign !== 'decimal') return undefined
  const replaced = newFigureIn(only.inlines)
  const figure = replaced ?? figureIn(only.inlines)
  return figure && { figure, paragraph: only, replaced: replaced !== undefined }
}

function figureTails(placed: readonly Placed[], setup: Setup, tag: Tag): Tails {
  const tails = new Map<number, { tail: Pt; head: Pt }>()
  for (const { cell, column } of placed) {
    const found = figureOf(cell)
    if (!found) continue
    const look = readWords(found.paragraph.inlines, found.paragraph.style, tag, setup)[0]?.pieces[0]?.look
    if (!look) continue
    const width = (text: string) => widthOf(text, look)
    const widest = tails.get(column) ?? { tail: 0, head: 0 }
    tails.set(column, {
      tail: Math.max(widest.tail, width(found.figure.tail)),
      head: Math.max(widest.head, width(found.figure.head)),
    })
  }
  return tails
}

function setRows(placed: readonly Placed[], tag: Tag, context: Context): Strip[][] {
  const { table } = context
  const data = table.purpose === 'data'
  const heads = leadingHeads(table)
  const sections = data && heads > 0 && heads < table.rows.length
  const head = sections ? child(tag, 'THead') : tag
  const body = sections ? child(tag, 'TBody') : tag
  const cells: Placed[][] = table.rows.map(() => [])
  for (const one of placed) cells[one.row]?.push(one)
  return table.rows.map((row, index) => setRow(row, cells[index] ?? [], index < heads ? head : body, context))
}

const withoutLeaders = (placed: Placed): Placed => ({
  ...placed,
  cell: {
    ...placed.cell,
    blocks: placed.cell.blocks.map((block) => ({ ...block, style: { ...block.style, leader: 'none' } })),
  },
})

interface SetCell extends Placed {
  readonly x: Pt
  readonly width: Pt
  readonly items: readonly Item[]
  readonly height: Pt
}

function setRow(row: Row, cells: readonly Placed[], parent: Tag, context: Context): Strip[] {
  const data = context.table.purpose === 'data'
  const tag = data ? child(parent, 'TR') : parent
  // A label that stands alone in its row leads to nothing.
  const alone = cells.filter(({ cell }) => wordsOfBlocks(cell.blocks).length > 0).length < 2
  const set = cells.map((one) => setCell(alone ? withoutLeaders(one) : one, tag, data, context))
  if (data) {
    const covered = sum(cells.map(({ cell }) => cell.colspan))
    const spannedFromAbove =
      cells.length > 0 &&
      cells.some((one, index) => one.column > sum(cells.slice(0, index).map(({ cell }) => cell.colspan)))
    if (!spannedFromAbove) for (let missing = covered; missing < context.columns; missing++) child(tag, 'TD')
  }
  const height = Math.max(0, ...set.filter(({ cell }) => cell.rowspan === 1).map((one) => one.height))
  const tall = Math.max(
    height,
    ...set.filter(({ cell }) => cell.rowspan > 1).map((one) => one.height / one.cell.rowspan),
  )
  if (tall > context.setup.bodyHeight) return cutRow(row, set, context)
  return [rowStrip(row, set, tall)]
}

function setCell({ cell, row, column }: Placed, tag: Tag, data: boolean, context: Context): SetCell {
  const { edges, setup } = context
  const x = context.x + (edges[column] ?? 0)
  const width = (edges[Math.min(column + cell.colspan, edges.length - 1)] ?? 0) - (edges[column] ?? 0)
  const own = data
    ? child(tag, cell.scope ? 'TH' : 'TD', {
        ...(cell.scope && { scope: cell.scope === 'column' ? ('Column' as const) : ('Row' as const) }),
        ...(cell.colspan > 1 && { colspan: cell.colspan }),
        ...(cell.rowspan > 1 && { rowspan: cell.rowspan }),
      })
    : tag
  const { padding, border } = cell.style
  const inner: Column = {
    x: x + padding.left + border.left.width,
    measure: Math.max(1, width - padding.left - padding.right - border.left.width - border.right.width),
    tag: own,
    decorations: [],
  }
  const items = setFigure(cell, column, inner, context) ?? setGalley(cell.blocks, inner, setup).items
  const content = heightOf(items)
  const height = content + padding.top + padding.bottom + border.top.width + border.bottom.width
  return { cell, row, column, x, width, items, height }
}

/** Least room between a sign and its figure, in em. */
const signGap = 0.12

/** A figure with its point below the others of its column and its sign at the left edge of them all. */
function setFigure(
  cell: Cell,
  column: number,
  inner: Column,
  { setup, tails }: Context,
): readonly Item[] | undefined {
  const found = figureOf(cell)
  const room = tails.get(column)
  if (!found || !room || cell.colspan > 1) return undefined
  const { figure, paragraph, replaced } = found
  const tag = replaced ? inner.tag : child(inner.tag, 'P')
  const words = readWords(paragraph.inlines, paragraph.style, tag, setup)
  const look = words[0]?.pieces[0]?.look
  if (!look) return undefined
  const width = (text: string) => widthOf(text, look)
  if (replaced) {
    // Both figures stand side by side, the new one with its point below the others.
    const measure = inner.measure - room.tail + width(figure.tail)
    return setGalley(cell.blocks, { ...inner, measure }, setup).items
  }
  const point = inner.measure - room.tail
  const left = point - width(figure.head)
  if (left < 0) {
    // A figure with words behind it leaves the others no room beside its point.
    inner.tag.kids.pop()
    return undefined
  }
  const builder = new RunBuilder()
  if (figure.sign !== '') {
    builder.x = Math.max(0, point - room.head - width(figure.sign) - look.size * signGap)
    builder.add(piece(figure.sign, look))
    builder.add(piece(' ', look), left - builder.x - spaceWidth(look))
  } else builder.x = left
  for (const part of `${figure.head}${figure.tail}`.split(/( )/))
    if (part !== '') builder.add(piece(part, look))
  builder.flush()
  const { fontSize, lineHeight } = paragraph.style
  const [up, down] = [look.face.ascent * fontSize, look.face.descent * fontSize]
  const leading = (fontSize * lineHeight - up - down) / 2
  const line: Line = {
    runs: builder.runs,
    x: 0,
    width: builder.x,
    ascent: up + leading,
    descent: down + leading,
    hyphenated: false,
    stretch: 1,
  }
  const mark: Mark = { kind: 'line', line, x: inner.x, baseline: line.ascent, artifact: false }
  return [{ kind: 'strip', height: line.ascent + line.descent, marks: [mark], decorations: [], lines: 1 }]
}

function rowStrip(row: Row, cells: readonly SetCell[], height: Pt): Strip {
  const marks: Mark[] = []
  for (const one of cells) {
    const background = one.cell.style.background ?? row.style.background
    if (background !== undefined)
      marks.push({ kind: 'shade', x: one.x, y: 0, width: one.width, height, color: background })
  }
  for (const one of cells) marks.push(...borders(one, height))
  for (const one of cells) marks.push(...cellMarks(one, one.items, height))
  const lines = Math.max(0, ...cells.map(({ items }) => items.filter((item) => item.kind === 'strip').length))
  return { kind: 'strip', height, marks, decorations: [], lines }
}

function borders({ cell, x, width }: SetCell, height: Pt): Mark[] {
  const { top, right, bottom, left } = cell.style.border
  const marks: Mark[] = []
  const rule = (x1: Pt, y1: Pt, x2: Pt, y2: Pt, border: typeof top) => {
    if (border.line !== 'none') marks.push({ kind: 'rule', x1, y1, x2, y2, border })
  }
  rule(x, top.width / 2, x + width, top.width / 2, top)
  rule(x, height - bottom.width / 2, x + width, height - bottom.width / 2, bottom)
  rule(x + left.width / 2, 0, x + left.width / 2, height, left)
  rule(x + width - right.width / 2, 0, x + width - right.width / 2, height, right)
  return marks
}

function cellMarks({ cell, height: own }: SetCell, items: readonly Item[], height: Pt): Mark[] {
  const { padding, border, verticalAlign } = cell.style
  const spare = height - own
  const drop = verticalAlign === 'bottom' ? spare : verticalAlign === 'middle' ? spare / 2 : 0
  let y = padding.top + border.top.width + Math.max(0, drop)
  const marks: Mark[] = []
  for (const item of items) {
    if (item.kind === 'strip') for (const mark of item.marks) marks.push(shifted(mark, y))
    if (item.kind !== 'penalty') y += item.height
  }
  return marks
}

export function shifted(mark: Mark, dy: Pt): Mark {
  if (mark.kind === 'line') return { ...mark, baseline: mark.baseline + dy }
  if (mark.kind === 'rule') return { ...mark, y1: mark.y1 + dy, y2: mark.y2 + dy }
  return { ...mark, y: mark.y + dy }
}

/** A row taller than a page, cut where its cells have lines to end. */
function cutRow(row: Row, cells: readonly SetCell[], context: Context): Strip[] {
  const room = context.setup.bodyHeight * 0.9
  const left = cells.map((one) => one.items.filter((item) => item.kind !== 'penalty'))
  const strips: Strip[] = []
  while (left.some((items) => items.length > 0)) {
    const part = cells.map((one, index): SetCell => {
      const { padding } = one.cell.style
      const taken: Item[] = []
      let height = padding.top + padding.bottom
      const rest = left[index] ?? []
      for (let next = rest[0]; next && (taken.length === 0 || height + next.height <= room); next = rest[0]) {
        taken.push(next)
        height += next.height
        rest.shift()
      }
      return { ...one, items: taken, height }
    })
    strips.push(rowStrip(row, part, Math.max(...part.map(({ height }) => height))))
  }
  return strips
}

/** The head rows once more, for the next page: furniture, not text. */
function repeated(strips: readonly Strip[]): Strip {
  let height = 0
  const marks = strips.flatMap((strip) => {
    const own = strip.marks.map((mark) =>
      shifted(mark.kind === 'line' ? { ...mark, artifact: true } : mark, height),
    )
    height += strip.height
    return own
  })
  return { kind: 'strip', height, marks, decorations: [], lines: 0 }
}
