/**
 * Exhibits that were finished elsewhere: held to the rules on bytes and markup, passed through as they are, and read
 * beside the documents made here.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Filing } from '../filing/filing.ts'
import { readMarkup } from './finished-files.ts'
import type { Reading } from './passages.ts'
import { type OtherReader, pdfTextOf } from './pdf-text.ts'
import { runRules } from './registry.ts'

/** Names under which an output can be written at all. */
const writable = /^(?=.{1,32}$)[a-z0-9][a-z0-9._-]*\.(htm|txt|pdf|jpg|gif)$/

/** @returns the exhibits that could be read as text */
export function checkReadyMade(filing: Filing, log: Log, readOther: OtherReader): readonly Reading[] {
  const readings: Reading[] = []
  for (const { content, facts, at } of filing.exhibits) {
    if (content.kind !== 'ready-made') continue
    const { fileName, bytes } = content
    const names = [fileName, ...content.pictures.keys()]
    const hint = 'at most 32 of a-z 0-9 . - _, ending in .htm, .txt, .pdf, .jpg or .gif'
    for (const name of names) {
      if (writable.test(name)) runRules('name', { name, at }, log)
      else log.add('Y011', at, `EDGAR does not accept the file name "${name}"`, hint)
    }
    if (!names.every((name) => writable.test(name))) continue
    for (const [name, picture] of content.pictures) runRules('picture', { name, bytes: picture }, log)
    if (fileName.endsWith('.pdf'))
      runRules(
        'pdf',
        { name: fileName, bytes, text: pdfTextOf(fileName, bytes, readOther), readingCopy: false },
        log,
      )
    if (!/\.(htm|txt)$/.test(fileName)) continue
    const text = Buffer.from(bytes).toString('latin1')
    const { markup, reading } = readMarkup({ path: `${filing.slug}/${fileName}`, text }, log)
    runRules('markup', markup, log)
    if (text.trim() === '') log.add('X002', at, `Exhibit ${facts.number} is an empty file`)
    else readings.push(reading)
  }
  return readings
}
