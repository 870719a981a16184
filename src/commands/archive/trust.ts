/** Who vouches for an archived version: a signature by a key that is trusted, or the running tool, which is the archived one. */

import type { KeyObject } from 'node:crypto'
import { digestOf } from '../../archive/digest.ts'
import { type Inventory, inventoryName } from '../../archive/inventory.ts'
import { Issues } from '../../archive/issues.ts'
import { claimOf, signatureName } from '../../archive/signature.ts'
import { join } from '../../archive/tree.ts'
import { checkInventory } from '../../archive/validate-inventory.ts'
import { sha512, toText } from '../../bytes.ts'
import type { World } from '../../platform/world.ts'
import type { Stored } from './objects.ts'
import type { Archive } from './place.ts'

/**
 * The inventory of a version as it was signed, from the version's own folder: the newest inventory may be anybody's.
 * Undefined where the key did not sign it.
 */
export async function signedInventory(
  { store, root }: Archive,
  { folder, inventory }: Stored,
  version: string,
  key: KeyObject,
): Promise<Inventory | undefined> {
  const object = join(root, folder)
  const signature = await store.read(join(object, 'logs', signatureName(version)))
  const claim = signature && claimOf(signature, key)
  if (!claim || claim.object !== inventory.id || claim.version !== version) return undefined
  const path = join(object, version, inventoryName)
  const bytes = await store.read(path)
  if (!bytes || digestOf(bytes, 'sha512') !== claim.inventory.sha512) return undefined
  const issues = new Issues()
  const signed = checkInventory(toText(bytes), { path, specification: '1.1', issues })
  const is = signed && issues.errors.length === 0 && signed.id === inventory.id && signed.head === version
  return is ? signed : undefined
}

/** Name, in a version, of the bundle that made it. */
export const bundleName = 'tool/filingpress.cjs'

/** Whether an archived bundle is, byte for byte, the one that runs this. */
export function isOwnTool(world: World, bundle: Uint8Array): boolean {
  const own = world.toolFiles().find(([name]) => name === bundleName)
  return own !== undefined && sha512(own[1]) === sha512(bundle)
}
