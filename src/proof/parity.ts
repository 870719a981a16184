/**
 * Proves, on finished bytes, that the HTML, the PDF and the document have the same words in the same order.
 *
 * A difference stops the build and is shown where it begins: the word, its neighbours, and the place in the
 * content or templates from which it came.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { type Word, words } from '../document/words.ts'
import { readHtml } from '../html/read.ts'
import { PdfError } from '../pdf/objects.ts'
import { type PdfWords, readPdf } from '../pdf/read.ts'

export interface Finished {
  readonly html: string
  readonly pdf: Uint8Array
}

/** Counts of a proof that held, for the closing table. */
export interface Parity {
  readonly words: number
  readonly pages: number
}

/** @returns undefined when something differs, with the reason in the log */
export function proveParity(document: Document, { html, pdf }: Finished, log: Log): Parity | undefined {
  const wanted = words(document)
  // One file after the other, so that what was read of the first is gone when the second is read.
  const inHtml = wordsOfHtml(document, html, log)
  if (!inHtml || !compare(wanted, inHtml, document.fileName, log)) return undefined
  const pdfName = document.fileName.replace(/\.htm$/, '.pdf')
  const inPdf = readBack(pdf, pdfName, log)
  if (!inPdf || !compare(wanted, inPdf.words, pdfName, log)) return undefined
  return { words: wanted.length, pages: inPdf.pages }
}

function wordsOfHtml({ form, fileName }: Document, html: string, log: Log): string[] | undefined {
  const read = readHtml({ path: fileName, text: html }, { form, fileName }, log, 'words')
  return read && words(read).map(({ text }) => text)
}

function readBack(pdf: Uint8Array, name: string, log: Log): PdfWords | undefined {
  try {
    return readPdf(pdf)
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
