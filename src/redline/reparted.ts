/**
 * Text that both versions have and part otherwise: paragraphs split or joined, a paragraph made a list, a list made
 * paragraphs. The words of a row of blocks are compared as one text with ends of paragraphs in it, so that what stayed
 * is not shown as taken out and put in.
 */
import type { Block, ListItem } from '../document/document.ts'
import { emptied } from './attributes.ts'
import { isBoundary } from './marks.ts'
import type { LeafStretch } from './stretch.ts'
import {
  boundary,
  flatten,
  isLeaf,
  type Leaf,
  labelToken,
  type Part,
  type Token,
  tokensOf,
} from './tokens.ts'

/** Whether a block is a paragraph, or a list of single paragraphs: what can be parted otherwise. */
export const isFlat = (block: Block): boolean =>
  isLeaf(block) ||
  (block.type === 'list' &&
    block.items.length > 0 &&
    block.items.every(({ blocks: [only, second] }) => only !== undefined && isLeaf(only) && !second))

/** Flat blocks with their paragraphs made others, in order, and their items. */
export function refilled(
  blocks: readonly Block[],
  fill: (leaf: Leaf, index: number) => Leaf,
  item: (own: ListItem) => ListItem = (own) => own,
): Block[] {
  let index = 0
  const one = (block: Block): Block => {
    if (isLeaf(block)) return fill(block, index++)
    if (block.type !== 'list') return block
    return { ...block, items: block.items.map((own) => item({ ...own, blocks: own.blocks.map(one) })) }
  }
  return blocks.map(one)
}

export function leavesOf(blocks: readonly Block[]): Leaf[] {
  const found: Leaf[] = []
  refilled(blocks, (leaf) => {
    found.push(leaf)
    return leaf
  })
  return found
}

/** `a paragraph`, `paragraphs and a list`: what a row of flat blocks is. */
export const shapeSaid = (blocks: readonly Block[]): string => {
  const count = (type: string) => blocks.filter((block) => block.type === type).length
  return [...new Set(blocks.map(({ type }) => type))]
    .map((type) => (count(type) === 1 ? `a ${type}` : `${type}s`))
    .join(' and ')
}

export const shellsOf = (blocks: readonly Block[]): Block[] => refilled(blocks, (leaf) => emptied(leaf))

/** All words of flat blocks with the ends of paragraphs between them, and before items their labels. */
export function tokensOfRow(blocks: readonly Block[], labels: boolean): Token[] {
  const tokens: Token[] = []
  const leaf = (one: Leaf, label = '') => {
    if (tokens.length > 0) tokens.push(boundary)
    if (labels && label !== '') tokens.push(labelToken(label))
    tokens.push(...tokensOf(one.inlines))
  }
  for (const block of blocks) {
    if (isLeaf(block)) leaf(block)
    else if (block.type === 'list')
      for (const { label, blocks: held } of block.items) for (const one of leavesOf(held)) leaf(one, label)
  }
  return tokens
}

/** The words of the old version in a row of blocks, cut at the ends that its paragraphs had. */
export function oldParts(row: readonly Block[]): Part[][] {
  const groups: Part[][] = [[]]
  let endsWithNew = true
  leavesOf(row).forEach((leaf) => {
    const parts = flatten(leaf.inlines)
    // The end of a paragraph that both versions have has no sign.
    if (!endsWithNew) groups.push([])
    for (const part of parts) {
      if (isBoundary(part.revision) && part.revision?.kind === 'deleted') groups.push([])
      else groups.at(-1)?.push(part)
    }
    const last = parts.at(-1)?.revision
    endsWithNew = isBoundary(last) && last?.kind === 'inserted'
  })
  return groups
}

/** Words that a writer puts in or takes out where an enumeration becomes a list. */
const joints = new Set(['and', 'or', 'and/or', 'then'])

/**
 * Whether a difference is the parting itself: ends of paragraphs with signs, capitals and joints beside them, or the sign
 * before a joint that stands there.
 */
export function isOfParting(stretches: readonly LeafStretch[], at: number): boolean {
  const { olds, news } = stretches[at] as LeafStretch
  const both = [...olds, ...news]
  if (both.some(({ kind }) => kind === 'figure' || kind === 'special')) return false
  if (wordsIn(olds) !== wordsIn(news)) return false
  if (isEnd(stretches[at])) return true
  const beside = (step: 1 | -1) => {
    const between = stretches[at + step]
    return between !== undefined && wordsIn(between.olds) === '' && isEnd(stretches[at + 2 * step])
  }
  return wordsIn([...olds, ...news]) === '' && (beside(1) || beside(-1))
}

const isEnd = (one: LeafStretch | undefined): boolean =>
  one?.same === false &&
  [...one.olds, ...one.news].some(({ kind }) => kind === 'boundary' || kind === 'label')

/** Words, joints left out, and without regard to capitals. */
const wordsIn = (tokens: readonly Token[]): string =>
  tokens
    .flatMap(({ kind, key }) =>
      kind === 'word' && !joints.has(key.toLowerCase()) ? [key.toLowerCase()] : [],
    )
    .join(' ')
