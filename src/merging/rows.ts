/** Two versions of a table as steps: cells with other texts, rows that are gone, rows that are new. */
import { numbered, shortestEdit } from '../redline/myers.ts'
import type { CellUnit, Rich, TableUnit } from '../word/units.ts'
import { sameRich } from './three-way.ts'

export type RowStep =
  | { readonly kind: 'row-gone'; readonly row: number }
  /** Behind row `row`; -1 for before the first. */
  | {
      readonly kind: 'row-new'
      readonly row: number
      readonly cells: readonly CellUnit[]
    }
  | { readonly kind: 'columns'; readonly was: number; readonly is: number }

export type CellStep<C extends CellUnit> = {
  readonly kind: 'cell'
  readonly row: number
  readonly cell: C
  readonly to: Rich
}

/** A table whose cells may know more of themselves than their texts. */
type TableOf<C extends CellUnit> = { readonly rows: readonly (readonly C[])[] }

export function rowSteps<C extends CellUnit>(own: TableOf<C>, to: TableUnit): (RowStep | CellStep<C>)[] {
  const [was, is] = [widthOf(own), widthOf(to)]
  if (was !== is) return [{ kind: 'columns', was, is }]
  const key = (row: readonly CellUnit[]) => row.map(({ column, text }) => `${column} ${text}`).join('\0')
  const { stretches } = shortestEdit(...numbered(own.rows.map(key), to.rows.map(key)))
  return stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }) => {
    const steps: (RowStep | CellStep<C>)[] = []
    const pairs = same ? aEnd - aStart : pairedRows(own, to, [aStart, aEnd, bStart, bEnd])
    const list =
      typeof pairs === 'number' ? Array.from({ length: pairs }, (_, at) => [aStart + at, bStart + at]) : pairs
    for (const [row, other] of list as [number, number][]) steps.push(...cellSteps(own, to, row, other))
    const [olds, news] = [new Set(list.map(([row]) => row)), new Set(list.map(([, row]) => row))]
    for (let row = aStart; row < aEnd; row++) if (!olds.has(row)) steps.push({ kind: 'row-gone', row })
    let behind = aStart - 1
    for (let row = bStart; row < bEnd; row++) {
      const pair = list.find(([, other]) => other === row)
      if (pair) behind = pair[0] as number
      if (!news.has(row)) steps.push({ kind: 'row-new', row: behind, cells: to.rows[row] ?? [] })
    }
    return steps
  })
}

const widthOf = ({ rows }: TableOf<CellUnit>): number =>
  rows.reduce((most, row) => Math.max(most, ...row.map(({ column, colspan }) => column + colspan)), 0)

/** Rows of a changed stretch that are each other's: as many on both sides in their order, else by their labels. */
function pairedRows(
  own: TableOf<CellUnit>,
  to: TableUnit,
  [aStart, aEnd, bStart, bEnd]: readonly [number, number, number, number],
): (readonly [number, number])[] {
  if (aEnd - aStart === bEnd - bStart)
    return Array.from({ length: aEnd - aStart }, (_, at) => [aStart + at, bStart + at] as const)
  const label = (row: readonly CellUnit[] = []) => row[0]?.text ?? ''
  const found: (readonly [number, number])[] = []
  let from = bStart
  for (let row = aStart; row < aEnd; row++) {
    for (let other = from; other < bEnd; other++) {
      if (label(own.rows[row]) === '' || label(own.rows[row]) !== label(to.rows[other])) continue
      found.push([row, other])
      from = other + 1
      break
    }
  }
  return found
}

function cellSteps<C extends CellUnit>(
  own: TableOf<C>,
  to: TableUnit,
  row: number,
  other: number,
): CellStep<C>[] {
  return (own.rows[row] ?? []).flatMap((cell): CellStep<C>[] => {
    const fresh = to.rows[other]?.find(({ column }) => column === cell.column)
    const text = fresh ?? { text: '', looks: '' }
    return sameRich(text, cell)
      ? []
      : [{ kind: 'cell', row, cell, to: { text: text.text, looks: text.looks } }]
  })
}
