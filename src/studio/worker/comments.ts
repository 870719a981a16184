/**
 * Comments of reviewers. They are kept in the filing's `review.md`, the one that `merge` writes into, so that a build
 * tells what is open; here they are put where their words stand now.
 */
import { toBytes, toText } from '../../bytes.ts'
import { fail } from '../../diagnostics/log.ts'
import { invisible } from '../../document/words.ts'
import { type ReviewEntry, readReview, reviewName, withEntries, withState } from '../../merging/review.ts'
import type { PlacedComment } from '../protocol.ts'
import { type Letters, wordAt } from './letters.ts'
import { type Kept, lettersFor } from './preview.ts'
import type { Place } from './settings.ts'
import { locate } from './sources.ts'

/** As the review page wrote it, or as anybody did: nothing of it is taken for granted. */
export interface CommentsFile {
  readonly format?: unknown
  readonly filing?: unknown
  readonly reviewer?: unknown
  readonly date?: unknown
  readonly comments?: unknown
}

interface Comment {
  readonly document: string
  readonly quote: string
  readonly text: string
}

/** More comments than anybody writes. */
const most = 5000

const pathOf = ({ settings }: Place, slug: string): string =>
  `${settings.places.content}/${slug}/${reviewName}`

function textOf(place: Place, slug: string): string | undefined {
  const bytes = place.world.readFile(pathOf(place, slug))
  return bytes && toText(bytes)
}

/**
 * Writes what a file of comments says into `review.md`; a comment that comes again is not written again.
 *
 * @returns how many are new
 * @throws FilingError where it is no file of comments
 */
export function takeComments(place: Place, slug: string, file: CommentsFile): { readonly taken: number } {
  const entries = entriesOf(file)
  const before = textOf(place, slug)
  const text = withEntries(before, entries)
  if (text !== undefined) place.world.writeFile(pathOf(place, slug), toBytes(text))
  const count = (whole: string | undefined) => (whole === undefined ? 0 : readReview(whole).length)
  return { taken: count(text ?? before) - count(before) }
}

function entriesOf({ format, comments, reviewer, date }: CommentsFile): ReviewEntry[] {
  if (format !== 1 || !Array.isArray(comments) || comments.length > most)
    fail('W002', undefined, 'this is not a file of comments', 'drop the file that the review page saved')
  return comments.filter(isComment).map(({ document, quote, text }) => ({
    author: typeof reviewer === 'string' && reviewer.trim() !== '' ? reviewer : 'a reviewer',
    date: typeof date === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) ? date : '',
    open: true,
    document,
    quote: '',
    about: quote,
    text,
    replies: [],
  }))
}

function isComment(value: unknown): value is Comment {
  const one = value as Partial<Comment> | null
  return (
    typeof one?.document === 'string' &&
    /^[\w.-]+$/.test(one.document) &&
    typeof one.quote === 'string' &&
    typeof one.text === 'string' &&
    one.text.trim() !== ''
  )
}

/** What `review.md` says, each entry with the place where its words stand now. */
export function commentsOf(place: Place, slug: string, kept: Kept | undefined): PlacedComment[] {
  const text = textOf(place, slug)
  if (text === undefined) return []
  return readReview(text).map(({ author, date, open, document, quote, about, text: said }) => {
    const letters = kept && lettersFor(kept, document)
    const letter = letters && letterOf(letters, about, quote)
    const at = letters && letter !== undefined ? locate(letters, letter)?.at : undefined
    return { author, date, open, document, quote: quote || about, text: said, ...(at && { at }) }
  })
}

/** @returns whether it was written: false where the entry is another by now */
export function settleComment(
  place: Place,
  slug: string,
  { index, ...entry }: { readonly index: number; author: string; said: string; open: boolean },
): boolean {
  const text = withState(textOf(place, slug) ?? '', index, entry)
  if (text !== undefined) place.world.writeFile(pathOf(place, slug), toBytes(text))
  return text !== undefined
}

const packed = (text: string): string => text.replace(invisible, '').replace(/\s+/g, '')

/** Where the quoted words stand in their paragraph, or the paragraph; its beginning, where the rest has changed. */
function letterOf(letters: Letters, about: string, quote: string): number | undefined {
  const row = letters.words.map(({ text }) => text).join('')
  const [paragraph, words] = [packed(about), packed(quote)]
  const start = paragraph === '' ? -1 : row.indexOf(paragraph)
  if (words !== '') {
    const found = row.indexOf(words, Math.max(0, start))
    if (found >= 0) return found
  }
  if (start >= 0) return start
  if (paragraph === '') return undefined
  const begun = row.indexOf(paragraph.slice(0, Math.max(24, paragraph.length / 3)))
  return begun >= 0 ? (letters.starts[wordAt(letters, begun)] ?? begun) : undefined
}
