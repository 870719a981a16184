/** Properties of paragraphs in Word, and those that one had before its look changed. */
import type { Block, Revision } from '../document/document.ts'
import { stays } from '../redline/settle.ts'
import { type Frame, flatten, type Leaf, type Part } from '../redline/tokens.ts'
import { alignment, indent, spacing } from './looks.ts'
import { shownOf } from './units.ts'

/** How far in something stands, and the space that what holds it gives it above and below, in points. */
export interface Place {
  readonly left: number
  readonly above: number
  readonly below: number
}

export const unplaced: Place = { left: 0, above: 0, below: 0 }

/** The place of what a block holds. */
export function within(
  { left, above, below }: Place,
  { style: { margin, padding } }: Pick<Block, 'style'>,
): Place {
  return {
    left: left + margin.left + padding.left,
    above: Math.max(above, margin.top),
    below: Math.max(below, margin.bottom),
  }
}

/** Places of what something holds: its space above is that of the first that stands in a version, its space below that of the last. */
export function edges<T extends { readonly revision?: Revision }>(
  held: readonly T[],
  side: 'old' | 'new',
  { left, above, below }: Place,
): (one: T) => Place {
  const own = held.filter(({ revision }) => stays(revision, side))
  return (one) => ({
    left,
    above: one === own[0] ? above : 0,
    below: one === own.at(-1) ? below : 0,
  })
}

/** @param list what an item has in place of indents of its own */
export function paragraphProperties(block: Leaf, place: Place, list = ''): string {
  const style = block.type === 'heading' ? `<w:pStyle w:val="Heading${block.level}"/><w:keepNext/>` : ''
  const page = block.style.breakBefore === 'page' ? '<w:pageBreakBefore/>' : ''
  const indents = list === '' ? indent(place.left + block.style.margin.left, -block.style.textIndent) : list
  const [numbers, edges] = /^(<w:numPr>.*<\/w:numPr>)?(.*)$/.exec(indents)?.slice(1) ?? ['', '']
  return `${style}${page}${numbers ?? ''}${spacing(block.style, place)}${edges}${alignment(block.style)}`
}

/** A node as it was before its look changed; itself where it did not. */
export function before<T extends { readonly revision?: Revision }>(node: T): T {
  const { revision } = node
  return revision?.kind === 'restyled' && revision.before !== undefined
    ? (revision.before as unknown as T)
    : node
}

/** A part of a text with the marks that were around it before its look changed. */
export type Looked = Part & { readonly was?: Frame }

/** The parts of a text, cut where their look before changes: a redline keeps that with the first part of each change. */
export function withLooksBefore(parts: readonly Part[]): Looked[] {
  let olds: { readonly frame: Frame; left: number }[] = []
  return parts.flatMap((part): Looked[] => {
    const { revision } = part
    if (revision?.kind !== 'restyled') return [part]
    if (revision.textBefore && revision.textBefore.length > 0)
      olds = flatten(revision.textBefore).map((old) => ({ frame: old.frame, left: shownOf(old).length }))
    const pieces: Looked[] = []
    for (let at = 0; at < shownOf(part).length; ) {
      while (olds[0]?.left === 0) olds.shift()
      const [old] = olds
      const whole = part.special !== undefined || old === undefined
      const length = whole ? shownOf(part).length : Math.min(old.left, part.text.length - at)
      const piece = part.special ? part : { ...part, text: part.text.slice(at, at + length) }
      pieces.push({ ...piece, ...(old && { was: old.frame }) })
      if (old) old.left = Math.max(0, old.left - length)
      at += length
    }
    return pieces
  })
}

/** A paragraph as the old version has it: its look, and its properties in Word. */
export interface OldLeaf {
  readonly leaf: Leaf
  readonly properties: string
}

export const oldOf = (leaf: Leaf, place: Place, list: (place: Place) => string): OldLeaf => ({
  leaf,
  properties: paragraphProperties(leaf, place, list(place)),
})

/** The paragraphs that a text was parted into, each told until one is passed that the old version has the end of. */
export class OldLeaves {
  readonly #leaves: readonly OldLeaf[]
  #at = 0

  constructor(leaves: readonly OldLeaf[]) {
    this.#leaves = leaves
  }

  /** @param ends whether the old version has the end of the paragraph that is asked for */
  next(ends: boolean): OldLeaf | undefined {
    const found = this.#leaves[this.#at]
    if (ends) this.#at++
    return found
  }
}

/** For the blocks of a text that the versions part otherwise, what it was; nothing for others. */
export function oldLeaves(
  blocks: readonly Block[],
  was: (block: Block) => Place,
): (block: Block) => OldLeaves | undefined {
  const found = new Map<Block, OldLeaves>()
  blocks.forEach((block, index) => {
    const { revision } = block
    if (!(revision && 'before' in revision && Array.isArray(revision.before))) return
    const row = [block]
    while (blocks[index + row.length]?.revision?.kind === 'rest')
      row.push(blocks[index + row.length] as Block)
    const around = { ...was(block), below: was(row.at(-1) as Block).below }
    const leaves = new OldLeaves(leavesOf(revision.before as readonly Block[], around))
    for (const one of row) found.set(one, leaves)
  })
  return (block) => found.get(block)
}

/** Paragraphs and lists of single paragraphs, as a text is that can be parted otherwise. */
function leavesOf(blocks: readonly Block[], around: Place): OldLeaf[] {
  const place = edges(blocks, 'old', around)
  return blocks.flatMap((block): OldLeaf[] => {
    if ('inlines' in block) return [oldOf(block, place(block), () => '')]
    if (block.type !== 'list') return []
    const item = edges(block.items, 'old', within(place(block), block))
    return block.items.flatMap((own) =>
      own.blocks.flatMap((leaf) =>
        'inlines' in leaf
          ? [oldOf(leaf, { ...item(own), below: 0 }, ({ left }) => indent(left + 18, 18))]
          : [],
      ),
    )
  })
}

/** The label of an item, as its first paragraph has it. */
export interface Lead {
  readonly label: string
  /** The label as text, where Word does not count it by itself. */
  readonly runs: (first: Leaf) => string
  /** Numbers and indents in place of the paragraph's own. */
  readonly list: (place: Place) => string
}
export const noLead: Lead = { label: '', runs: () => '', list: () => '' }
