/**
 * How an object in a bucket comes from one version to the next.
 *
 *   ROOT.work/packs/OBJECT/vN   the whole version in one object (pack.ts), put only where none is: the moment it comes to be
 *   ROOT/OBJECT/…               then its files, each put only where none is; then the object's inventory, only over the
 *                               one that was read; then the sidecar likewise
 *   ROOT.work/packs/OBJECT/vN   last, written over with nothing: done
 *
 * Every step can be done again, by anybody, and does the same: what a crash left in the middle, the next writer of the
 * object brings to its end. Before the first step there is nothing, so there is no third state, and nothing to take back.
 */

import { digestOf } from '../archive/digest.ts'
import { each } from '../archive/each.ts'
import { objectDeclaration, sidecarName } from '../archive/inventory.ts'
import { join } from '../archive/tree.ts'
import { toText } from '../bytes.ts'
import type { Keeping } from '../platform/store.ts'
import { WorldError } from '../platform/world.ts'
import { type Bucket, type Found, type LockMode, type Protection, settle } from './bucket.ts'
import { type Pack, packed, unpacked } from './pack.ts'

/** Where a root's objects lie in a bucket, and how they are kept. */
export interface Room {
  readonly bucket: Bucket
  /** The key of a path that begins with the root's name. */
  readonly keyOf: (path: string) => string
  readonly root: string
  /** None where the bucket protects nothing. */
  readonly mode: LockMode | undefined
}

export const workroomOf = (root: string): string => `${root}.work`
export const packKey = ({ keyOf, root }: Room, object: string, version: string): string =>
  keyOf(join(workroomOf(root), 'packs', object, version))

const nothing = new Uint8Array()
/** What is wanted of a pack once it is done is its name; it is kept from nobody for longer than a day. */
const head = /^inventory\.json(?:\..+)?$/

/**
 * Puts a pack and what is in it. @returns false where another write of this version came first; it is brought to its end
 */
export async function write(room: Room, pack: Pack): Promise<boolean> {
  const key = packKey(room, pack.object, pack.version)
  const tag = await settle(room.bucket, key, packed(pack), { absent: true })
  if (tag === undefined) {
    await complete(room, pack.object, pack.version)
    return false
  }
  await place(room, pack)
  await room.bucket.put(key, nothing, { tag })
  return true
}

/** Brings a version to its end that was begun. @returns whether there was something to do */
export async function complete(room: Room, object: string, version: string): Promise<boolean> {
  const key = packKey(room, object, version)
  const there = await room.bucket.get(key)
  if (!there || there.bytes.length === 0) return false
  const pack = unpacked(there.bytes)
  if (!pack || pack.object !== object || pack.version !== version)
    throw new WorldError(
      'W031',
      `${room.bucket.name}/${key} is damaged: a version that was being written cannot be completed`,
      'restore this key from an earlier version of it in the bucket',
    )
  await place(room, pack)
  await room.bucket.put(key, nothing, { tag: there.tag })
  return true
}

async function place(room: Room, { object, expected, keeping, kept, files }: Pack): Promise<void> {
  const { bucket } = room
  const at = (path: string): string => room.keyOf(join(room.root, object, path))
  const { mode } = room
  const protection = protectionBy(mode, keeping)
  const isHead = (path: string) => head.test(path) || path.startsWith('0=')
  const content = [...files].filter(([path]) => !isHead(path))
  await each(content, async ([path, bytes]) => {
    if ((await settle(bucket, at(path), bytes, { absent: true }, protection)) === undefined)
      throw inTheWay(bucket, at(path))
  })
  if (protection) await each(kept, (path) => bucket.retain(at(path), protection.mode, protection.until))
  if (protection && keeping?.holdChanged) await holdAll(bucket, at(''), protection.legalHold)
  const inventory = files.get('inventory.json')
  if (!inventory) return
  const sidecars = [...files].filter(([path]) => path !== 'inventory.json' && head.test(path))
  const declarations = [...files].filter(([path]) => path.startsWith('0='))
  if (expected === null) {
    // A reader knows an object by its inventory: what vouches for that is there before.
    for (const [path, bytes] of [...sidecars, ['inventory.json', inventory] as const, ...declarations])
      await settle(bucket, at(path), bytes, { absent: true }, protection)
    return
  }
  const before = await bucket.get(at('inventory.json'))
  if (!before) throw gone(bucket, at('inventory.json'))
  const old = digestOf(before.bytes, 'sha512')
  if (old === expected) await settle(bucket, at('inventory.json'), inventory, { tag: before.tag }, protection)
  for (const [path, bytes] of sidecars) await follow(bucket, at(path), bytes, expected, protection)
}

/** What a version asks for, as the bucket is asked; nothing where the root was begun without Object Lock. */
export const protectionBy = (
  mode: LockMode | undefined,
  keeping: Keeping | null | undefined,
): Protection | undefined =>
  mode && keeping ? { mode, until: keeping.until, legalHold: keeping.hold } : undefined

/** A legal hold is on all there is of an object, or on nothing of it. */
async function holdAll(bucket: Bucket, folder: string, on: boolean): Promise<void> {
  const { files } = await bucket.list(`${folder}/`, true)
  await each(files, ({ name }) => bucket.legalHold(`${folder}/${name}`, on))
}

/** The sidecar of the inventory that was replaced is written over; that of a later one is not. */
async function follow(
  bucket: Bucket,
  key: string,
  bytes: Uint8Array,
  expected: string,
  protection: Protection | undefined,
): Promise<void> {
  const there = await bucket.get(key)
  if (!there) {
    await settle(bucket, key, bytes, { absent: true }, protection)
    return
  }
  if (toText(there.bytes).startsWith(expected))
    await settle(bucket, key, bytes, { tag: there.tag }, protection)
}

const inTheWay = (bucket: Bucket, key: string): WorldError =>
  new WorldError(
    'W005',
    `${bucket.name}/${key} cannot be written: something else stands there already`,
    'filingpress archive verify says what was put into the archive by others',
  )

const gone = (bucket: Bucket, key: string): WorldError =>
  new WorldError(
    'W031',
    `${bucket.name}/${key} is gone: the inventory of an object that was being written`,
    'restore it from an earlier version of the key in the bucket, or from a copy',
  )

/** The object's inventory as it is, and the number of its newest version; 0 where there is none. */
export async function headOf(
  { bucket, keyOf, root }: Room,
  object: string,
): Promise<{ readonly found: Found | undefined; readonly version: number; readonly agrees: boolean }> {
  const found = await bucket.get(keyOf(join(root, object, 'inventory.json')))
  if (!found) return { found, version: 0, agrees: true }
  const version = Number(/"head"\s*:\s*"v(\d+)"/.exec(toText(found.bytes))?.[1] ?? 0)
  const sidecar = await bucket.get(keyOf(join(root, object, sidecarName)))
  const agrees = toText(sidecar?.bytes).startsWith(digestOf(found.bytes, 'sha512'))
  return { found, version, agrees }
}

/** Brings to its end what was begun of an object. @returns whether something was */
export async function completeObject(room: Room, object: string): Promise<boolean> {
  const { bucket, keyOf, root } = room
  const { version, agrees } = await headOf(room, object)
  const next = await complete(room, object, `v${version + 1}`)
  if (version === 0) return next
  if (!agrees) return (await complete(room, object, `v${version}`)) || next
  // The last thing of a new object; one that was copied came with all its versions in the pack of the first.
  const declared = await bucket.head(keyOf(join(root, object, objectDeclaration)))
  return (!declared && (await complete(room, object, 'v1'))) || next
}
