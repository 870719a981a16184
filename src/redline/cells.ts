/** Rows and cells of a redline: whole ones, those that came from elsewhere, and what keeps the others in their columns. */
import type { Cell, Moved, OneSided, Revision, Table } from '../document/document.ts'
import type { Unit } from './align.ts'
import { arrivedIn, filled } from './attributes.ts'
import type { Change } from './changes.ts'
import { type Column, said } from './columns.ts'

/** The change of look of what moved as well. */
export const alsoOf = ({ revision }: { readonly revision?: Revision }): Pick<Moved, 'also'> =>
  revision?.kind === 'restyled' ? { also: revision.change } : {}

/** The words of the header rows of a table of more than one column. */
export function headsSaid({ rows }: Table): string {
  const heads = rows.filter(({ header, cells }) => header && cells.length > 1)
  return heads
    .flatMap(({ cells }) => cells.map(said))
    .join('|')
    .replace(/^\|+$/, '')
}

export type MarkedColumn = Column & { readonly revision?: OneSided | Moved }

/** What a pair of rows stands in. */
export interface Tables {
  readonly columns: readonly MarkedColumn[] | undefined
  readonly old: Table
  readonly fresh: Table
}

export const wholeCell = (cell: Cell, revision: OneSided | Moved): Cell => ({
  ...cell,
  blocks: cell.blocks.map((one) => filled(one, revision)),
  revision,
})

/** A cell that came with its row, or, as `own`, with its column. */
export function cameIn(cell: Cell, moved: Moved, own = false): Cell {
  const blocks = arrivedIn(cell.blocks, moved)
  const { revision } = cell
  if (own) return { ...cell, blocks, revision: { ...moved, ...alsoOf(cell) } }
  if (revision?.kind === 'deleted' || revision?.kind === 'moved-from')
    return { ...cell, blocks, revision: { kind: 'dropped', change: revision.change } }
  return { ...cell, blocks }
}

/** A row of one version in a table with columns of the other: empty cells keep the rest in place. */
export function padded(
  cells: readonly Cell[],
  columns: readonly MarkedColumn[],
  row: OneSided | Moved,
): Cell[] {
  const isOld = row.kind === 'deleted' || row.kind === 'moved-from'
  return columns.map((column) => {
    const stands = isOld
      ? column.kind === 'both' || column.kind === 'deleted' || column.kind === 'moved-from'
      : column.kind === 'both' || column.kind === 'inserted' || column.kind === 'moved-to'
    const at = isOld ? ('old' in column ? column.old : 0) : 'new' in column ? column.new : 0
    if (stands) return cells[at] as Cell
    const like = cells[0] as Cell
    const kind = isOld ? 'inserted' : 'deleted'
    return { ...like, blocks: [], scope: undefined, revision: { kind, change: 0 } }
  })
}

/** How items or rows are compared. */
export interface Siblings<T> {
  readonly unit: (one: T) => Unit
  readonly pair: (old: T, fresh: T) => T
  /** One that stands in one version only, or went elsewhere. */
  readonly whole: (one: T, revision: OneSided | Moved) => T
  /** Where one stands that one version has alone, where words before it do not say it well. */
  readonly placeOf?: (one: T, kind: 'inserted' | 'deleted') => Pick<Change, 'cell' | 'figures'>
  /** One that came from elsewhere, with what changed in it. */
  readonly came: (paired: T, moved: Moved) => T
}
