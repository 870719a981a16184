/** An edit script -> the sentences that moved by themselves: one text lost them, and another, or the same elsewhere, got them. */
import { sectionName } from '../place.ts'
import type { BlockPair, BlockStep, CellStep, EditStep, ItemPair, RowPair, Script } from '../script.ts'
import type { Sentence } from '../sentences.ts'

/** Words that a sentence needs to be known again in another section. */
const leastWordsAcross = 12

/** Those that one text lost and another got, and no other text has; each with the number of its move, from 1. */
export function sentencesThatMoved({ sections }: Script): ReadonlyMap<string, number> {
  const [lost, found] = [new Map<string, string[]>(), new Map<string, string[]>()]
  for (const { section, blocks } of sections) {
    const place = sectionName(section)
    const add = (places: Map<string, string[]>, sentences: readonly Sentence[]) => {
      for (const { key } of sentences) places.set(key, [...(places.get(key) ?? []), place])
    }
    for (const one of blocks.flatMap(ofStep)) {
      add(lost, one.lost)
      add(found, one.found)
    }
  }
  const moved = [...lost].filter(([key, [from, ...others]]) => {
    const [to, second] = found.get(key) ?? []
    if (to === undefined || second !== undefined || others.length > 0) return false
    // Far apart, short ones repeat by chance.
    return from === to || key.split(/\s+/).length >= leastWordsAcross
  })
  return new Map(moved.map(([key], index) => [key, index + 1]))
}

/** Sentences that one text lost, and got. */
interface Differing {
  readonly lost: readonly Sentence[]
  readonly found: readonly Sentence[]
}

function ofStep(step: BlockStep): readonly Differing[] {
  return step.kind === 'parted' ? [step.texts] : ofNode(step, ofPair)
}

function ofNode<Node, Pair>(
  step: EditStep<Node, Pair>,
  inPair: (pair: Pair) => readonly Differing[],
): readonly Differing[] {
  switch (step.kind) {
    case 'both':
    case 'moved-to':
      return inPair(step.pair)
    case 'deleted':
      return [{ lost: step.sentences, found: [] }]
    case 'inserted':
      return [{ lost: [], found: step.sentences }]
    case 'moved-from':
      return []
  }
}

function ofPair(pair: BlockPair): readonly Differing[] {
  switch (pair.kind) {
    case 'text':
      return pair.texts ? [pair.texts] : []
    case 'list':
      return pair.items.flatMap((item) => ofNode(item, ({ blocks }: ItemPair) => blocks.flatMap(ofStep)))
    case 'table':
      return pair.rows.flatMap((row) => ofNode(row, ({ cells }: RowPair) => cells.flatMap(ofCell)))
    case 'blocks':
      return pair.blocks.flatMap(ofStep)
    case 'single':
      return []
  }
}

const ofCell = (cell: CellStep): readonly Differing[] =>
  'pair' in cell ? cell.pair.blocks.flatMap(ofStep) : []
