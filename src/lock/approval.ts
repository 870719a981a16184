/**
 * Approval of a final rendering, and what differs when a filing is no longer as it was approved.
 *
 * `approve` records the digests of every input and output of an unstamped build, with the approved HTML itself, in
 * the filing's folder `approval/`; nothing in there is an input. A name given by `--by` authenticates nobody: the
 * record says what was approved, not who sat at the keyboard.
 */

import { jsonBytes, sha256, toText } from '../bytes.ts'
import { parseJson } from '../diagnostics/json.ts'
import { numbered, shortestEdit } from '../redline/myers.ts'

export const approvalFolder = 'approval'
const recordName = `${approvalFolder}/approval.json`

export interface Approval {
  readonly format: 2
  readonly by: string
  /** `YYYY-MM-DDTHH:MM:SSZ`, by the clock of the machine. */
  readonly at: string
  readonly tool: string
  /** Of everything else here, who approved and when among it. */
  readonly digest: string
  /** The findings that were waived then, each with its passage, reason and name, as digests. */
  readonly waivers: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
}

export interface Rendering {
  readonly tool: string
  readonly inputs: ReadonlyMap<string, string>
  readonly outputs: ReadonlyMap<string, Uint8Array>
  /** See `Approval`. */
  readonly waivers: readonly string[]
}

/** Outputs that are approved: not the record of the build, nor copies made when asked. */
const approved = (name: string): boolean =>
  name !== 'build.json' && !/\.(?:edgar\.pdf|reading\.html|wire\.txt)$/.test(name)

export function digestsOf({ outputs }: Rendering): Record<string, string> {
  const names = [...outputs.keys()].filter(approved).sort()
  return Object.fromEntries(names.map((name) => [name, sha256(outputs.get(name) ?? '')]))
}

export function approvalOf(rendering: Rendering, by: string, at: string): Approval {
  const inputs = Object.fromEntries([...rendering.inputs].sort(([a], [b]) => (a < b ? -1 : 1)))
  const outputs = digestsOf(rendering)
  const { tool, waivers } = rendering
  const whole = { format: 2, by, at, tool, waivers: [...waivers].sort(), inputs, outputs } as const
  const { format, ...rest } = whole
  return { format, digest: wholeDigest(whole), ...rest }
}

/** A name or a day that was edited later makes another digest, as any other change does. */
function wholeDigest({ format, by, at, tool, waivers, inputs, outputs }: Omit<Approval, 'digest'>): string {
  return sha256(JSON.stringify([format, by, at, tool, waivers, inputs, outputs]))
}

/** The files of an approval, by name inside the filing's folder. */
export function approvalFiles(approval: Approval, { outputs }: Rendering): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  files.set(recordName, jsonBytes(approval))
  for (const [name, bytes] of outputs)
    if (name.endsWith('.htm')) files.set(`${approvalFolder}/${name}`, bytes)
  return files
}

/**
 * The approval of a filing's folder. `broken` when its record was edited or cannot be read, or a page beside it is not the
 * one that was approved; `outdated` when it is of a filingpress whose record did not cover who approved, and when.
 */
export function readApproval(
  files: ReadonlyMap<string, Uint8Array>,
): Approval | 'broken' | 'outdated' | undefined {
  const bytes = files.get(recordName)
  if (!bytes) return undefined
  try {
    const approval = parseJson(toText(bytes), recordName) as Approval
    if ((approval.format as number) === 1) return 'outdated'
    const whole = approval.format === 2 && wholeDigest(approval) === approval.digest
    return whole && pagesAgree(approval, files) ? approval : 'broken'
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return 'broken'
    throw error
  }
}

/** The approved HTML beside the record is what differences are quoted from: it has the digest of the record. */
const pagesAgree = ({ outputs }: Approval, files: ReadonlyMap<string, Uint8Array>): boolean =>
  Object.entries(outputs).every(([name, digest]) => {
    const page = files.get(`${approvalFolder}/${name}`)
    return page === undefined || sha256(page) === digest
  })

export interface Departure {
  readonly file: string
  readonly what: 'added' | 'removed' | 'changed'
}

/** Names whose digests differ. */
export function departures(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Departure[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].sort().flatMap((file): Departure[] => {
    if (before[file] === now[file]) return []
    return [
      { file, what: before[file] === undefined ? 'added' : now[file] === undefined ? 'removed' : 'changed' },
    ]
  })
}

/** What words differ, as short lines `"7.5 percent" was "7.0 percent"`; at most `most`, then a count. */
export function wordDifferences(before: readonly string[], now: readonly string[], most = 8): string[] {
  const { stretches } = shortestEdit(...numbered(before, now))
  const changed = stretches.filter(({ same }) => !same)
  const lines = changed.slice(0, most).map(({ aStart, aEnd, bStart, bEnd }) => {
    const was = before.slice(Math.max(0, aStart - 2), aEnd + 1).join(' ')
    const is = now.slice(Math.max(0, bStart - 2), bEnd + 1).join(' ')
    return `"${cut(is)}" was approved as "${cut(was)}"`
  })
  return changed.length > most ? [...lines, `and ${changed.length - most} more places`] : lines
}

const cut = (text: string): string => (text.length > 90 ? `${text.slice(0, 60)} … ${text.slice(-25)}` : text)
