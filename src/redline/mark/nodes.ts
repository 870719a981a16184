/** Steps of blocks and items -> blocks and items that carry both versions, marked. */
import type { Block, List, ListItem, Revision } from '../../document/document.ts'
import { roomForLabels } from '../../document/labels.ts'
import { arrived, arrivedIn, emptied, filled, marked } from '../attributes.ts'
import { plainText } from '../block-text.ts'
import { causesOf } from '../causes.ts'
import { legible } from '../changes.ts'
import { paragraphsIn } from '../marks.ts'
import { leavesOf, refilled, shapeSaid, shellsOf } from '../reparted.ts'
import type { BlockPair, BlockStep, EditStep, ItemPair, PartedStep } from '../script.ts'
import { isLeaf, type Leaf, rebuild, tokensOf } from '../tokens.ts'
import {
  begun,
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
import { markTable } from './tables.ts'
import { markAlone, markText, movedOf } from './text.ts'

/** Characters of a text that are kept as the words before what follows. */
const kept = 60

export function markBlocks(steps: readonly BlockStep[], here: Here): Marked<readonly Block[]> {
  const each = markEach(steps, here, (step, at): Marked<readonly Block[]> => {
    if (step.kind === 'parted') return markParted(step, at)
    return withMade(markBlock(step, at), (block) => [block])
  })
  return withMade(each, (blocks) => blocks.flat())
}

const blockMarking: Marking<Block, BlockPair> = {
  pair: markPair,
  whole: marked,
  came: (paired, moved) => ({ ...arrived(paired, moved), revision: moved }),
}

function markBlock(step: EditStep<Block, BlockPair>, here: Here): Marked<Block> {
  if (step.kind === 'deleted' || step.kind === 'inserted') {
    const block = step.kind === 'deleted' ? step.old : step.new
    const sentences = movedOf(step.sentences, here)
    if (isLeaf(block) && sentences.length > 0) {
      const text = markAlone(tokensOf(block.inlines), sentences, step.kind, begun(here))
      // Where all of it moved, the paragraph itself came or went with that.
      const [own] = text.changes
      const last = text.changes.at(-1)
      const change = (own?.kind === step.kind ? own : last)?.number ?? 0
      return withMade(text, (parts) => ({
        ...block,
        inlines: rebuild(parts),
        revision: { kind: step.kind, change },
      }))
    }
  }
  return markStep(step, here, blockMarking)
}

// ---- one block in both versions

/** A list as indented as the new one, where only the room for wider labels or narrower ones made the difference. */
function withRoomOf(old: List, fresh: List): List {
  const [was, is] = [old.style.padding.left, fresh.style.padding.left]
  const needs = ({ items, style }: List, given: number) =>
    roomForLabels(
      items.map(({ label }) => label),
      { ...style, padding: { ...style.padding, left: given } },
    )
  if (was === is || (needs(fresh, was) !== is && needs(old, is) !== was)) return old
  return { ...old, style: { ...old.style, padding: { ...old.style.padding, left: is } } }
}

function markPair(pair: BlockPair, here: Here): Marked<Block> {
  switch (pair.kind) {
    case 'text':
      return markLeaf(pair, here)
    case 'list': {
      const items = markEach(pair.items, here, (step, at) => markStep(step, at, itemMarking))
      return styledBeside(
        pair.old,
        withRoomOf(pair.old, pair.new),
        pair.new,
        withMade(items, (made) => ({ items: made })),
        here,
      )
    }
    case 'table':
      return markTable(pair, here, markBlocks)
    case 'blocks': {
      const blocks = withMade(markBlocks(pair.blocks, here), (made) => ({ blocks: made }))
      return styled<Block>(pair.old, pair.new, blocks, here)
    }
    case 'single':
      return styled(pair.old, pair.new, unmarked({}, here), here)
  }
}

function markLeaf(
  { old, new: fresh, texts }: Extract<BlockPair, { kind: 'text' }>,
  here: Here,
): Marked<Leaf> {
  if (!texts)
    return styled(old, fresh, unmarked({}, { before: legible(plainText(fresh).slice(-kept)) }), here)
  const text = markText(texts, begun(here))
  return styled(
    old,
    fresh,
    withMade(text, (parts) => ({ inlines: rebuild(parts) })),
    here,
  )
}

const itemMarking: Marking<ListItem, ItemPair> = {
  pair: ({ old, new: fresh, blocks }, here) => {
    const held = withMade(markBlocks(blocks, here), (made) => ({ blocks: made }))
    return styled(old, fresh, held, here, old.label === fresh.label ? 'restyled' : 'renumbered')
  },
  whole: (item, revision) => ({
    ...item,
    blocks: item.blocks.map((one) => filled(one, revision)),
    revision,
  }),
  came: (item, moved) => ({ ...item, blocks: arrivedIn(item.blocks, moved), revision: moved }),
}

/** Flat blocks whose words the versions part otherwise. */
function markParted({ olds, news, texts }: PartedStep, here: Here): Marked<readonly Block[]> {
  const kind = [...olds, ...news].every(isLeaf) ? (news.length > 1 ? 'split' : 'joined') : 'reshaped'
  const [first, second] = leavesOf(kind === 'joined' ? olds : news)
  const cause = kind === 'joined' ? leavesOf(news)[0] : (second ?? first)
  const change = changeOf(here, kind, [], [], {
    before: first && kind !== 'reshaped' ? legible(plainText(first).slice(-kept)) : here.before,
    looks:
      kind === 'reshaped' ? [{ property: 'shape', before: shapeSaid(olds), after: shapeSaid(news) }] : [],
    causes: cause ? causesOf(tokensOf(cause.inlines).slice(0, 1), here.within.told.authored) : [],
  })
  const text = markText(texts, begun(here), change)
  const groups = paragraphsIn(text.made)
  const blocks = refilled(
    news,
    (leaf, index): Leaf => ({ ...leaf, inlines: rebuild(groups[index] ?? []) }),
    // The words were in no item of the old version, and had no label.
    (item) => ({
      ...item,
      revision: { kind: 'restyled', change: change.number, before: { ...emptied(item), label: '' } },
    }),
  )
  return withMade(text, () =>
    blocks.map((block, index): Block => {
      const revision: Revision =
        index === 0
          ? { kind, change: change.number, before: shellsOf(olds) }
          : { kind: 'rest', change: change.number }
      return { ...block, revision }
    }),
  )
}
