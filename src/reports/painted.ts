/** A page that the tool writes about filings, as PDF, by the same machinery as the filings. */
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { type FontBook, withFallback } from '../fonts/book.ts'
import { paint } from '../pdf/paint.ts'
import { tool } from '../tool.ts'
import { typeset } from '../typeset/typeset.ts'

/** The day of a PDF about versions that have none: one that nobody takes for a date of theirs. */
export const noDay = '2000-01-01'

/** @throws FilingError where it cannot be set */
export function painted(page: Document, fonts: FontBook, date = noDay): Uint8Array {
  const log = new Log()
  const pages = typeset(page, withFallback(fonts), log)
  log.stopIfFailed()
  return paint(pages, { title: page.title, language: page.language, tool, date, links: true })
}
