/** `archive stamp`: a time stamp (RFC 3161) of a version's signature, or of its inventory where nobody signed it. */
import { randomBytes } from 'node:crypto'
import { digestOf } from '../../archive/digest.ts'
import { stampedVersion, stampName } from '../../archive/signature.ts'
import { checkStamp, type Stamp } from '../../archive/stamps/check.ts'
import { readAnswer, stampRequest } from '../../archive/stamps/token.ts'
import { join } from '../../archive/tree.ts'
import { translated } from '../errors.ts'
import { historyOf, keepingOf } from './history.ts'
import { objectOf, type Stored, versionOf } from './objects.ts'
import { type Archive, refuse } from './place.ts'
import { stampedFile } from './verify-stamps.ts'

/** Sends a request to an authority. @returns its answer. @throws WorldError where there is none */
export type Ask = (request: Uint8Array) => Promise<Uint8Array>

export interface Stamped extends Stamp {
  readonly version: string
  /** What was stamped, and the stamp, as paths inside the object. */
  readonly of: string
  readonly kept: string
}

/** Asks for a stamp of bytes. @returns the answer, held to the request. @throws FilingError where it is refused or another's */
export async function askForStamp(data: Uint8Array, ask: Ask): Promise<Uint8Array> {
  const nonce = randomBytes(8)
  const answer = await ask(stampRequest(Buffer.from(digestOf(data, 'sha512'), 'hex'), nonce))
  held(answer, data)
  const read = readAnswer(answer)
  if ('token' in read && read.token.nonce !== `01${nonce.toString('hex')}`)
    refuse(
      'V021',
      'the authority answered another request',
      'ask again; if it stays so, ask another authority',
    )
  return answer
}

/** @throws FilingError for bytes that are no stamp of the data */
function held(answer: Uint8Array, data: Uint8Array): Stamp {
  const { stamp, fault } = checkStamp(answer, data, undefined)
  return stamp && fault === undefined
    ? stamp
    : refuse('V021', `there is no time stamp: ${fault}`, 'ask again, or ask another authority')
}

/** For a version that is being written: it counts for more than its stamp. One that does not come is told, and can be had later. */
export async function stampNew(
  ask: Ask | undefined,
  version: string,
  data: Uint8Array,
): Promise<{ readonly stamped?: Uint8Array; readonly warnings: readonly string[] }> {
  if (!ask) return { warnings: [] }
  try {
    return { stamped: await askForStamp(data, ask), warnings: [] }
  } catch (error) {
    const [told] = translated(error) ?? []
    if (!told) throw error
    const why = `${version} is kept without a time stamp: ${told.message}`
    return { warnings: [`${why}; ask again with: filingpress archive stamp FILING ${version} --tsa URL`] }
  }
}

interface Target {
  readonly stored: Stored
  readonly version: string
  readonly logs: readonly string[]
  readonly of: string
  readonly data: Uint8Array
}

async function targetOf(archive: Archive, slug: string, wanted: string | undefined): Promise<Target> {
  const stored = await objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const object = join(archive.root, stored.folder)
  const logs = ((await archive.store.list(join(object, 'logs'))) ?? []).map(({ name }) => name)
  const of = stampedFile(version, logs)
  const data =
    (await archive.store.read(join(object, of))) ??
    refuse('V008', `${of} of ${slug} is missing, so it cannot be stamped`, 'restore it from a copy')
  return { stored, version, logs, of, data }
}

/** A request for an authority that is reached by other means; the answer comes back by `stamp`. */
export async function requestFor(
  archive: Archive,
  slug: string,
  wanted: string | undefined,
): Promise<{ readonly version: string; readonly request: Uint8Array }> {
  const { version, data } = await targetOf(archive, slug, wanted)
  return { version, request: stampRequest(Buffer.from(digestOf(data, 'sha512'), 'hex')) }
}

/** @param from an authority, or the answer that it gave */
export async function stamp(
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  from: Ask | Uint8Array,
): Promise<Stamped> {
  const target = await targetOf(archive, slug, wanted)
  const { stored, version, data, of } = target
  const answer = from instanceof Uint8Array ? from : await askForStamp(data, from)
  const stamped = held(answer, data)
  const name = await archive.store.exclusively(() => keep(archive, target, answer), { object: stored.folder })
  return { ...stamped, version, of, kept: `logs/${name}` }
}

/** Under the first number that is free; the same answer is kept once. */
async function keep(
  archive: Archive,
  { stored, version, logs }: Target,
  answer: Uint8Array,
): Promise<string> {
  const { store } = archive
  const rows = await historyOf(archive, stored)
  const upTo = rows.slice(0, rows.findIndex((row) => row.version === version) + 1)
  const keeping = keepingOf(upTo, stored.inventory.versions[version]?.created ?? '')
  const there = logs.filter((name) => `v${stampedVersion(name)}` === version).length
  for (let number = 1; number <= there + 16; number++) {
    const name = stampName(version, number)
    if (await store.putLog(stored.folder, name, answer, { ...keeping, holdChanged: false })) return name
  }
  return refuse('V021', `${version} has ${there} time stamps already`, 'one an authority is enough')
}
