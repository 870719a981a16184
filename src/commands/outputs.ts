/** Finished files of a filing: painted, proved word for word, and recorded. Nothing is written here. */
import { sha256, toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { picturesOf } from '../document/walk.ts'
import type { Built, Proof } from '../pipeline.ts'
import { type SettingReport, settingReport } from '../typeset/report.ts'
import { packageOf } from '../xbrl/package.ts'
import { type Making, type OutputFormat, outputFormats, type Wanted } from './output-formats.ts'
import { type BuiltDocument, bytesOf, type Inputs, record, recordName } from './record.ts'

export interface Outputs {
  readonly documents: readonly BuiltDocument[]
  /** By name, the record of the build among them. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface OutputOptions extends Wanted {
  /** `YYYY-MM-DD` that PDFs give as their day of making; the report date when left out. */
  readonly date?: string
  /** Keep content, facts and templates inside each reading PDF. */
  readonly embedSource?: boolean
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
  const making = makingOf(built, inputs, options)
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
  const written = built.proofs.map((proof) => ({ proof, made: writeEach(proof, making, options, log) }))
  done('paint')
  for (const { proof, made } of written) {
    const { document } = proof
    for (const { format, name, bytes } of made) {
      const counts = format.prove({ document, name, bytes }, making, log)
      if (!counts || bytes.length === 0) continue
      add(name, format.kind, bytes, { ...counts, ...(options.report && settingOf(format, proof)) })
    }
    for (const [name, bytes] of picturesOf(document)) if (!files.has(name)) add(name, 'picture', bytes)
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

function makingOf(built: Built, inputs: Inputs, options: OutputOptions): Making {
  return {
    filing: built.filing,
    date: options.date ?? built.filing.facts.reportDate,
    faces: built.faces,
    sources: options.embedSource ? new Map(inputs.map(([name, value]) => [name, bytesOf(value)])) : undefined,
    wire: options.wire,
  }
}

interface Written {
  readonly format: OutputFormat
  readonly name: string
  readonly bytes: Uint8Array
}

/** A document in every format that is wanted of it. */
function writeEach(proof: Proof, making: Making, options: OutputOptions, log: Log): readonly Written[] {
  return outputFormats
    .filter((format) => format.wanted(options, proof.document))
    .map((format) => ({ format, name: format.name(proof), bytes: format.write(proof, making, log) }))
}

/** How the PDF for reading is set, which says it of both. */
function settingOf(format: OutputFormat, proof: Proof): { setting?: SettingReport } {
  if (format.name(proof) !== proof.document.fileName.replace(/\.htm$/, '.pdf')) return {}
  return { setting: settingReport(proof.pages, proof.document.pagePlan.margin.right) }
}
