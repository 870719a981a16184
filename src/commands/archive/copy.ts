/** `archive copy`: another archive, on a disk or in a bucket, brought up to date with this one and verified. */

import { each } from '../../archive/each.ts'
import { type Inventory, inventoryName, numberOf, sidecarName, versionName } from '../../archive/inventory.ts'
import { digest } from '../../archive/remembering.ts'
import { versionOfLog } from '../../archive/signature.ts'
import { join, walk } from '../../archive/tree.ts'
import { toText } from '../../bytes.ts'
import { objectsIn } from '../../platform/recovery.ts'
import type { Keeping } from '../../platform/store.ts'
import { historyOf, keepingOf } from './history.ts'
import { beginInBucket, type InitOptions } from './keep.ts'
import { readObject, slugOf } from './objects.ts'
import { type Archive, inBucket, placeOf, refuse } from './place.ts'
import { verifyObject } from './verify.ts'

/**
 * Copies every object, or the versions that the other archive has not yet, and verifies what arrived.
 *
 * @param now the moment, RFC 3339: what need not be kept any more is not locked
 * @returns ids of objects that were copied or went on
 */
export async function copy(
  archive: Archive,
  to: string,
  now: string,
  options: InitOptions = {},
): Promise<string[]> {
  const target = inBucket(to) ? (await beginInBucket(to, options)).archive : placeOf(to)
  if (!inBucket(to)) await target.store.begin()
  const copied: string[] = []
  for (const object of await objectsIn(archive.store, archive.root)) {
    const one = () => copyOne(archive, target, object, to, now)
    copied.push(...(await target.store.exclusively(one, { object })))
  }
  return copied.sort()
}

const unkeyed = { key: undefined, expect: undefined }

async function copyOne(
  archive: Archive,
  target: Archive,
  folder: string,
  to: string,
  now: string,
): Promise<string[]> {
  const { id, issues, digest: head } = await verifyObject(archive, folder, unkeyed)
  if (issues.errors.length > 0)
    refuse('V008', `${id || folder} is damaged and was not copied`, issues.errors[0]?.message)
  const before = await digest(target.store, join(target.root, folder, inventoryName))
  const keeping = await keepingIn(archive, folder, now)
  if (before === undefined) {
    await target.store.addName(slugOf(id), folder)
    await target.store.putIfAbsent(folder, await filesBelow(archive, folder), keeping)
  } else if (before !== head) await goOn(archive, target, { folder, id, to, before, keeping })
  const stamped = before !== undefined && (await addLogs(archive, target, folder, keeping))
  if (before === head && !stamped) return []
  const arrived = await verifyObject(target, folder, { ...unkeyed, expect: head })
  if (arrived.issues.errors.length > 0)
    refuse('V008', `${id} did not arrive whole`, arrived.issues.errors[0]?.message)
  return [id]
}

interface Going {
  readonly folder: string
  readonly id: string
  readonly to: string
  /** sha512 of the inventory that the target has. */
  readonly before: string
  readonly keeping: Keeping | undefined
}

/** The versions that the target has not yet, one after the other, as they were written. */
async function goOn(archive: Archive, target: Archive, going: Going): Promise<void> {
  const { folder, id, to, before, keeping } = going
  const [own, other] = [await readObject(archive, folder), await readObject(target, folder)]
  const from = other && numberOf(other.head)
  const same = other && (await digest(archive.store, join(archive.root, folder, other.head, inventoryName)))
  if (own?.digestAlgorithm !== 'sha512' || from === undefined || same !== before)
    return refuse(
      'V006',
      `${id} is in ${to} in another state`,
      'it is not an earlier state of this one: copy into an empty root',
    )
  let expected = before
  for (let number = from + 1; number <= numberOf(own.head); number++) {
    const version = versionName(number)
    const files = await filesBelow(archive, join(folder, version))
    const inventoryText = toText(files.get(inventoryName))
    const sidecarText = toText(files.get(sidecarName))
    const inventory = JSON.parse(inventoryText) as Inventory
    const logs = await logsOf(archive, folder, number)
    const hold = keeping && { ...keeping, holdChanged: number === numberOf(own.head) }
    const next = {
      revision: { inventory, version, inventoryText, sidecarText, files },
      logs,
      ...(hold && { keeping: hold }),
    }
    if (!(await target.store.compareAndSwap(folder, expected, next)))
      refuse('V006', `${id} was written to in ${to} meanwhile`, 'copy again')
    expected = sidecarText.split(/\s/)[0] ?? ''
  }
}

async function logsOf(
  { store, root }: Archive,
  folder: string,
  number: number,
): Promise<Map<string, Uint8Array>> {
  const logs = new Map<string, Uint8Array>()
  for (const { name } of (await store.list(join(root, folder, 'logs'))) ?? [])
    if (versionOfLog(name) === number)
      logs.set(name, (await store.read(join(root, folder, 'logs', name))) ?? new Uint8Array())
  return logs
}

/** Time stamps that came later than their version. @returns whether there were any */
async function addLogs(
  archive: Archive,
  target: Archive,
  folder: string,
  keeping: Keeping | undefined,
): Promise<boolean> {
  const names = async ({ store, root }: Archive) =>
    ((await store.list(join(root, folder, 'logs'))) ?? []).map(({ name }) => name)
  const there = new Set(await names(target))
  const missing = (await names(archive)).filter((name) => !there.has(name))
  for (const name of missing) {
    const bytes = await archive.store.read(join(archive.root, folder, 'logs', name))
    if (bytes) await target.store.putLog(folder, name, bytes, keeping)
  }
  return missing.length > 0
}

async function filesBelow({ store, root }: Archive, folder: string): Promise<Map<string, Uint8Array>> {
  const { files } = await walk(store, join(root, folder))
  const read = new Map<string, Uint8Array>()
  await each(files, async (name) => {
    read.set(name, (await store.read(join(root, folder, name))) ?? new Uint8Array())
  })
  return new Map(files.map((name) => [name, read.get(name) ?? new Uint8Array()]))
}

/** How long an object must stand, where that time is not over. */
async function keepingIn(archive: Archive, folder: string, now: string): Promise<Keeping | undefined> {
  const inventory = await readObject(archive, folder)
  if (!inventory) return undefined
  const rows = await historyOf(archive, { folder, inventory })
  const keeping = keepingOf(rows, inventory.versions[inventory.head]?.created ?? '')
  return Date.parse(keeping.until) > Date.parse(now) ? keeping : undefined
}
