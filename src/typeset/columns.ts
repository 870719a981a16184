/**
 * Widths of a table's columns, as browsers find them: each lies between its longest word and its longest line; stated
 * widths come first, what is left is shared by how much a column could use. No column is ever narrower than its longest
 * word or figure.
 */
import type { Block, Cell, Pt, Style, Table } from '../document/document.ts'
import { childBlocks } from '../document/walk.ts'
import { type Grid, gridOf } from '../tables/grid.ts'
import { figureRooms, roomWidth } from './figures.ts'
import type { Tag } from './page.ts'
import type { Setup } from './setup.ts'
import { readWords, spaceWidth } from './shape.ts'
import { tied } from './ties.ts'

interface Extent {
  min: Pt
  max: Pt
}

/** What a column needs, could use, and was given. */
export interface ColumnNeed {
  /** Its longest word or figure, with the space around it. */
  min: Pt
  /** Narrower than this a label runs over many short lines. */
  comfort: Pt
  /** Its longest line. */
  max: Pt
  /** Space and rules beside its texts, which no size of type makes less. */
  beside: Pt
  /** As the author or the house style states it. */
  fixed: Pt | undefined
  /** Whether the author's own widths say so. */
  own: boolean
  /** Whether figures stand in it lined up on their points. */
  readonly figures: boolean
}

export interface Needs {
  readonly columns: readonly ColumnNeed[]
  /** Heads over several columns, from `first` to before `end`, with the width of their one line. */
  readonly heads: readonly { readonly first: number; readonly end: number; readonly line: Pt }[]
  /** The stated width of the table. */
  readonly total: Pt | undefined
}

/** Texts are broken into no more lines than about this, unless a table does not fit otherwise; labels of rows into fewer. */
const mostLines = { label: 1.5, other: 3 } as const
/** A column as wide as this, in em, is wide enough for any text. */
const enough = { label: 14, other: 9 } as const

export function needsOf(table: Table, grid: Grid, measure: Pt, setup: Setup): Needs {
  const total = statedWidth(table.style, measure)
  const rooms = figureRooms(grid.cells, setup)
  const columns = Array.from(
    { length: Math.max(1, grid.columns) },
    (_, column): ColumnNeed => ({
      min: 0,
      comfort: 0,
      max: 0,
      beside: 0,
      fixed: undefined,
      own: false,
      figures: rooms.has(column),
    }),
  )
  for (const { cell, column } of grid.cells) {
    const need = columns[column]
    if (!need || cell.colspan > 1) continue
    const { min, max } = cellExtent(cell, setup)
    const room = rooms.get(column)
    const aligned = room && cell.blocks[0]?.style.textAlign === 'decimal' ? roomWidth(room) + around(cell) : 0
    need.min = Math.max(need.min, min, aligned)
    need.max = Math.max(need.max, max, aligned)
    need.beside = Math.max(need.beside, around(cell))
    const fixed = statedWidth(cell.style, total ?? measure)
    if (fixed === undefined) continue
    need.fixed = Math.max(need.fixed ?? 0, fixed)
    need.own ||= cell.style.origin?.['width'] === 'own'
  }
  const heads: Needs['heads'][number][] = []
  for (const { cell, row, column } of grid.cells) {
    if (cell.colspan < 2) continue
    const [extent, end] = [cellExtent(cell, setup), column + cell.colspan]
    widen(columns.slice(column, end), extent)
    if (table.rows[row]?.header) heads.push({ first: column, end, line: extent.max })
  }
  const em = sizeOf(table)
  columns.forEach((one, index) => {
    const kind = index === 0 ? 'label' : 'other'
    one.comfort = Math.max(one.min, Math.min(one.max / mostLines[kind], enough[kind] * em))
  })
  return { columns, heads, total }
}

/** The size of most text in a table: that of the table itself, which its cells have from it. */
export const sizeOf = (table: Table): Pt =>
  table.rows
    .flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks))
    .reduce((size, { style }) => Math.max(size, style.fontSize), 0) || table.style.fontSize

function statedWidth({ width }: Style, measure: Pt): Pt | undefined {
  if (width.unit === 'pt') return Math.min(width.value, measure)
  return width.unit === '%' ? (measure * width.value) / 100 : undefined
}

/** A spanning cell widens its columns, those of figures alike, where it needs more than they have. */
function widen(columns: readonly ColumnNeed[], { min, max }: Extent): void {
  const shortMin = min - sum(columns.map((one) => one.min))
  const shortMax = max - sum(columns.map((one) => one.max))
  for (const one of columns) {
    if (shortMin > 0) one.min += shortMin / columns.length
    if (shortMax > 0) one.max += shortMax / columns.length
    one.max = Math.max(one.max, one.min)
  }
}

/** What a table needs at the least, in all. */
export const least = ({ columns }: Pick<Needs, 'columns'>, how: 'min' | 'comfort'): Pt =>
  sum(columns.map((one) => one[how]))

/**
 * Widths that together are no wider than `measure`, if the least that the columns need is not.
 *
 * @param how what no column may be narrower than
 */
export function shareOut(needs: Needs, measure: Pt, how: 'min' | 'comfort'): readonly Pt[] {
  const { columns, total } = needs
  const wanted = sum(columns.map(({ fixed, max }) => fixed ?? max))
  const width = Math.min(measure, Math.max(total ?? Math.min(measure, wanted), least(needs, how)))
  const floor = columns.map((one) => one[how])
  const stated = columns.map((one, index) => Math.max(floor[index] ?? 0, one.fixed ?? 0))
  if (sum(stated) > width) return squeezed(floor, stated, width)
  const wish = how === 'comfort' ? underHeads(needs, stated, width) : stated
  const spare = width - sum(wish)
  const open = columns.map(({ max, fixed }, index) =>
    fixed === undefined ? Math.max(0, max - (wish[index] ?? 0)) : 0,
  )
  const all = sum(open)
  const given = Math.min(spare, all)
  const grown = wish.map((one, index) => one + (all > 0 ? (given * (open[index] ?? 0)) / all : 0))
  return filled(columns, grown, spare - given)
}

/** Columns wide enough for the heads over several of them to stand on one line, where there is room for all such heads. */
function underHeads({ columns, heads }: Needs, widths: readonly Pt[], width: Pt): readonly Pt[] {
  const wider = [...widths]
  for (const { first, end, line } of heads) {
    const lacks = line - sum(wider.slice(first, end))
    const open = wider.flatMap((_, at) =>
      at >= first && at < end && columns[at]?.fixed === undefined ? [at] : [],
    )
    for (const at of lacks > 0 ? open : []) wider[at] = (wider[at] ?? 0) + lacks / open.length
  }
  return sum(wider) <= width ? wider : widths
}

/** Stated widths give way to what other columns need at the least, in the measure in which they can. */
function squeezed(floor: readonly Pt[], wish: readonly Pt[], width: Pt): readonly Pt[] {
  const room = width - sum(floor)
  const give = wish.map((one, index) => one - (floor[index] ?? 0))
  const all = sum(give)
  return floor.map((one, index) => one + (all > 0 ? (Math.max(0, room) * (give[index] ?? 0)) / all : 0))
}

/** What no column asks for goes to those of words that have no stated width; else to all of them alike. */
function filled(columns: readonly ColumnNeed[], widths: readonly Pt[], rest: Pt): readonly Pt[] {
  if (rest <= 0) return widths
  const free = columns.map(({ fixed }) => fixed === undefined)
  const words = columns.map(({ figures }, index) => free[index] === true && !figures)
  const takers = words.includes(true) ? words : free.includes(true) ? free : undefined
  if (!takers) return widths.map((width) => width + (rest * width) / sum(widths))
  const count = takers.filter(Boolean).length
  return widths.map((width, index) => width + (takers[index] ? rest / count : 0))
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function around({ style: { padding, border } }: Cell): Pt {
  return padding.left + padding.right + border.left.width + border.right.width
}

/** The longest word and the longest line of a cell, with its padding. */
function cellExtent(cell: Cell, setup: Setup): Extent {
  const inner = blocksExtent(cell.blocks, setup)
  return { min: inner.min + around(cell), max: inner.max + around(cell) }
}

function blocksExtent(blocks: readonly Block[], setup: Setup): Extent {
  let min = 0
  let max = 0
  for (const block of blocks) {
    const { margin, padding } = block.style
    const beside = margin.left + margin.right + padding.left + padding.right
    const inner = blockExtent(block, setup)
    min = Math.max(min, inner.min + beside)
    max = Math.max(max, inner.max + beside)
  }
  return { min, max }
}

/** In points: narrower than this a picture shows nothing. */
const smallestPicture = 36

/** A table in a cell needs all its columns beside one another. */
function blockExtent(block: Block, setup: Setup): Extent {
  if ('inlines' in block) return lineExtent(block.inlines, block.style, setup)
  // A picture is made to fit its column.
  if (block.type === 'image') return { min: Math.min(block.width, smallestPicture), max: block.width }
  if (block.type !== 'table') return blocksExtent(childBlocks(block), setup)
  const needs = needsOf(block, gridOf(block.rows), 0, setup)
  return { min: least(needs, 'min'), max: sum(needs.columns.map(({ max }) => max)) }
}

/** A tag that is thrown away: measuring makes no structure. */
const unseen: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }

/** Longer than any word or figure, in letters: an address, which may be broken. */
const longestWord = 32

function lineExtent(inlines: Parameters<typeof readWords>[0], style: Style, setup: Setup): Extent {
  let min = 0
  let max = 0
  let line = 0
  let held = 0
  const words = readWords(inlines, style, unseen, setup)
  for (const [index, word] of words.entries()) {
    const { width, text } = word
    const next = words[index + 1]
    line += width
    held += text.length > longestWord ? (width * longestWord) / text.length : width
    min = Math.max(min, held)
    max = Math.max(max, line)
    if (word.after === 'line-end') line = 0
    else line += spaceWidth(word.gap.look)
    const holds = word.after === 'tie' || style.whiteSpace === 'nowrap' || (next && tied(text, next.text))
    held = holds ? held + spaceWidth(word.gap.look) : 0
  }
  const indent = Math.max(0, style.textIndent)
  // A hair more than measured, so that rounding never breaks a line that fits.
  return { min: min + indent + 0.01, max: max + indent + 0.01 }
}
