/** The part of a comparison that is about lists and tables: their items, rows, columns and cells. */
import type { Block, Cell, List, ListItem, Moved, OneSided, Row, Table } from '../document/document.ts'
import { align } from './align.ts'
import { arrivedIn, filled } from './attributes.ts'
import { plainText, saidOf, tokensOfNode, wordsOfBlock } from './block-text.ts'
import { alsoOf, cameIn, type MarkedColumn, padded, type Siblings, type Tables, wholeCell } from './cells.ts'
import { type CellPlace, type Change, figuresOf } from './changes.ts'
import { byColumn, cellNames, columnsOf, said } from './columns.ts'
import { merge, withInPlace } from './merge.ts'
import { ParagraphComparison } from './paragraphs.ts'
import { isLeaf } from './tokens.ts'

export abstract class RowComparison extends ParagraphComparison {
  /** Compares what an item or a cell holds. */
  abstract blocks(olds: readonly Block[], news: readonly Block[]): Block[]

  protected items(old: List, fresh: List): ListItem[] {
    return this.siblings(old.items, fresh.items, {
      unit: (item) =>
        this.unitOf('item', item.blocks.map(plainText).join('\n'), () => item.blocks.flatMap(wordsOfBlock)),
      pair: (a, b) => {
        const held = { blocks: this.blocks(a.blocks, b.blocks) }
        return this.styled(a, b, held, a.label === b.label ? 'restyled' : 'renumbered')
      },
      whole: (item, revision) => ({
        ...item,
        blocks: item.blocks.map((one) => filled(one, revision)),
        revision,
      }),
      came: (item, moved) => ({ ...item, blocks: arrivedIn(item.blocks, moved), revision: moved }),
    })
  }

  protected rows(old: Table, fresh: Table): Row[] {
    const columns = this.columns(old, fresh)
    return this.siblings(old.rows, fresh.rows, {
      // The first cell is the row's key: it counts twice.
      unit: (row) => {
        const blocks = [...(row.cells[0]?.blocks ?? []), ...row.cells.flatMap((one) => one.blocks)]
        const words = () => blocks.flatMap(wordsOfBlock)
        return this.unitOf('row', blocks.map(plainText).join('\n'), words, said(row.cells[0]))
      },
      pair: (a, b) => this.styled(a, b, { cells: this.cells(a, b, { columns, old, fresh }) }),
      whole: (row, revision) => {
        const cells = row.cells.map(
          (cell): Cell => ({ ...cell, blocks: cell.blocks.map((one) => filled(one, revision)) }),
        )
        return { ...row, cells: columns ? padded(cells, columns, revision) : cells, revision }
      },
      placeOf: (row, kind) => rowPlace(row, kind === 'inserted' ? fresh : old, kind),
      came: (row, moved) => ({
        ...row,
        cells: row.cells.map((cell) => cameIn(cell, moved)),
        revision: moved,
      }),
    })
  }

  /** Columns that differ, each noted as one change. */
  protected columns(old: Table, fresh: Table): readonly MarkedColumn[] | undefined {
    const columns = columnsOf(old, fresh)
    if (!columns) return undefined
    const moves = new Map<number, number>()
    return columns.map((column): MarkedColumn => {
      if (column.kind === 'both') return { ...column }
      const isOld = column.kind === 'deleted' || column.kind === 'moved-from'
      const [table, at] = isOld ? [old, column.old] : [fresh, column.new]
      const cells = table.rows.flatMap((row) => row.cells[at] ?? [])
      const moved = column.kind === 'moved-from' || column.kind === 'moved-to'
      const move = moved ? (moves.get(column.old) ?? ++this.moves) : null
      if (moved && move !== null) moves.set(column.old, move)
      const tokens = cells.flatMap(tokensOfNode)
      const told = cells.map(said).join(' | ')
      this.begin()
      if (!moved) this.marked += tokens.length
      const change = this.note(moved ? 'moved' : column.kind, isOld ? tokens : [], isOld ? [] : tokens, {
        move,
        ...(isOld ? { old: told } : { new: told }),
        cell: { row: '', column: cellNames(table, at) },
        // A column is one thing: its figures did not change one by one.
        figures: [],
      })
      const revision: OneSided | Moved =
        column.kind === 'moved-from' || column.kind === 'moved-to'
          ? { kind: column.kind, change, move: move ?? 0 }
          : { kind: column.kind, change }
      return { ...column, revision }
    })
  }

  protected cells(old: Row, fresh: Row, { columns, old: was, fresh: is }: Tables): Cell[] {
    const row = said(fresh.cells[0])
    const pair = (a: Cell, b: Cell, column: number): Cell => {
      this.cell = { row: column === 0 ? '' : row, column: fresh.header ? '' : cellNames(is, column) }
      const made = this.styled(a, b, { blocks: this.inCell(a.blocks, b.blocks) })
      this.cell = null
      return made
    }
    if (columns)
      return columns.map((column) => {
        switch (column.kind) {
          case 'both':
            return pair(old.cells[column.old] as Cell, fresh.cells[column.new] as Cell, column.new)
          case 'moved-to': {
            this.within++
            const paired = pair(old.cells[column.old] as Cell, fresh.cells[column.new] as Cell, column.new)
            this.within--
            return cameIn({ ...paired }, column.revision as Moved, true)
          }
          case 'inserted':
            return wholeCell(fresh.cells[column.new] as Cell, column.revision as OneSided)
          default:
            return wholeCell(old.cells[column.old] as Cell, column.revision as OneSided | Moved)
        }
      })
    return byColumn(old.cells, fresh.cells).map(({ column, old: a, new: b }) => {
      if (a && b) return pair(a, b, column)
      const [cell, kind, table] = b ? ([b, 'inserted', is] as const) : ([a as Cell, 'deleted', was] as const)
      return this.cellAlone(cell, kind, { row, column: cellNames(table, column) })
    })
  }

  /** A cell of one row and column is the same cell, however little of its text is. */
  protected inCell(olds: readonly Block[], news: readonly Block[]): readonly Block[] {
    const [old, fresh] = [olds[0], news[0]]
    const one = olds.length === 1 && news.length === 1 && old && fresh
    return one && isLeaf(old) && isLeaf(fresh) ? [this.leaf(old, fresh)] : this.blocks(olds, news)
  }

  protected cellAlone(cell: Cell, kind: 'inserted' | 'deleted', place: CellPlace): Cell {
    const tokens = tokensOfNode(cell)
    // A cell without words that a span took the place of, or left: no change of its own.
    if (tokens.length === 0) return { ...cell, revision: { kind, change: 0, spanned: true } }
    this.marked += tokens.length
    this.begin()
    const change = this.note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [], {
      cell: place,
    })
    return wholeCell(cell, { kind, change })
  }

  /** Items or rows: aligned as blocks are; moved ones are shown as gone and come. */
  protected siblings<T extends ListItem | Row>(
    olds: readonly T[],
    news: readonly T[],
    { unit, pair, whole, came, placeOf }: Siblings<T>,
  ): T[] {
    const [before, after] = [olds.map(unit), news.map(unit)]
    const alignment = align(before, after)
    const out: T[] = []
    const alone = (one: T, kind: 'inserted' | 'deleted') => {
      const own = tokensOfNode(one)
      this.marked += own.length
      this.begin()
      const told = kind === 'deleted' ? { old: saidOf(one) } : { new: saidOf(one) }
      const place = placeOf?.(one, kind)
      const change = this.note(kind, kind === 'deleted' ? own : [], kind === 'inserted' ? own : [], {
        ...told,
        ...place,
      })
      out.push(whole(one, { kind, change }))
    }
    const from = new Map<number, Moved>()
    const to = this.movesOf(alignment.moves, from)
    const flow = withInPlace({ ...alignment, splits: [] }, before, after, {
      old: (at) => from.has(at),
      new: (at) => to.has(at),
    })
    merge(flow, olds.length, news.length, {
      both: (old, fresh) => out.push(pair(olds[old] as T, news[fresh] as T)),
      deleted: (old) => {
        const move = from.get(old)
        const one = olds[old] as T
        if (!move) return alone(one, 'deleted')
        this.begin()
        const change = this.note('moved', tokensOfNode(one), [], { move: move.move, old: saidOf(one) })
        out.push(whole(one, { ...move, change }))
      },
      inserted: (fresh) => {
        const move = to.get(fresh)
        const one = news[fresh] as T
        if (!move) return alone(one, 'inserted')
        this.begin()
        const change = this.note('moved', [], tokensOfNode(one), {
          move: move.revision.move,
          new: saidOf(one),
        })
        this.within++
        const paired = pair(olds[move.old] as T, one)
        this.within--
        out.push(came(paired, { ...move.revision, change, ...alsoOf(paired) }))
      },
      parted: () => {},
    })
    return out
  }
}

/** Where a row stands that one version has alone: its label, and for each of its figures the column too. */
function rowPlace(
  { cells }: Row,
  table: Table,
  kind: 'inserted' | 'deleted',
): Pick<Change, 'cell' | 'figures'> {
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
