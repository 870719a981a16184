/**
 * The grid of a table: which row and column each cell begins in, cells that span pushing others aside as in HTML.
 */
import type { Cell, Row } from '../document/document.ts'

/** A cell at its place; rows and columns count from 0. */
export interface Placed {
  readonly cell: Cell
  readonly row: number
  readonly column: number
}

export interface Grid {
  /** In the order of the rows. */
  readonly cells: readonly Placed[]
  readonly columns: number
}

export function gridOf(rows: readonly Pick<Row, 'cells'>[]): Grid {
  /** For each column the row from which on it is free. */
  const free: number[] = []
  const cells: Placed[] = []
  rows.forEach((row, index) => {
    let at = 0
    for (const cell of standing(row.cells)) {
      while ((free[at] ?? 0) > index) at++
      cells.push({ cell, row: index, column: at })
      for (let across = 0; across < cell.colspan; across++) free[at + across] = index + cell.rowspan
      at += cell.colspan
    }
  })
  return { cells, columns: free.length }
}

/** The cells of a grid row by row; a row without cells has an empty list. */
export function byRow({ cells }: Grid, rows: number): readonly (readonly Placed[])[] {
  const found: Placed[][] = Array.from({ length: rows }, () => [])
  for (const one of cells) found[one.row]?.push(one)
  return found
}

/** Cells of a row without those that a redline keeps for one version alone, where the other has a span: they show nothing. */
export const standing = (cells: readonly Cell[]): readonly Cell[] =>
  cells.filter(({ revision }) => !(revision?.kind === 'deleted' && revision.spanned))
