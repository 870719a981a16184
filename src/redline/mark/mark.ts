/** An edit script -> one document that carries both versions, with its changes. */
import type { Block, Document, Section } from '../../document/document.ts'
import { marked } from '../attributes.ts'
import { saidOf, tokensOfNode } from '../block-text.ts'
import { causesOfPages, type Told } from '../causes.ts'
import type { Change } from '../changes.ts'
import { looksOfPages } from '../looks.ts'
import { sectionName } from '../place.ts'
import type { Script, SectionStep } from '../script.ts'
import { behind, changeOf, type Here, type Marked, markEach, unmarked, withMade } from './marked.ts'
import { markBlocks } from './nodes.ts'
import { movedOf } from './text.ts'

/**
 * Marks what changed. Everything the new version holds stands in its order; what was deleted or moved away stands before
 * what took its place.
 *
 * @param sentences those that moved by themselves, each with the number of its move
 */
export function mark(
  { old, new: fresh, sections }: Script,
  sentences: ReadonlyMap<string, number>,
  told: Told,
): Marked<Document> {
  const within = { document: fresh.fileName, section: 'Pages', cell: null, told, sentences }
  const start: Here = { next: 1, before: '', within }
  const pages = markPages(old, fresh, start)
  const made = markEach(sections, behind(start, pages), markSection)
  return {
    ...made,
    made: { ...fresh, sections: made.made },
    changes: [...pages.changes, ...made.changes],
  }
}

/** A difference of the pages themselves, which no node of the document carries. */
function markPages({ pagePlan: was }: Document, { pagePlan: is }: Document, here: Here): Marked<undefined> {
  const looks = looksOfPages(was, is)
  const more = { looks, causes: causesOfPages(was, is, here.within.told) }
  const changes: Change[] = looks.length > 0 ? [changeOf(here, 'restyled', [], [], more)] : []
  return { ...unmarked(undefined, here), changes }
}

function markSection(step: SectionStep, here: Here): Marked<Section> {
  const { section, kind, blocks } = step
  const at = { ...here, before: '', within: { ...here.within, section: sectionName(section) } }
  return (
    markItemAlone(step, at) ??
    withMade(markBlocks(blocks, at), (made) => ({
      ...section,
      blocks: made,
      ...(kind !== 'both' && { revision: { kind, change: 0 } }),
    }))
  )
}

/** An item that one version has alone is one change, its caption and all; undefined where the other has some of it. */
function markItemAlone({ section, kind, blocks }: SectionStep, here: Here): Marked<Section> | undefined {
  if (kind === 'both' || section.role !== 'item') return undefined
  const own = blocks.flatMap((step): Block[] => {
    if (step.kind !== kind || movedOf(step.sentences, here).length > 0) return []
    return [step.kind === 'deleted' ? step.old : step.new]
  })
  if (own.length !== blocks.length || own.length === 0) return undefined
  const tokens = own.flatMap(tokensOfNode)
  const words = own.map(saidOf).filter(Boolean).join(' ¶ ')
  const change =
    kind === 'deleted'
      ? changeOf(here, kind, tokens, [], { old: words })
      : changeOf(here, kind, [], tokens, { new: words })
  const revision = { kind, change: change.number }
  const made = { ...section, blocks: own.map((one) => marked(one, revision)), revision: { kind, change: 0 } }
  return { ...unmarked(made, here), changes: [change], shortest: tokens.length }
}
