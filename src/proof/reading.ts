/** Proves on the finished page for a web site that it has the words of its document, in order. */
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { lineOfWords } from '../document/words.ts'
import { readHtml } from '../html/read.ts'
import { withoutPage } from '../html/reading-page.ts'

/** @returns whether it has, with the reason in the log */
export function proveReading(document: Document, html: string, name: string, log: Log): boolean {
  const { form, fileName } = document
  const read = readHtml({ path: name, text: withoutPage(html) }, { form, fileName }, log, 'words')
  if (read && lineOfWords(read) === lineOfWords(document)) return true
  log.add(
    'P001',
    undefined,
    `${name} does not have the words of its document`,
    'this is a defect of filingpress, not of your text',
  )
  return false
}
