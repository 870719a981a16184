/**
 * Two versions of a document -> one document that carries both, marked with what changed.
 *
 * Blocks are aligned first; inside a pair of paragraphs tokens are. Everything the new version holds stands in its
 * order, what was deleted or moved away stands before what took its place. Accepting gives the new version, rejecting
 * the old one: redline.ts proves it on every run.
 */
import type { Block, Cell, List, ListItem, Moved, Revision, Row, Table } from '../document/document.ts'
import { crossings, type Plan } from './across.ts'
import { align, type Unit } from './align.ts'
import { arrived, filled, marked } from './attributes.ts'
import { plainText, tokensOfBlock, tokensOfNode, wordsOfBlock } from './block-text.ts'
import { type Columns, columnsOf } from './columns.ts'
import { counts } from './marks.ts'
import { merge } from './merge.ts'
import { isLeaf, type Leaf, ParagraphComparison } from './paragraphs.ts'

const alsoOf = ({ revision }: { readonly revision?: Revision }): Pick<Moved, 'also'> =>
  revision?.kind === 'restyled' ? { also: revision.change } : {}

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
    return this.unitOf(isLeaf(block) ? 'text' : block.type, plainText(block), () => wordsOfBlock(block))
  }

  // ---- one block in one version only

  protected whole(block: Block, kind: 'inserted' | 'deleted'): Block {
    const tokens = tokensOfBlock(block)
    this.begin()
    const change = this.note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [])
    if (tokens.some(counts)) this.marked += tokens.length
    return marked(block, { kind, change })
  }

  protected movedFrom(block: Block, revision: Moved): Block {
    this.begin()
    const change = this.note('moved', tokensOfBlock(block), [], { move: revision.move })
    return marked(block, { ...revision, change })
  }

  protected movedTo(old: Block, fresh: Block, revision: Moved): Block {
    const tokens = tokensOfBlock(fresh)
    this.begin()
    const change = this.note('moved', [], tokens, { move: revision.move })
    const paired = this.pair(old, fresh)
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
        return this.styled(old, fresh)
    }
  }

  // ---- lists and tables

  protected items(old: List, fresh: List): ListItem[] {
    return this.siblings(
      old.items,
      fresh.items,
      (item) =>
        this.unitOf('item', item.blocks.map(plainText).join('\n'), () => item.blocks.flatMap(wordsOfBlock)),
      (a, b) => {
        const held = { blocks: this.blocks(a.blocks, b.blocks) }
        return this.styled(a, b, held, a.label === b.label ? 'restyled' : 'renumbered')
      },
      (item, revision) => ({ ...item, blocks: item.blocks.map((one) => filled(one, revision)), revision }),
    )
  }

  protected rows(old: Table, fresh: Table): Row[] {
    const columns = columnsOf(old, fresh)
    const missing = (row: Row, kind: 'inserted' | 'deleted'): Row => {
      if (!columns) return row
      // A row of one version in a table with columns of the other: empty cells keep the rest in place.
      const [own, revision] =
        kind === 'inserted' ? (['new', 'deleted'] as const) : (['old', 'inserted'] as const)
      const cells = columns.map((column) => {
        const at = column[own]
        const like = row.cells[0] as Cell
        return at === undefined
          ? { ...like, blocks: [], scope: undefined, revision: { kind: revision, change: 0 } }
          : (row.cells[at] as Cell)
      })
      return { ...row, cells }
    }
    return this.siblings(
      old.rows,
      fresh.rows,
      // The first cell is the row's key: it counts twice.
      (row) => {
        const blocks = [...(row.cells[0]?.blocks ?? []), ...row.cells.flatMap((one) => one.blocks)]
        return this.unitOf('row', blocks.map(plainText).join('\n'), () => blocks.flatMap(wordsOfBlock))
      },
      (a, b) => this.styled(a, b, { cells: this.cells(a, b, columns) }),
      (row, revision) => {
        const full = row.cells.map(
          (cell): Cell => ({ ...cell, blocks: cell.blocks.map((one) => filled(one, revision)) }),
        )
        const whole = { ...row, cells: full, revision }
        return revision.kind === 'inserted' || revision.kind === 'deleted'
          ? missing(whole, revision.kind)
          : whole
      },
    )
  }

  protected cells(old: Row, fresh: Row, columns: Columns | undefined): Cell[] {
    const pair = (a: Cell, b: Cell): Cell => this.styled(a, b, { blocks: this.inCell(a.blocks, b.blocks) })
    if (columns) {
      return columns.map((column) => {
        const [a, b] = [
          column.old === undefined ? undefined : old.cells[column.old],
          column.new === undefined ? undefined : fresh.cells[column.new],
        ]
        return a && b ? pair(a, b) : this.cell((b ?? a) as Cell, b ? 'inserted' : 'deleted')
      })
    }
    const shared = Math.min(old.cells.length, fresh.cells.length)
    return [
      ...fresh.cells.slice(0, shared).map((cell, index) => pair(old.cells[index] as Cell, cell)),
      ...old.cells.slice(shared).map((cell) => this.cell(cell, 'deleted')),
      ...fresh.cells.slice(shared).map((cell) => this.cell(cell, 'inserted')),
    ]
  }

  /** A cell of one row and column is the same cell, however little of its text is. */
  protected inCell(olds: readonly Block[], news: readonly Block[]): readonly Block[] {
    const [old, fresh] = [olds[0], news[0]]
    const one = olds.length === 1 && news.length === 1 && old && fresh
    return one && isLeaf(old) && isLeaf(fresh) ? [this.leaf(old, fresh)] : this.blocks(olds, news)
  }

  protected cell(cell: Cell, kind: 'inserted' | 'deleted'): Cell {
    const tokens = tokensOfNode(cell)
    this.marked += tokens.length
    this.begin()
    const change = this.note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [])
    const revision: Revision = { kind, change }
    return { ...cell, blocks: cell.blocks.map((one) => filled(one, revision)), revision }
  }

  /** Items or rows: aligned as blocks are; moved ones are shown as gone and come. */
  protected siblings<T extends ListItem | Row>(
    olds: readonly T[],
    news: readonly T[],
    unit: (one: T) => Unit,
    pair: (old: T, fresh: T) => T,
    mark: (one: T, revision: Revision) => T,
  ): T[] {
    const alignment = align(olds.map(unit), news.map(unit))
    const out: T[] = []
    const whole = (one: T, kind: 'inserted' | 'deleted') => {
      const own = tokensOfNode(one)
      this.marked += own.length
      this.begin()
      const change = this.note(kind, kind === 'deleted' ? own : [], kind === 'inserted' ? own : [])
      out.push(mark(one, { kind, change }))
    }
    const from = new Map<number, Moved>()
    const to = this.movesOf(alignment.moves, from)
    merge({ ...alignment, splits: [], joins: [] }, olds.length, news.length, {
      both: (old, fresh) => out.push(pair(olds[old] as T, news[fresh] as T)),
      gone: (old) => {
        const move = from.get(old)
        if (!move) return whole(olds[old] as T, 'deleted')
        this.begin()
        const change = this.note('moved', tokensOfNode(olds[old] as T), [], { move: move.move })
        out.push(mark(olds[old] as T, { ...move, change }))
      },
      come: (fresh) => {
        const move = to.get(fresh)
        if (!move) return whole(news[fresh] as T, 'inserted')
        this.begin()
        const change = this.note('moved', [], tokensOfNode(news[fresh] as T), {
          move: move.revision.move,
        })
        const paired = pair(olds[move.old] as T, news[fresh] as T)
        out.push(mark(paired, { ...move.revision, change, ...alsoOf(paired) }))
      },
      split: () => {},
      join: () => {},
    })
    return out
  }
}
