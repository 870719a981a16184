/** `build.json`: what was built from what, beside the outputs; and what of a folder is as it says. */

import { jsonBytes, sha256, toBytes, toText } from '../bytes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { parseJson } from '../diagnostics/json.ts'
import type { Log } from '../diagnostics/log.ts'
import { placeOf } from '../diagnostics/source.ts'
import type { Built } from '../pipeline.ts'
import { tool } from '../tool.ts'
import type { SettingReport } from '../typeset/report.ts'

export interface BuiltDocument {
  readonly name: string
  readonly kind: 'html' | 'pdf' | 'picture' | 'ready-made' | 'data' | 'reader'
  readonly bytes: number
  readonly sha256: string
  readonly pages?: number
  readonly words?: number
  /** How a PDF is set; only where it was asked for. */
  readonly setting?: SettingReport
}

/** What went into a build, by a name that means the same on every machine. */
export type Inputs = readonly (readonly [name: string, bytes: Uint8Array | string])[]

/** Digests of inputs by name. */
export function digestsOf(inputs: Inputs): Map<string, string> {
  return new Map(inputs.map(([name, bytes]) => [name, sha256(bytes)]))
}

/** Bytes of one input. */
export const bytesOf = (value: Uint8Array | string): Uint8Array =>
  typeof value === 'string' ? toBytes(value) : value

/** The record of a build beside its outputs. */
export const recordName = 'build.json'

/**
 * What the reader of others' PDFs says is not recorded: the tool that an archive keeps makes the same record without it.
 * Nor is what an earlier build left in the folder, which says nothing of this one.
 */
const isOurs = ({ code, span }: Diagnostic): boolean =>
  code !== 'W008' && !(span?.source.path.endsWith('.pdf') && /^(?:K106|K109|P003)$/.test(code))

/** Findings as a record keeps them; the same on every machine. */
export function findingsOf({ diagnostics }: Log): object[] {
  return diagnostics.filter(isOurs).map(({ code, severity, message, span, waived }) => {
    const place = span && {
      file: span.source.path.split('/').slice(-2).join('/'),
      line: placeOf(span.source, span.start).line,
    }
    return { code, severity, message, ...place, ...(waived && { waived }) }
  })
}

/** What was built from what: digests, counts, findings; relative paths only. */
export function record(
  built: Built,
  documents: readonly BuiltDocument[],
  inputs: Inputs,
  log: Log,
): Uint8Array {
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

/** Names of the outputs of a build that are no documents: taken over, made from pictures, data of tags. */
export function attachedIn(files: ReadonlyMap<string, Uint8Array>): Set<string> {
  const outputs = readRecord(files.get(recordName)) ?? []
  return new Set(
    outputs.flatMap(({ name, kind }) => (['ready-made', 'picture', 'data'].includes(kind) ? [name] : [])),
  )
}

function recorded(bytes: Uint8Array | undefined): ReadonlyMap<string, string> | undefined {
  const outputs = readRecord(bytes)
  return outputs && new Map(outputs.map((one) => [one.name, one.sha256]))
}

function readRecord(bytes: Uint8Array | undefined): readonly BuiltDocument[] | undefined {
  if (!bytes) return undefined
  try {
    const { outputs } = parseJson(toText(bytes)) as { outputs: BuiltDocument[] }
    return Array.isArray(outputs) ? outputs.filter(({ name }) => typeof name === 'string') : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}
