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

/** Words of a finished page that has those of its document; undefined, with the reason in the log, when it has others. */
export function proveHtml(document: Document, html: string, log: Log): { words: number } | undefined {
  const { form, fileName } = document
  const read = readHtml({ path: fileName, text: html }, { form, fileName }, log, 'words')
  if (!read) return undefined
  const found = lineOfWords(read)
  if (found === lineOfWords(document)) return { words: countIn(found) }
  tellDifference(words(document), found, fileName, log)
  return undefined
}

/**
 * Words and pages of a finished PDF that has the words of its document, and draws them.
 *
 * @param faces the fonts that were used, to which every glyph of the PDF is held
 * @returns undefined when something differs, with the reason in the log
 */
export function provePdf(
  document: Document,
  pdf: Uint8Array,
  name: string,
  faces: readonly Face[],
  log: Log,
): { words: number; pages: number } | undefined {
  const read = readBack(pdf, name, log)
  if (!read) return undefined
  if (read.line !== lineOfWords(document)) {
    tellDifference(words(document), read.line, name, log)
    return undefined
  }
  const wrong = wrongGlyph(read.fonts, faces)
  if (wrong === undefined) return { words: countIn(read.line), pages: read.pages }
  log.add('P004', undefined, `${name}: ${wrong}`, 'this is a defect of filingpress, not of your text')
  return undefined
}

/** How many words a line has. */
function countIn(line: string): number {
  if (line === '') return 0
  let count = 1
  for (let at = line.indexOf(' '); at >= 0; at = line.indexOf(' ', at + 1)) count++
  return count
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

/** Tells where a file begins to say something else. */
function tellDifference(wanted: readonly Word[], line: string, name: string, log: Log): void {
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
}
