/**
 * The stages of a build in their order. No clock, no disk: what was read comes in, what can be written goes out.
 */
import { check } from './check/check.ts'
import { longDate } from './check/dates-in-text.ts'
import type { OtherReader } from './check/pdf-text.ts'
import { codes, isCode, runRules } from './check/registry.ts'
import type { Edge, Tie } from './check/tie-out.ts'
import { compose } from './compose/compose.ts'
import type { Theme } from './compose/theme.ts'
import { open } from './diagnostics/diagnostic.ts'
import type { Log } from './diagnostics/log.ts'
import type { Document } from './document/document.ts'
import type { IsoDate } from './filing/dates.ts'
import { dueDates } from './filing/deadline.ts'
import type { Filing } from './filing/filing.ts'
import { type FontBook, withThemeFaces } from './fonts/book.ts'
import type { Face } from './fonts/face.ts'
import { writeHtml } from './html/write.ts'
import { type Content, wholeFiling } from './intake/read.ts'
import { applySettings, readSettings, type Setting, settingsFor } from './lock/settings.ts'
import { applyWaivers } from './lock/waivers.ts'
import type { Draft } from './typeset/furniture.ts'
import type { Pages } from './typeset/page.ts'
import { typeset } from './typeset/typeset.ts'
import { tagReport } from './xbrl/tag.ts'
import type { Tagging } from './xbrl/tagging.ts'

export interface Inputs {
  readonly content: Content
  readonly theme: Theme
  readonly fonts: FontBook
  /** A draft's stamp, to which its count of findings is added, and line numbers. */
  readonly draft?: Draft
  /** `YYYY-MM-DD` of the filing, where it is not that of the signature. */
  readonly day?: string | undefined
  /** Reads ready-made PDFs of other programs. */
  readonly readOther?: OtherReader
}

/** One document rendered: tree, HTML, pages. */
export interface Proof {
  readonly document: Document
  /** File name of the HTML: of a tagged report that of its tags. */
  readonly htmlName: string
  readonly html: string
  readonly pages: Pages
}

export interface Built {
  readonly filing: Filing
  readonly proofs: readonly Proof[]
  /** Tags of the report; none where it has none. */
  readonly tagging: Tagging | undefined
  /** What the items say of the release, with where it stands there. */
  readonly ties: readonly Tie[]
  /** The graph of figures, when it is asked for. */
  readonly edges: () => readonly Edge[]
  /** Settings of the house that concern this filing. */
  readonly settings: readonly Setting[]
  /** The fonts of its pages. */
  readonly faces: readonly Face[]
}

/** Called as each stage ends, with its name. */
export type Progress = (stage: string) => void

/** @throws FilingError with everything the author must mend, when a document cannot be made */
export function build(
  { content, theme, fonts, draft = {}, day, readOther }: Inputs,
  log: Log,
  done: Progress = () => {},
): Built {
  log.stopIfFailed()
  const filing = wholeFiling(content, log)
  done('intake')
  const documents = compose(filing, theme, log)
  log.stopIfFailed()
  done('compose')
  const { ties, edges } = check(filing, documents, log, readOther)
  const { tagging, problems } = tagsFor(documents, filing, day)
  runRules('tags', { problems }, log)
  const settings = settingsOf(content, filing, log)
  log.stopIfFailed()
  applySettings(settings, log)
  applyWaivers(filing, log)
  done('check')
  const written = documents.map((document, index) => ({
    document,
    ...htmlOf(document, index === 0 ? tagging : undefined),
  }))
  done('html')
  const stamped = stampOf(draft, filing, log)
  const book = themeBook(fonts, theme)
  const proofs = written.map(({ document, htmlName, html }) => ({
    document,
    htmlName,
    html,
    pages: typeset(document, book, log, stamped),
  }))
  log.stopIfFailed()
  done('typeset')
  return { filing, proofs, tagging, ties, edges, settings, faces: book.opened() }
}

const knownCode = (code: string) => (isCode(code) ? codes[code] : undefined)

function settingsOf({ settings, slug }: Content, filing: Filing, log: Log): readonly Setting[] {
  return settings
    ? settingsFor(readSettings(settings.path, settings.bytes, knownCode, log), slug, filing)
    : []
}

/** A filing and its documents, without checks, HTML or pages: what a redline compares. */
export function composeFiling(
  content: Content,
  theme: Theme,
  log: Log,
): { filing: Filing; documents: readonly Document[] } {
  const filing = wholeFiling(content, log)
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

/** Tags of the report, which comes first. */
export function tagsFor(
  [report]: readonly Document[],
  filing: Filing,
  day?: string,
): ReturnType<typeof tagReport> {
  return report ? tagReport(report, filing, day) : { tagging: undefined, problems: [] }
}

/** A document as its finished HTML: a tagged report in EDGAR's XHTML, everything else plain (EFM 5.2.2, 5.2.5). */
export function htmlOf(
  document: Document,
  tagging: Tagging | undefined,
): { readonly htmlName: string; readonly html: string } {
  return {
    htmlName: tagging ? `${tagging.identity.base}.htm` : document.fileName,
    html: writeHtml(document, tagging ? 'inline' : 'plain', tagging),
  }
}

/** A draft says on every page how much is still to be settled, and when the report is due. */
function stampOf(draft: Draft, { facts, items }: Filing, log: Log): Draft {
  if (draft.stamp === undefined) return draft
  const count = log.diagnostics.filter(open).length
  const counted = count === 0 ? 'no findings' : count === 1 ? '1 finding' : `${count} findings`
  const numbers = items.map(({ number }) => number).filter((number) => number !== '9.01')
  // An amendment has no last day of its own.
  const dues = facts.form.endsWith('/A') ? [] : dueDates(numbers, facts.reportDate as IsoDate)
  const due = dues.find(({ date }) => date !== undefined)?.date
  return {
    ...draft,
    stamp: [draft.stamp, counted, ...(due ? [`due ${longDate(due)}`] : [])].join(' \u2013 '),
  }
}
