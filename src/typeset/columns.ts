/**
 * Widths of a table's columns, as browsers find them: each lies between its longest word and its longest
 * line; stated widths come first, what is left is shared by how much a column could use.
 */
import type { Block, Cell, Pt, Style, Table } from '../document/document.ts'
import { childBlocks } from '../document/walk.ts'
import type { Tag } from './page.ts'
import type { Setup } from './setup.ts'
import { readWords, spaceWidth } from './shape.ts'

/** A cell at its place in the grid. */
export interface Placed {
  readonly cell: Cell
  readonly row: number
  readonly column: number
}

interface Extent {
  readonly min: Pt
  readonly max: Pt
}

export function columnWidths(
  table: Table,
  placed: readonly Placed[],
  columns: number,
  measure: Pt,
  setup: Setup,
): readonly Pt[] {
  const { width } = table.style
  const total =
    width.unit === 'pt'
      ? Math.min(width.value, measure)
      : width.unit === '%'
        ? (measure * width.value) / 100
        : undefined
  const extents: { min: Pt; max: Pt; fixed: Pt | undefined }[] = Array.from({ length: columns }, () => ({
    min: 0,
    max: 0,
    fixed: undefined,
  }))
  for (const { cell, column } of placed) {
    const stated = cell.style.width
    const fixed =
      stated.unit === 'pt'
        ? stated.value
        : stated.unit === '%'
          ? ((total ?? measure) * stated.value) / 100
          : undefined
    const extent = extents[column]
    if (!extent || cell.colspan > 1) continue
    const { min, max } = cellExtent(cell, setup)
    extent.min = Math.max(extent.min, min)
    extent.max = Math.max(extent.max, max)
    if (fixed !== undefined) extent.fixed = Math.max(extent.fixed ?? 0, fixed)
  }
  for (const { cell, column } of placed)
    if (cell.colspan > 1) widen(extents.slice(column, column + cell.colspan), cellExtent(cell, setup))
  const wanted = sum(extents.map(({ fixed, max }) => fixed ?? max))
  return share(extents, total ?? Math.min(measure, wanted))
}

/** A spanning cell widens its columns in proportion, where it needs more than they have. */
function widen(extents: readonly { min: Pt; max: Pt }[], { min, max }: Extent): void {
  const shortMin = min - sum(extents.map((extent) => extent.min))
  const shortMax = max - sum(extents.map((extent) => extent.max))
  for (const extent of extents) {
    if (shortMin > 0) extent.min += shortMin / extents.length
    if (shortMax > 0) extent.max += shortMax / extents.length
    extent.max = Math.max(extent.max, extent.min)
  }
}

function share(extents: readonly { min: Pt; max: Pt; fixed: Pt | undefined }[], total: Pt): readonly Pt[] {
  const least = extents.map(({ min, fixed }) => Math.max(min, fixed ?? 0))
  const spare = total - sum(least)
  if (spare < 0) return least.map((width) => (width * total) / sum(least))
  const open = extents.map(({ min, max, fixed }) => (fixed === undefined ? Math.max(0, max - min) : 0))
  const wish = sum(open)
  if (wish === 0) {
    // Nothing wants more: stated columns keep their shares, others divide the rest.
    const free = extents.filter(({ fixed }) => fixed === undefined).length
    return least.map((width, index) =>
      free > 0
        ? width + (extents[index]?.fixed === undefined ? spare / free : 0)
        : (width * total) / sum(least),
    )
  }
  const given = Math.min(spare, wish)
  const rest = (spare - given) / extents.length
  return least.map((width, index) => width + (given * (open[index] ?? 0)) / wish + rest)
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The longest word and the longest line of a cell, with its padding. */
function cellExtent(cell: Cell, setup: Setup): Extent {
  const inner = blocksExtent(cell.blocks, setup)
  const { padding, border } = cell.style
  const around = padding.left + padding.right + border.left.width + border.right.width
  return { min: inner.min + around, max: inner.max + around }
}

function blocksExtent(blocks: readonly Block[], setup: Setup): Extent {
  let min = 0
  let max = 0
  for (const block of blocks) {
    const { margin, padding } = block.style
    const around = margin.left + margin.right + padding.left + padding.right
    const inner =
      'inlines' in block
        ? lineExtent(block.inlines, block.style, setup)
        : blocksExtent(childBlocks(block), setup)
    min = Math.max(min, inner.min + around)
    max = Math.max(max, inner.max + around)
  }
  return { min, max }
}

/** A tag that is thrown away: measuring makes no structure. */
const unseen: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }

function lineExtent(inlines: Parameters<typeof readWords>[0], style: Style, setup: Setup): Extent {
  let min = 0
  let max = 0
  let line = 0
  let held = 0
  for (const word of readWords(inlines, style, unseen, setup)) {
    const { width } = word
    line += width
    held += width
    min = Math.max(min, held)
    max = Math.max(max, line)
    if (word.after === 'line-end') line = 0
    else line += spaceWidth(word.gap.look)
    held = word.after === 'tie' || style.whiteSpace === 'nowrap' ? held + spaceWidth(word.gap.look) : 0
  }
  // A hair more than measured, so that rounding never breaks a line that fits.
  return { min: min + 0.01, max: max + 0.01 }
}
