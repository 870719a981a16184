/**
 * `[toc]` alone in a paragraph: the headings behind it as links, with their pages in print. Page numbers are no words of
 * the document - HTML has no pages - so typesetting writes them.
 */
import { group, link, paragraph } from '../document/build.ts'
import type { Block, Heading } from '../document/document.ts'
import { mapBlocks, mapInlines, visitBlocks } from '../document/walk.ts'

/** Headings deeper than this are not listed. */
const deepest = 3

export const isContents = (raw: string): boolean => /^\[toc\]$/i.test(raw.trim())

/** The place of the list, until all headings are known. */
export const contents: Block = group([], { classes: ['contents'] })

/** Blocks with their list of headings, where they have one. */
export function withContents(blocks: readonly Block[]): readonly Block[] {
  const at = blocks.indexOf(contents)
  if (at < 0) return blocks
  let count = 0
  const named = mapBlocks(blocks.slice(at + 1), (block) =>
    block.type === 'heading' && block.level <= deepest && block.id === undefined
      ? { ...block, id: `section-${++count}` }
      : block,
  )
  const headings: Heading[] = []
  visitBlocks(named, (block) => {
    if (block.type === 'heading' && block.level <= deepest) headings.push(block)
  })
  const top = Math.min(...headings.map(({ level }) => level))
  const lines = headings.map((heading) =>
    paragraph([link(`#${heading.id ?? ''}`, wordsAlone(heading))], {
      classes: [`contents-${heading.level - top + 1}`],
    }),
  )
  return [...blocks.slice(0, at), { ...contents, blocks: lines } as Block, ...named]
}

/** A heading as it is listed: without its notes, line ends and links. */
const wordsAlone = ({ inlines }: Heading) =>
  mapInlines(inlines, (inline) => {
    if (inline.type === 'note-ref' || inline.type === 'raised') return []
    if (inline.type === 'break') return []
    return inline.type === 'link' ? inline.inlines : inline
  })
