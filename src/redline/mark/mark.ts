/** An edit script -> one document that carries both versions, with its changes. */
import type { Document, Section } from '../../document/document.ts'
import { causesOfPages, type Told } from '../causes.ts'
import type { Change } from '../changes.ts'
import { looksOfPages } from '../looks.ts'
import { sectionName } from '../place.ts'
import type { Script, SectionStep } from '../script.ts'
import { behind, changeOf, type Here, type Marked, markEach, unmarked, withMade } from './marked.ts'
import { markBlocks } from './nodes.ts'

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

function markSection({ section, kind, blocks }: SectionStep, here: Here): Marked<Section> {
  const at = { ...here, before: '', within: { ...here.within, section: sectionName(section) } }
  return withMade(markBlocks(blocks, at), (made) => ({
    ...section,
    blocks: made,
    ...(kind !== 'both' && { revision: { kind, change: 0 } }),
  }))
}
