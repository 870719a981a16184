/**
 * Two versions of a document -> one document that carries both, marked with what changed.
 *
 * Blocks are aligned first; inside a pair of paragraphs tokens are. Everything the new version holds stands in its
 * order, what was deleted or moved away stands before what took its place. Accepting gives the new version, rejecting
 * the old one: redline.ts proves it on every run.
 */
import type { Block, Cell, Inline, List, ListItem, Revision, Row, Table } from '../document/document.ts'
import { type Alignment, align, type Pair, type Unit } from './align.ts'
import { type Change, type ChangeKind, causesOf, figuresOf, textOf } from './changes.ts'
import { editLeaf } from './leaf.ts'
import { boundary, flatten, type Part, rebuild, sameLook, type Token, tokensOf } from './tokens.ts'

type Leaf = Extract<Block, { inlines: readonly Inline[] }>
const isLeaf = (block: Block): block is Leaf => 'inlines' in block

/** Whose text: of the document and section at hand, for the list of changes. */
export interface Place {
  readonly document: string
  readonly section: string
}

export class Comparison {
  readonly changes: Change[] = []
  /** Tokens marked by the shortest edits before the clean-up, moved text not counted. */
  marked = 0
  coarse = false
  /** Whether origins are places of content and not of an output file. */
  readonly #authored: boolean
  readonly #words = new Map<string, number>()
  #moves = 0
  #place: Place = { document: '', section: '' }
  #context = ''

  constructor(authored: boolean) {
    this.#authored = authored
  }

  at(place: Place): void {
    this.#place = place
    this.#context = ''
  }

  blocks(olds: readonly Block[], news: readonly Block[]): Block[] {
    const alignment = align(olds.map((one) => this.#unit(one)), news.map((one) => this.#unit(one)))
    const from = new Map<number, Revision>()
    const to = this.#movesOf(alignment.moves, from)
    const out: Block[] = []
    this.#merge(alignment, olds.length, news.length, {
      both: (old, fresh) => out.push(this.#pair(olds[old] as Block, news[fresh] as Block)),
      gone: (old) => {
        const move = from.get(old)
        out.push(move ? this.#movedFrom(olds[old] as Block, move) : this.#whole(olds[old] as Block, 'deleted'))
      },
      come: (fresh) => {
        const move = to.get(fresh)
        out.push(move ? this.#movedTo(olds[move.old] as Block, news[fresh] as Block, move.revision) : this.#whole(news[fresh] as Block, 'inserted'))
      },
      split: (old, fresh) => out.push(...this.#split(olds[old] as Leaf, fresh.map((one) => news[one] as Leaf))),
      join: (gone, fresh) => out.push(this.#join(gone.map((one) => olds[one] as Leaf), news[fresh] as Leaf)),
    })
    return out
  }

  /** Consecutive pairs that moved together are one move: a heading takes its section along. */
  #movesOf(moves: readonly Pair[], from: Map<number, Revision>): Map<number, { old: number; revision: Revision }> {
    const to = new Map<number, { old: number; revision: Revision }>()
    let before: Pair | undefined
    for (const pair of [...moves].sort((a, b) => a.new - b.new)) {
      if (!(before && pair.new === before.new + 1 && pair.old === before.old + 1)) this.#moves++
      from.set(pair.old, { kind: 'moved-from', change: 0, move: this.#moves })
      to.set(pair.new, { old: pair.old, revision: { kind: 'moved-to', change: 0, move: this.#moves } })
      before = pair
    }
    return to
  }

  /** Walks both versions at once: pairs in order, and between them first what is gone, then what has come. */
  #merge(
    { stays, splits, joins }: Alignment,
    oldCount: number,
    newCount: number,
    see: {
      both: (old: number, fresh: number) => void
      gone: (old: number) => void
      come: (fresh: number) => void
      split: (old: number, fresh: readonly number[]) => void
      join: (olds: readonly number[], fresh: number) => void
    },
  ): void {
    const steps = [
      ...stays.map(({ old, new: fresh }) => ({ olds: [old], news: [fresh] })),
      ...splits.map(({ old, news }) => ({ olds: [old], news })),
      ...joins.map(({ olds, new: fresh }) => ({ olds, news: [fresh] })),
    ].sort((a, b) => (a.olds[0] ?? 0) - (b.olds[0] ?? 0))
    let [old, fresh] = [0, 0]
    const until = (oldEnd: number, newEnd: number) => {
      while (old < oldEnd) see.gone(old++)
      while (fresh < newEnd) see.come(fresh++)
    }
    for (const { olds, news } of steps) {
      const [firstOld = 0, firstNew = 0] = [olds[0], news[0]]
      // Two partings may cross; the later one then is shown as gone and come.
      if (firstOld < old || firstNew < fresh) continue
      until(firstOld, firstNew)
      if (news.length > 1) see.split(firstOld, news)
      else if (olds.length > 1) see.join(olds, firstNew)
      else see.both(firstOld, firstNew)
      ;[old, fresh] = [(olds.at(-1) ?? 0) + 1, (news.at(-1) ?? 0) + 1]
    }
    until(oldCount, newCount)
  }

  // ---- what is compared

  #unit(block: Block): Unit {
    const tokens = tokensOfBlock(block)
    return this.#unitOf(isLeaf(block) ? 'text' : block.type, tokens)
  }

  #unitOf(shape: string, tokens: readonly Token[]): Unit {
    const words: number[] = []
    let hash = ''
    for (const { key, kind } of tokens) {
      if (kind === 'space') {
        hash += ' '
        continue
      }
      hash += key
      if (kind !== 'word' && kind !== 'figure') continue
      let id = this.#words.get(key)
      if (id === undefined) {
        id = this.#words.size + 1
        this.#words.set(key, id)
      }
      words.push(id)
    }
    return { shape, hash, words: Int32Array.from(words) }
  }

  // ---- one block in one version only

  #whole(block: Block, kind: 'inserted' | 'deleted'): Block {
    const tokens = tokensOfBlock(block)
    const change = this.#note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [])
    if (tokens.some(counts)) this.marked += tokens.length
    return marked(block, { kind, change })
  }

  #movedFrom(block: Block, revision: Revision): Block {
    const change = this.#note('moved', tokensOfBlock(block), [], revision.move ?? null)
    return marked(block, { ...revision, change })
  }

  #movedTo(old: Block, fresh: Block, revision: Revision): Block {
    const tokens = tokensOfBlock(fresh)
    const change = this.#note('moved', [], tokens, revision.move ?? null)
    const moved = { ...revision, change }
    const paired = this.#pair(old, fresh)
    return filled({ ...paired, revision: moved }, moved)
  }

  // ---- one block in both versions

  #pair(old: Block, fresh: Block): Block {
    if (isLeaf(old) && isLeaf(fresh)) return this.#leaf(old, fresh)
    switch (fresh.type) {
      case 'list':
        return old.type === 'list' ? this.#styled(old, { ...fresh, items: this.#items(old, fresh) }) : this.#whole(fresh, 'inserted')
      case 'table':
        return old.type === 'table' ? this.#styled(old, { ...fresh, rows: this.#rows(old, fresh) }) : this.#whole(fresh, 'inserted')
      case 'group':
        return old.type === 'group' ? this.#styled(old, { ...fresh, blocks: this.blocks(old.blocks, fresh.blocks) }) : this.#whole(fresh, 'inserted')
      case 'note':
        return old.type === 'note' ? this.#styled(old, { ...fresh, blocks: this.blocks(old.blocks, fresh.blocks) }) : this.#whole(fresh, 'inserted')
      default:
        return this.#styled(old, fresh)
    }
  }

  /** Marks a difference of the shell alone: style, classes, level, label. */
  #styled<T extends Block | ListItem | Row | Cell>(old: T, fresh: T, kind: ChangeKind = 'restyled'): T {
    const before = shellOf(old)
    if (JSON.stringify(before) === JSON.stringify(shellOf(fresh))) return fresh
    const change = this.#note(kind, [], [])
    return { ...fresh, revision: { kind: 'restyled', change, before } }
  }

  #leaf(old: Leaf, fresh: Leaf): Leaf {
    const inlines = this.#inlines(tokensOf(old.inlines), tokensOf(fresh.inlines))
    return this.#styled(old, { ...fresh, inlines })
  }

  #split(old: Leaf, news: readonly Leaf[]): Leaf[] {
    const tokens = news.flatMap((one, index) => (index > 0 ? [boundary, ...tokensOf(one.inlines)] : tokensOf(one.inlines)))
    const change = this.#note('split', [], [])
    const groups = partsUntil(this.#parts(tokensOf(old.inlines), tokens, change), 'inserted')
    return news.map((one, index): Leaf => {
      const revision: Revision = index === 0 ? { kind: 'split', change, before: shellOf(old) } : { kind: 'rest', change }
      return { ...one, inlines: rebuild(groups[index] ?? []), revision }
    })
  }

  #join(olds: readonly Leaf[], fresh: Leaf): Leaf {
    const tokens = olds.flatMap((one, index) => (index > 0 ? [boundary, ...tokensOf(one.inlines)] : tokensOf(one.inlines)))
    const change = this.#note('joined', [], [])
    const parts = this.#parts(tokens, tokensOf(fresh.inlines), change)
    return { ...fresh, inlines: rebuild(parts), revision: { kind: 'joined', change, before: olds.map(shellOf) } }
  }

  #inlines(olds: readonly Token[], news: readonly Token[]): readonly Inline[] {
    return rebuild(this.#parts(olds, news))
  }

  #parts(olds: readonly Token[], news: readonly Token[], ends = 0): Part[] {
    const { stretches, shortest, coarse } = editLeaf(olds, news)
    this.marked += shortest
    this.coarse ||= coarse
    const out: Part[] = []
    for (const stretch of stretches) {
      if (stretch.same) {
        this.#alike(stretch.olds, stretch.news, out)
        continue
      }
      const kind = !stretch.olds.some(counts) ? 'inserted' : !stretch.news.some(counts) ? 'deleted' : 'replaced'
      const onlyEnds = ends > 0 && ![...stretch.olds, ...stretch.news].some(({ kind: one }) => one !== 'space' && one !== 'boundary')
      const change = onlyEnds ? ends : this.#note(kind, stretch.olds, stretch.news)
      out.push(...revised(stretch.olds, { kind: 'deleted', change }), ...revised(stretch.news, { kind: 'inserted', change }))
    }
    return out
  }

  /** Equal words; where their look differs the old look is kept beside the new. */
  #alike(olds: readonly Token[], news: readonly Token[], out: Part[]): void {
    let run: { olds: Token[]; news: Token[] } | undefined
    const end = () => {
      if (!run) return
      const change = this.#note('restyled', run.olds, run.news)
      const before = run.olds.flatMap(({ parts }) => parts)
      // The old look is kept once, with the first part; the others of the run are then part of it.
      run.news.flatMap(({ parts }) => parts).forEach((part, index) => {
        out.push({ ...part, revision: { kind: 'restyled', change, before: index === 0 ? before : [] } })
      })
      run = undefined
    }
    news.forEach((token, index) => {
      const old = olds[index] as Token
      if (sameLook(old, token)) {
        end()
        out.push(...token.parts)
      } else {
        run ??= { olds: [], news: [] }
        run.olds.push(old)
        run.news.push(token)
      }
    })
    end()
    this.#context = textOf(news).slice(-60)
  }

  // ---- lists and tables

  #items(old: List, fresh: List): ListItem[] {
    return this.#siblings(
      old.items,
      fresh.items,
      (item) => this.#unitOf('item', item.blocks.flatMap(tokensOfBlock)),
      (a, b) => {
        const paired = { ...b, blocks: this.blocks(a.blocks, b.blocks) }
        return this.#styled(a, paired, a.label === b.label ? 'restyled' : 'renumbered')
      },
      (item, revision) => ({ ...item, blocks: item.blocks.map((one) => filled(one, revision)), revision }),
      (item) => item.blocks.flatMap(tokensOfBlock),
    )
  }

  #rows(old: Table, fresh: Table): Row[] {
    const columns = columnsOf(old, fresh)
    const missing = (row: Row, kind: 'inserted' | 'deleted'): Row => {
      if (!columns) return row
      // A row of one version in a table with columns of the other: empty cells keep the rest in place.
      const [own, revision] = kind === 'inserted' ? (['new', 'deleted'] as const) : (['old', 'inserted'] as const)
      const cells = columns.map((column) => {
        const at = column[own]
        const like = row.cells[0] as Cell
        return at === undefined ? { ...like, blocks: [], scope: undefined, revision: { kind: revision, change: 0 } } : (row.cells[at] as Cell)
      })
      return { ...row, cells }
    }
    return this.#siblings(
      old.rows,
      fresh.rows,
      // The first cell is the row's key: it counts twice.
      (row) => this.#unitOf('row', [...(row.cells[0]?.blocks ?? []), ...row.cells.flatMap(({ blocks }) => blocks)].flatMap(tokensOfBlock)),
      (a, b) => this.#styled(a, { ...b, cells: this.#cells(a, b, columns) }),
      (row, revision) => {
        const full = row.cells.map((cell): Cell => ({ ...cell, blocks: cell.blocks.map((one) => filled(one, revision)) }))
        const whole = { ...row, cells: full, revision }
        return revision.kind === 'inserted' || revision.kind === 'deleted' ? missing(whole, revision.kind) : whole
      },
      (row) => row.cells.flatMap(({ blocks }) => blocks.flatMap(tokensOfBlock)),
    )
  }

  #cells(old: Row, fresh: Row, columns: Columns | undefined): Cell[] {
    const pair = (a: Cell, b: Cell): Cell => this.#styled(a, { ...b, blocks: this.blocks(a.blocks, b.blocks) })
    if (columns) {
      return columns.map((column) => {
        const [a, b] = [column.old === undefined ? undefined : old.cells[column.old], column.new === undefined ? undefined : fresh.cells[column.new]]
        return a && b ? pair(a, b) : this.#cell((b ?? a) as Cell, b ? 'inserted' : 'deleted')
      })
    }
    const shared = Math.min(old.cells.length, fresh.cells.length)
    return [
      ...fresh.cells.slice(0, shared).map((cell, index) => pair(old.cells[index] as Cell, cell)),
      ...old.cells.slice(shared).map((cell) => this.#cell(cell, 'deleted')),
      ...fresh.cells.slice(shared).map((cell) => this.#cell(cell, 'inserted')),
    ]
  }

  #cell(cell: Cell, kind: 'inserted' | 'deleted'): Cell {
    const tokens = cell.blocks.flatMap(tokensOfBlock)
    this.marked += tokens.length
    const change = this.#note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [])
    const revision: Revision = { kind, change }
    return { ...cell, blocks: cell.blocks.map((one) => filled(one, revision)), revision }
  }

  /** Items or rows: aligned as blocks are; moved ones are shown as gone and come. */
  #siblings<T extends ListItem | Row>(
    olds: readonly T[],
    news: readonly T[],
    unit: (one: T) => Unit,
    pair: (old: T, fresh: T) => T,
    mark: (one: T, revision: Revision) => T,
    tokens: (one: T) => Token[],
  ): T[] {
    const alignment = align(olds.map(unit), news.map(unit))
    const out: T[] = []
    const whole = (one: T, kind: 'inserted' | 'deleted') => {
      const own = tokens(one)
      this.marked += own.length
      const change = this.#note(kind, kind === 'deleted' ? own : [], kind === 'inserted' ? own : [])
      out.push(mark(one, { kind, change }))
    }
    const from = new Map<number, Revision>()
    const to = this.#movesOf(alignment.moves, from)
    this.#merge({ ...alignment, splits: [], joins: [] }, olds.length, news.length, {
      both: (old, fresh) => out.push(pair(olds[old] as T, news[fresh] as T)),
      gone: (old) => {
        const move = from.get(old)
        if (!move) return whole(olds[old] as T, 'deleted')
        const change = this.#note('moved', tokens(olds[old] as T), [], move.move ?? null)
        out.push(mark(olds[old] as T, { ...move, change }))
      },
      come: (fresh) => {
        const move = to.get(fresh)
        if (!move) return whole(news[fresh] as T, 'inserted')
        const change = this.#note('moved', [], tokens(news[fresh] as T), move.revision.move ?? null)
        out.push(mark(pair(olds[move.old] as T, news[fresh] as T), { ...move.revision, change }))
      },
      split: () => {},
      join: () => {},
    })
    return out
  }

  // ---- the list of changes

  #note(kind: ChangeKind, olds: readonly Token[], news: readonly Token[], move: number | null = null): number {
    const number = this.changes.length + 1
    const changed = [...news, ...olds]
    this.changes.push({
      number,
      kind,
      ...this.#place,
      before: this.#context,
      old: textOf(olds).trim(),
      new: textOf(news).trim(),
      move,
      figures: kind === 'moved' || kind === 'restyled' ? [] : figuresOf(olds, news),
      causes: causesOf(changed, this.#authored),
    })
    return number
  }
}

/** Spaces and ends of paragraphs alone are no change that a person would look for. */
const counts = ({ kind }: Token): boolean => kind !== 'space' && kind !== 'boundary'

function revised(tokens: readonly Token[], revision: Revision): Part[] {
  return tokens.flatMap((token): Part[] =>
    token.kind === 'boundary'
      ? [{ text: '¶', frame: [], origin: undefined, revision: { ...revision, boundary: true } }]
      : token.parts.map((part) => ({ ...part, revision })),
  )
}

/** Parts cut behind each end of a paragraph of that kind; the sign of the end stays with what it ends. */
function partsUntil(parts: readonly Part[], kind: Revision['kind']): Part[][] {
  const groups: Part[][] = [[]]
  for (const part of parts) {
    groups.at(-1)?.push(part)
    if (part.revision?.boundary && part.revision.kind === kind) groups.push([])
  }
  return groups
}

export function tokensOfBlock(block: Block): Token[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return tokensOf(block.inlines)
    case 'list':
      return block.items.flatMap((item) => item.blocks.flatMap(tokensOfBlock))
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap(tokensOfBlock)))
    case 'group':
    case 'note':
      return block.blocks.flatMap(tokensOfBlock)
    case 'rule':
    case 'image':
      return []
  }
}

/** A node without what it holds. */
function shellOf<T extends object>(node: T): object {
  const { inlines: _a, blocks: _b, items: _c, rows: _d, cells: _e, revision: _f, ...shell } = node as Record<string, unknown>
  return shell
}

/** A block that stands in one version only: itself and every text in it carry the mark. */
function marked(block: Block, revision: Revision): Block {
  return { ...filled(block, revision), revision }
}

/** Marks texts that carry no mark of their own. */
function filled<T extends Block>(block: T, revision: Revision): T {
  const blocks = (list: readonly Block[]) => list.map((one) => filled(one, revision))
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, inlines: rebuild(flatten(block.inlines).map((part) => (part.revision ? part : { ...part, revision }))) }
    case 'list':
      return { ...block, items: block.items.map((item) => ({ ...item, blocks: blocks(item.blocks) })) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, blocks: blocks(cell.blocks) })) })) }
    case 'group':
    case 'note':
      return { ...block, blocks: blocks(block.blocks) }
    default:
      return block
  }
}

type Columns = readonly { readonly old?: number; readonly new?: number }[]

/** Columns of both versions by the words of their heads, where the grids are regular and differ. */
function columnsOf(old: Table, fresh: Table): Columns | undefined {
  const width = (table: Table): number | undefined => {
    const widths = new Set(table.rows.map(({ cells }) => cells.length))
    const regular = widths.size === 1 && table.rows.every(({ cells }) => cells.every(({ colspan, rowspan }) => colspan === 1 && rowspan === 1))
    return regular ? [...widths][0] : undefined
  }
  const [before, after] = [width(old), width(fresh)]
  if (before === undefined || after === undefined || before === after) return undefined
  const heads = (table: Table) => (table.rows[0]?.cells ?? []).map(({ blocks }) => textOf(blocks.flatMap(tokensOfBlock)).trim().toLowerCase())
  const [a, b] = [heads(old), heads(fresh)]
  const columns: { old?: number; new?: number }[] = []
  let next = 0
  a.forEach((head, index) => {
    const found = b.indexOf(head, next)
    if (found < 0) columns.push({ old: index })
    else {
      while (next < found) columns.push({ new: next++ })
      columns.push({ old: index, new: next++ })
    }
  })
  while (next < b.length) columns.push({ new: next++ })
  return columns
}
