/** Comments that came back in a file of the review page, each put where its words stand now. */
import { fail } from '../../diagnostics/log.ts'
import type { PlacedComment } from '../protocol.ts'
import { type Letters, wordAt } from './letters.ts'
import { type Kept, lettersFor } from './preview.ts'
import { locate } from './sources.ts'

/** As the page wrote it, or as anybody did: nothing of it is taken for granted. */
export interface CommentsFile {
  readonly format?: unknown
  readonly filing?: unknown
  readonly reviewer?: unknown
  readonly comments?: unknown
}

interface Comment {
  readonly document: string
  readonly letter: number
  readonly quote: string
  readonly text: string
}

/** More comments than anybody writes. */
const most = 5000

/** @throws FilingError where it is no file of comments */
export function placedComments(kept: Kept, file: CommentsFile): PlacedComment[] {
  const { format, comments } = file
  if (format !== 1 || !Array.isArray(comments) || comments.length > most) refuse()
  const reviewer = typeof file.reviewer === 'string' && file.reviewer !== '' ? file.reviewer : 'a reviewer'
  return comments.filter(isComment).map((comment) => {
    const letters = lettersFor(kept, comment.document)
    const letter = letters && letterOf(letters, comment)
    const at = letters && letter !== undefined ? locate(letters, letter)?.at : undefined
    const { document, quote, text } = comment
    return { document, reviewer, quote, text, ...(at && { at }) }
  })
}

function refuse(): never {
  fail('W002', undefined, 'this is not a file of comments', 'drop the file that the review page saved')
}

function isComment(value: unknown): value is Comment {
  const one = value as Partial<Comment> | null
  return (
    typeof one?.document === 'string' &&
    typeof one.letter === 'number' &&
    typeof one.quote === 'string' &&
    typeof one.text === 'string'
  )
}

/** Where the quoted words stand: where they did, or elsewhere when the text has moved on. */
function letterOf(letters: Letters, { letter, quote }: Comment): number | undefined {
  const row = letters.words.map(({ text }) => text).join('')
  const wanted = quote.replace(/\s+/g, '')
  if (row.startsWith(wanted, letter)) return letter
  const found = row.indexOf(wanted)
  if (found >= 0) return found
  // A word of it was changed: its beginning may still be there.
  const begun = row.indexOf(wanted.slice(0, Math.max(24, wanted.length / 3)))
  return begun >= 0 ? (letters.starts[wordAt(letters, begun)] ?? begun) : undefined
}
