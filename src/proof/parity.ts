/**
 * Proves, on finished bytes, that the HTML, the PDF and the document have the same words in the same order.
 *
 * A difference stops the build and is shown where it begins: the word, its neighbours, and the place in the
 * content or templates from which it came.
 */
import { budgetFor } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { lineOfWords, type Word, words } from '../document/words.ts'
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
  const wanted = lineOfWords(document)
  const named = (ending: string) => document.fileName.replace(/\.htm$/, ending)
  // One file after the other, so that what was read of the first is gone when the second is read.
  if (!sameInHtml(document, wanted, html, log)) return undefined
  const pages = pagesProved(document, wanted, pdf, named('.pdf'), faces, log)
  if (pages === undefined) return undefined
  if (edgarPdf && pagesProved(document, wanted, edgarPdf, named('.edgar.pdf'), faces, log) === undefined)
    return undefined
  return { words: countIn(wanted), pages }
}

/** How many words a line has. */
function countIn(line: string): number {
  if (line === '') return 0
  let count = 1
  for (let at = line.indexOf(' '); at >= 0; at = line.indexOf(' ', at + 1)) count++
  return count
}

function sameInHtml(document: Document, wanted: string, html: string, log: Log): boolean {
  const { form, fileName } = document
  const read = readHtml({ path: fileName, text: html }, { form, fileName }, log, 'words')
  if (!read) return false
  const found = lineOfWords(read)
  return found === wanted || tellDifference(words(document), found, fileName, log)
}

/** The pages of a PDF that has the words, and draws them. */
function pagesProved(
  document: Document,
  wanted: string,
  pdf: Uint8Array,
  name: string,
  faces: readonly Face[],
  log: Log,
): number | undefined {
  const read = readBack(pdf, name, log)
  if (!read) return undefined
  if (read.line !== wanted) {
    tellDifference(words(document), read.line, name, log)
    return undefined
  }
  const wrong = wrongGlyph(read.fonts, faces)
  if (wrong === undefined) return read.pages
  log.add('P004', undefined, `${name}: ${wrong}`, 'this is a defect of filingpress, not of your text')
  return undefined
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

/** @returns false, having told where a file begins to say something else */
function tellDifference(wanted: readonly Word[], line: string, name: string, log: Log): false {
  const found = line.split(' ').filter(Boolean)
  let at = 0
  while (at < wanted.length && wanted[at]?.text === found[at]) at++
  const texts = (from: number, to: number) =>
    wanted
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ')
  const origin = wanted[at]?.origin ?? wanted[at - 1]?.origin
  log.add(
    'P001',
    origin?.via ?? origin?.span,
    `${name} has "${found.slice(at, at + context).join(' ')}" where the document has "${texts(at, at + context)}"`,
    `the words before are "${texts(Math.max(0, at - context), at)}"; this is a defect of filingpress, not of your text`,
  )
  return false
}
