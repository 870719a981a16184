/**
 * Proves, on finished bytes, that the HTML, the PDF and the document have the same words in the same order.
 *
 * A difference stops the build and is shown where it begins: the word, its neighbours, and the place in the
 * content or templates from which it came.
 */
import { budgetFor } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { type Word, words } from '../document/words.ts'
import type { Face } from '../fonts/face.ts'
import { readHtml } from '../html/read.ts'
import { PdfError } from '../pdf/objects.ts'
import { type PdfWords, readPdf } from '../pdf/read.ts'
import { wrongGlyph } from './glyphs.ts'

export interface Finished {
  readonly html: string
  readonly pdf: Uint8Array
  /** The copy of the PDF for EDGAR, where one is made. */
  readonly edgarPdf?: Uint8Array
}

/** Counts of a proof that held, for the closing table. */
export interface Parity {
  readonly words: number
  readonly pages: number
}

/**
 * @param faces the fonts that were used, to which every glyph of the PDF is held
 * @returns undefined when something differs, with the reason in the log
 */
export function proveParity(
  document: Document,
  { html, pdf, edgarPdf }: Finished,
  faces: readonly Face[],
  log: Log,
): Parity | undefined {
  const wanted = words(document)
  // One file after the other, so that what was read of the first is gone when the second is read.
  const inHtml = wordsOfHtml(document, html, log)
  if (!inHtml || !compare(wanted, inHtml, document.fileName, log)) return undefined
  const named = (ending: string) => document.fileName.replace(/\.htm$/, ending)
  const pages = pagesProved(wanted, pdf, named('.pdf'), faces, log)
  if (pages === undefined) return undefined
  if (edgarPdf && pagesProved(wanted, edgarPdf, named('.edgar.pdf'), faces, log) === undefined)
    return undefined
  return { words: wanted.length, pages }
}

/** The pages of a PDF that has the words, and draws them. */
function pagesProved(
  wanted: readonly Word[],
  pdf: Uint8Array,
  name: string,
  faces: readonly Face[],
  log: Log,
): number | undefined {
  const read = readBack(pdf, name, log)
  if (!read || !compare(wanted, read.words, name, log)) return undefined
  const wrong = wrongGlyph(read.fonts, faces)
  if (wrong === undefined) return read.pages
  log.add('P004', undefined, `${name}: ${wrong}`, 'this is a defect of filingpress, not of your text')
  return undefined
}

function wordsOfHtml({ form, fileName }: Document, html: string, log: Log): string[] | undefined {
  const read = readHtml({ path: fileName, text: html }, { form, fileName }, log, 'words')
  return read && words(read).map(({ text }) => text)
}

function readBack(pdf: Uint8Array, name: string, log: Log): PdfWords | undefined {
  try {
    return readPdf(pdf, budgetFor('pdf', name, log))
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    log.add('P002', undefined, `${name} cannot be read back: ${error.message}`)
    return undefined
  }
}

/** Words shown on either side of the first difference. */
const context = 4

function compare(wanted: readonly Word[], found: readonly string[], name: string, log: Log): boolean {
  const length = Math.max(wanted.length, found.length)
  for (let at = 0; at < length; at++) {
    const word = wanted[at]
    if (word?.text === found[at]) continue
    const around = wanted
      .slice(Math.max(0, at - context), at)
      .map(({ text }) => text)
      .join(' ')
    const origin = word?.origin ?? wanted[at - 1]?.origin
    log.add(
      'P001',
      origin?.via ?? origin?.span,
      `${name} has "${found.slice(at, at + context).join(' ')}" where the document has "${wanted
        .slice(at, at + context)
        .map(({ text }) => text)
        .join(' ')}"`,
      `the words before are "${around}"; this is a defect of filingpress, not of your text`,
    )
    return false
  }
  return true
}
