/**
 * What an importer saw, before anyone says what it is: a loose tree of texts, tables and pictures, each with
 * its look and its place in the file it came from.
 *
 * Every reader here - HTML, old ASCII, Word, PDF - gives found blocks. `recognise/` says what they are, and
 * `document.ts` makes a Document of them for comparison. Nothing is mended on the way: words stay as they are.
 */
import type { Pt } from '../document/document.ts'

/** What is wrong with a source that cannot be read to its end, or holds no filing. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** A stretch of the file that was read, in UTF-16 offsets of its text. */
export interface FoundPlace {
  readonly start: number
  readonly end: number
}

export interface FoundRun {
  /** `\n` is a line break; no other white space but blanks and no-break spaces. */
  readonly text: string
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  /** Raised as a reference to a note or an exponent, lowered as in H2O. */
  readonly shift: 'none' | 'raised' | 'lowered'
  readonly size: Pt
  /** Where a link leads. */
  readonly href?: string
  readonly place: FoundPlace
}

export type FoundAlign = 'left' | 'center' | 'right' | 'justify'

export interface FoundText {
  readonly type: 'text'
  readonly runs: readonly FoundRun[]
  readonly align: FoundAlign
  /** Left edge of the text, and of its first line beside that. */
  readonly indent: Pt
  readonly firstLine: Pt
  /** Set where the source itself says so: a heading or list item of Word. */
  readonly role?: FoundRole
  /** The name that it went out with, where it is one of ours. */
  readonly id?: string
}

export type FoundRole =
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'item'; readonly label: string; readonly depth: number }
  | { readonly kind: 'note'; readonly label: string }

export interface FoundCell {
  /** Column of the grid at which it starts, from 0. */
  readonly column: number
  readonly colspan: number
  readonly rowspan: number
  readonly blocks: readonly FoundBlock[]
  /** Lines above and below, as statements have them. */
  readonly above: FoundLine
  readonly below: FoundLine
}

export type FoundLine = 'none' | 'single' | 'double'

export interface FoundTable {
  readonly type: 'table'
  readonly rows: readonly (readonly FoundCell[])[]
  readonly place: FoundPlace
}

export interface FoundImage {
  readonly type: 'image'
  readonly file: string
  readonly alt: string
  /** As the file gives it; 0 where it does not. */
  readonly width: Pt
  readonly place: FoundPlace
}

export interface FoundRule {
  readonly type: 'rule'
  readonly place: FoundPlace
}

export interface FoundPageEnd {
  readonly type: 'page-end'
  readonly place: FoundPlace
}

export type FoundBlock = FoundText | FoundTable | FoundImage | FoundRule | FoundPageEnd

/** Words that are not part of the document, or that the reader left out, and why. */
export interface Loss {
  readonly words: string
  readonly reason: LossReason
  readonly place: FoundPlace
}

export type LossReason =
  | 'page number'
  | 'running head'
  | 'link to the contents'
  | 'hidden'
  | 'deleted text'
  | 'comment'
  | 'text box'

/** One tagged fact of Inline XBRL, as printed and as read. */
export interface FoundFact {
  readonly concept: string
  readonly text: string
  readonly format?: string
  readonly context?: string
  readonly place: FoundPlace
}

export interface Found {
  readonly blocks: readonly FoundBlock[]
  readonly losses: readonly Loss[]
  readonly facts: readonly FoundFact[]
}

export const textOfRuns = (runs: readonly FoundRun[]): string => runs.map(({ text }) => text).join('')

/** The plain text of blocks, a line for each text and a tab between cells. */
export function textOfBlocks(blocks: readonly FoundBlock[]): string {
  return blocks
    .map((block) => {
      if (block.type === 'text') return textOfRuns(block.runs)
      if (block.type !== 'table') return ''
      return block.rows.map((row) => row.map(({ blocks }) => textOfBlocks(blocks)).join('\t')).join('\n')
    })
    .filter((text) => text !== '')
    .join('\n')
}

/** Runs without their first `length` letters. */
export function withoutStart(runs: readonly FoundRun[], length: number): readonly FoundRun[] {
  const out: FoundRun[] = []
  let left = length
  for (const run of runs) {
    if (left >= run.text.length) left -= run.text.length
    else {
      out.push(left > 0 ? { ...run, text: run.text.slice(left) } : run)
      left = 0
    }
  }
  return out
}
