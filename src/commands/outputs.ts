/** Finished files of a filing: painted, proved word for word, and recorded. Nothing is written here. */
import { sha256, toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { picturesOf } from '../document/walk.ts'
import type { Attachments } from '../pdf/attachments.ts'
import { paint } from '../pdf/paint.ts'
import type { Built, Proof } from '../pipeline.ts'
import { proveParity } from '../proof/parity.ts'
import { tool } from '../tool.ts'
import { type SettingReport, settingReport } from '../typeset/report.ts'
import type { Charset } from '../wire/write.ts'
import { packageOf } from '../xbrl/package.ts'
import { forOthers } from './other-readers.ts'
import { type BuiltDocument, bytesOf, type Inputs, record, recordName } from './record.ts'

export interface Outputs {
  readonly documents: readonly BuiltDocument[]
  /** By name, the record of the build among them. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface OutputOptions {
  /** Also the copy of each PDF that EDGAR takes: no links, no bookmarks (17 CFR 232.104). */
  readonly edgarPdf: boolean
  /** `YYYY-MM-DD` that PDFs give as their day of making; the report date when left out. */
  readonly date?: string
  /** Keep content, facts and templates inside each reading PDF. */
  readonly embedSource?: boolean
  /** Also a page of each document for a web site, for people. */
  readonly reading?: boolean
  /** Also each release as plain text, in a character set. */
  readonly wire?: Charset
  /** Also say how each PDF is set. */
  readonly report?: boolean
}

/** @throws FilingError when a finished file does not have the words of its document */
export function makeOutputs(
  built: Built,
  inputs: Inputs,
  options: OutputOptions,
  log: Log,
  done: (stage: string) => void,
): Outputs {
  const { edgarPdf, date = built.filing.facts.reportDate, report = false, embedSource = false } = options
  const files = new Map<string, Uint8Array>()
  const documents: BuiltDocument[] = []
  const add = (name: string, kind: BuiltDocument['kind'], bytes: Uint8Array, counts = {}): void => {
    // Names are told apart without regard to case by EDGAR and by some disks (EFM 5.1.1).
    if (documents.some((one) => one.name.toLowerCase() === name.toLowerCase())) {
      log.add('Y012', undefined, `two outputs would be called ${name}`, 'rename the ready-made exhibit')
    }
    files.set(name, bytes)
    documents.push({ name, kind, bytes: bytes.length, sha256: sha256(bytes), ...counts })
  }
  const sources = embedSource ? new Map(inputs.map(([name, value]) => [name, bytesOf(value)])) : undefined
  const painted = built.proofs.map((proof) => ({ proof, pdf: painting(proof, date, true, sources) }))
  done('paint')
  for (const { proof, pdf } of painted) {
    const { document, html, htmlName } = proof
    const forEdgar = edgarPdf ? painting(proof, date, false) : undefined
    const finished = { html, pdf, ...(forEdgar && { edgarPdf: forEdgar }) }
    const parity = proveParity(document, finished, built.faces, log)
    if (!parity) continue
    const pdfName = (ending: string) => document.fileName.replace(/\.htm$/, ending)
    add(htmlName, 'html', toBytes(html), { words: parity.words })
    add(pdfName('.pdf'), 'pdf', pdf, { ...parity, ...(report && { setting: settingOf(proof) }) })
    for (const [name, bytes] of picturesOf(document)) if (!files.has(name)) add(name, 'picture', bytes)
    if (forEdgar) add(pdfName('.edgar.pdf'), 'pdf', forEdgar, { pages: parity.pages })
    for (const { name, text } of forOthers(proof, built.filing, options, log))
      add(name, 'reader', toBytes(text))
  }
  done('prove')
  for (const [name, text] of built.tagging ? packageOf(built.tagging) : []) add(name, 'data', toBytes(text))
  for (const { content } of built.filing.exhibits) {
    if (content.kind !== 'ready-made') continue
    // One file may be two exhibits.
    if (files.get(content.fileName) === content.bytes) continue
    add(content.fileName, 'ready-made', content.bytes)
    for (const [name, bytes] of content.pictures) if (!files.has(name)) add(name, 'picture', bytes)
  }
  log.stopIfFailed()
  files.set(recordName, record(built, documents, inputs, log))
  return { documents, files }
}

function settingOf({ document: { pagePlan }, pages }: Proof): SettingReport {
  return settingReport(pages, pagePlan.margin.right)
}

function painting(
  { document, pages }: Proof,
  date: string,
  links: boolean,
  attachments?: Attachments,
): Uint8Array {
  const { title, language } = document
  return paint(pages, { title, language, tool, date, links, ...(attachments && { attachments }) })
}
