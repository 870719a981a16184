/**
 * The stages of a build in their order. No clock, no disk: what was read comes in, what can be written goes out.
 */
import { check } from './check/check.ts'
import { longDate } from './check/dates-in-text.ts'
import type { Tie } from './check/tie-out.ts'
import { compose } from './compose/compose.ts'
import type { Theme } from './compose/theme.ts'
import { open } from './diagnostics/diagnostic.ts'
import type { Log } from './diagnostics/log.ts'
import type { Document } from './document/document.ts'
import type { IsoDate } from './filing/dates.ts'
import { dueDates } from './filing/deadline.ts'
import type { Filing } from './filing/filing.ts'
import { editionOn } from './filing/form-8-k.ts'
import { type FontBook, withThemeFaces } from './fonts/book.ts'
import type { Face } from './fonts/face.ts'
import type { Dialect } from './html/dialect.ts'
import { writeHtml } from './html/write.ts'
import { type Content, readFiling } from './intake/read.ts'
import { applyWaivers } from './lock/waivers.ts'
import type { Draft } from './typeset/furniture.ts'
import type { Pages } from './typeset/page.ts'
import { typeset } from './typeset/typeset.ts'

export interface Inputs {
  readonly content: Content
  readonly theme: Theme
  readonly fonts: FontBook
  /** A draft's stamp, to which its count of findings is added, and line numbers. */
  readonly draft?: Draft
}

/** One document rendered: tree, HTML, pages. */
export interface Proof {
  readonly document: Document
  readonly html: string
  readonly pages: Pages
}

export interface Built {
  readonly filing: Filing
  readonly proofs: readonly Proof[]
  /** What the items say of the release, with where it stands there. */
  readonly ties: readonly Tie[]
  /** The fonts of its pages. */
  readonly faces: readonly Face[]
}

/** Called as each stage ends, with its name. */
export type Progress = (stage: string) => void

/** @throws FilingError with everything the author must mend, when a document cannot be made */
export function build(
  { content, theme, fonts, draft = {} }: Inputs,
  log: Log,
  done: Progress = () => {},
): Built {
  log.stopIfFailed()
  const filing = readFiling(content, log)
  log.stopIfFailed()
  if (!filing) throw new Error('intake gave no filing and no reason')
  done('intake')
  const documents = compose(filing, theme, log)
  log.stopIfFailed()
  done('compose')
  const ties = check(filing, documents, log)
  applyWaivers(filing, log)
  done('check')
  const written = documents.map((document) => ({
    document,
    html: writeHtml(document, dialectOf(document, filing)),
  }))
  done('html')
  const stamped = stampOf(draft, filing, log)
  const book = themeBook(fonts, theme)
  const proofs = written.map(({ document, html }) => ({
    document,
    html,
    pages: typeset(document, book, log, stamped),
  }))
  log.stopIfFailed()
  done('typeset')
  return { filing, proofs, ties, faces: book.opened() }
}

/** A filing and its documents, without checks, HTML or pages: what a redline compares. */
export function composeFiling(
  content: Content,
  theme: Theme,
  log: Log,
): { filing: Filing; documents: readonly Document[] } {
  const filing = readFiling(content, log)
  log.stopIfFailed()
  if (!filing) throw new Error('intake gave no filing and no reason')
  const documents = compose(filing, theme, log)
  log.stopIfFailed()
  return { filing, documents }
}

/** Fonts with those of the theme before them. @throws FontError for one that cannot be used */
export function themeBook(fonts: FontBook, { sheet, fonts: files }: Theme): FontBook {
  const faces = sheet.faces.flatMap(({ family, file, bold, italic }) => {
    const bytes = files.get(file)
    return bytes ? [{ family, file, bold, italic, bytes }] : []
  })
  return withThemeFaces(fonts, faces)
}

/** The 8-K of an edition that is tagged is XHTML; everything else is plain (EFM 5.2.2, 5.2.5; 17 CFR 232.406). */
export function dialectOf(document: Document, filing: Filing): Dialect {
  const tagged = editionOn(filing.facts.reportDate as IsoDate)?.securities === true
  return tagged && !document.form.startsWith('EX-') ? 'inline' : 'plain'
}

/** A draft says on every page how much is still to be settled, and when the report is due. */
function stampOf(draft: Draft, { facts, items }: Filing, log: Log): Draft {
  if (draft.stamp === undefined) return draft
  const count = log.diagnostics.filter(open).length
  const counted = count === 0 ? 'no findings' : count === 1 ? '1 finding' : `${count} findings`
  const numbers = items.map(({ number }) => number).filter((number) => number !== '9.01')
  const due = dueDates(numbers, facts.reportDate as IsoDate).find(({ date }) => date !== undefined)?.date
  return {
    ...draft,
    stamp: [draft.stamp, counted, ...(due ? [`due ${longDate(due)}`] : [])].join(' \u2013 '),
  }
}
