/** Cells of a redline: whole ones, those that came from elsewhere, and what keeps the others in their columns. */
import { cell } from '../../document/build.ts'
import type { Cell, Moved, OneSided } from '../../document/document.ts'
import { arrivedIn, filled } from '../attributes.ts'
import type { ColumnStep } from '../script.ts'
import { alsoOf } from './siblings.ts'

/** A column of the redline with the mark of it, where one version alone has it there. */
export interface MarkedColumn {
  readonly column: ColumnStep
  readonly revision: OneSided | Moved | undefined
}

export const wholeCell = (cell: Cell, revision: OneSided | Moved): Cell => ({
  ...cell,
  blocks: cell.blocks.map((one) => filled(one, revision)),
  revision,
})

/** A cell that came with its row: what was taken out of it stands where the row came from. */
export function cameWithRow(cell: Cell, moved: Moved): Cell {
  const blocks = arrivedIn(cell.blocks, moved)
  const { revision } = cell
  if (revision?.kind === 'deleted' || revision?.kind === 'moved-from')
    return { ...cell, blocks, revision: { kind: 'dropped', change: revision.change } }
  return { ...cell, blocks }
}

export const cameWithColumn = (cell: Cell, moved: Moved): Cell => ({
  ...cell,
  blocks: arrivedIn(cell.blocks, moved),
  revision: { ...moved, ...alsoOf(cell) },
})

/** Keeps a column free in a row whose span is narrower than it was; in neither version. */
export const gap: Cell = { ...cell([]), revision: { kind: 'mark', change: 0 } }

/**
 * A row of one version in a table with columns of the other: empty cells keep the rest in place.
 *
 * @param starts the column in which each cell begins
 */
export function padded(
  cells: readonly Cell[],
  columns: readonly MarkedColumn[],
  row: OneSided | Moved,
  starts: readonly number[] = cells.map((_, at) => at),
): Cell[] {
  const isOld = row.kind === 'deleted' || row.kind === 'moved-from'
  return columns.flatMap(({ column }): Cell[] => {
    const stands = isOld
      ? column.kind === 'both' || column.kind === 'deleted' || column.kind === 'moved-from'
      : column.kind === 'both' || column.kind === 'inserted' || column.kind === 'moved-to'
    const at = isOld ? ('old' in column ? column.old : 0) : 'new' in column ? column.new : 0
    // A column that a span or a cell of a row above covers has none of its own.
    const own = starts.indexOf(at)
    if (stands) return own < 0 ? [] : [cells[own] as Cell]
    const like = cells[0] as Cell
    const kind = isOld ? 'inserted' : 'deleted'
    return [{ ...like, colspan: 1, rowspan: 1, blocks: [], scope: undefined, revision: { kind, change: 0 } }]
  })
}
