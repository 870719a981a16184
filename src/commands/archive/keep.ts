/** The archive's commands that make one, hand versions over, copy and recover: no delete, on purpose. */

import { bag, tar } from '../../archive/bag.ts'
import { each } from '../../archive/each.ts'
import { inventoryName, rootDeclaration } from '../../archive/inventory.ts'
import { idOfFolder } from '../../archive/layout.ts'
import { digest } from '../../archive/remembering.ts'
import { join, walk } from '../../archive/tree.ts'
import { jsonBytes } from '../../bytes.ts'
import { isIgnored } from '../../platform/git.ts'
import { objectsIn, type Recovery } from '../../platform/recovery.ts'
import type { Keeping } from '../../platform/store.ts'
import { workroom } from '../../platform/vault.ts'
import type { World } from '../../platform/world.ts'
import type { LockMode } from '../../stores/bucket.ts'
import type { Reach } from '../../stores/open.ts'
import { tool } from '../../tool.ts'
import { configName } from '../places.ts'
import { historyOf, keepingOf } from './history.ts'
import { objectOf, readObject, readVersion, slugOf, versionOf } from './objects.ts'
import { type Archive, bucketAt, inBucket, parsed, placeOf, refuse } from './place.ts'
import { verifyObject } from './verify.ts'

export interface Initialised {
  readonly path: string
  /** Sentences of warning. */
  readonly warnings: readonly string[]
}

export interface InitOptions extends Reach {
  /** How the files of an archive in a bucket are kept from everybody. */
  readonly objectLock?: LockMode
}

/** Makes a root, or takes one that is there, and writes it into the project's settings. */
export async function init(
  world: World,
  path: string,
  out: string,
  options: InitOptions = {},
): Promise<Initialised> {
  if (inBucket(path)) return initInBucket(world, path, options)
  if (options.objectLock)
    refuse('V002', 'a folder has no Object Lock', 'it is for archives in a bucket: s3://…')
  const clean = path.replace(/\/+$/, '')
  if (clean === out || clean.startsWith(`${out}/`))
    refuse('V002', `${clean} lies in ${out}/, which every build makes anew`, 'choose a folder of its own')
  const archive = placeOf(clean)
  const entries = (await archive.store.list(archive.root)) ?? []
  // A root that was begun has these and no more; hidden files are the system's.
  const others = entries.filter(
    ({ name }) =>
      !name.startsWith('.') && ![rootDeclaration, 'ocfl_layout.json', 'extensions'].includes(name),
  )
  const isRoot = (await archive.store.read(join(archive.root, rootDeclaration))) !== undefined
  if (!isRoot && others.length > 0)
    refuse('V002', `${clean} is not empty`, 'choose an empty folder, or one that does not exist')
  await archive.store.begin()
  const settings = { archive: clean }
  world.writeFile(configName, jsonBytes(settings))
  return {
    path: clean,
    warnings: isIgnored(clean)
      ? [`git ignores ${clean}: a copy of the repository will not hold the archive`]
      : [],
  }
}

async function initInBucket(world: World, path: string, options: InitOptions): Promise<Initialised> {
  const { objectLock, endpoint } = options
  const { archive, isRoot } = await beginInBucket(path, options)
  const settings = { archive: archive.path, ...(endpoint !== undefined && { endpoint }) }
  world.writeFile(configName, jsonBytes(settings))
  const kept = await lockOf(archive)
  const other = isRoot && objectLock !== undefined && kept !== objectLock
  return {
    path: archive.path,
    warnings: other
      ? [`this archive was begun ${kept === null ? 'without Object Lock' : `in ${kept} mode`}, and stays so`]
      : [],
  }
}

/**
 * Only where the service keeps the conditions of writes, which is tried.
 *
 * @returns the root, begun, and whether it was there before
 */
async function beginInBucket(
  path: string,
  options: InitOptions,
): Promise<{ readonly archive: Archive; readonly isRoot: boolean }> {
  const { objectLock = null } = options
  const { archive, bucket, address } = await bucketAt(path, options, { objectLock })
  const isRoot = (await archive.store.read(join(archive.root, rootDeclaration))) !== undefined
  if (isRoot) return { archive, isRoot }
  if ((await archive.store.list(archive.root)) !== undefined)
    refuse('V002', `${archive.path} is not empty`, 'choose a prefix below which there is nothing')
  const { trial } = await import('../../stores/trial.ts')
  const missing = await trial(bucket, `${address.prefix}${workroom(archive.root)}/trial`)
  if (missing !== undefined)
    refuse(
      'V002',
      `${bucket.name} cannot hold an archive: ${missing}`,
      'two writers could lose each other’s versions there: use a service with conditional writes',
    )
  if (objectLock && !(await bucket.locks()))
    refuse(
      'V002',
      `${bucket.name} has no Object Lock, so nothing in it can be kept from being deleted`,
      'make a bucket with Object Lock, or leave out --object-lock',
    )
  await archive.store.begin()
  return { archive, isRoot }
}

/** How a root in a bucket was begun. */
async function lockOf({ store, root }: Archive): Promise<string | null> {
  const bytes = await store.read(join(workroom(root), 'settings.json'))
  return bytes ? parsed<{ objectLock: string | null }>(bytes, 'settings.json').objectLock : null
}

/** Writes the files of a version into a folder that does not exist yet. */
export async function checkout(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  to: string,
): Promise<string[]> {
  if (world.exists(to)) refuse('V006', `${to} exists`, 'name a folder that does not')
  const stored = await objectOf(archive, slug)
  const files = await readVersion(archive, stored, versionOf(stored, wanted))
  world.replaceFolder(to, files)
  return [...files.keys()]
}

export interface Exported {
  /** Names that some tools cannot read in a bag. */
  readonly percent: readonly string[]
}

/** A bag as a folder, or a tar of it. */
export async function exportVersion(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  to: string,
  form: 'bag' | 'tar',
): Promise<Exported> {
  if (world.exists(to)) refuse('V006', `${to} exists`, 'name one that does not')
  const stored = await objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const { inventory } = stored
  const created = inventory.versions[version]?.created ?? ''
  const files = await readVersion(archive, stored, version)
  const bagged = bag(files, { id: inventory.id, version, created, tool })
  if (form === 'bag') world.replaceFolder(to, bagged)
  else world.writeFile(to, tar(bagged, `${slugOf(inventory.id)}-${version}`))
  return { percent: [...files.keys()].filter((name) => name.includes('%')) }
}

/**
 * Copies every object into another root, on a disk or in a bucket, and verifies what arrived.
 *
 * @param now the moment, RFC 3339: what need not be kept any more is not locked
 * @returns ids copied
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

async function copyOne(
  archive: Archive,
  target: Archive,
  folder: string,
  to: string,
  now: string,
): Promise<string[]> {
  const unkeyed = { key: undefined, expect: undefined }
  const { id, issues, digest: head } = await verifyObject(archive, folder, unkeyed)
  if (issues.errors.length > 0)
    refuse('V008', `${id || folder} is damaged and was not copied`, issues.errors[0]?.message)
  const before = await digest(target.store, join(target.root, folder, inventoryName))
  if (before === head) return []
  if (before !== undefined) refuse('V006', `${id} is in ${to} in another state`, 'copy into an empty root')
  const { files } = await walk(archive.store, join(archive.root, folder))
  const read = new Map<string, Uint8Array>()
  await each(files, async (name) => {
    read.set(name, (await archive.store.read(join(archive.root, folder, name))) ?? new Uint8Array())
  })
  const whole = new Map(files.map((name) => [name, read.get(name) ?? new Uint8Array()]))
  await target.store.addName(slugOf(id), folder)
  await target.store.putIfAbsent(folder, whole, await keepingIn(archive, folder, now))
  const arrived = await verifyObject(target, folder, { ...unkeyed, expect: head })
  if (arrived.issues.errors.length > 0)
    refuse('V008', `${id} did not arrive whole`, arrived.issues.errors[0]?.message)
  return [id]
}

/** How long an object must stand, where that time is not over. */
async function keepingIn(archive: Archive, folder: string, now: string): Promise<Keeping | undefined> {
  const inventory = await readObject(archive, folder)
  if (!inventory) return undefined
  const rows = await historyOf(archive, { folder, inventory })
  const keeping = keepingOf(rows, inventory.versions[inventory.head]?.created ?? '')
  return Date.parse(keeping.until) > Date.parse(now) ? keeping : undefined
}

/** Puts the archive in order after a crash, all of it looked at. */
export function recoverNow(archive: Archive, force = false): Promise<Recovery> {
  const order = async (recovery: Recovery): Promise<Recovery> => {
    await indexNames(archive)
    return recovery
  }
  return archive.store.exclusively(order, { thorough: true, force })
}

/** The index made again from the objects that are there. */
async function indexNames({ store, root, path, reach }: Archive): Promise<void> {
  const known = new Set(await store.names())
  for (const folder of await objectsIn(store, root)) {
    if (known.has(folder)) continue
    const id = idOfFolder(folder) ?? (await readObject({ store, root, path, reach }, folder))?.id
    if (id !== undefined) await store.addName(slugOf(id), folder)
  }
  await store.completeNames()
}
