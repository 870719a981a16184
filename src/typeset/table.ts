/**
 * A table -> strips, one a row: cells set to the widths of their columns, borders and shading, figures lined up on their
 * points, head rows to be repeated, and what it costs to end the page between any two rows.
 */
import type { Cell, Pt, Row, Table } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { byRow, gridOf, type Placed } from '../tables/grid.ts'
import { headsOf } from '../tables/heads.ts'
import { setContinued } from './continued.ts'
import { figureRooms, type Room, setFigure } from './figures.ts'
import { fitIn, originOf } from './fit.ts'
import {
  heightOf,
  type Mark,
  type Penalty,
  type Skip,
  type Strip,
  type TableOnPage,
  type Tag,
} from './page.ts'
import { rowEnds } from './row-ends.ts'
import { type Column, child, type SetBlocks, type Setup } from './setup.ts'

type Item = Strip | Skip | Penalty

interface Context {
  readonly table: Table
  readonly setup: Setup
  readonly set: SetBlocks
  readonly edges: readonly Pt[]
  readonly x: Pt
  readonly rooms: ReadonlyMap<number, Room>
  /** Names of head cells, and the heads of every cell. */
  readonly names: ReadonlyMap<Cell, string>
  readonly heads: ReadonlyMap<Cell, readonly Cell[]>
}

/** @param title what the table is called where it runs on to another page; `set` sets what its cells hold */
export function setTable(
  asWritten: Table,
  column: Column,
  setup: Setup,
  title: string,
  set: SetBlocks,
): (Strip | Penalty)[] {
  const { table, widths, over } = fitIn(asWritten, column, setup)
  const grid = gridOf(table.rows)
  const edges = [0]
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width)
  const data = table.purpose === 'data'
  const tag = child(column.tag, data ? 'Table' : 'Div')
  const x = column.x + (table.style.textAlign === 'center' ? (column.measure - (edges.at(-1) ?? 0)) / 2 : 0)
  const heads = data ? headsOf(table) : new Map<Cell, readonly Cell[]>()
  const rooms = figureRooms(grid.cells, setup)
  const context: Context = { table, setup, set, edges, x, rooms, heads, names: namesOf(heads, setup) }
  const bands = setBands(byRow(grid, table.rows.length), tag, context)
  const count = leadingHeads(table)
  const body = bands.findIndex(({ first }) => first >= count)
  const head = body > 0 ? bands.slice(0, body).flatMap(({ strips }) => strips) : []
  const repeat = head.length > 0 ? repeated([setContinued(title, table, column, setup), ...head]) : undefined
  const of: TableOnPage = { title, at: originOf(table), over }
  const whole = table.style.breakInside === 'avoid' ? of : undefined
  return bands.flatMap(({ strips, first }, index): (Strip | Penalty)[] => {
    const cost = index === 0 || !data ? 0 : rowEnds(table, first, count)
    const own = strips.map(
      (strip): Strip => ({ ...strip, table: of, ...(repeat && first >= count && { repeat }) }),
    )
    if (whole && index > 0 && data) return [{ kind: 'penalty', cost, whole }, ...own]
    return cost === 0 ? own : [{ kind: 'penalty', cost }, ...own]
  })
}

function leadingHeads({ rows }: Table): number {
  const first = rows.findIndex((row) => !row.header)
  return first < 0 ? rows.length : first
}

function namesOf(heads: ReadonlyMap<Cell, readonly Cell[]>, { cells }: Setup): ReadonlyMap<Cell, string> {
  const names = new Map<Cell, string>()
  for (const list of heads.values())
    for (const one of list) if (!names.has(one)) names.set(one, `cell-${++cells.count}`)
  return names
}

/** Rows that cells which span rows hold together, as strips: mostly one row, one strip. */
interface Band {
  readonly first: number
  readonly strips: readonly Strip[]
}

function setBands(rows: readonly (readonly Placed[])[], tag: Tag, context: Context): Band[] {
  const { table, setup } = context
  const heads = leadingHeads(table)
  const sections = table.purpose === 'data' && heads > 0 && heads < table.rows.length
  const head = sections ? child(tag, 'THead') : tag
  const body = sections ? child(tag, 'TBody') : tag
  const missing = missingCells(rows, context.edges.length - 1)
  const set = rows.map((cells, index) =>
    setRow(cells, missing[index] ?? 0, index < heads ? head : body, context),
  )
  const bands: Band[] = []
  for (let first = 0; first < rows.length; ) {
    let end = first + 1
    for (let at = first; at < end; at++)
      for (const { cell } of rows[at] ?? []) end = Math.min(rows.length, Math.max(end, at + cell.rowspan))
    const heights = heightsOf(set.slice(first, end))
    const tall = heights.reduce((sum, one) => sum + one, 0) > setup.bodyHeight
    const strips = tall
      ? set.slice(first, end).flatMap((cells, at) => cutRow(table.rows[first + at] as Row, cells, context))
      : [bandStrip(table.rows.slice(first, end), set.slice(first, end), heights)]
    bands.push({ first, strips })
    first = end
  }
  return bands
}

/** How many cells each row lacks: in the structure every row has as many columns as the table (PDF/UA-1 7.5). */
function missingCells(rows: readonly (readonly Placed[])[], columns: number): readonly number[] {
  const missing = rows.map(() => columns)
  for (const { cell, row } of rows.flat())
    for (let at = row; at < Math.min(row + cell.rowspan, rows.length); at++)
      missing[at] = (missing[at] ?? 0) - cell.colspan
  return missing
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
  readonly rules: Rules
  readonly height: Pt
}

function setRow(
  cells: readonly Placed[],
  missing: number,
  parent: Tag,
  context: Context,
): readonly SetCell[] {
  const data = context.table.purpose === 'data'
  const tag = data ? child(parent, 'TR') : parent
  // A label that stands alone in its row leads to nothing.
  const alone = cells.filter(({ cell }) => wordsOfBlocks(cell.blocks).length > 0).length < 2
  const rules = rulesOf(cells)
  const set = cells.map((one) => setCell(one, alone, rules, tag, context))
  if (data) for (let count = 0; count < missing; count++) child(tag, 'TD')
  return set
}

/** Room for the rules above and below a row: all its cells leave it, so that their texts stand on one line. */
function rulesOf(cells: readonly Placed[]): Rules {
  const most = (side: 'top' | 'bottom') =>
    cells.reduce((width, { cell }) => Math.max(width, cell.style.border[side].width), 0)
  return { top: most('top'), bottom: most('bottom') }
}

interface Rules {
  readonly top: Pt
  readonly bottom: Pt
}

function setCell(placed: Placed, alone: boolean, rules: Rules, tag: Tag, context: Context): SetCell {
  const { edges, setup, set, names, heads } = context
  const { cell, row, column } = alone ? withoutLeaders(placed) : placed
  const x = context.x + (edges[column] ?? 0)
  const width = (edges[Math.min(column + cell.colspan, edges.length - 1)] ?? 0) - (edges[column] ?? 0)
  const name = names.get(placed.cell)
  const over = (heads.get(placed.cell) ?? []).flatMap((head) => names.get(head) ?? [])
  const own =
    context.table.purpose === 'data'
      ? child(tag, cell.scope ? 'TH' : 'TD', {
          ...(cell.scope && { scope: cell.scope === 'column' ? ('Column' as const) : ('Row' as const) }),
          ...(cell.colspan > 1 && { colspan: cell.colspan }),
          ...(cell.rowspan > 1 && { rowspan: cell.rowspan }),
          ...(name !== undefined && { id: name }),
          ...(over.length > 0 && { heads: over }),
        })
      : tag
  const { padding, border } = cell.style
  const inner: Column = {
    x: x + padding.left + border.left.width,
    measure: Math.max(1, width - padding.left - padding.right - border.left.width - border.right.width),
    tag: own,
    decorations: [],
    inCell: true,
  }
  const figure = setFigure(cell, context.rooms.get(column), inner, setup, set)
  const items = figure ?? set(cell.blocks, inner, setup).items
  const around = padding.top + padding.bottom + rules.top + rules.bottom
  return { cell, row, column, x, width, items, rules, height: heightOf(items) + around }
}

/** Heights of rows: each as high as its cells, the last of those that a cell spans as high as is left of it. */
function heightsOf(rows: readonly (readonly SetCell[])[]): readonly Pt[] {
  const heights = rows.map((cells) =>
    cells.reduce((most, { cell, height }) => (cell.rowspan === 1 ? Math.max(most, height) : most), 0),
  )
  rows.forEach((cells, index) => {
    for (const { cell, height } of cells) {
      const last = Math.min(index + cell.rowspan, rows.length) - 1
      const have = heights.slice(index, last + 1).reduce((sum, one) => sum + one, 0)
      if (have < height) heights[last] = (heights[last] ?? 0) + height - have
    }
  })
  return heights
}

/** Rows as one strip, its marks in the order in which they are read. */
function bandStrip(
  rows: readonly Row[],
  set: readonly (readonly SetCell[])[],
  heights: readonly Pt[],
): Strip {
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, one) => sum + one, 0))
  const each = (make: (cell: SetCell, height: Pt, row: Row) => Mark[]): Mark[] =>
    set.flatMap((cells, index) =>
      cells.flatMap((one) => {
        const height = heights.slice(index, index + one.cell.rowspan).reduce((sum, own) => sum + own, 0)
        return make(one, height, rows[index] as Row).map((mark) => shifted(mark, tops[index] ?? 0))
      }),
    )
  const marks = [
    ...each((one, height, row) => shade(one, height, row)),
    ...each((one, height) => borders(one, height)),
    ...each((one, height) => cellMarks(one, one.items, height)),
  ]
  const lines = set.map((cells) =>
    cells.reduce((most, { items }) => Math.max(most, items.filter(({ kind }) => kind === 'strip').length), 0),
  )
  return {
    kind: 'strip',
    height: heights.reduce((sum, one) => sum + one, 0),
    marks,
    decorations: [],
    lines: lines.reduce((sum, one) => sum + one, 0),
  }
}

function shade({ cell, x, width }: SetCell, height: Pt, row: Row): Mark[] {
  const color = cell.style.background ?? row.style.background
  return color === undefined ? [] : [{ kind: 'shade', x, y: 0, width, height, color }]
}

/** Rules around a cell; those above and below end where a transparent one beside it leaves a gap. */
function borders({ cell, x, width }: SetCell, height: Pt): Mark[] {
  const { top, right, bottom, left } = cell.style.border
  const marks: Mark[] = []
  const gap = (border: typeof top): Pt => (border.color === 'transparent' ? border.width : 0)
  const [x1, x2] = [x + gap(left), x + width - gap(right)]
  const rule = (x1: Pt, y1: Pt, x2: Pt, y2: Pt, border: typeof top) => {
    if (border.line !== 'none' && border.color !== 'transparent')
      marks.push({ kind: 'rule', x1, y1, x2, y2, border })
  }
  rule(x1, top.width / 2, x2, top.width / 2, top)
  rule(x1, height - bottom.width / 2, x2, height - bottom.width / 2, bottom)
  rule(x + left.width / 2, 0, x + left.width / 2, height, left)
  rule(x + width - right.width / 2, 0, x + width - right.width / 2, height, right)
  return marks
}

function cellMarks({ cell, rules, height: own }: SetCell, items: readonly Item[], height: Pt): Mark[] {
  const { padding, verticalAlign } = cell.style
  const spare = height - own
  const drop = verticalAlign === 'bottom' ? spare : verticalAlign === 'middle' ? spare / 2 : 0
  let y = padding.top + rules.top + Math.max(0, drop)
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
  do {
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
      return { ...one, cell: { ...one.cell, rowspan: 1 }, items: taken, height }
    })
    strips.push(bandStrip([row], [part], [part.reduce((most, { height }) => Math.max(most, height), 0)]))
  } while (left.some((items) => items.length > 0))
  return strips
}

/** Rows once more, for the next page: furniture, not text. */
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
