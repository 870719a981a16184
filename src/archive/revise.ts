/**
 * A new version of an object: which content is new, and the inventory that says so. Pure; nothing is written here.
 *
 * Content is stored once by its digest: what an earlier version has is named again and not copied.
 */
import { sha512, toBytes } from '../bytes.ts'
import {
  contentFolder,
  type Inventory,
  inventoryText,
  inventoryType,
  numberOf,
  sidecarName,
  versionName,
} from './inventory.ts'

export interface Revision {
  readonly inventory: Inventory
  readonly version: string
  readonly inventoryText: string
  readonly sidecarText: string
  /** Files to write, by path inside the version's folder, its inventory and sidecar last. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface About {
  /** RFC 3339. */
  readonly created: string
  readonly message: string
  readonly user: { readonly name: string; readonly address?: string }
}

/** A file that the version before has: its digest stands for its bytes, which need not be read again. */
export interface Kept {
  readonly digest: string
}

/** @param files what the version holds, by logical path; all of it, not what changed */
export function revise(
  id: string,
  before: Inventory | undefined,
  files: ReadonlyMap<string, Uint8Array | Kept>,
  about: About,
): Revision {
  const number = before ? numberOf(before.head) + 1 : 1
  const version = versionName(number)
  const manifest: Record<string, readonly string[]> = { ...before?.manifest }
  const state: Record<string, string[]> = {}
  const written = new Map<string, Uint8Array>()
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const digest = bytes instanceof Uint8Array ? sha512(bytes) : bytes.digest
    state[digest] = [...(state[digest] ?? []), path]
    if (manifest[digest]) continue
    if (!(bytes instanceof Uint8Array)) throw new RangeError(`${path} is kept, and no earlier version has it`)
    const inside = `${contentFolder}/${path}`
    manifest[digest] = [`${version}/${inside}`]
    written.set(inside, bytes)
  }
  const block = { created: about.created, message: about.message, user: about.user, state }
  const inventory: Inventory = {
    id,
    type: inventoryType,
    digestAlgorithm: 'sha512',
    head: version,
    manifest,
    versions: { ...before?.versions, [version]: block },
  }
  const text = inventoryText(inventory)
  const sidecar = `${sha512(text)} inventory.json\n`
  written.set('inventory.json', toBytes(text))
  written.set(sidecarName, toBytes(sidecar))
  return { inventory, version, inventoryText: text, sidecarText: sidecar, files: written }
}
