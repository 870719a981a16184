/** What belongs to a table, or to another block on a turned page, and stands around it: its heading, caption and units above, its notes below. */
import type { Block, Table } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import type { Fit } from './setup.ts'

/** Whether a block announces what follows it. */
const announces = (block: Block | undefined): boolean =>
  block !== undefined &&
  (block.type === 'heading' || (block.type === 'paragraph' && block.style.breakAfter === 'avoid'))

const isLine = ({ type }: Block): boolean => type === 'paragraph' || type === 'heading'

const belongsAbove = (block: Block | undefined): boolean =>
  block?.type === 'paragraph' && block.style.breakBefore === 'avoid'

const isNoteOfTable = (block: Block | undefined): boolean =>
  block?.type === 'note' && block.classes.includes('table-note')

/** Stretches of blocks that go onto a turned page, from `first` to before `end`. */
export function turnedRuns(
  list: readonly Block[],
  fitOf: (table: Table) => Fit,
): readonly { readonly first: number; readonly end: number }[] {
  const runs: { first: number; end: number }[] = []
  list.forEach((block, index) => {
    const turns = block.type === 'table' ? fitOf(block).turned : block.classes.includes('landscape')
    if (!turns) return
    let first = index
    while (first > (runs.at(-1)?.end ?? 0) && announces(list[first - 1])) first--
    // The label and title of an exhibit have no page of their own before its first slide.
    if (block.type === 'image' && first <= 2 && list.slice(0, first).every(isLine)) first = 0
    let end = index + 1
    while (belongsAbove(list[end]) || isNoteOfTable(list[end])) end++
    const last = runs.at(-1)
    // Neighbours share their pages.
    if (last && last.end === first) last.end = end
    else runs.push({ first, end })
  })
  return runs
}

/** What a table is called: the caption right above it, or else the heading. */
export function titleBefore(list: readonly Block[], index: number): string {
  for (let at = index - 1; at >= 0 && announces(list[at]); at--) {
    const block = list[at] as Block
    if (block.type === 'heading' || block.classes.includes('table-caption'))
      return wordsOfBlocks([block])
        .map(({ text }) => text)
        .join(' ')
  }
  return ''
}
