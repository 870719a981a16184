/**
 * Two versions of a document -> one document that carries both, marked with what changed.
 *
 * Blocks are aligned first; inside a pair of paragraphs tokens are. Everything the new version holds stands in its
 * order, what was deleted or moved away stands before what took its place. Accepting gives the new version, rejecting
 * the old one: redline.ts proves it on every run.
 */
import type { Block, Cell, List, ListItem, Moved, OneSided, Row, Table } from '../document/document.ts'
import { crossings, type Plan } from './across.ts'
import { align, type Unit } from './align.ts'
import { arrived, arrivedIn, filled, marked } from './attributes.ts'
import { plainText, saidOf, tokensOfBlock, tokensOfNode, wordsOfBlock } from './block-text.ts'
import {
  alsoOf,
  cameIn,
  headsSaid,
  type MarkedColumn,
  padded,
  type Siblings,
  type Tables,
  wholeCell,
} from './cells.ts'
import type { CellPlace } from './changes.ts'
import { byColumn, cellNames, columnsOf, said } from './columns.ts'
import { counts, revised } from './marks.ts'
import { merge } from './merge.ts'
import { MovedInto } from './moved-into.ts'
import { isLeaf, type Leaf, ParagraphComparison } from './paragraphs.ts'
import { type Sentence, withoutSentences } from './sentences.ts'
import { type Part, rebuild, tokensOf } from './tokens.ts'

export class Comparison extends ParagraphComparison {
  /** How the blocks of a section answer to each other; `cross` may yet find some of them elsewhere. */
  plan(before: readonly Block[], after: readonly Block[]): Plan {
    const [olds, news] = [before.map((one) => this.unit(one)), after.map((one) => this.unit(one))]
    return { before, after, olds, news, alignment: align(olds, news), gone: new Map(), come: new Map() }
  }

  /** Finds what went from one section to another. */
  cross(plans: readonly Plan[]): void {
    for (const { from, to } of crossings(plans)) {
      const move = ++this.moves
      const old = plans[from.section]?.before[from.block] as Block
      plans[from.section]?.gone.set(from.block, { kind: 'moved-from', change: 0, move })
      plans[to.section]?.come.set(to.block, { old, revision: { kind: 'moved-to', change: 0, move } })
    }
  }

  blocks(olds: readonly Block[], news: readonly Block[]): Block[] {
    return this.planned(this.plan(olds, news))
  }

  planned({ before: olds, after: news, alignment, gone, come }: Plan): Block[] {
    const from = new Map(gone)
    const to = new Map(come)
    for (const [fresh, { old, revision }] of this.movesOf(alignment.moves, from))
      to.set(fresh, { old: olds[old] as Block, revision })
    const out: Block[] = []
    merge(alignment, olds.length, news.length, {
      both: (old, fresh) => out.push(this.pair(olds[old] as Block, news[fresh] as Block)),
      gone: (old) => {
        const move = from.get(old)
        out.push(move ? this.movedFrom(olds[old] as Block, move) : this.whole(olds[old] as Block, 'deleted'))
      },
      come: (fresh) => {
        const move = to.get(fresh)
        const block = news[fresh] as Block
        out.push(move ? this.movedTo(move.old, block, move.revision) : this.whole(block, 'inserted'))
      },
      split: (old, fresh) =>
        out.push(
          ...this.split(
            olds[old] as Leaf,
            fresh.map((one) => news[one] as Leaf),
          ),
        ),
      join: (gone, fresh) =>
        out.push(
          this.join(
            gone.map((one) => olds[one] as Leaf),
            news[fresh] as Leaf,
          ),
        ),
    })
    return out
  }

  // ---- what is compared

  protected unit(block: Block): Unit {
    // A table under the same heads is the same table, however many of its figures are others.
    const heads = block.type === 'table' ? headsSaid(block) : ''
    const shape = isLeaf(block) ? 'text' : block.type
    return this.unitOf(shape, plainText(block), () => wordsOfBlock(block), heads)
  }

  // ---- one block in one version only

  protected whole(block: Block, kind: 'inserted' | 'deleted'): Block {
    const tokens = tokensOfBlock(block)
    if (isLeaf(block)) {
      const { lost, found } = this.sentences(
        kind === 'deleted' ? tokens : [],
        kind === 'inserted' ? tokens : [],
      )
      if (lost.length + found.length > 0) return this.wholeWithMoved(block, kind, [...lost, ...found])
    }
    this.begin()
    const said = kind === 'deleted' ? { old: saidOf(block) } : { new: saidOf(block) }
    const change = this.note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [], said)
    if (tokens.some(counts)) this.marked += tokens.length
    return marked(block, { kind, change })
  }

  /** A paragraph of one version, sentences of which the other has elsewhere. */
  protected wholeWithMoved(block: Leaf, kind: 'inserted' | 'deleted', moved: readonly Sentence[]): Leaf {
    const { rest, taken } = withoutSentences(tokensOf(block.inlines), moved)
    const out: Part[] = []
    this.begin()
    const [from, to] = kind === 'deleted' ? [taken, []] : [[], taken]
    const moves = new MovedInto(out, from, to, (one, end) => this.sentence(one, end))
    const [olds, news] = kind === 'deleted' ? [rest, []] : [[], rest]
    const own = rest.some(counts) ? this.note(kind, olds, news) : 0
    this.marked += own > 0 ? rest.length : 0
    moves.through(olds, news, (a, b) => out.push(...revised([...a, ...b], { kind, change: own })))
    moves.finish()
    // Where all of it moved, the paragraph itself came or went with that.
    const change = own > 0 ? own : moves.last
    return { ...block, inlines: rebuild(out), revision: { kind, change } }
  }

  protected movedFrom(block: Block, revision: Moved): Block {
    this.begin()
    const change = this.note('moved', tokensOfBlock(block), [], { move: revision.move, old: saidOf(block) })
    return marked(block, { ...revision, change })
  }

  protected movedTo(old: Block, fresh: Block, revision: Moved): Block {
    const tokens = tokensOfBlock(fresh)
    this.begin()
    const change = this.note('moved', [], tokens, { move: revision.move, new: saidOf(fresh) })
    this.within++
    const paired = this.pair(old, fresh)
    this.within--
    const moved = { ...revision, change, ...alsoOf(paired) }
    return { ...arrived(paired, moved), revision: moved }
  }

  // ---- one block in both versions

  protected pair(old: Block, fresh: Block): Block {
    if (isLeaf(old) && isLeaf(fresh)) return this.leaf(old, fresh)
    switch (fresh.type) {
      case 'list':
        return old.type === 'list'
          ? this.styled(old, fresh, { items: this.items(old, fresh) })
          : this.whole(fresh, 'inserted')
      case 'table':
        return old.type === 'table'
          ? this.styled(old, fresh, { rows: this.rows(old, fresh) })
          : this.whole(fresh, 'inserted')
      case 'group':
        return old.type === 'group'
          ? this.styled(old, fresh, { blocks: this.blocks(old.blocks, fresh.blocks) })
          : this.whole(fresh, 'inserted')
      case 'note':
        return old.type === 'note'
          ? this.styled(old, fresh, { blocks: this.blocks(old.blocks, fresh.blocks) })
          : this.whole(fresh, 'inserted')
      default:
        return this.styled(old, fresh satisfies Leaf | Extract<Block, { type: 'rule' | 'image' }>)
    }
  }

  // ---- lists and tables

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
    { unit, pair, whole, came }: Siblings<T>,
  ): T[] {
    const alignment = align(olds.map(unit), news.map(unit))
    const out: T[] = []
    const alone = (one: T, kind: 'inserted' | 'deleted') => {
      const own = tokensOfNode(one)
      this.marked += own.length
      this.begin()
      const said = kind === 'deleted' ? { old: saidOf(one) } : { new: saidOf(one) }
      const change = this.note(kind, kind === 'deleted' ? own : [], kind === 'inserted' ? own : [], said)
      out.push(whole(one, { kind, change }))
    }
    const from = new Map<number, Moved>()
    const to = this.movesOf(alignment.moves, from)
    merge({ ...alignment, splits: [], joins: [] }, olds.length, news.length, {
      both: (old, fresh) => out.push(pair(olds[old] as T, news[fresh] as T)),
      gone: (old) => {
        const move = from.get(old)
        const one = olds[old] as T
        if (!move) return alone(one, 'deleted')
        this.begin()
        const change = this.note('moved', tokensOfNode(one), [], { move: move.move, old: saidOf(one) })
        out.push(whole(one, { ...move, change }))
      },
      come: (fresh) => {
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
      split: () => {},
      join: () => {},
    })
    return out
  }
}
