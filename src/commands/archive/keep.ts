/** The archive's commands that make one, hand versions over, copy and recover: no delete, on purpose. */

import { bag, tar } from '../../archive/bag.ts'
import { rootDeclaration } from '../../archive/inventory.ts'
import { idOfFolder, rootFiles } from '../../archive/layout.ts'
import { join } from '../../archive/tree.ts'
import { jsonBytes } from '../../bytes.ts'
import { withoutSlash } from '../../paths.ts'
import { isIgnored } from '../../platform/git.ts'
import { objectsIn, type Recovery } from '../../platform/recovery.ts'
import { workroom } from '../../platform/vault.ts'
import type { World } from '../../platform/world.ts'
import type { LockMode } from '../../stores/bucket.ts'
import type { Reach } from '../../stores/open.ts'
import { tool } from '../../tool.ts'
import { configName } from '../places.ts'
import { objectOf, readObject, readVersion, slugOf, versionOf } from './objects.ts'
import { type Archive, bucketAt, inBucket, parsed, placeOf, refuse } from './place.ts'

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
  const clean = withoutSlash(path)
  if (clean === out || clean.startsWith(`${out}/`))
    refuse('V002', `${clean} lies in ${out}/, which every build makes anew`, 'choose a folder of its own')
  const archive = placeOf(clean)
  const entries = (await archive.store.list(archive.root)) ?? []
  const isRoot = (await archive.store.read(join(archive.root, rootDeclaration))) !== undefined
  if (!isRoot && strangersIn(entries).length > 0)
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

/** What does not belong to a root whose beginning was interrupted; hidden files are the system's. */
export const strangersIn = <E extends { readonly name: string }>(entries: readonly E[]): E[] =>
  entries.filter(({ name }) => !name.startsWith('.') && !begunNames.has(name))

const begunNames = new Set([...rootFiles().keys()].map((path) => path.split('/')[0] ?? path))

async function initInBucket(world: World, path: string, options: InitOptions): Promise<Initialised> {
  const { objectLock, endpoint } = options
  const { archive, isRoot } = await beginInBucket(path, options)
  const settings = { archive: archive.path, ...(endpoint !== undefined && { endpoint }) }
  world.writeFile(configName, jsonBytes(settings))
  const kept = await lockOf(archive)
  // One that was interrupted may have written another mode, which stays.
  const other = (!isRoot || objectLock !== undefined) && kept !== (objectLock ?? null)
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
export async function beginInBucket(
  path: string,
  options: InitOptions,
): Promise<{ readonly archive: Archive; readonly isRoot: boolean }> {
  const { objectLock = null } = options
  const { archive, bucket, address } = await bucketAt(path, options, { objectLock })
  const isRoot = (await archive.store.read(join(archive.root, rootDeclaration))) !== undefined
  if (isRoot) return { archive, isRoot }
  if (strangersIn((await archive.store.list(archive.root)) ?? []).length > 0)
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
