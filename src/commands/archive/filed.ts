/** `archive filed` and `archive hold`: what EDGAR returned, and who may not let go of a filing, as versions of their own. */

import { filesOf } from '../../archive/inventory.ts'
import type { Kept } from '../../archive/revise.ts'
import type { SigningKey } from '../../archive/signature.ts'
import { jsonBytes, sha256, toText } from '../../bytes.ts'
import { readMarkup } from '../../check/finished-files.ts'
import { findSecret } from '../../check/rules/secrets.ts'
import { openSubmissions } from '../../check/submitted-text.ts'
import { Log } from '../../diagnostics/log.ts'
import { wordDifferences } from '../../lock/approval.ts'
import { textWords } from '../../lock/text-words.ts'
import { baseName } from '../../paths.ts'
import type { World } from '../../platform/world.ts'
import { type Added, about, keepVersion } from './add.ts'
import { below, folderOf, objectOf, readVersion } from './objects.ts'
import { type Archive, refuse } from './place.ts'
import { retention, retentionName } from './retention.ts'

export interface FiledOptions {
  readonly accession: string
  /** As EDGAR gives it: `YYYYMMDDHHMMSS`, or RFC 3339. */
  readonly accepted: string
  /** The as-filed copies, by file name. */
  readonly copies: ReadonlyMap<string, Uint8Array>
  readonly message: string
  readonly user: string
  readonly key: SigningKey | undefined
}

export interface FiledCopy {
  readonly name: string
  readonly sha256: string
  /** Against our output of that name; null where there is none. */
  readonly sameBytes: boolean | null
  readonly sameWords: boolean | null
  readonly differences: readonly string[]
}

export interface Filed extends Added {
  readonly copies: readonly FiledCopy[]
}

export async function filed(
  world: World,
  archive: Archive,
  slug: string,
  options: FiledOptions,
): Promise<Filed> {
  const { accession, accepted, copies } = options
  if (!/^\d{10}-\d{2}-\d{6}$/.test(accession))
    refuse('V005', `"${accession}" is no accession number`, 'it looks like 0000123456-26-000001')
  const time =
    acceptedTime(accepted) ??
    refuse(
      'V005',
      `"${accepted}" is not a time of acceptance`,
      'as EDGAR gives it: 20260302163015, or 2026-03-02T16:30:15-05:00',
    )
  for (const [name, bytes] of copies) {
    if (findSecret(new TextDecoder('latin1').decode(bytes)))
      refuse('V005', `${name} holds what looks like a CCC or token`, 'secrets are never archived: remove it')
  }
  if (findSecret(options.message)) refuse('V005', 'the message holds what looks like a CCC or token')
  let compared: FiledCopy[] = []
  const added = await nextVersion(world, archive, slug, options, async (files, read) => {
    const ours = below(await read((name) => name.startsWith('output/')), 'output/')
    compared = [...openSubmissions(copies).files].map(([path, bytes]) => {
      const name = baseName(path)
      return compare(name, bytes, counterpart(name, bytes, ours))
    })
    for (const [name, bytes] of copies) files.set(`filing/as-filed/${name}`, bytes)
    files.set('filing/filed.json', jsonBytes({ format: 1, accession, accepted: time, copies: compared }))
  })
  return { ...added, copies: compared }
}

type Who = Pick<FiledOptions, 'message' | 'user' | 'key'>

type Read = (wanted: (path: string) => boolean) => Promise<Map<string, Uint8Array>>

/** A version that has the files of the newest one, changed in what is recorded about them; the others are not read. */
async function nextVersion(
  world: World,
  archive: Archive,
  slug: string,
  who: Who,
  change: (files: Map<string, Uint8Array | Kept>, read: Read) => Promise<void>,
): Promise<Added> {
  const object = await folderOf(archive, slug)
  const write = async (): Promise<Added> => {
    const stored = await objectOf(archive, slug)
    const { folder, inventory } = stored
    const files = new Map<string, Uint8Array | Kept>(filesOf(inventory))
    await change(files, (wanted) => readVersion(archive, stored, inventory.head, wanted))
    const target = { id: inventory.id, folder, before: inventory }
    return keepVersion(archive, target, files, about(world, who), who.key)
  }
  return archive.store.exclusively(write, { object })
}

/** EDGAR's own form is Eastern time without a zone: it is kept as it was given. */
function acceptedTime(text: string): string | undefined {
  const edgar = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (edgar) return `${edgar[1]}-${edgar[2]}-${edgar[3]} ${edgar[4]}:${edgar[5]}:${edgar[6]} Eastern`
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : undefined
}

/**
 * Our document that a copy is of: the one of its name, else of its form or exhibit, since a copy may be called anything.
 *
 * @throws FilingError for a document that is none of this filing: nothing could be compared, and no version is written
 */
function counterpart(
  name: string,
  bytes: Uint8Array,
  ours: ReadonlyMap<string, Uint8Array>,
): Uint8Array | undefined {
  const same = ours.get(name)
  if (same || !/\.(?:html?|txt)$/i.test(name)) return same
  const form = formOf(name, bytes)
  const found = [...ours].find(
    ([other, own]) => /\.htm$/.test(other) && form !== undefined && formOf(other, own) === form,
  )
  return (
    found?.[1] ??
    refuse(
      'V005',
      `${name} is no document of this filing: it reads as ${form ?? 'no form and no exhibit'}`,
      'give copies of the report and of its exhibits, or the complete submission text file',
    )
  )
}

/** An 8-K answers to its amendment too; undefined where a document does not say what it is. */
function formOf(path: string, bytes: Uint8Array): string | undefined {
  const { form } = readMarkup({ path, text: toText(bytes) }, new Log()).reading
  return form.startsWith('8-K') ? '8-K' : form === 'EX-' ? undefined : form
}

/** EDGAR wraps and may reformat what it takes: bytes and words are told apart. */
function compare(name: string, bytes: Uint8Array, ours: Uint8Array | undefined): FiledCopy {
  const digest = sha256(bytes)
  if (!ours) return { name, sha256: digest, sameBytes: null, sameWords: null, differences: [] }
  if (sha256(ours) === digest)
    return { name, sha256: digest, sameBytes: true, sameWords: true, differences: [] }
  const [before, after] = [textWords(name, ours), textWords(name, bytes)]
  const sameWords = before.join('') === after.join('')
  return {
    name,
    sha256: digest,
    sameBytes: false,
    sameWords,
    differences: sameWords ? [] : wordDifferences(before, after),
  }
}

/** A legal hold put on or taken off, with its reason. */
export function hold(world: World, archive: Archive, slug: string, on: boolean, who: Who): Promise<Added> {
  return nextVersion(world, archive, slug, who, async (files, read) => {
    const before = (await read((path) => path === retentionName)).get(retentionName)
    files.set(retentionName, retention(before, { hold: on, reason: who.message }))
  })
}
