/**
 * A version as one object of a bucket, written before anything of it is put in its place: the one request by which it comes
 * to be. A bucket has no rename; whoever finds a pack whose version is not all in its place puts it there.
 *
 * A line of JSON that names the files with their sizes, then their bytes one after the other.
 */
import { Issues } from '../archive/issues.ts'
import { checkInventory } from '../archive/validate-inventory.ts'
import { sha512, toBytes, toText } from '../bytes.ts'
import { isInside } from '../platform/inside.ts'
import type { Keeping } from '../platform/store.ts'

export interface Pack {
  /** Inside the root. */
  readonly object: string
  /** The version it brings the object to, as `v2`. */
  readonly version: string
  /** sha512 of the inventory that is replaced; null where the object is new. */
  readonly expected: string | null
  /** Tells this write from every other. */
  readonly writer: string
  /** How it is kept from everybody; null where nothing says so. */
  readonly keeping: Keeping | null
  /** Earlier content that the version names again, by path inside the object. */
  readonly kept: readonly string[]
  /** By path inside the object, in the order in which they are put there. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export function packed({ files, ...about }: Pack): Uint8Array {
  const sizes = [...files].map(([path, bytes]) => ({ path, size: bytes.length }))
  const head = toBytes(`${JSON.stringify({ format: 1, ...about, files: sizes })}\n`)
  return Uint8Array.from(Buffer.concat([head, ...files.values()]))
}

/** Undefined for bytes that are no pack, or one whose content is not what its own inventory says. */
export function unpacked(bytes: Uint8Array): Pack | undefined {
  const end = bytes.indexOf(10)
  if (end < 0) return undefined
  try {
    const head = JSON.parse(toText(bytes.subarray(0, end))) as Omit<Pack, 'files'> & {
      readonly files: readonly { readonly path: string; readonly size: number }[]
    }
    const files = new Map<string, Uint8Array>()
    let at = end + 1
    for (const { path, size } of head.files) {
      if (!isInside(path) || !Number.isInteger(size) || size < 0) return undefined
      files.set(path, bytes.slice(at, at + size))
      at += size
    }
    const pack = { ...head, files }
    return at === bytes.length && isTrue(pack) ? pack : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** The content of a pack is what the inventory in it says: bytes that are not are put nowhere. */
function isTrue({ files }: Pack): boolean {
  const path = 'inventory.json'
  const text = files.get(path)
  if (!text) return true
  const inventory = checkInventory(toText(text), { path, specification: '1.1', issues: new Issues() })
  if (!inventory) return false
  if (inventory.digestAlgorithm !== 'sha512') return true
  return Object.entries(inventory.manifest).every(([digest, paths]) =>
    paths.every((one) => {
      const content = files.get(one)
      return content === undefined || sha512(content) === digest.toLowerCase()
    }),
  )
}
