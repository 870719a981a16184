/**
 * Lines of a PDF -> paragraphs, by the space between lines and by lines that end early; page numbers and what is marked as
 * no part of the document are set aside. Tables are lines: a PDF without tags does not say what is a cell.
 */
import { invisible, spaces } from '../document/words.ts'
import type { FoundText } from './found.ts'

/** A line of a page with its edges and baseline in points (pdf/others.ts). */
export interface PdfLine {
  readonly text: string
  readonly artifact: boolean
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/** Distance of baselines, over the usual one of the page, that parts paragraphs. */
const parting = 1.25
/** Share of the measure that a line leaves empty where it is the last of its paragraph. */
const early = 0.12
/** Points that a first line stands in, and at the most. */
const indented = 8
const furthest = 48
/** What stands before an item. */
const label = /^(?:[☐☒•●▪◦–—]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s/u

export interface FoundPdf {
  readonly blocks: readonly FoundText[]
  /** How many lines were set aside. */
  readonly aside: number
}

/** @param words those of a PDF of ours, which tells what its hyphens at the ends of lines are */
export function readPdfPages(
  pages: readonly (readonly PdfLine[])[],
  words: readonly string[] = [],
): FoundPdf {
  const kept = pages.map((page) =>
    page
      .filter((line, at) => !line.artifact && !isFolio(line, at, page.length))
      .map((line) => ({ ...line, text: line.text.replace(invisible, '') })),
  )
  const endsWord = wordEnds(kept.flat(), words)
  const paragraphs: string[] = []
  let [letters, goesOn] = [0, false]
  for (const lines of kept) {
    const usual = usualGap(lines)
    lines.forEach((line, at) => {
      const before = lines[at - 1]
      const joins = before ? follows(before, line, usual, lines) : goesOn
      const whole = joins && paragraphs.length > 0 ? paragraphs.pop() : undefined
      paragraphs.push(whole === undefined ? line.text : joined(whole, line.text, endsWord?.has(letters)))
      letters += lettersOf(line.text)
    })
    const end = lines.at(-1)
    goesOn = end !== undefined && !endsEarly(end, edgeOf(lines, end)) && !/[.:;!?”"]$/.test(end.text)
  }
  const aside = pages.flat().length - kept.flat().length
  return { blocks: paragraphs.map(textOf), aside }
}

const lettersOf = (text: string): number => text.split(spaces).join('').length

/** After how many letters a word ends; undefined where the words are not those of the lines. */
function wordEnds(lines: readonly PdfLine[], words: readonly string[]): ReadonlySet<number> | undefined {
  const all = lines.map(({ text }) => text.split(spaces).join('')).join('')
  if (words.length === 0 || words.join('') !== all) return undefined
  let letters = 0
  return new Set(words.map((word) => (letters += word.length)))
}

/** The right edge of the lines that begin where a line does. */
const edgeOf = (lines: readonly PdfLine[], { left }: PdfLine): number =>
  Math.max(...lines.map((line) => (Math.abs(line.left - left) < indented ? line.right : 0)))

const endsEarly = ({ left, right }: PdfLine, edge: number): boolean => right < edge - early * (edge - left)

/** A number alone, at the head or foot of a page. */
const isFolio = ({ text }: PdfLine, at: number, count: number): boolean =>
  (at === 0 || at >= count - 2) && /^(?:page )?[-–— ]*\d{1,4}[-–— ]*(?: of \d{1,4})?$/i.test(text)

/** The least common distance of baselines in running text: the middle one of those below a line of blank. */
function usualGap(lines: readonly PdfLine[]): number {
  const gaps = lines
    .flatMap((line, at) => {
      const gap = (lines[at - 1]?.baseline ?? line.baseline) - line.baseline
      return gap > line.size * 0.8 && gap < line.size * 2 ? [gap] : []
    })
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 4)] ?? 0
}

function follows(before: PdfLine, line: PdfLine, usual: number, lines: readonly PdfLine[]): boolean {
  const gap = before.baseline - line.baseline
  // Parts of one line, as the cells of a row.
  if (Math.abs(gap) < 2) return true
  if (gap < 0 || gap > usual * parting || Math.abs(before.size - line.size) > 1.5) return false
  if (label.test(line.text) || endsEarly(before, edgeOf(lines, before))) return false
  const by = line.left - before.left
  if (Math.abs(by) < indented) return true
  // An item hangs behind its label; a first line stands in from lines of which there are more.
  if (by > 0) return by < furthest && label.test(before.text)
  return -by < furthest && lines.filter(({ left }) => Math.abs(left - line.left) < 2).length > 1
}

/** A word broken at the end of a line is whole again; a hyphen before a capital or figure is the word's own. */
function joined(text: string, next: string, endsWord: boolean | undefined): string {
  if (endsWord !== undefined) return endsWord ? `${text} ${next}` : text + next
  return /\p{Ll}[-\u2010]$/u.test(text) && /^\p{Ll}/u.test(next)
    ? text.slice(0, -1) + next
    : `${text} ${next}`
}

const textOf = (text: string): FoundText => ({
  type: 'text',
  runs: [
    {
      text,
      bold: false,
      italic: false,
      underline: false,
      shift: 'none',
      size: 10,
      place: { start: 0, end: 0 },
    },
  ],
  align: 'left',
  indent: 0,
  firstLine: 0,
})
