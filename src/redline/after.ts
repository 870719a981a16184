/** The words behind each change, for who reads it in a list: those that the new version has there. */
import type { Block, Document } from '../document/document.ts'
import { childBlocks } from '../document/walk.ts'
import { legible } from './changes.ts'
import { isBoundary } from './marks.ts'
import { stays } from './settle.ts'
import { flatten } from './tokens.ts'

/** As many characters as are kept of what stands before. */
const length = 60

export function wordsBehind(redlined: Document): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const visit = (block: Block): void => {
    if ('inlines' in block) {
      let behind = ''
      for (const { text, revision } of flatten(block.inlines).reverse()) {
        const change = revision?.change ?? 0
        if (change > 0 && !found.has(change)) found.set(change, legible(behind))
        if (stays(revision, 'new') && !isBoundary(revision)) behind = (text + behind).slice(0, length)
      }
    }
    childBlocks(block).forEach(visit)
  }
  for (const { blocks } of redlined.sections) blocks.forEach(visit)
  return found
}
