/**
 * Which head cells a cell of a table has: what a screen reader says before a figure.
 *
 * The heads of its columns are those of the nearest group of head rows above it; the heads of its row stand in its own
 * rows; above them all stands the section that it is in. A head of a column has the heads over it, and a head of a row
 * the section.
 */
import type { Cell, Table } from '../document/document.ts'
import { gridOf, type Placed } from './grid.ts'

/** Heads by cell, outermost first; a cell without any is not in the map. */
export function headsOf(table: Table): ReadonlyMap<Cell, readonly Cell[]> {
  const { cells } = gridOf(table.rows)
  const over = columnHeads(table, cells)
  const beside = rowHeads(table, cells)
  const sections = sectionHeads(table)
  const found = new Map<Cell, readonly Cell[]>()
  for (const one of cells) {
    const { cell, row } = one
    const section = cell.scope === 'column' ? undefined : sections[row]
    const heads = [
      ...(section && section !== cell ? [section] : []),
      ...(cell.scope === 'row' ? [] : over(one)),
      ...(cell.scope === 'column' ? [] : beside(one)),
    ]
    if (heads.length > 0) found.set(cell, [...new Set(heads)])
  }
  return found
}

const heads = ({ cell }: Placed, scope: Cell['scope']): boolean =>
  cell.scope === scope && cell.blocks.length > 0

/** The heads over a cell: those of the last group of head rows that begins above it. */
function columnHeads({ rows }: Table, cells: readonly Placed[]): (one: Placed) => readonly Cell[] {
  let group = 0
  const groups = rows.map(({ header }, index) => {
    if (header && index > 0 && !rows[index - 1]?.header) group++
    return group
  })
  const byGroup = new Map<number, Placed[]>()
  for (const one of cells) {
    if (!heads(one, 'column')) continue
    const at = groups[one.row] ?? 0
    byGroup.set(at, [...(byGroup.get(at) ?? []), one])
  }
  return ({ row, column, cell }) =>
    (byGroup.get(groups[row] ?? 0) ?? [])
      .filter(
        (head) =>
          head.row < row && head.column < column + cell.colspan && column < head.column + head.cell.colspan,
      )
      .map((head) => head.cell)
}

/** The heads before a cell in the rows that it spans. */
function rowHeads({ rows }: Table, cells: readonly Placed[]): (one: Placed) => readonly Cell[] {
  const byRow: Placed[][] = rows.map(() => [])
  for (const one of cells)
    if (heads(one, 'row'))
      for (let row = one.row; row < Math.min(one.row + one.cell.rowspan, rows.length); row++)
        byRow[row]?.push(one)
  return ({ row, column, cell }) =>
    byRow
      .slice(row, row + cell.rowspan)
      .flatMap((found) => found.filter((head) => head.column < column && head.cell !== cell))
      .map((head) => head.cell)
}

/** For each row the head of the section it is in: a section ends at the next one, at a head and behind a total. */
function sectionHeads({ rows }: Table): readonly (Cell | undefined)[] {
  let section: Cell | undefined
  return rows.map(({ header, classes, cells }) => {
    if (header) section = undefined
    if (classes.includes('section')) section = cells[0]?.scope === 'row' ? cells[0] : undefined
    const own = section
    if (classes.includes('total')) section = undefined
    return own
  })
}
