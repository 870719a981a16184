/** What rules read, by kind: a name, the bytes and markup of a file, a folder of files, a submission, an author's texts. */
import type { Source, Span } from '../diagnostics/source.ts'
import type { Document } from '../document/document.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import type { Node } from '../html/parse.ts'
import type { Problem } from '../xbrl/tagging.ts'
import type { Reading } from './passages.ts'
import type { PdfText } from './pdf-text.ts'
import type { Filer } from './registrants.ts'
import type { TaggedReport } from './tagged-report.ts'
import type { TieOut } from './tie-out.ts'

/** A name under which a file would be submitted. */
export interface FileName {
  readonly name: string
  readonly at: Span
}

/** A finished HTML or text file, and what its markup says. */
export interface MarkedUp {
  readonly source: Source
  readonly dialect: 'plain' | 'inline' | 'text'
  /** None for a text file. */
  readonly nodes: readonly Node[]
}

/** The bytes of a picture. */
export interface Binary {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The bytes of a PDF, and what was read of them. */
export interface PdfCopy extends Binary {
  readonly text: PdfText
  /** Whether a PDF is the reading copy of our own build, in which links are meant. */
  readonly readingCopy: boolean
  /** The text of the document that a PDF is a copy of, where that document is there. */
  readonly document?: readonly string[] | undefined
}

/** All files of a submission, and what their documents refer to. */
export interface FileSet {
  readonly names: readonly string[]
  /** Names of files that some document shows or links to, in lower case, with the place. */
  readonly referred: ReadonlyMap<string, Span>
}

/** The report and its exhibits as texts, ours or anybody's. */
export interface Submission {
  readonly report: Reading | undefined
  /** Every other document that could be read. */
  readonly exhibits: readonly Reading[]
  /** Names of attached files that could not be read as text, in lower case. */
  readonly unread: ReadonlySet<string>
  readonly date: IsoDate | undefined
  /** Whether the form is known as it was on that date. */
  readonly formKnown: boolean
  /** The facts behind it, where the filing is ours. */
  readonly filing: Filing | undefined
  /** Where a fact was written; where the report begins when it is not ours. */
  readonly place: (path: string) => Span | undefined
  readonly ties: TieOut
  readonly filers: readonly Filer[]
}

/** One file that an author wrote. */
export interface Authored {
  readonly path: string
  readonly text: string
}

/** What kept facts of the report from being tagged. */
export interface Tagged {
  readonly problems: readonly Problem[]
}

export interface Subjects {
  readonly name: FileName
  readonly markup: MarkedUp
  readonly pdf: PdfCopy
  readonly picture: Binary
  readonly files: FileSet
  readonly filing: Filing
  /** A document made here, as the theme has it look. */
  readonly document: Document
  readonly submission: Submission
  /** One document's text: of ours, or finished. */
  readonly reading: Reading
  readonly authored: Authored
  readonly tags: Tagged
  readonly tagged: TaggedReport
}
