/**
 * The words of a PDF of another program beside those of its document.
 *
 * Programs set text in lines, part words at their ends, put heads and folios on every page, and may write the columns of
 * a table in another order. So words are put together again, what repeats from page to page is left out, and which words
 * there are is compared, not where they stand.
 */
import { wordsOfText } from '../document/words.ts'
import type { OtherPdf } from '../pdf/others.ts'

export interface WordDifference {
  /** Words of the document that the PDF does not have, and of the PDF that the document does not have. */
  readonly missing: readonly string[]
  readonly added: readonly string[]
  /** Whether the same words stand in another order. */
  readonly moved: boolean
}

/**
 * What repeats at the edges of pages is furniture in most files; where two pages of a document begin alike, as cover pages
 * of two registrants do, it is text. So both are tried, and the one that is nearer counts.
 *
 * @returns undefined where both say the same
 */
export function compareWords(pdf: OtherPdf, document: readonly string[]): WordDifference | undefined {
  const wanted = document.flatMap(wordsOfText).flatMap(parts)
  const plain = compared(textLines(pdf, true), wanted)
  if (!plain) return undefined
  const all = compared(textLines(pdf, false), wanted)
  return all && sizeOf(plain) <= sizeOf(all) ? plain : all
}

const sizeOf = ({ missing, added }: WordDifference): number => missing.length + added.length

function compared(lines: readonly string[], wanted: readonly string[]): WordDifference | undefined {
  const found = joined(lines, new Set(wanted)).flatMap(parts)
  if (found.join('') === wanted.join('')) return undefined
  const missing = without(wanted, found)
  const added = without(found, wanted)
  // A program may part or join words where it moves their letters.
  if (missing.join('') === added.join('')) return { missing: [], added: [], moved: true }
  return { missing, added, moved: missing.length + added.length === 0 }
}

/** A label, a bullet or a currency sign stands apart from its word in one program, and not in another. */
const label = /^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])(?=[^\d.,)%]{2})(.+)$/i
const sign = /^([-(]?[$\u20ac\u00a3\u00a5])(?=[\d(])(.+)$/

/** A word as it is compared, without what may be part of it or not. */
function parts(word: string): string[] {
  const plain = alike(word).replace(/^-+(?=[A-Za-z])/, '')
  const [, head, rest] = label.exec(plain) ?? sign.exec(plain) ?? []
  return [head, rest ?? plain].filter(
    (part): part is string => part !== undefined && part !== '' && part !== '-',
  )
}

/** One spelling for what programs write in several: quotation marks, dashes, ligatures, bullets. */
function alike(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
    .replace(/[\u201c\u201d\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2022\u25cf\u25aa\u00b7\uf0b7\uf0a7\u2610-\u2612\u25a1\u25a0]/g, '')
    .replace(/\u034f|\u00ad/g, '')
}

/** The lines of all pages but for folios and, if asked so, what repeats at their edges. */
function textLines({ pages }: OtherPdf, leaveOut: boolean): string[] {
  const plain = pages.map(({ lines }) => lines.filter(({ artifact }) => !artifact).map(({ text }) => text))
  const edges = new Map<string, number>()
  for (const lines of plain)
    for (const line of new Set([...lines.slice(0, edge), ...lines.slice(-edge)].map(furniture)))
      edges.set(line, (edges.get(line) ?? 0) + 1)
  return plain.flatMap((lines, page) =>
    lines.filter((line, index) => {
      const atEdge = index < edge || index >= lines.length - edge
      if (!atEdge) return true
      return (
        (!folio.test(line) || (endMark.test(line) && page !== 29)) &&
        (!leaveOut || plain.length < 2 || (edges.get(furniture(line)) ?? 0) < Math.max(2, plain.length / 2))
      )
    }),
  )
}

/** So many lines at the head and the foot of a page may be furniture. */
const edge = 3
/** How press releases end; on its thirtieth page it is a folio. */
const endMark = /^[-\u2013\u2014]\s*30\s*[-\u2013\u2014]$/
const folio = /^(?:page(?=\s))?[-\u2013\u2014\s]*\d{1,4}[-\u2013\u2014\s]*(?:(?:of|\/)\s*\d{1,4})?$/i
/** Running heads differ in their numbers alone. */
const furniture = (line: string): string => line.replace(/\d+/g, '0').replace(/\s+/g, ' ')

/** The words of lines; one that is parted at a line's end is put together as the document has it. */
function joined(lines: readonly string[], known: ReadonlySet<string>): string[] {
  const words: string[] = []
  let parted: string | undefined
  for (const line of lines) {
    const own = wordsOfText(line)
    if (parted !== undefined && own.length > 0) {
      const next = own.shift() ?? ''
      const bare = `${parted.slice(0, -1)}${next}`
      words.push(known.has(alike(bare)) ? bare : `${parted}${next}`)
      parted = undefined
    }
    const last = own.at(-1)
    if (last !== undefined && /[^\s\d][-\u00ad\u2010]$/.test(last)) parted = own.pop()
    words.push(...own)
  }
  if (parted !== undefined) words.push(parted)
  return words
}

/** The words of one list that the other has not as often, in order. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
}
