/** Objects of an archive by the name of their filing. */

import { filesOf, type Inventory, inventoryName } from '../../archive/inventory.ts'
import { Issues } from '../../archive/issues.ts'
import { join } from '../../archive/tree.ts'
import { checkInventory } from '../../archive/validate-inventory.ts'
import { toText } from '../../bytes.ts'
import type { Earlier } from '../../html/earlier.ts'
import { objectsIn } from '../../platform/vault.ts'
import { finished, type Version } from '../versions.ts'
import { type Archive, refuse } from './place.ts'

export interface Stored {
  readonly folder: string
  readonly inventory: Inventory
}

/** Undefined where an object's inventory cannot be used. */
export function readObject({ store, root }: Archive, folder: string): Inventory | undefined {
  const path = join(root, folder, inventoryName)
  const bytes = store.read(path)
  return bytes && checkInventory(toText(bytes), { path, specification: '1.1', issues: new Issues() })
}

export function allObjects(archive: Archive): Stored[] {
  return objectsIn(archive.store, archive.root)
    .flatMap((folder): Stored[] => {
      const inventory = readObject(archive, folder)
      return inventory ? [{ folder, inventory }] : []
    })
    .sort((a, b) => (a.inventory.id < b.inventory.id ? -1 : 1))
}

/** `acme-2026-03-02` of `urn:filingpress:0000123:acme-2026-03-02`. */
export const slugOf = ({ id }: Inventory): string => id.split(':').at(-1) ?? id

/** Whether an object is of the filing of this name, or has this id. */
export const isOf = (inventory: Inventory, name: string): boolean =>
  slugOf(inventory) === name || inventory.id === name

export function objectOf(archive: Archive, slug: string): Stored {
  const found = allObjects(archive).filter(({ inventory }) => isOf(inventory, slug))
  const [only, second] = found
  if (second)
    return refuse(
      'V003',
      `${slug} is archived for two registrants: ${found.map(({ inventory }) => inventory.id).join(', ')}`,
      'name it by its id',
    )
  return only ?? refuse('V003', `${slug} is not in the archive`, `filingpress archive add ${slug}`)
}

/** A version as `v2`, `2` or nothing for the newest. */
export function versionOf({ inventory }: Stored, wanted: string | undefined): string {
  const name = wanted === undefined ? inventory.head : wanted.startsWith('v') ? wanted : `v${wanted}`
  return inventory.versions[name]
    ? name
    : refuse(
        'V003',
        `there is no version ${name} of ${slugOf(inventory)}`,
        `it has ${Object.keys(inventory.versions).join(', ')}`,
      )
}

/** Bytes of a version's files by logical path. */
export function readVersion(
  { store, root }: Archive,
  { folder, inventory }: Stored,
  version: string,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const [path, { content }] of filesOf(inventory, version)) {
    const bytes = store.read(join(root, folder, content))
    if (bytes === undefined)
      return refuse(
        'V003',
        `${content} of ${inventory.id} is missing`,
        'filingpress archive verify says what is damaged; restore from a copy',
      )
    files.set(path, bytes)
  }
  return files
}

/**
 * The finished documents of a version, as one side of a redline.
 *
 * @param earlier what was read of the other side
 * @throws FilingError where they cannot be read
 */
export function archivedVersion(
  archive: Archive,
  stored: Stored,
  version: string,
  earlier?: Earlier,
): Version {
  const date = stored.inventory.versions[version]?.created.slice(0, 10)
  const found = finished(
    below(readVersion(archive, stored, version), 'output/'),
    `${slugOf(stored.inventory)} ${version}`,
    (name) => `${version}/${name}`,
    earlier,
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
