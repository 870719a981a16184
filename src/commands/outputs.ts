/** Finished files of a filing: painted, proved word for word, and recorded. Nothing is written here. */
import { jsonBytes, sha256, toBytes, toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { placeOf } from '../diagnostics/source.ts'
import type { Document } from '../document/document.ts'
import { visitBlocks } from '../document/walk.ts'
import type { Attachments } from '../pdf/attachments.ts'
import { paint } from '../pdf/paint.ts'
import type { Built, Proof } from '../pipeline.ts'
import { proveParity } from '../proof/parity.ts'
import { tool } from '../tool.ts'
import { type SettingReport, settingReport } from '../typeset/report.ts'

export interface BuiltDocument {
  readonly name: string
  readonly kind: 'html' | 'pdf' | 'picture' | 'ready-made'
  readonly bytes: number
  readonly sha256: string
  readonly pages?: number
  readonly words?: number
  /** How a PDF is set; only where it was asked for. */
  readonly setting?: SettingReport
}

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
  /** Also say how each PDF is set. */
  readonly report?: boolean
}

/** What went into a build, by a name that means the same on every machine. */
export type Inputs = readonly (readonly [name: string, bytes: Uint8Array | string])[]

/** Digests of inputs by name. */
export function digestsOf(inputs: Inputs): Map<string, string> {
  return new Map(inputs.map(([name, bytes]) => [name, sha256(bytes)]))
}

/** @throws FilingError when a finished file does not have the words of its document */
export function makeOutputs(
  built: Built,
  inputs: Inputs,
  { edgarPdf, date = built.filing.facts.reportDate, report = false, embedSource = false }: OutputOptions,
  log: Log,
  done: (stage: string) => void,
): Outputs {
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
    const { document, html } = proof
    const parity = proveParity(document, { html, pdf }, log)
    if (!parity) continue
    const pdfName = (ending: string) => document.fileName.replace(/\.htm$/, ending)
    add(document.fileName, 'html', toBytes(html), { words: parity.words })
    add(pdfName('.pdf'), 'pdf', pdf, { ...parity, ...(report && { setting: settingOf(proof) }) })
    for (const [name, bytes] of picturesOf(document)) if (!files.has(name)) add(name, 'picture', bytes)
    if (edgarPdf) add(pdfName('.edgar.pdf'), 'pdf', painting(proof, date, false), { pages: parity.pages })
  }
  done('prove')
  for (const { content } of built.filing.exhibits) {
    if (content.kind !== 'ready-made') continue
    add(content.fileName, 'ready-made', content.bytes)
    for (const [name, bytes] of content.pictures) if (!files.has(name)) add(name, 'picture', bytes)
  }
  log.stopIfFailed()
  files.set(recordName, record(built, documents, inputs, log))
  return { documents, files }
}

/** Pictures that a document shows, by file name. */
export function picturesOf(document: Document): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  for (const { blocks } of document.sections)
    visitBlocks(blocks, (block) => {
      if (block.type === 'image' && block.data) found.set(block.file, block.data)
    })
  return found
}

function settingOf({ document: { pagePlan }, pages }: Proof): SettingReport {
  return settingReport(pages, pagePlan.width - pagePlan.margin.right)
}

/** Bytes of one input. */
export const bytesOf = (value: Uint8Array | string): Uint8Array =>
  typeof value === 'string' ? toBytes(value) : value

function painting(
  { document, pages }: Proof,
  date: string,
  links: boolean,
  attachments?: Attachments,
): Uint8Array {
  const { title, language } = document
  return paint(pages, { title, language, tool, date, links, ...(attachments && { attachments }) })
}

/** The record of a build beside its outputs. */
export const recordName = 'build.json'

/** Findings as a record keeps them; the same on every machine. */
export function findingsOf({ diagnostics }: Log): object[] {
  return diagnostics.map(({ code, severity, message, span, waived }) => {
    const place = span && {
      file: span.source.path.split('/').slice(-2).join('/'),
      line: placeOf(span.source, span.start).line,
    }
    return { code, severity, message, ...place, ...(waived && { waived }) }
  })
}

/** What was built from what: digests, counts, findings; relative paths only. */
function record(built: Built, documents: readonly BuiltDocument[], inputs: Inputs, log: Log): Uint8Array {
  const whole = {
    format: 1,
    filing: built.filing.slug,
    tool,
    inputs: [...digestsOf(inputs)].map(([name, digest]) => ({ name, sha256: digest })),
    outputs: documents.map(({ setting: _shown, ...recorded }) => recorded),
    findings: findingsOf(log),
  }
  return jsonBytes(whole)
}

/**
 * Names of files that are not as the record says: changed, or none of ours. All of them where there is no record
 * that can be read.
 */
export function notOurs(files: ReadonlyMap<string, Uint8Array>): string[] {
  const digests = recorded(files.get(recordName))
  return [...files].flatMap(([name, bytes]) => {
    if (digests && name === recordName) return []
    return digests?.get(name) === sha256(bytes) ? [] : [name]
  })
}

/** Names of the outputs of a build that were taken over or made from pictures: nothing that we can read as a document. */
export function attachedIn(files: ReadonlyMap<string, Uint8Array>): Set<string> {
  const outputs = readRecord(files.get(recordName)) ?? []
  return new Set(
    outputs.flatMap(({ name, kind }) => (['ready-made', 'picture'].includes(kind) ? [name] : [])),
  )
}

function recorded(bytes: Uint8Array | undefined): ReadonlyMap<string, string> | undefined {
  const outputs = readRecord(bytes)
  return outputs && new Map(outputs.map((one) => [one.name, one.sha256]))
}

function readRecord(bytes: Uint8Array | undefined): readonly BuiltDocument[] | undefined {
  if (!bytes) return undefined
  try {
    const { outputs } = JSON.parse(toText(bytes)) as { outputs: BuiltDocument[] }
    return Array.isArray(outputs) ? outputs.filter(({ name }) => typeof name === 'string') : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
