/** The archive's commands that make one, hand versions over, copy and recover: no delete, on purpose. */

import { bag, tar } from '../../archive/bag.ts'
import { inventoryName, rootDeclaration } from '../../archive/inventory.ts'
import { digest } from '../../archive/remembering.ts'
import { join, walk } from '../../archive/tree.ts'
import { jsonBytes } from '../../bytes.ts'
import { isIgnored } from '../../platform/git.ts'
import { objectsIn, type Recovery } from '../../platform/recovery.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import { configName } from '../places.ts'
import { objectOf, readVersion, slugOf, versionOf } from './objects.ts'
import { type Archive, placeOf, refuse } from './place.ts'
import { verifyObject } from './verify.ts'

export interface Initialised {
  readonly path: string
  /** Sentences of warning. */
  readonly warnings: readonly string[]
}

/** Makes a root, or takes one that is there, and writes it into the project's settings. */
export async function init(world: World, path: string, out: string): Promise<Initialised> {
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

/** Copies every object into another root and verifies what arrived. @returns ids copied */
export async function copy(archive: Archive, to: string): Promise<string[]> {
  const target = placeOf(to)
  await target.store.begin()
  return target.store.exclusively(async () => {
    const copied: string[] = []
    for (const folder of await objectsIn(archive.store, archive.root))
      copied.push(...(await copyOne(archive, target, folder, to)))
    return copied.sort()
  })
}

async function copyOne(archive: Archive, target: Archive, folder: string, to: string): Promise<string[]> {
  const unkeyed = { key: undefined, expect: undefined }
  const { id, issues, digest: head } = await verifyObject(archive, folder, unkeyed)
  if (issues.errors.length > 0)
    refuse('V008', `${id || folder} is damaged and was not copied`, issues.errors[0]?.message)
  const before = await digest(target.store, join(target.root, folder, inventoryName))
  if (before === head) return []
  if (before !== undefined) refuse('V006', `${id} is in ${to} in another state`, 'copy into an empty root')
  const whole = new Map<string, Uint8Array>()
  for (const name of (await walk(archive.store, join(archive.root, folder))).files)
    whole.set(name, (await archive.store.read(join(archive.root, folder, name))) ?? new Uint8Array())
  await target.store.putIfAbsent(folder, whole)
  const arrived = await verifyObject(target, folder, { ...unkeyed, expect: head })
  if (arrived.issues.errors.length > 0)
    refuse('V008', `${id} did not arrive whole`, arrived.issues.errors[0]?.message)
  return [id]
}

/** Puts the archive in order after a crash, all of it looked at. */
export function recoverNow(archive: Archive, force = false): Promise<Recovery> {
  return archive.store.exclusively(async (recovery) => recovery, { thorough: true, force })
}
