/** What is looked at before a version is written: names, what was dropped, the clock. */
import { type Inventory, numberOf } from '../../archive/inventory.ts'
import type { About } from '../../archive/revise.ts'
import { versionOfLog } from '../../archive/signature.ts'
import { join } from '../../archive/tree.ts'
import { isInside } from '../../platform/inside.ts'
import { type Archive, refuse } from './place.ts'

/** What is archived must come out again on any system. */
export function checkNames(files: ReadonlyMap<string, unknown>): void {
  for (const name of files.keys())
    if (!isInside(name))
      refuse(
        'V009',
        `${JSON.stringify(name)} cannot be the name of an archived file`,
        'rename the file: no backslash and no control character',
      )
}

/** A signature of the version that comes next, or a later one, says that versions were taken away. */
export async function checkNothingDropped(
  { store, root }: Archive,
  folder: string,
  version: string,
): Promise<void> {
  for (const { name } of (await store.list(join(root, folder, 'logs'))) ?? []) {
    const signed = versionOfLog(name)
    if (signed !== undefined && signed >= numberOf(version))
      refuse(
        'V009',
        `${folder}/logs/${name} is of a version that is not there: it was dropped, and nothing is written over it`,
        'restore the version from a copy; if no version is missing, filingpress archive recover sets the signature aside',
      )
  }
}

export function timeWarnings(before: Inventory | undefined, { created }: About): string[] {
  const last = before?.versions[before.head]?.created
  return last !== undefined && Date.parse(created) < Date.parse(last)
    ? [`the clock says ${created}, but the version before was made at ${last}: set the clock of this machine`]
    : []
}
