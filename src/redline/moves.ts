/** Both ends of a move name and link each other: the redline's own words, in neither version. */
import { nowhere } from '../document/build.ts'
import type { Block, Document, Inline, Revision } from '../document/document.ts'
import { mapDocument } from '../document/walk.ts'

export function withMoveLinks(redlined: Document): Document {
  const placed = new Set<string>()
  const change = (block: Block): Block => {
    const { revision } = block
    if (!('inlines' in block) || (revision?.kind !== 'moved-from' && revision?.kind !== 'moved-to'))
      return block
    const { move = 0, kind } = revision
    const [own, other] = kind === 'moved-from' ? ['from', 'to'] : ['to', 'from']
    const id = `move-${move}-${own}`
    const first = !placed.has(id)
    placed.add(id)
    const note: Revision = { kind: 'mark', change: revision.change }
    const words =
      kind === 'moved-from' ? `[moved, ${move}: see where to] ` : `[moved, ${move}: see where from] `
    const link: Inline = {
      type: 'link',
      href: `#move-${move}-${other}`,
      inlines: [{ type: 'text', value: words, origin: nowhere, revision: note }],
    }
    return first ? { ...block, id, inlines: [link, ...block.inlines] } : block
  }
  return mapDocument(redlined, change)
}
