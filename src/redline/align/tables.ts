/** Two versions of a table -> the steps from the one to the other: columns, rows, cells. */
import type { Block, Cell, Row, Table } from '../../document/document.ts'
import type { BlockStep, CellPair, CellStep, ColumnStep, RowPair, TablePair } from '../script.ts'
import { byColumn, columnsOf } from './columns.ts'
import { type Planned, planOf, spreadsOf } from './spans.ts'
import { type At, inTurn, type Made, siblingSteps } from './steps.ts'
import { unitOfRow } from './units.ts'

/** How blocks are aligned that a cell holds. */
type Blocks = (olds: readonly Block[], news: readonly Block[], at: At) => Made<readonly BlockStep[]>

export function tablePair(old: Table, fresh: Table, at: At, blocks: Blocks): Made<TablePair> {
  const columns = columnSteps(old, fresh, at)
  const spreads = { old: columns.made && spreadsOf(old), new: columns.made && spreadsOf(fresh) }
  const units = {
    olds: old.rows.map((one) => unitOfRow(one, at.numberOf)),
    news: fresh.rows.map((one) => unitOfRow(one, at.numberOf)),
  }
  const pair = (a: Row, b: Row, here: At): Made<RowPair> => {
    const planned = columns.made && planOf(columns.made, spreads.old?.get(a) ?? [], spreads.new?.get(b) ?? [])
    const { made: cells, moves } = planned
      ? cellsByPlan(planned, here, blocks)
      : cellsByPlace(a, b, here, blocks)
    return { made: { old: a, new: b, cells }, moves }
  }
  const { made: rows, moves } = siblingSteps(old.rows, fresh.rows, units, pair, {
    ...at,
    moves: columns.moves,
  })
  return { made: { kind: 'table', old, new: fresh, columns: columns.made, rows }, moves }
}

/** Columns that differ; a column that moved has one number where it stood and where it stands. */
function columnSteps(old: Table, fresh: Table, at: At): Made<readonly ColumnStep[] | undefined> {
  const moved = new Map<number, number>()
  const made = columnsOf(old, fresh)?.map((column): ColumnStep => {
    if (column.kind !== 'moved-from' && column.kind !== 'moved-to') return column
    const move = moved.get(column.old) ?? at.moves + moved.size + 1
    moved.set(column.old, move)
    return { ...column, move }
  })
  return { made, moves: at.moves + moved.size }
}

/** The cells of a row in the columns of both versions. */
const cellsByPlan = (planned: readonly Planned[], at: At, blocks: Blocks): Made<readonly CellStep[]> =>
  inTurn(planned, at, (one, _, here): Made<CellStep> => {
    const by = 'by' in one && one.by !== undefined ? { by: one.by } : {}
    switch (one.kind) {
      case 'both': {
        const { made, moves } = cellPair(one.old.cell, one.new.cell, here, blocks)
        const pair = one.widened ? { ...made, widened: true as const } : made
        return { made: { kind: 'both', pair, column: one.new.start }, moves }
      }
      case 'moved-to': {
        const inner = { ...here, moving: true }
        const { made: pair, moves } = cellPair(one.old.cell, one.new.cell, inner, blocks)
        return { made: { kind: 'moved-to', pair, column: one.new.start, by: one.by }, moves }
      }
      case 'inserted':
        return {
          made: { kind: 'inserted', new: one.new.cell, column: one.new.start, ...by },
          moves: here.moves,
        }
      case 'deleted':
        return {
          made: { kind: 'deleted', old: one.old.cell, column: one.old.start, ...by },
          moves: here.moves,
        }
      case 'moved-from':
        return {
          made: { kind: 'moved-from', old: one.old.cell, column: one.old.start, by: one.by ?? 0 },
          moves: here.moves,
        }
      case 'gap':
        return { made: { kind: 'gap' }, moves: here.moves }
    }
  })

/** The cells of a row by the column in which each begins. */
const cellsByPlace = (old: Row, fresh: Row, at: At, blocks: Blocks): Made<readonly CellStep[]> =>
  inTurn(byColumn(old.cells, fresh.cells), at, ({ column, old: a, new: b }, _, here): Made<CellStep> => {
    if (a && b) {
      const { made: pair, moves } = cellPair(a, b, here, blocks)
      return { made: { kind: 'both', pair, column }, moves }
    }
    const made: CellStep = b
      ? { kind: 'inserted', new: b, column }
      : { kind: 'deleted', old: a as Cell, column }
    return { made, moves: here.moves }
  })

/** A cell of one row and column is the same cell, however little of its text is. */
function cellPair(old: Cell, fresh: Cell, at: At, blocks: Blocks): Made<CellPair> {
  const { made, moves } = blocks(old.blocks, fresh.blocks, at)
  return { made: { old, new: fresh, blocks: made }, moves }
}
