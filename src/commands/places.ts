/** Where a command finds its folders, and the filings in them. */
import type { World } from '../platform/world.ts'

export interface Places {
  readonly content: string
  readonly templates: string | undefined
  readonly out: string
}

/** The folder under `content/` that holds shared registrants and is no filing. */
export const registrantsFolder = 'registrants'

/** The filings of a content folder: every folder in it but the shared registrants. */
export function filingsIn(world: World, content: string): string[] {
  return world.folders(content).filter((name) => name !== registrantsFolder)
}
