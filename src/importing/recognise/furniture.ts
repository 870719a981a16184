/**
 * Sets aside what belongs to pages and not to the text: page numbers, running heads and feet, links back to
 * the contents. A paragraph that a page end cut in two is one again.
 *
 * Only what stands beside a page end is taken for furniture; a number alone in the middle of a page is text. A
 * running head must stand at two page ends at least, in the same words.
 */
import {
  type FoundBlock,
  type FoundText,
  type Loss,
  type LossReason,
  textOfBlocks,
  textOfRuns,
  withoutStart,
} from '../found.ts'

/** How many blocks beside a page end may be furniture, rules not counted. */
const reach = 3
const pageNumber =
  /^(?:page\s)?[-–—\s]*(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})[-–—\s]*(?:(?:of|\/)\s*\d{1,4}[-–—\s]*)?$/i
const contentsLink = /^(?:(?:back|return) to (?:the )?)?(?:table of )?contents$/i

export interface SetAside {
  readonly blocks: readonly FoundBlock[]
  readonly losses: readonly Loss[]
}

export function setFurnitureAside(found: readonly FoundBlock[]): SetAside {
  const blocks = found.flatMap(pageMarks)
  const drop = new Map<FoundBlock, LossReason>()
  const ends = blocks.flatMap((block, index) => (block.type === 'page-end' ? [index] : []))
  const edges = [-1, ...ends, blocks.length]
  const repeated = repeatedHeads(blocks, edges)
  for (const end of edges) {
    // At the ends of the file stands one line of furniture at the most.
    const near = end < 0 || end === blocks.length ? 1 : reach
    for (const index of [...beside(blocks, end, -1, near), ...beside(blocks, end, 1, near)]) {
      const block = blocks[index]
      const reason = block && furniture(block, repeated)
      if (block && reason && !(reason === 'running head' && headsTable(blocks, index)))
        drop.set(block, reason)
    }
  }
  const losses = [...drop].map(([block, reason]) => ({
    words: textOfBlocks([block]).replace(/[\s\u00a0]+/g, ' '),
    reason,
    place: placeOf(block),
  }))
  return { blocks: joined(blocks.filter((block) => !drop.has(block))), losses }
}

/** Some files of the time show `<PAGE>` as text, alone or before the first text of the page. */
function pageMarks(block: FoundBlock): readonly FoundBlock[] {
  if (block.type !== 'text') return [block]
  const mark = /^\s*<PAGE>\s*/i.exec(textOfRuns(block.runs))
  if (!mark) return [block]
  const runs = withoutStart(block.runs, mark[0].length)
  return [{ type: 'page-end', place: placeOf(block) }, ...(runs.length > 0 ? [{ ...block, runs }] : [])]
}

/** Texts and tables beside a page end, nearest first, up to the next page end. */
function beside(blocks: readonly FoundBlock[], end: number, step: 1 | -1, most = reach): number[] {
  const found: number[] = []
  for (let at = end + step; at >= 0 && at < blocks.length && found.length < most; at += step) {
    const block = blocks[at]
    if (block?.type === 'page-end' && found.length > 0) break
    if (block?.type === 'text' || block?.type === 'table') found.push(at)
  }
  return found
}

const shape = (block: FoundBlock) =>
  textOfBlocks([block])
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/\d+/g, '#')
    .trim()

/** Short texts that stand beside two page ends or more, in the same words but for their numbers. */
function repeatedHeads(blocks: readonly FoundBlock[], ends: readonly number[]): ReadonlySet<string> {
  const places = new Map<string, Set<number>>()
  for (const end of ends) {
    for (const index of [...beside(blocks, end, -1, 1), ...beside(blocks, end, 1, 2)]) {
      const block = blocks[index]
      const text = block ? shape(block) : ''
      if (text.length > 120 || !/[a-z]{2}/i.test(text)) continue
      const known = places.get(text)
      if (known) known.add(index)
      else places.set(text, new Set([index]))
    }
  }
  return new Set([...places].filter(([, found]) => found.size >= 2).map(([text]) => text))
}

function furniture(block: FoundBlock, repeated: ReadonlySet<string>): LossReason | undefined {
  const text = textOfBlocks([block])
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  if (text === '') return undefined
  if (pageNumber.test(text)) return 'page number'
  if (contentsLink.test(text) && hasLink(block)) return 'link to the contents'
  if (repeated.has(shape(block)) && !/^item\b/i.test(text)) return 'running head'
  return undefined
}

/** A centred title over a table, as the name of the company over each of its statements, is no running head. */
function headsTable(blocks: readonly FoundBlock[], index: number): boolean {
  const title = blocks[index]
  if (title?.type !== 'text' || title.align !== 'center') return false
  for (const block of blocks.slice(index + 1, index + 6)) {
    if (block.type === 'table') return true
    if (block.type !== 'text' || block.align !== 'center') return false
  }
  return false
}

function hasLink(block: FoundBlock): boolean {
  if (block.type === 'text') return block.runs.some(({ href }) => href !== undefined)
  return block.type === 'table' && block.rows.some((row) => row.some(({ blocks }) => blocks.some(hasLink)))
}

export function placeOf(block: FoundBlock): { readonly start: number; readonly end: number } {
  if (block.type !== 'text') return block.place
  return { start: block.runs[0]?.place.start ?? 0, end: block.runs.at(-1)?.place.end ?? 0 }
}

/** Page ends go; the two halves of a paragraph that one cut are joined. */
function joined(blocks: readonly FoundBlock[]): FoundBlock[] {
  const out: FoundBlock[] = []
  let cut = false
  for (const block of blocks) {
    if (block.type === 'page-end') {
      cut = true
      continue
    }
    const before = out.at(-1)
    if (cut && block.type === 'text' && before?.type === 'text' && runsOn(before, block)) {
      out[out.length - 1] = { ...before, runs: [...before.runs, ...spaced(block.runs)] }
    } else if (cut && block.type === 'rule' && before?.type !== 'rule') {
      // A rule across the page at its end is furniture without words.
      continue
    } else out.push(block)
    if (block.type !== 'rule') cut = false
  }
  return out
}

const spaced = (runs: FoundText['runs']): FoundText['runs'] =>
  runs.map((run, index) => (index === 0 ? { ...run, text: ` ${run.text}` } : run))

/** A text without its full stop, and one that goes on in small letters. */
function runsOn(before: FoundText, after: FoundText): boolean {
  const [head, tail] = [textOfRuns(before.runs), textOfRuns(after.runs)]
  return (
    head.length > 60 &&
    /[a-z,\u2013\u2014-]$/.test(head) &&
    /^[a-z]/.test(tail) &&
    before.align === after.align
  )
}
