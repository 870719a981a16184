/** `archive list` and `archive show`: what is recorded of versions. Nothing is verified here but what is read, and it is so said. */

import { each } from '../../archive/each.ts'
import { filesOf } from '../../archive/inventory.ts'
import { digest } from '../../archive/remembering.ts'
import { signatureName } from '../../archive/signature.ts'
import { join } from '../../archive/tree.ts'
import { historyOf, type Row } from './history.ts'
import { allObjects, objectOf, type Stored, slugOf, versionOf } from './objects.ts'
import type { Archive } from './place.ts'

export interface Listed extends Row {
  readonly filing: string
  readonly id: string
  readonly created: string
  readonly user: string
  readonly message: string
  readonly files: number
  /** Whether a signature lies beside it; nothing is said of whose. */
  readonly signature: boolean
}

/** Every version of every object, or of one. */
export async function list(archive: Archive, slug?: string): Promise<Listed[]> {
  const objects = slug === undefined ? await allObjects(archive) : [await objectOf(archive, slug)]
  const listed: Listed[] = []
  const rows = new Map<Stored, Listed[]>()
  await each(objects, async (stored) => {
    rows.set(stored, await listOne(archive, stored))
  })
  for (const stored of objects) listed.push(...(rows.get(stored) ?? []))
  return listed
}

async function listOne(archive: Archive, stored: Stored): Promise<Listed[]> {
  const { folder, inventory } = stored
  const logs = (await archive.store.list(join(archive.root, folder, 'logs'))) ?? []
  const names = new Set(logs.map(({ name }) => name))
  return (await historyOf(archive, stored)).map((row): Listed => {
    const block = inventory.versions[row.version]
    return {
      filing: slugOf(inventory.id),
      id: inventory.id,
      ...row,
      created: block?.created ?? '',
      user: block?.user?.name ?? '',
      message: block?.message ?? '',
      files: filesOf(inventory, row.version).size,
      signature: names.has(signatureName(row.version)),
    }
  })
}

export interface ShownFile {
  readonly name: string
  /** Of this file alone, which was read for it. */
  readonly state: 'as recorded' | 'DAMAGED' | 'MISSING'
}

export interface Shown {
  readonly version: Listed | undefined
  readonly files: readonly ShownFile[]
}

/** One version: what is recorded of it, and each of its files held to its digest. */
export async function show(archive: Archive, slug: string, wanted: string | undefined): Promise<Shown> {
  const stored = await objectOf(archive, slug)
  const version = versionOf(stored, wanted)
  const { inventory, folder } = stored
  const files: ShownFile[] = []
  for (const [name, { content, digest: recorded }] of filesOf(inventory, version)) {
    const found = await digest(archive.store, join(archive.root, folder, content), inventory.digestAlgorithm)
    const state =
      found === undefined ? 'MISSING' : found === recorded.toLowerCase() ? 'as recorded' : 'DAMAGED'
    files.push({ name, state })
  }
  const listed = await listOne(archive, stored)
  return { version: listed.find((each) => each.version === version), files }
}
