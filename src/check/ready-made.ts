/** Exhibits that come as finished files: checked by the rules on bytes, and passed through as they are. */
import type { Log } from '../diagnostics/log.ts'
import type { Filing } from '../filing/filing.ts'
import { checkDocument } from './finished-files.ts'
import { checkHygiene } from './hygiene.ts'
import { checkLabel } from './listing.ts'
import { checkName } from './names.ts'
import { checkPdf } from './pdf.ts'
import { checkPicture } from './pictures.ts'

/** Names under which an output can be written at all. */
const writable = /^(?=.{1,32}$)[a-z0-9][a-z0-9._-]*\.(htm|txt|pdf|jpg|gif)$/

export function checkReadyMade(filing: Filing, log: Log): void {
  for (const { content, facts, at } of filing.exhibits) {
    if (content.kind !== 'ready-made') continue
    const { fileName, bytes } = content
    const names = [fileName, ...content.pictures.keys()]
    const hint = 'at most 32 of a-z 0-9 . - _, ending in .htm, .txt, .pdf, .jpg or .gif'
    for (const name of names) {
      if (writable.test(name)) checkName(name, at, log)
      else log.add('Y011', at, `"${name}" is not a name that EDGAR takes`, hint)
    }
    if (!names.every((name) => writable.test(name))) continue
    for (const [name, picture] of content.pictures) checkPicture(name, picture, log)
    if (fileName.endsWith('.pdf')) checkPdf(fileName, bytes, log)
    if (!/\.(htm|txt)$/.test(fileName)) continue
    const text = Buffer.from(bytes).toString('latin1')
    const reading = checkDocument({ path: `${filing.slug}/${fileName}`, text }, new Set(), log)
    checkLabel(reading, at, log)
    checkHygiene([reading], log)
    if (text.trim() === '') log.add('X002', at, `Exhibit ${facts.number} is an empty file`)
  }
}
