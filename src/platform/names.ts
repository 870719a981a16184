/** The index of names on a disk: files without content in a folder of the workroom. */
import { folderOfName, nameEntry, namePrefix, namesComplete, namesFolder } from '../archive/names.ts'
import { join } from '../archive/tree.ts'
import type { Steps } from './steps.ts'
import { workroom } from './vault.ts'

/** The part of a store that is its index. */
export interface Names {
  /**
   * Folders of the objects of a filing by the index beside the root (archive/names.ts), or of all; some may not be there.
   * Undefined where the index is not whole.
   */
  names(slug?: string): Promise<readonly string[] | undefined>
  /** Puts an object into the index: before it is begun. */
  addName(slug: string, object: string): Promise<void>
  /** Says that every object is in the index. */
  completeNames(): Promise<void>
}

export function diskNames(steps: Steps, root: string): Names {
  const folder = join(workroom(root), namesFolder)
  const put = (entry: string) => putName(steps, root, entry)
  return {
    async names(slug) {
      const entries = ((await steps.list(folder)) ?? []).map(({ name }) => name)
      if (!entries.includes(namesComplete)) return undefined
      const prefix = slug === undefined ? '' : namePrefix(slug)
      return entries.filter((entry) => entry.startsWith(prefix)).flatMap((entry) => folderOfName(entry) ?? [])
    },
    addName: (slug, object) => put(nameEntry(slug, object)),
    completeNames: () => put(namesComplete),
  }
}

/** An entry that lasts, where there is none. */
export async function putName(steps: Steps, root: string, entry: string): Promise<void> {
  const folder = join(workroom(root), namesFolder)
  if ((await steps.read(join(folder, entry))) !== undefined) return
  for (const one of [workroom(root), folder]) await steps.makeFolder(one)
  await steps.createFile(join(folder, entry), new Uint8Array())
  for (const one of [folder, workroom(root)]) await steps.syncFolder(one)
}
