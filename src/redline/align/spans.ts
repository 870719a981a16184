/**
 * Cells that span, in tables whose columns differ: which cell of a row answers to which, and what keeps the others in
 * their columns. Pure: what is done with each cell is for who compares the rows.
 */
import type { Cell, Row, Table } from '../../document/document.ts'
import { gridOf } from '../../tables/grid.ts'
import type { ColumnStep } from '../script.ts'

/** A cell of a row with the columns of its own version that it covers. */
export interface Spread {
  readonly cell: Cell
  readonly start: number
  /** Behind its last column. */
  readonly end: number
}

/** The cells that begin in each row, at their columns; those of rows above that reach into it are not its own. */
export function spreadsOf({ rows }: Table): ReadonlyMap<Row, readonly Spread[]> {
  const found = new Map<Row, Spread[]>(rows.map((row) => [row, []]))
  for (const { cell, row, column } of gridOf(rows).cells)
    found.get(rows[row] as Row)?.push({ cell, start: column, end: column + cell.colspan })
  return found
}

/** For each row the cell that stands in each column, wherever it begins; undefined where some row has a gap. */
export function cellsByColumn({ rows }: Table): readonly (readonly Cell[])[] | undefined {
  const { cells, columns } = gridOf(rows)
  const found = rows.map(() => [] as Cell[])
  for (const { cell, row, column } of cells)
    for (const line of found.slice(row, row + cell.rowspan))
      for (let at = column; at < column + cell.colspan; at++) line[at] = cell
  const isFull = (line: readonly Cell[]) => line.length === columns && Object.keys(line).length === columns
  return found.every(isFull) ? found : undefined
}

/** The cells of one column that one version has alone: those that begin in it and cover no column of both. */
export function cellsOfColumn(table: Table, at: number, alone: ReadonlySet<number>): Cell[] {
  return gridOf(table.rows).cells.flatMap(({ cell, column }) => {
    const covered = Array.from({ length: cell.colspan }, (_, across) => column + across)
    return column === at && covered.every((one) => alone.has(one)) ? [cell] : []
  })
}

/** A cell of a row as the redline has it: `by` is the index of the column it came, went or moved with. */
export type Planned =
  | { readonly kind: 'both'; readonly old: Spread; readonly new: Spread; readonly widened: boolean }
  | { readonly kind: 'deleted' | 'moved-from'; readonly old: Spread; readonly by?: number }
  | { readonly kind: 'inserted'; readonly new: Spread; readonly by?: number }
  | { readonly kind: 'moved-to'; readonly old: Spread; readonly new: Spread; readonly by: number }
  | { readonly kind: 'gap' }

/** @returns the cells of a row in order; undefined where no order serves both versions */
export function planOf(
  columns: readonly ColumnStep[],
  olds: readonly Spread[],
  news: readonly Spread[],
): readonly Planned[] | undefined {
  const oldAt = (at: number) => olds.find(({ start, end }) => start <= at && at < end)
  const newAt = (at: number) => news.find(({ start, end }) => start <= at && at < end)
  const pairs = pairsOf(columns, oldAt, newAt)
  const paired = new Set(pairs.values())
  const planned: Planned[] = []
  for (const [by, column] of columns.entries()) {
    const old = column.kind === 'inserted' || column.kind === 'moved-to' ? undefined : oldAt(column.old)
    const fresh = column.kind === 'deleted' || column.kind === 'moved-from' ? undefined : newAt(column.new)
    if (column.kind === 'both') {
      if (old?.start === column.old && !paired.has(old)) planned.push({ kind: 'deleted', old })
      if (fresh?.start === column.new) planned.push(standing(fresh, pairs.get(fresh), columns))
    } else if (column.kind === 'deleted' || column.kind === 'moved-from') {
      if (old && paired.has(old)) planned.push({ kind: 'gap' })
      else if (old?.start === column.old) planned.push({ kind: column.kind, old, by })
    } else if (fresh?.start === column.new) {
      const own = pairs.get(fresh)
      const from = column.kind === 'moved-to' ? oldAt(column.old) : undefined
      if (own) planned.push(standing(fresh, own, columns))
      else if (column.kind === 'inserted') planned.push({ kind: 'inserted', new: fresh, by })
      else if (from && !paired.has(from)) planned.push({ kind: 'moved-to', old: from, new: fresh, by })
      else return undefined
    }
  }
  return isWhole(planned, olds, news) ? planned : undefined
}

/** A cell of the new version in a column that both have, with the old one where that was none of another. */
function standing(fresh: Spread, old: Spread | undefined, columns: readonly ColumnStep[]): Planned {
  if (!old) return { kind: 'inserted', new: fresh }
  const covers = ({ start, end }: Spread, at: number) => start <= at && at < end
  const sameColumns = columns.every(
    (column) => column.kind !== 'both' || covers(old, column.old) === covers(fresh, column.new),
  )
  return { kind: 'both', old, new: fresh, widened: sameColumns && old.cell.colspan !== fresh.cell.colspan }
}

/** Cells of both versions that stand in one column of both, each once: by the new one. */
function pairsOf(
  columns: readonly ColumnStep[],
  oldAt: (at: number) => Spread | undefined,
  newAt: (at: number) => Spread | undefined,
): ReadonlyMap<Spread, Spread> {
  const pairs = new Map<Spread, Spread>()
  const taken = new Set<Spread>()
  for (const column of columns) {
    if (column.kind !== 'both') continue
    const [old, fresh] = [oldAt(column.old), newAt(column.new)]
    if (!old || !fresh || taken.has(old) || pairs.has(fresh)) continue
    pairs.set(fresh, old)
    taken.add(old)
  }
  return pairs
}

/** Whether all cells of both versions are planned, each in the order of its own. */
function isWhole(planned: readonly Planned[], olds: readonly Spread[], news: readonly Spread[]): boolean {
  const before = planned.flatMap((one) => (one.kind !== 'moved-to' && 'old' in one ? [one.old] : []))
  const after = planned.flatMap((one) => ('new' in one ? [one.new] : []))
  const same = (own: readonly Spread[], all: readonly Spread[]) =>
    own.length === all.length && all.every((one, at) => one === own[at])
  return same(before, olds) && same(after, news)
}
