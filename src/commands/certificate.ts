/** The certificate of a comparison, as JSON, HTML and PDF, from the finished files of both sides. */
import { jsonBytes, sha256, toBytes } from '../bytes.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { words } from '../document/words.ts'
import type { FontBook } from '../fonts/book.ts'
import { readHtml } from '../html/read.ts'
import { writeHtml } from '../html/write.ts'
import { readPdf } from '../pdf/read.ts'
import { accept, reject } from '../redline/settle.ts'
import { certificatePage, type Finding, type FinishedFile, findings } from '../reports/certificate.ts'
import { painted } from '../reports/painted.ts'
import { tool } from '../tool.ts'
import { type AttachedDiff, type Diff, faultsOf } from './diff.ts'
import type { Version } from './versions.ts'

/** A comparison that is not proved can be read, with care, but not certified. @throws FilingError when there is a fault */
function refuseFaults(faults: ReadonlyMap<string, string>): void {
  const log = new Log()
  for (const [name, fault] of faults)
    log.add(
      'P007',
      undefined,
      `no certificate is made: the comparison of ${name} is not proved: ${fault}`,
      'this is a defect of filingpress: please report it with both versions',
    )
  log.stopIfFailed()
}

/**
 * `certificate.json`, `.htm` and `.pdf`.
 *
 * @param faults what could not be proved, by the name of the document
 * @throws FilingError when anything could not
 */
export function certificateFiles(
  diffed: Diff,
  fonts: FontBook,
  faults: ReadonlyMap<string, string> = faultsOf(diffed),
): Map<string, Uint8Array> {
  const { old, new: fresh, documents, attached } = diffed
  refuseFaults(faults)
  const compared = findings(
    documents.map(({ name, same, redline }) => ({
      name,
      old: finishedFiles(old, name, fonts),
      new: finishedFiles(fresh, name, fonts),
      rejected: wordsOf(reject(redline.document)),
      accepted: wordsOf(accept(redline.document)),
      same,
      changes: redline.changes,
    })),
  )
  const found = [...compared, ...attached.map((one) => attachedFinding(one, old, fresh))]
  const head = { old: `${old.label}, ${old.digest}`, new: `${fresh.label}, ${fresh.digest}`, tool }
  const page = certificatePage(head, found)
  return new Map([
    ['certificate.json', jsonBytes({ format: 1, ...head, documents: found })],
    ['certificate.htm', toBytes(writeHtml(page, 'reading'))],
    ['certificate.pdf', painted(page, fonts)],
  ])
}

/** What is no document of ours has its bytes compared, and no words. */
function attachedFinding({ name, state }: AttachedDiff, old: Version, fresh: Version): Finding {
  const said = {
    same: 'the same bytes on both sides',
    changed: 'OTHER BYTES; its words were not compared',
    added: 'in the new version alone',
    gone: 'in the old version alone',
  }
  const digests = [old.attached.get(name), fresh.attached.get(name)].filter((one) => one !== undefined)
  const statement = `${name}, which is compared by its bytes alone: ${said[state]} (sha256 ${[...new Set(digests)].join(', then ')}).`
  return { name, statement, holds: state === 'same', files: [], changes: [] }
}

const wordsOf = (document: Document): string[] => words(document).map(({ text }) => text)

/** The finished files of one document, read back; those of a version that is not built are made here. */
function finishedFiles(version: Version, name: string, fonts: FontBook): FinishedFile[] {
  const html = version.html.get(name)
  const document = version.documents.find(({ fileName }) => fileName === name)
  if (html === undefined || !document) return []
  const log = new Log()
  const read = readHtml({ path: name, text: html }, { form: document.form, fileName: name }, log, 'words')
  const pdfName = name.replace(/\.htm$/, '.pdf')
  const { making } = version
  const pdf = version.pdf.get(pdfName) ?? (making && painted(document, making.withTheme(fonts), making.date))
  return [
    { name, sha256: sha256(html), words: read ? wordsOf(read) : [] },
    ...(pdf ? [{ name: pdfName, sha256: sha256(pdf), words: readPdf(pdf).words }] : []),
  ]
}
