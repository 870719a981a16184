/** The steps of a table -> a table that carries both versions, marked: columns, rows, cells. */
import type { Block, Cell, Moved, OneSided, Row, Table } from '../../document/document.ts'
import { cellNames, said } from '../align/columns.ts'
import { cellsOfColumn, spreadsOf } from '../align/spans.ts'
import { filled } from '../attributes.ts'
import { tokensOfNode } from '../block-text.ts'
import { type CellPlace, type Change, figuresOf } from '../changes.ts'
import type { BlockStep, CellPair, CellStep, ColumnStep, RowPair, TablePair } from '../script.ts'
import { cameWithColumn, cameWithRow, gap, type MarkedColumn, padded, wholeCell } from './cells.ts'
import {
  begun,
  behind,
  changeOf,
  type Here,
  type Marked,
  markEach,
  styled,
  styledBeside,
  unmarked,
  withMade,
} from './marked.ts'
import { type Marking, markStep } from './siblings.ts'

/** How blocks are marked that a cell holds. */
type Blocks = (steps: readonly BlockStep[], here: Here) => Marked<readonly Block[]>

export function markTable(table: TablePair, here: Here, blocks: Blocks): Marked<Table> {
  const { old, new: fresh } = table
  const alone = aloneIn(table.columns ?? [])
  const columns = markEach(table.columns ?? [], here, (column, at) => markColumn(column, table, alone, at))
  const marking = rowMarking(table, columns.made, blocks)
  const rows = markEach(table.rows, behind(here, columns), (step, at) => markStep(step, at, marking))
  const held = {
    ...rows,
    changes: [...columns.changes, ...rows.changes],
    shortest: columns.shortest + rows.shortest,
  }
  return styled(
    old,
    fresh,
    withMade(held, (made) => ({ rows: made })),
    here,
  )
}

/** The columns that each version has alone, or elsewhere. */
interface Alone {
  readonly old: ReadonlySet<number>
  readonly new: ReadonlySet<number>
}

function aloneIn(columns: readonly ColumnStep[]): Alone {
  const olds = columns.flatMap((one) =>
    one.kind === 'deleted' || one.kind === 'moved-from' ? [one.old] : [],
  )
  const news = columns.flatMap((one) => (one.kind === 'inserted' || one.kind === 'moved-to' ? [one.new] : []))
  return { old: new Set(olds), new: new Set(news) }
}

/** A column that differs is one change. */
function markColumn(
  column: ColumnStep,
  { old, new: fresh }: TablePair,
  alone: Alone,
  here: Here,
): Marked<MarkedColumn> {
  if (column.kind === 'both') return unmarked({ column, revision: undefined }, here)
  const isOld = column.kind === 'deleted' || column.kind === 'moved-from'
  const [table, at] = isOld ? [old, column.old] : [fresh, column.new]
  const cells = cellsOfColumn(table, at, isOld ? alone.old : alone.new)
  const tokens = cells.flatMap(tokensOfNode)
  const words = cells.map(said).join(' | ')
  const move = 'move' in column ? column.move + here.within.sentences.size : null
  const start = begun(here)
  const kind = column.kind === 'deleted' || column.kind === 'inserted' ? column.kind : 'moved'
  const change = changeOf(start, kind, isOld ? tokens : [], isOld ? [] : tokens, {
    move,
    ...(isOld ? { old: words } : { new: words }),
    cell: { row: '', column: cellNames(table, at) },
    // A column is one thing: its figures did not change one by one.
    figures: [],
  })
  const revision: OneSided | Moved =
    column.kind === 'moved-from' || column.kind === 'moved-to'
      ? { kind: column.kind, change: change.number, move: move ?? 0 }
      : { kind: column.kind, change: change.number }
  const shortest = move === null ? tokens.length : 0
  return { ...unmarked({ column, revision }, start), changes: [change], shortest }
}

function rowMarking(
  table: TablePair,
  columns: readonly MarkedColumn[],
  blocks: Blocks,
): Marking<Row, RowPair> {
  const spreads = { old: spreadsOf(table.old), new: spreadsOf(table.new) }
  const startsIn = (row: Row, { kind }: OneSided | Moved) => {
    const isOld = kind === 'deleted' || kind === 'moved-from'
    return (isOld ? spreads.old : spreads.new).get(row)?.map(({ start }) => start)
  }
  return {
    pair: (row, here) => {
      const cells = markEach(row.cells, here, (cell, at) =>
        markCell(cell, { row, table, columns, blocks }, at),
      )
      return styled(
        row.old,
        row.new,
        withMade(cells, (made) => ({ cells: made })),
        here,
      )
    },
    whole: (row, revision) => {
      const cells = row.cells.map(
        (cell): Cell => ({ ...cell, blocks: cell.blocks.map((one) => filled(one, revision)) }),
      )
      return {
        ...row,
        cells: columns.length > 0 ? padded(cells, columns, revision, startsIn(row, revision)) : cells,
        revision,
      }
    },
    placeOf: (row, kind) => rowPlace(row, kind === 'inserted' ? table.new : table.old, kind),
    came: (row, moved) => ({
      ...row,
      cells: row.cells.map((cell) => cameWithRow(cell, moved)),
      revision: moved,
    }),
  }
}

/** What a cell of a pair of rows stands in. */
interface InRow {
  readonly row: RowPair
  readonly table: TablePair
  readonly columns: readonly MarkedColumn[]
  readonly blocks: Blocks
}

function markCell(step: CellStep, within: InRow, here: Here): Marked<Cell> {
  const { row, table, columns } = within
  const by = 'by' in step && step.by !== undefined ? columns[step.by]?.revision : undefined
  switch (step.kind) {
    case 'gap':
      return unmarked(gap, here)
    case 'both':
      return markCellPair(step.pair, step.column, within, here)
    case 'moved-to':
      return withMade(markCellPair(step.pair, step.column, within, here), (cell) =>
        cameWithColumn(cell, by as Moved),
      )
    case 'deleted':
    case 'moved-from': {
      if (by) return unmarked(wholeCell(step.old, by), here)
      const place = { row: said(row.new.cells[0]), column: cellNames(table.old, step.column) }
      return markCellAlone(step.old, 'deleted', place, here)
    }
    case 'inserted': {
      if (by) return unmarked(wholeCell(step.new, by), here)
      const place = { row: said(row.new.cells[0]), column: cellNames(table.new, step.column) }
      return markCellAlone(step.new, 'inserted', place, here)
    }
  }
}

function markCellPair(
  { old, new: fresh, blocks: steps, widened }: CellPair,
  column: number,
  { row, table, blocks }: InRow,
  here: Here,
): Marked<Cell> {
  const cell: CellPlace = {
    row: column === 0 ? '' : said(row.new.cells[0]),
    column: row.new.header ? '' : cellNames(table.new, column),
  }
  const at = { ...here, within: { ...here.within, cell } }
  // That it spans more or fewer columns only because columns came or went is no change of its own.
  return styledBeside(
    old,
    widened ? { ...old, colspan: fresh.colspan } : old,
    fresh,
    withMade(blocks(steps, at), (made) => ({ blocks: made })),
    at,
  )
}

/** A cell that one version has where a span of the other stands, or that a column holds which the other has not. */
function markCellAlone(cell: Cell, kind: 'inserted' | 'deleted', place: CellPlace, here: Here): Marked<Cell> {
  const tokens = tokensOfNode(cell)
  // A cell without words that a span took the place of, or left: no change of its own.
  if (tokens.length === 0) return unmarked({ ...cell, revision: { kind, change: 0, spanned: true } }, here)
  const at = begun(here)
  const [olds, news] = kind === 'deleted' ? [tokens, []] : [[], tokens]
  const change = changeOf(at, kind, olds, news, { cell: place })
  const made = wholeCell(cell, { kind, change: change.number })
  return { ...unmarked(made, at), changes: [change], shortest: tokens.length }
}

/** Where a row stands that one version has alone: its label, and for each of its figures the column too. */
function rowPlace({ cells }: Row, table: Table, kind: OneSided['kind']): Pick<Change, 'cell' | 'figures'> {
  const row = said(cells[0]) || `row ${table.rows.findIndex((one) => one.cells === cells) + 1}`
  let column = 0
  const figures = cells.flatMap((cell) => {
    const at = column
    column += cell.colspan
    const tokens = tokensOfNode(cell)
    const place = { cell: { row, column: cellNames(table, at) }, before: '' }
    return kind === 'inserted' ? figuresOf([], tokens, place) : figuresOf(tokens, [], place)
  })
  return { cell: { row, column: '' }, figures }
}
