/**
 * Reads the words back out of a finished PDF of ours, by its structure and nothing else.
 *
 * The structure tree gives the order, the marked content of each page the glyphs, the ToUnicode map of each
 * font the letters. A space is a space glyph; nothing is guessed from positions. Text that belongs to no
 * element and is no artifact is an error, and so is a page whose text stands in another order than the tree
 * says: a screen reader and an extractor must tell the same story. Notes alone may stand apart, at the foot of their
 * page, and are in order among themselves.
 */
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import { wordsInLine } from '../document/words.ts'
import { type EmbeddedFont, EmbeddedFonts } from './embedded.ts'
import { type PdfDictionary, PdfError, PdfFile, PdfName, PdfRef, type PdfValue } from './objects.ts'

export interface PdfWords {
  /** All words, a space between each. */
  readonly line: string
  readonly words: readonly string[]
  readonly pages: number
  readonly fonts: readonly EmbeddedFont[]
}

/** Elements within a line of text; every other element ends a word. */
const inline = new Set(['Span', 'Link', 'Reference', 'Ins', 'Del'])

/**
 * @throws PdfError when the file cannot be read back
 * @throws FilingError when reading it would cost more than the budget
 */
export function readPdf(bytes: Uint8Array, budget: Budget = unnamed('pdf')): PdfWords {
  const { parts, pages, fonts } = inOrder(bytes, textOfPage, budget)
  const line = wordsInLine(parts.map((part) => part ?? '\n').join(''))
  return {
    line,
    get words() {
      return line === '' ? [] : line.split(' ')
    },
    pages,
    fonts,
  }
}

export interface InOrder<T> {
  /** What the marks of all pages hold, in the order of the structure; undefined where a word ends. */
  readonly parts: readonly (T | undefined)[]
  readonly pages: number
  readonly fonts: readonly EmbeddedFont[]
}

/**
 * @param marksOf what a page shows, by the number of its mark
 * @throws PdfError when the file cannot be read back
 * @throws FilingError when reading it would cost more than the budget
 */
export function inOrder<T>(
  bytes: Uint8Array,
  marksOf: (file: PdfFile, page: PdfDictionary, fonts: EmbeddedFonts) => readonly T[],
  budget: Budget = unnamed('pdf'),
): InOrder<T> {
  const file = new PdfFile(bytes, budget)
  const root = file.dictionary(file.trailer.get('Root'))
  const pages = pagesOf(file, file.dictionary(root.get('Pages')))
  const fonts = new EmbeddedFonts(file)
  const texts = pages.map((page) => marksOf(file, page.dictionary, fonts))
  const numbers = new Map(pages.map((page, index) => [page.id, index]))
  const parts: (T | undefined)[] = []
  const seen: Seen[] = pages.map(() => ({ text: -1, notes: -1, count: 0 }))
  const walked = new Set<PdfDictionary>()
  const reading = { numbers, texts, parts, seen, walked, notes: false, depth: 0 }
  walk(file, file.dictionary(root.get('StructTreeRoot')), undefined, reading)
  seen.forEach(({ count }, index) => {
    const marks = texts[index]?.length ?? 0
    if (count !== marks) throw new PdfError(`page ${index + 1} has text that belongs to no element`)
  })
  return { parts, pages: pages.length, fonts: fonts.all }
}

interface Seen {
  /** The last mark of the text of a page, and of its notes. */
  text: number
  notes: number
  /** Marks read. */
  count: number
}

interface Reading<T> {
  readonly numbers: ReadonlyMap<number, number>
  readonly texts: readonly (readonly T[])[]
  readonly parts: (T | undefined)[]
  readonly seen: readonly Seen[]
  /** Elements already met: one that stands twice would be read for ever, or very often. */
  readonly walked: Set<PdfDictionary>
  /** Whether a note is being read. */
  readonly notes: boolean
  readonly depth: number
}

export interface Page {
  readonly id: number
  readonly dictionary: PdfDictionary
}

/** The pages in their order, from a tree whose branches may be in any number of levels, but each stands once. */
export function pagesOf(file: PdfFile, top: PdfDictionary): Page[] {
  const pages: Page[] = []
  const branches = new Set([top])
  const waiting = [...file.array(top.get('Kids'))].reverse()
  for (let kid = waiting.pop(); kid !== undefined; kid = waiting.pop()) {
    const dictionary = file.dictionary(kid)
    if (branches.has(dictionary)) throw new PdfError('a page is listed twice in the tree of pages')
    branches.add(dictionary)
    const type = dictionary.get('Type')
    if (type instanceof PdfName && type.name === 'Pages')
      for (const one of [...file.array(dictionary.get('Kids'))].reverse()) waiting.push(one)
    else if (kid instanceof PdfRef) pages.push({ id: kid.id, dictionary })
  }
  return pages
}

function walk<T>(
  file: PdfFile,
  element: PdfDictionary,
  page: PdfValue | undefined,
  reading: Reading<T>,
): void {
  const { parts, walked, depth } = reading
  if (walked.has(element)) throw new PdfError('an element is listed twice in the structure')
  walked.add(element)
  file.budget.depth(depth)
  const role = element.get('S')
  const breaks = !(role instanceof PdfName) || !inline.has(role.name)
  const own = element.get('Pg') ?? page
  const kids = file.get(element.get('K'))
  if (breaks) parts.push(undefined)
  const notes = reading.notes || (role instanceof PdfName && role.name === 'Note')
  const inside = { ...reading, notes, depth: depth + 1 }
  for (const kid of Array.isArray(kids) ? kids : [kids]) walkKid(file, kid, own, inside)
  if (breaks) parts.push(undefined)
}

function walkKid<T>(file: PdfFile, kid: PdfValue, page: PdfValue | undefined, reading: Reading<T>): void {
  file.budget.step()
  if (kid === null) return
  if (typeof kid === 'number') return read(page, kid, reading)
  const dictionary = file.dictionary(kid)
  const type = dictionary.get('Type')
  const name = type instanceof PdfName ? type.name : ''
  if (name === 'MCR') read(dictionary.get('Pg') ?? page, Number(dictionary.get('MCID')), reading)
  else if (name !== 'OBJR') walk(file, dictionary, page, reading)
}

function read<T>(page: PdfValue | undefined, id: number, reading: Reading<T>): void {
  const { numbers, texts, parts, seen } = reading
  const index = page instanceof PdfRef ? numbers.get(page.id) : undefined
  if (index === undefined) throw new PdfError('an element names a page that is not there')
  const text = texts[index]?.[id]
  const state = seen[index]
  if (text === undefined || !state)
    throw new PdfError(`an element names mark ${id}, which page ${index + 1} does not have`)
  const part = reading.notes ? 'notes' : 'text'
  if (id <= state[part])
    throw new PdfError(`the text of page ${index + 1} stands in another order than its structure`)
  state[part] = id
  state.count++
  parts.push(text)
}

/**
 * A mark that opens, an artifact, an end, a stretch of text: all that a page of ours says about text. A text that begins
 * in any other way is matched as such, so that none is looked for again from every other.
 */
const operation =
  /\/[A-Za-z0-9]+ <<\/MCID (\d+)>> BDC|(\/Artifact BMC)|(EMC)|BT \/(\w+) [\d.]+ Tf 1 0 0 1 [-\d.]+ [-\d.]+ Tm \[\(([^\\)]*(?:\)-?\d+\([^\\)]*)*)\)\] TJ ET|(BT)/g

const otherwise = 'a page shows text in a way that is not read'

/** Larger than the content of any page: what is shown on it is longer than its codes. */
const largestPage = 16 * 1024 * 1024

/**
 * Texts of the marks of one page, by number.
 *
 * Content streams are long, so they are matched and not tokenised; what shows text in any other form than the
 * painter's is an error, because it would be text that nobody has read.
 */
function textOfPage(file: PdfFile, page: PdfDictionary, fonts: EmbeddedFonts): string[] {
  const used = file.dictionary(file.dictionary(page.get('Resources')).get('Font') ?? new Map())
  file.budget.step(used.size)
  const maps = new Map([...used].map(([name, ref]) => [name, fonts.of(ref).texts]))
  const content = file.stream(page.get('Contents'))
  if (content.length > largestPage) file.budget.spend('bytes')
  const texts: string[] = []
  const open: (number | 'artifact')[] = []
  let shown = 0
  for (const [, mark, artifact, end, font = '', codes, other] of content.matchAll(operation)) {
    if (other !== undefined) throw new PdfError(otherwise)
    if (mark !== undefined) {
      if (Number(mark) !== texts.length) throw new PdfError('marks of a page are not numbered in order')
      open.push(Number(mark))
      texts.push('')
    } else if (artifact !== undefined) open.push('artifact')
    else if (end !== undefined) open.pop()
    else {
      shown++
      const at = open.at(-1)
      if (at === undefined) throw new PdfError('text stands outside every mark')
      const text = at === 'artifact' ? '' : textOf(codes ?? '', maps.get(font))
      file.budget.bytes(text.length)
      if (at !== 'artifact') texts[at] += text
    }
  }
  const wanted = content.match(/T[jJ]\b|['"]\s*$/gm)?.length ?? 0
  if (shown !== wanted) throw new PdfError(otherwise)
  return texts
}

/** The text of the glyphs between the brackets of a TJ; corrections between them are passed over. */
export function textOf(codes: string, map: ReadonlyMap<number, string> | undefined): string {
  if (!map) throw new PdfError('text is shown without a font')
  let text = ''
  for (const part of codes.split('(')) {
    const end = part.indexOf(')')
    const length = end < 0 ? part.length : end
    for (let at = 0; at + 1 < length; at += 2) {
      const code = part.charCodeAt(at) * 256 + part.charCodeAt(at + 1)
      const shown = map.get(code)
      if (shown === undefined) throw new PdfError(`glyph ${code} has no text`)
      text += shown
    }
  }
  return text
}
