/** Sibling nodes of both versions -> the steps from the one row to the other: blocks, items or rows alike. */
import type { Block, ListItem, Row } from '../../document/document.ts'
import type { EditStep } from '../script.ts'
import { type Sentence, sentencesOf } from '../sentences.ts'
import { tokensOf } from '../tokens.ts'
import { align } from './align.ts'
import type { Pair, Units } from './alignment.ts'
import { inOrder, type Placed, withInPlace } from './in-order.ts'
import type { NumberOf } from './units.ts'

/** What is known where nodes are aligned. */
export interface At {
  readonly numberOf: NumberOf
  /** How many moves there are before. */
  readonly moves: number
  /** Whether what is aligned is in a thing that moved: its sentences are not looked for elsewhere then. */
  readonly moving: boolean
}

/** What was made, and how many moves there are behind it. */
export interface Made<T> {
  readonly made: T
  readonly moves: number
}

/** The steps of items, or of rows: no two of them are ever one. */
export function siblingSteps<Node extends ListItem | Row, Pair>(
  olds: readonly Node[],
  news: readonly Node[],
  units: Units,
  pair: (old: Node, fresh: Node, at: At) => Made<Pair>,
  at: At,
): Made<readonly EditStep<Node, Pair>[]> {
  const alignment = { ...align(units.olds, units.news), splits: [] }
  const { from, to: indices, moves } = movesOf(alignment.moves, at.moves)
  const to = new Map([...indices].map(([fresh, { old, move }]) => [fresh, { old: olds[old] as Node, move }]))
  const placed = withInPlace(alignment, units, {
    old: (index) => from.has(index),
    new: (index) => to.has(index),
  })
  return steps<Node, Pair, never>(
    inOrder(placed, olds.length, news.length),
    { olds, news, from, to, pair, parted: neverParted },
    { ...at, moves },
  )
}

const neverParted = (): never => {
  throw new Error('items and rows are aligned without splits')
}

/** Nodes of both versions, with what is known of them: which moved, by their indices, and how two of them are paired. */
export interface Siblings<Node, Pair, Parted> {
  readonly olds: readonly Node[]
  readonly news: readonly Node[]
  readonly from: ReadonlyMap<number, number>
  readonly to: ReadonlyMap<number, { readonly old: Node; readonly move: number }>
  readonly pair: (old: Node, fresh: Node, at: At) => Made<Pair>
  readonly parted: (olds: readonly Node[], news: readonly Node[], at: At) => Parted
}

export function steps<Node extends Block | ListItem | Row, Pair, Parted>(
  placed: readonly Placed[],
  { olds, news, from, to, pair, parted }: Siblings<Node, Pair, Parted>,
  at: At,
): Made<readonly (EditStep<Node, Pair> | Parted)[]> {
  return inTurn(placed, at, (one, _, here): Made<EditStep<Node, Pair> | Parted> => {
    const only = (made: EditStep<Node, Pair> | Parted) => ({ made, moves: here.moves })
    switch (one.kind) {
      case 'both': {
        const { made, moves } = pair(olds[one.old] as Node, news[one.new] as Node, here)
        return { made: { kind: 'both', pair: made }, moves }
      }
      case 'deleted': {
        const [old, move] = [olds[one.old] as Node, from.get(one.old)]
        if (move !== undefined) return only({ kind: 'moved-from', old, move })
        return only({ kind: 'deleted', old, sentences: sentencesOfNode(old, here) })
      }
      case 'inserted': {
        const [fresh, came] = [news[one.new] as Node, to.get(one.new)]
        if (!came) return only({ kind: 'inserted', new: fresh, sentences: sentencesOfNode(fresh, here) })
        const { made, moves } = pair(came.old, fresh, { ...here, moving: true })
        return { made: { kind: 'moved-to', new: fresh, move: came.move, pair: made }, moves }
      }
      case 'parted': {
        const before = one.olds.map((old) => olds[old] as Node)
        const after = one.news.map((fresh) => news[fresh] as Node)
        return only(parted(before, after, here))
      }
    }
  })
}

/** Makes one after another, each behind the moves of those before. */
export function inTurn<From, To>(
  all: readonly From[],
  at: At,
  make: (one: From, index: number, at: At) => Made<To>,
): Made<readonly To[]> {
  let { moves } = at
  const made = all.map((one, index) => {
    const next = make(one, index, { ...at, moves })
    moves = next.moves
    return next.made
  })
  return { made, moves }
}

/** Consecutive pairs that moved together are one move: a heading takes its section along. */
export function movesOf(
  pairs: readonly Pair[],
  before: number,
): {
  readonly from: ReadonlyMap<number, number>
  readonly to: ReadonlyMap<number, { readonly old: number; readonly move: number }>
  readonly moves: number
} {
  const from = new Map<number, number>()
  const to = new Map<number, { old: number; move: number }>()
  let moves = before
  let last: Pair | undefined
  for (const pair of [...pairs].sort((a, b) => a.new - b.new)) {
    if (!(last && pair.new === last.new + 1 && pair.old === last.old + 1)) moves++
    from.set(pair.old, moves)
    to.set(pair.new, { old: pair.old, move: moves })
    last = pair
  }
  return { from, to, moves }
}

/** All sentences of a text that stands in one version only. */
const sentencesOfNode = (node: Block | ListItem | Row, { moving }: At): readonly Sentence[] =>
  moving || !('inlines' in node) ? [] : sentencesOf(tokensOf(node.inlines))
