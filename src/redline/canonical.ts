/** A document in its simplest form, in which two that say and look the same are equal: facts are text, neighbours joined. */
import type { Document } from '../document/document.ts'
import { mapBlocks } from '../document/walk.ts'
import { simplest } from './tokens.ts'

export function canonical(document: Document): Document {
  const sections = document.sections.map((section) => ({
    ...section,
    blocks: mapBlocks(section.blocks, (block) =>
      'inlines' in block ? { ...block, inlines: simplest(block.inlines) } : block,
    ),
  }))
  return { ...document, sections }
}
