import { digestOf } from './digest.ts'
import { inventoryName } from './inventory.ts'
import type { Tree } from './tree.ts'

type Digests = Readonly<Record<string, string>>

/**
 * A tree whose files are digested once each, whoever asks. An inventory that is read is digested with that, because
 * whoever reads one holds it to its sidecar.
 *
 * @param unreadable told of what is there and cannot be read, which then is as if it were not there; thrown when left out
 */
export function remembering(tree: Tree, unreadable?: (path: string, why: string) => void): Tree {
  const known = new Map<string, Digests | undefined>()
  const guarded = async <T>(path: string, work: () => Promise<T>): Promise<T | undefined> => {
    if (!unreadable) return work()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'WorldError') throw error
      unreadable(path, error.message)
      return undefined
    }
  }
  return {
    list: (path) => guarded(path, () => tree.list(path)),
    async read(path) {
      const bytes = await guarded(path, () => tree.read(path))
      if (bytes && path.endsWith(`/${inventoryName}`))
        known.set(path, { ...known.get(path), sha512: digestOf(bytes, 'sha512') })
      return bytes
    },
    async digests(path, wanted) {
      const before = known.get(path)
      const missing = before ? wanted.filter((one) => before[one] === undefined) : wanted
      if (known.has(path) && (before === undefined || missing.length === 0)) return before
      const made = await guarded(path, () => tree.digests(path, missing))
      const all = made && { ...before, ...made }
      known.set(path, all)
      return all
    },
  }
}

/** Digest of a file by one algorithm. */
export async function digest(tree: Tree, path: string, algorithm = 'sha512'): Promise<string | undefined> {
  return (await tree.digests(path, [algorithm]))?.[algorithm]
}
