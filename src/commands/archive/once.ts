/** Whether a version would be the one that is there: a job that is done twice leaves one. */
import { digestOf } from '../../archive/digest.ts'
import { filesOf, type Inventory } from '../../archive/inventory.ts'

/** What a version is made of and what was made, and not what was said or added beside it. */
const isMade = (name: string): boolean =>
  /^(?:source|templates|registrants|settings|tool|fonts|output|approval)\/|^options\.json$/.test(name)

/** Whether the newest version is made of just these files. */
export function holds(before: Inventory, files: ReadonlyMap<string, Uint8Array>): boolean {
  const kept = [...filesOf(before, before.head)].filter(([name]) => isMade(name))
  const fresh = [...files].filter(([name]) => isMade(name))
  if (kept.length !== fresh.length) return false
  const digests = new Map(kept.map(([name, { digest: was }]) => [name, was.toLowerCase()]))
  return fresh.every(([name, bytes]) => digests.get(name) === digestOf(bytes, before.digestAlgorithm))
}
