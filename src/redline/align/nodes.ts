/** Blocks and items of both versions -> the steps from the one to the other, and those of what they hold. */
import type { Block, List, ListItem } from '../../document/document.ts'
import { sameInlines } from '../block-text.ts'
import { tokensOfRow } from '../reparted.ts'
import type { BlockPair, BlockStep, ItemPair, ItemStep, PartedStep, Texts } from '../script.ts'
import { differingSentences } from '../sentences.ts'
import { isLeaf, type Leaf, type Token, tokensOf } from '../tokens.ts'
import { align } from './align.ts'
import type { Alignment, Units } from './alignment.ts'
import { inOrder, withInPlace } from './in-order.ts'
import { type At, type Made, movesOf, siblingSteps, steps } from './steps.ts'
import { tablePair } from './tables.ts'
import { type NumberOf, unitOfBlock, unitOfItem } from './units.ts'

/** Blocks of both versions that are known to have gone from one section to another, by their indices. */
export interface Elsewhere {
  readonly from: ReadonlyMap<number, number>
  readonly to: ReadonlyMap<number, { readonly old: Block; readonly move: number }>
}

const nowhereElse: Elsewhere = { from: new Map(), to: new Map() }

export const unitsOfBlocks = (olds: readonly Block[], news: readonly Block[], numberOf: NumberOf): Units => ({
  olds: olds.map((one) => unitOfBlock(one, numberOf)),
  news: news.map((one) => unitOfBlock(one, numberOf)),
})

export function blockSteps(
  olds: readonly Block[],
  news: readonly Block[],
  at: At,
): Made<readonly BlockStep[]> {
  const units = unitsOfBlocks(olds, news, at.numberOf)
  return alignedBlocks(olds, news, units, align(units.olds, units.news), nowhereElse, at)
}

/** The steps of blocks that are aligned already. */
export function alignedBlocks(
  olds: readonly Block[],
  news: readonly Block[],
  units: Units,
  alignment: Alignment,
  elsewhere: Elsewhere,
  at: At,
): Made<readonly BlockStep[]> {
  const moved = movesOf(alignment.moves, at.moves)
  const from = new Map([...elsewhere.from, ...moved.from])
  const to = new Map(elsewhere.to)
  for (const [fresh, { old, move }] of moved.to) to.set(fresh, { old: olds[old] as Block, move })
  // A heading does not stand for another one in its place.
  const placed = withInPlace(alignment, units, {
    old: (index) => from.has(index) || olds[index]?.type === 'heading',
    new: (index) => to.has(index) || news[index]?.type === 'heading',
  })
  return steps(
    inOrder(placed, olds.length, news.length),
    { olds, news, from, to, pair: blockPair, parted: partedStep },
    { ...at, moves: moved.moves },
  )
}

// ---- one block in both versions

function blockPair(old: Block, fresh: Block, at: At): Made<BlockPair> {
  if (isLeaf(old) && isLeaf(fresh)) return { made: textPair(old, fresh, at), moves: at.moves }
  if (old.type === 'list' && fresh.type === 'list') {
    const { made: items, moves } = itemSteps(old, fresh, at)
    return { made: { kind: 'list', old, new: fresh, items }, moves }
  }
  if (old.type === 'table' && fresh.type === 'table') return tablePair(old, fresh, at, cellBlocks)
  if ((old.type === 'group' && fresh.type === 'group') || (old.type === 'note' && fresh.type === 'note')) {
    const { made: blocks, moves } = blockSteps(old.blocks, fresh.blocks, at)
    return { made: { kind: 'blocks', old, new: fresh, blocks }, moves }
  }
  return { made: { kind: 'single', old, new: fresh }, moves: at.moves }
}

/** A cell of one paragraph in both versions holds the same one, however little of its text is. */
function cellBlocks(olds: readonly Block[], news: readonly Block[], at: At): Made<readonly BlockStep[]> {
  const [old, fresh] = [olds[0], news[0]]
  if (olds.length === 1 && news.length === 1 && old && fresh && isLeaf(old) && isLeaf(fresh))
    return { made: [{ kind: 'both', pair: textPair(old, fresh, at) }], moves: at.moves }
  return blockSteps(olds, news, at)
}

function textPair(old: Leaf, fresh: Leaf, at: At): BlockPair {
  if (sameInlines(old.inlines, fresh.inlines)) return { kind: 'text', old, new: fresh }
  return { kind: 'text', old, new: fresh, texts: textsOf(tokensOf(old.inlines), tokensOf(fresh.inlines), at) }
}

const partedStep = (olds: readonly Block[], news: readonly Block[], at: At): PartedStep => ({
  kind: 'parted',
  olds,
  news,
  texts: textsOf(tokensOfRow(olds, true), tokensOfRow(news, false), at),
})

const textsOf = (olds: readonly Token[], news: readonly Token[], { moving }: At): Texts => ({
  olds,
  news,
  ...(moving ? { lost: [], found: [] } : differingSentences(olds, news)),
})

function itemSteps(old: List, fresh: List, at: At): Made<readonly ItemStep[]> {
  const pair = (a: ListItem, b: ListItem, here: At): Made<ItemPair> => {
    const { made: blocks, moves } = blockSteps(a.blocks, b.blocks, here)
    return { made: { old: a, new: b, blocks }, moves }
  }
  const units = {
    olds: old.items.map((one) => unitOfItem(one, at.numberOf)),
    news: fresh.items.map((one) => unitOfItem(one, at.numberOf)),
  }
  return siblingSteps(old.items, fresh.items, units, pair, at)
}
