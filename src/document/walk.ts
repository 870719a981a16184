/** Ways through the tree: every block, every inline, and a copy with blocks or inlines replaced. */

import type { Block, Document, Inline, Section } from './document.ts'
import { unknownKind } from './kinds.ts'

/** The blocks directly inside a block, in reading order. */
export function childBlocks(block: Block): readonly Block[] {
  switch (block.type) {
    case 'list':
      return block.items.flatMap((item) => item.blocks)
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks))
    case 'group':
    case 'note':
      return block.blocks
    case 'paragraph':
    case 'heading':
    case 'rule':
    case 'image':
      return []
    default:
      return unknownKind(block)
  }
}

/** Calls `visit` for every block, parents before children, in reading order. */
export function visitBlocks(blocks: readonly Block[], visit: (block: Block) => void): void {
  for (const block of blocks) {
    visit(block)
    visitBlocks(childBlocks(block), visit)
  }
}

/** Calls `visit` for every inline, outer before inner, in reading order. */
export function visitInlines(inlines: readonly Inline[], visit: (inline: Inline) => void): void {
  for (const inline of inlines) {
    visit(inline)
    if ('inlines' in inline) visitInlines(inline.inlines, visit)
  }
}

/** Every inline of a document in reading order. */
export function inlinesOf(document: Document): Inline[] {
  const found: Inline[] = []
  for (const section of document.sections) {
    visitBlocks(section.blocks, (block) => {
      if ('inlines' in block) visitInlines(block.inlines, (inline) => found.push(inline))
    })
  }
  return found
}

/** Rebuilds inlines bottom-up; a replacement may be several inlines or none. What does not change stays the same list. */
export function mapInlines(
  inlines: readonly Inline[],
  change: (inline: Inline) => Inline | readonly Inline[],
): readonly Inline[] {
  const made = inlines.flatMap((inline) => {
    if (!('inlines' in inline)) return change(inline)
    const inner = mapInlines(inline.inlines, change)
    return change(inner === inline.inlines ? inline : { ...inline, inlines: inner })
  })
  return sameOr(inlines, made)
}

/** The list before, where the one made of it holds the same. */
export function sameOr<T>(before: readonly T[], made: readonly T[]): readonly T[] {
  const same = made.length === before.length && made.every((one, index) => one === before[index])
  return same ? before : made
}

/** Rebuilds blocks bottom-up. */
export function mapBlocks(blocks: readonly Block[], change: (block: Block) => Block): readonly Block[] {
  return blocks.map((block) => {
    switch (block.type) {
      case 'list':
        return change({
          ...block,
          items: block.items.map((item) => ({ ...item, blocks: mapBlocks(item.blocks, change) })),
        })
      case 'table':
        return change({
          ...block,
          rows: block.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({ ...cell, blocks: mapBlocks(cell.blocks, change) })),
          })),
        })
      case 'group':
      case 'note':
        return change({ ...block, blocks: mapBlocks(block.blocks, change) })
      case 'paragraph':
      case 'heading':
      case 'rule':
      case 'image':
        return change(block)
      default:
        return unknownKind(block)
    }
  })
}

/** Sections with their blocks rebuilt bottom-up. */
export function mapSections(sections: readonly Section[], change: (block: Block) => Block): Section[] {
  return sections.map((one) => ({ ...one, blocks: mapBlocks(one.blocks, change) }))
}

export function mapDocument(document: Document, change: (block: Block) => Block): Document {
  return { ...document, sections: mapSections(document.sections, change) }
}

/** A paragraph or heading with its text changed; the same one, where the text is. */
export function withInlines(block: Block, change: (inlines: readonly Inline[]) => readonly Inline[]): Block {
  if (!('inlines' in block)) return block
  const inlines = change(block.inlines)
  return inlines === block.inlines ? block : { ...block, inlines }
}

/** Changes the inlines of every paragraph and heading. */
export function mapAllInlines(
  blocks: readonly Block[],
  change: (inline: Inline) => Inline | readonly Inline[],
): readonly Block[] {
  return mapBlocks(blocks, (block) => withInlines(block, (inlines) => mapInlines(inlines, change)))
}

/** Pictures that a document shows, by file name. */
export function picturesOf(document: Document): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  for (const { blocks } of document.sections)
    visitBlocks(blocks, (block) => {
      if (block.type === 'image' && block.data) found.set(block.file, block.data)
    })
  return found
}
