/** Objects of an archive by the name of their filing. */

import { digestOf } from '../../archive/digest.ts'
import { each } from '../../archive/each.ts'
import { filesOf, type Inventory, inventoryName, numberOf, versionName } from '../../archive/inventory.ts'
import { Issues } from '../../archive/issues.ts'
import { idOfFolder, objectFolder } from '../../archive/layout.ts'
import { join } from '../../archive/tree.ts'
import { checkInventory } from '../../archive/validate-inventory.ts'
import { toText } from '../../bytes.ts'
import { isInside } from '../../platform/inside.ts'
import { objectsIn } from '../../platform/recovery.ts'
import { finished, type Version } from '../versions.ts'
import { type Archive, refuse } from './place.ts'

export interface Stored {
  readonly folder: string
  /** One that keeps all rules of OCFL and has the digest of its sidecar. */
  readonly inventory: Inventory
}

/**
 * The newest inventory of an object; undefined where there is none, or none that may be used. One that breaks any rule of
 * OCFL is used for nothing but `verify`: its paths are what the other commands read and write by.
 */
export async function readObject({ store, root }: Archive, folder: string): Promise<Inventory | undefined> {
  const path = join(root, folder, inventoryName)
  const bytes = await store.read(path)
  if (!bytes) return undefined
  const issues = new Issues()
  const inventory = checkInventory(toText(bytes), { path, specification: '1.1', issues })
  if (!inventory || issues.errors.length > 0) return undefined
  const sidecar = toText(await store.read(`${path}.${inventory.digestAlgorithm}`))
  const [recorded = ''] = sidecar.split(/\s/)
  const own = digestOf(bytes, inventory.digestAlgorithm)
  const good =
    recorded.toLowerCase() === own || (await isBetween({ store, root }, folder, inventory, recorded, own))
  return good ? inventory : undefined
}

/**
 * Whether an inventory was caught, or left by a crash, between its own change and that of its sidecar: the sidecar is that
 * of the version before, and the newest version's own says what is there.
 */
async function isBetween(
  { store, root }: Pick<Archive, 'store' | 'root'>,
  folder: string,
  { head, digestAlgorithm }: Inventory,
  recorded: string,
  own: string,
): Promise<boolean> {
  const ofVersion = async (version: string) => {
    const name = `${inventoryName}.${digestAlgorithm}`
    return toText(await store.read(join(root, folder, version, name))).split(/\s/)[0]
  }
  const before = numberOf(head) - 1
  return before > 0 && (await ofVersion(head)) === own && (await ofVersion(versionName(before))) === recorded
}

/** Objects whose inventories can be used, by id. */
export const allObjects = (archive: Archive): Promise<Stored[]> => objectsOf(archive, () => true)

/**
 * Those of them that have such an id. Where a folder is named by its id, no inventory of another is read.
 *
 * @param wanted which ids
 */
export async function objectsOf(archive: Archive, wanted: (id: string) => boolean): Promise<Stored[]> {
  const stored: Stored[] = []
  const folders = (await archive.store.names()) ?? (await objectsIn(archive.store, archive.root))
  const mayBe = (folder: string): boolean => {
    const id = idOfFolder(folder)
    return id === undefined || wanted(id)
  }
  await each(folders.filter(mayBe), async (folder) => {
    const inventory = await readObject(archive, folder)
    if (inventory && wanted(inventory.id)) stored.push({ folder, inventory })
  })
  return stored.sort((a, b) => (a.inventory.id < b.inventory.id ? -1 : 1))
}

/** `acme-2026-03-02` of `urn:filingpress:0000123:acme-2026-03-02`. */
export const slugOf = (id: string): string => id.split(':').at(-1) ?? id

/** Whether an object is of the filing of this name, or has this id. */
export const isOf = (id: string, name: string): boolean => slugOf(id) === name || id === name

/** Folders of the objects that a name may mean, by the index or the folders' own names: no inventory is read that need not be. */
export async function foldersOf(archive: Archive, name: string): Promise<string[]> {
  if (name.startsWith('urn:')) {
    const folder = objectFolder(name)
    if ((await archive.store.list(join(archive.root, folder))) !== undefined) return [folder]
  }
  const named = await archive.store.names(slugOf(name))
  if (named) {
    const there: string[] = []
    for (const folder of named)
      if ((await archive.store.list(join(archive.root, folder))) !== undefined) there.push(folder)
    return there
  }
  return (await objectsIn(archive.store, archive.root)).filter((folder) => {
    const id = idOfFolder(folder)
    return id === undefined || isOf(id, name)
  })
}

/** The folder of a filing's object, whether its inventory can be used or not. */
export async function folderOf(archive: Archive, name: string): Promise<string> {
  const [only, ...others] = await foldersOf(archive, name)
  return only !== undefined && others.length === 0 ? only : (await objectOf(archive, name)).folder
}

/** The object of a filing, by the filing's name or the object's id. */
export async function objectOf(archive: Archive, name: string): Promise<Stored> {
  const found: Stored[] = []
  const damaged: string[] = []
  for (const folder of await foldersOf(archive, name)) {
    const inventory = await readObject(archive, folder)
    if (!inventory) damaged.push(folder)
    else if (isOf(inventory.id, name)) found.push({ folder, inventory })
  }
  const [only, second] = found
  if (second)
    return refuse(
      'V003',
      `${name} is archived for two registrants: ${found.map(({ inventory }) => inventory.id).join(', ')}`,
      'name it by its id',
    )
  if (only) return only
  const [broken] = damaged.filter((folder) => idOfFolder(folder) !== undefined)
  if (broken !== undefined)
    return refuse('V008', `the inventory of ${broken} is damaged and is not used`, restore)
  return refuse('V003', `${name} is not in the archive`, 'filingpress archive list shows what is')
}

const restore = 'filingpress archive verify says what is damaged; restore it from a copy'

/** A version as `v2`, `2` or nothing for the newest. */
export function versionOf({ inventory }: Stored, wanted: string | undefined): string {
  const name = wanted === undefined ? inventory.head : wanted.startsWith('v') ? wanted : `v${wanted}`
  return inventory.versions[name]
    ? name
    : refuse(
        'V003',
        `there is no version ${name} of ${slugOf(inventory.id)}`,
        `it has ${Object.keys(inventory.versions).join(', ')}`,
      )
}

/**
 * Bytes of a version's files by logical path, each held to its digest: nothing damaged ever leaves the archive, and no
 * name that leads out of the folder it is put in.
 *
 * @param wanted which of them
 */
export async function readVersion(
  { store, root }: Archive,
  { folder, inventory }: Stored,
  version: string,
  wanted: (path: string) => boolean = () => true,
): Promise<Map<string, Uint8Array>> {
  const all = [...filesOf(inventory, version)].filter(([path]) => wanted(path))
  const found = new Map<string, Uint8Array>()
  const known = (digest: string) =>
    inventory.digestAlgorithm === 'sha512' ? digest.toLowerCase() : undefined
  await each(all, async ([path, { content, digest }]) => {
    if (!isInside(path) || !isInside(content))
      return refuse(
        'V008',
        `${inventory.id} ${version} names ${path}, which leads out of its folder`,
        restore,
      )
    const bytes = await store.read(join(root, folder, content), known(digest))
    if (bytes === undefined)
      return refuse('V008', `${folder}/${content} is missing, so nothing is handed over`, restore)
    if (digestOf(bytes, inventory.digestAlgorithm) !== digest.toLowerCase())
      return refuse('V008', `${folder}/${content} is damaged, so nothing is handed over`, restore)
    found.set(path, bytes)
  })
  return new Map(all.map(([path]) => [path, found.get(path) ?? new Uint8Array()]))
}

/**
 * The finished documents of a version, as one side of a redline.
 *
 * @throws FilingError where they cannot be read
 */
export async function archivedVersion(archive: Archive, stored: Stored, version: string): Promise<Version> {
  const date = stored.inventory.versions[version]?.created.slice(0, 10)
  const files = await readVersion(archive, stored, version, (path) => path.startsWith('output/'))
  const found = finished(
    below(files, 'output/'),
    `${slugOf(stored.inventory.id)} ${version}`,
    (name) => `${version}/${name}`,
  )
  return { ...found, ...(date !== undefined && { date }) }
}

/** Files below a prefix, named without it. */
export function below(files: ReadonlyMap<string, Uint8Array>, prefix: string): Map<string, Uint8Array> {
  return new Map(
    [...files].flatMap(([name, bytes]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), bytes] as const] : [],
    ),
  )
}
