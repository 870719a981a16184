/** The files of a redline: HTML and PDF, the pages that changed, tracked changes for Word. */

import { toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Block, Document } from '../document/document.ts'
import { mapBlocks, picturesOf } from '../document/walk.ts'
import { type FontBook, withFallback } from '../fonts/book.ts'
import { writeHtml } from '../html/write.ts'
import { paint } from '../pdf/paint.ts'
import { faultOfRedline } from '../proof/redline.ts'
import { withLooks } from '../redline/looks.ts'
import { withMoveLinks } from '../redline/moves.ts'
import { accept } from '../redline/settle.ts'
import { noDay } from '../reports/painted.ts'
import { withSummary } from '../reports/redline-summary.ts'
import { tool } from '../tool.ts'
import { hasChanges, lettersOnPages, pagesOf, placesOfChanges, selectPages } from '../typeset/select.ts'
import { typeset } from '../typeset/typeset.ts'
import { docxBytes } from '../word/package.ts'
import { sentXml } from '../word/sent.ts'
import { unitsOf } from '../word/units.ts'
import { docxParts } from '../word/write.ts'
import { type Diff, type DocumentDiff, reportFault } from './diff.ts'
import type { Version } from './versions.ts'

/**
 * `redline-<name>.htm` and `.pdf` of each document that differs, proved on the finished bytes. One that does not prove
 * comes out all the same: its first page says so, and the log has P006.
 */
export function redlineFiles(diffed: Diff, fonts: FontBook, log: Log, changedPages = false): RedlineFiles {
  const files = new Map<string, Uint8Array>()
  const faults = new Map<string, string>()
  const places = new Map<string, Written['places']>()
  const book = withFallback(fonts)
  for (const one of diffed.documents) {
    if (one.state === 'same') continue
    const { name, redline: made } = one
    let written = write(diffed, one, made.fault, book, log)
    const fault = made.fault ?? faultOfRedline(made.document, written.document, written, book.opened())
    if (fault !== undefined) {
      faults.set(name, fault)
      reportFault(name, fault, log)
      if (made.fault === undefined) written = write(diffed, one, fault, book, log)
    }
    const stem = `redline-${name.replace(/\.htm$/, '')}`
    files.set(`${stem}.htm`, toBytes(inOneFile(written.html, written.document)))
    files.set(`${stem}.pdf`, written.pdf)
    places.set(name, written.places)
    if (changedPages)
      files.set(`${stem}-changed-pages.pdf`, onlyChanged(diffed, name, written.document, book, log))
  }
  return { files, faults, places }
}

export interface RedlineFiles {
  readonly files: Map<string, Uint8Array>
  /** What could not be proved, by the name of the document. */
  readonly faults: ReadonlyMap<string, string>
  /** Where each change stands on the pages of the PDF, by document and by its number. */
  readonly places: ReadonlyMap<string, Written['places']>
}

interface Written {
  readonly document: Document
  readonly html: string
  readonly pdf: Uint8Array
  readonly places: ReturnType<typeof placesOfChanges>
}

/** @param fault what could not be proved, told on the first page */
function write(
  diffed: Diff,
  { redline: made }: DocumentDiff,
  fault: string | undefined,
  book: FontBook,
  log: Log,
): Written {
  const { old, new: fresh } = diffed
  const proved = [
    fault === undefined
      ? 'Accepted, this redline is the new version word for word, with its look and structure; rejected, it is the old one. Both were proved on the tree and on the finished files when it was made.'
      : `NOT PROVED: ${fault}. This is a defect of filingpress. Read this redline against both versions; no certificate can be made of it.`,
    ...(made.coarse
      ? ['Some stretch was too much work to compare in detail and is shown as replaced whole.']
      : []),
  ]
  const document = withWholeWords(
    withMoveLinks(withSummary(withLooks(made.document), made.changes, { old, new: fresh, tool, proved })),
  )
  const html = writeHtml(document, 'reading')
  const pages = typeset(document, book, log)
  log.stopIfFailed()
  const pdf = paint(pages, {
    title: document.title,
    language: document.language,
    tool,
    date: dayOf(diffed),
    links: true,
  })
  return { document, html, pdf, places: placesOfChanges(pages) }
}

/** The words of a cover page are never broken; HTML, from which a side may come, cannot say so. */
function withWholeWords(document: Document): Document {
  const whole = (block: Block): Block => ({ ...block, style: { ...block.style, hyphens: 'none' } })
  const sections = document.sections.map((one) =>
    one.role === 'cover-page' ? { ...one, blocks: mapBlocks(one.blocks, whole) } : one,
  )
  return { ...document, sections }
}

/** One file, pictures and all: it is sent, and opened on a phone. */
export function inOneFile(html: string, document: Document): string {
  let whole = html
  for (const [name, bytes] of picturesOf(document)) {
    const type = name.endsWith('.gif') ? 'image/gif' : 'image/jpeg'
    const data = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
    whole = whole.replaceAll(`<img src="${name}"`, `<img src="${data}"`)
  }
  return whole
}

/** A redline is of its newer side's day, where that has one. */
const dayOf = ({ old, new: fresh }: Diff): string => fresh.date ?? old.date ?? noDay

/** The pages of a redline on which something changed, each with its numbers in both versions at its head. */
function onlyChanged(diffed: Diff, name: string, document: Document, fonts: FontBook, log: Log): Uint8Array {
  const { old, new: fresh } = diffed
  // The summary page is of neither version; the numbers are counted without it.
  const bare = { ...document, sections: document.sections.filter(({ role }) => role !== 'summary') }
  const lettersOf = (version: Version, side: 'old' | 'new') => {
    const own = version.documents.find(({ fileName }) => fileName === name)
    return own ? lettersOnPages(typeset(own, fonts, log), side) : []
  }
  const [before, after] = [lettersOf(old, 'old'), lettersOf(fresh, 'new')]
  const first = typeset(bare, fonts, log)
  const [oldLetters, newLetters] = [lettersOnPages(first, 'old'), lettersOnPages(first, 'new')]
  const stampOf = (page: number): string =>
    `Page ${pagesOf(page - 1, oldLetters, before)} of the old version, page ${pagesOf(page - 1, newLetters, after)} of the new`
  const pages = selectPages(typeset(bare, fonts, log, { stampOf }), hasChanges)
  log.stopIfFailed()
  return paint(pages, {
    title: `${document.title}: changed pages`,
    language: document.language,
    tool,
    date: dayOf(diffed),
    links: false,
  })
}

interface WordRedline {
  /** The name of the filing, where it is known. */
  readonly filing?: string
  /** Whose the tracked changes are; the tool's where nobody is named. */
  readonly by?: string | undefined
}

/**
 * `redline-<name>.docx` of each document that differs: tracked changes for Word, of the day of the newer version. The same
 * bytes each time.
 */
export function wordFiles(diffed: Diff, { filing = '', by }: WordRedline = {}): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const day = diffed.new.date ?? diffed.new.making?.date ?? diffed.old.date
  const whose = { ...(by !== undefined && { author: by }), ...(day !== undefined && { date: day }) }
  for (const { name, redline: made, state } of diffed.documents) {
    if (state === 'same') continue
    const sent = sentXml({
      filing,
      document: name,
      labels: 'text',
      ...(by !== undefined && { by }),
      units: unitsOf(accept(made.document), 'text'),
    })
    files.set(
      `redline-${name.replace(/\.htm$/, '')}.docx`,
      docxBytes(docxParts(made.document, { sent, ...whose })),
    )
  }
  return files
}
