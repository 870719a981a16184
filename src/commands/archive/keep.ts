/** The rest of the archive's commands: init, list, show, checkout, export, copy, recover. No delete, on purpose. */

import { bag, tar } from '../../archive/bag.ts'
import { filesOf, rootDeclaration } from '../../archive/inventory.ts'
import { join, walk } from '../../archive/tree.ts'
import { validateObject } from '../../archive/validate.ts'
import { jsonBytes, toText } from '../../bytes.ts'
import { isIgnored } from '../../platform/git.ts'
import type { Recovery } from '../../platform/vault.ts'
import type { World } from '../../platform/world.ts'
import { tool } from '../../tool.ts'
import { readRetention } from './add.ts'
import { allObjects, objectOf, readVersion, slugOf, versionOf } from './objects.ts'
import { type Archive, configName, placeOf, refuse } from './place.ts'

export interface Initialised {
  readonly path: string
  /** Sentences of warning. */
  readonly warnings: readonly string[]
}

/** Makes a root, or takes one that is there, and writes it into the project's settings. */
export function init(world: World, path: string, out: string): Initialised {
  const clean = path.replace(/\/+$/, '')
  if (clean === out || clean.startsWith(`${out}/`))
    refuse('V002', `${clean} lies in ${out}/, which every build makes anew`, 'choose a folder of its own')
  const archive = placeOf(clean)
  const there = world.readFolder(clean)
  const isRoot = archive.store.read(join(archive.root, rootDeclaration)) !== undefined
  if (
    there &&
    there.files.size > 0 &&
    !isRoot &&
    !there.files.has('ocfl_layout.json') &&
    ![...there.files.keys()].every((name) => name.startsWith('extensions/'))
  )
    refuse('V002', `${clean} is not empty`, 'choose an empty folder, or one that does not exist')
  archive.store.begin()
  const settings = { archive: clean }
  world.writeFile(configName, jsonBytes(settings))
  return {
    path: clean,
    warnings: isIgnored(clean)
      ? [`git ignores ${clean}: a copy of the repository will not hold the archive`]
      : [],
  }
}

export interface Listed {
  readonly filing: string
  readonly id: string
  readonly version: string
  readonly created: string
  readonly user: string
  readonly message: string
  readonly files: number
  /** Changed figures first, then counts; empty for a first version. */
  readonly changed: string
  readonly accession: string | null
  readonly signed: boolean
  readonly retainYears: number
  readonly hold: boolean
  /** Errors in any file of the object, all its versions together. */
  readonly errors: number
}

/** Every version of every object, or of one. */
export function list(archive: Archive, slug?: string): Listed[] {
  const objects = slug === undefined ? allObjects(archive) : [objectOf(archive, slug)]
  return objects.flatMap(({ folder, inventory }) => {
    const errors = validateObject(archive.store, join(archive.root, folder)).issues.errors.length
    return Object.keys(inventory.versions).map((version): Listed => {
      const block = inventory.versions[version]
      const files = filesOf(inventory, version)
      const read = (name: string) => {
        const file = files.get(name)
        return file && archive.store.read(join(archive.root, folder, file.content))
      }
      const kept = readRetention(read('retention.json'))
      const filing = read('filing/filed.json')
      return {
        filing: slugOf(inventory),
        id: inventory.id,
        version,
        created: block?.created ?? '',
        user: block?.user?.name ?? '',
        message: block?.message ?? '',
        files: files.size,
        changed: changes(read('redline/redline.json')),
        accession: filing ? (JSON.parse(toText(filing)) as { accession: string }).accession : null,
        signed:
          archive.store.read(join(archive.root, folder, 'logs', `${version}.inventory.dsse.json`)) !==
          undefined,
        retainYears: kept.years,
        hold: kept.hold,
        errors,
      }
    })
  })
}

function changes(bytes: Uint8Array | undefined): string {
  if (!bytes) return ''
  const { documents, attached = [] } = JSON.parse(toText(bytes)) as {
    attached?: { state: string }[]
    documents: { changes: { kind: string; figures: { before: string | null; after: string | null }[] }[] }[]
  }
  const all = documents.flatMap((one) => one.changes)
  const figures = all.flatMap((one) =>
    one.figures.map(({ before, after }) => `${before ?? '(none)'} -> ${after ?? '(none)'}`),
  )
  const files = attached.filter(({ state }) => state !== 'same').length
  if (all.length + files === 0) return 'nothing'
  return [
    ...figures.slice(0, 4),
    ...(figures.length > 4 ? [`${figures.length - 4} more figures`] : []),
    ...(all.length > 0 ? [`${all.length} ${all.length === 1 ? 'change' : 'changes'}`] : []),
    ...(files > 0 ? [`${files} other ${files === 1 ? 'file' : 'files'}`] : []),
  ].join('; ')
}

/** Writes the files of a version into a folder that does not exist yet. */
export function checkout(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  to: string,
): string[] {
  if (world.exists(to)) refuse('V006', `${to} exists`, 'name a folder that does not')
  const stored = objectOf(archive, slug)
  const files = readVersion(archive, stored, versionOf(stored, wanted))
  world.replaceFolder(to, files)
  return [...files.keys()]
}

/** A bag as a folder, or a tar of it. */
export function exportVersion(
  world: World,
  archive: Archive,
  slug: string,
  wanted: string | undefined,
  to: string,
  form: 'bag' | 'tar',
): void {
  if (world.exists(to)) refuse('V006', `${to} exists`, 'name one that does not')
  const stored = objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const { inventory } = stored
  const created = inventory.versions[version]?.created ?? ''
  const bagged = bag(readVersion(archive, stored, version), { id: inventory.id, version, created, tool })
  if (form === 'bag') world.replaceFolder(to, bagged)
  else world.writeFile(to, tar(bagged, `${slugOf(inventory)}-${version}`))
}

/** Copies every object into another root and verifies what arrived. @returns ids copied */
export function copy(archive: Archive, to: string): string[] {
  const target = placeOf(to)
  target.store.begin()
  return target.store.exclusively(() =>
    allObjects(archive).flatMap(({ folder, inventory }) => {
      const { files } = walk(archive.store, join(archive.root, folder))
      const whole = new Map(
        files.map((name) => [name, archive.store.read(join(archive.root, folder, name)) ?? new Uint8Array()]),
      )
      const { issues } = validateObject(archive.store, join(archive.root, folder))
      if (issues.errors.length > 0)
        refuse('V006', `${inventory.id} is damaged and was not copied`, issues.errors[0]?.message)
      const before = target.store.read(join(target.root, folder, 'inventory.json'))
      if (before !== undefined) {
        if (Buffer.compare(before, whole.get('inventory.json') ?? new Uint8Array()) === 0) return []
        refuse('V006', `${inventory.id} is in ${to} in another state`, 'copy into an empty root')
      }
      target.store.putIfAbsent(folder, whole)
      const { issues: arrived } = validateObject(target.store, join(target.root, folder))
      if (arrived.errors.length > 0) refuse('V006', `${inventory.id} did not arrive whole`)
      return [inventory.id]
    }),
  )
}

/** Puts the archive in order after a crash. */
export function recoverNow(archive: Archive): Recovery {
  return archive.store.exclusively((recovery) => recovery)
}
