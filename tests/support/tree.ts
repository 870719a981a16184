/** An archive's tree over a map of files. */
import type { Entry, Tree } from '../../src/archive/tree.ts'

export function treeOf(
  files: ReadonlyMap<string, Uint8Array>,
  digest: (bytes: Uint8Array, algorithm: string) => string,
): Tree {
  return {
    async list(path) {
      const prefix = path === '' ? '' : `${path}/`
      const names = new Map<string, Entry['kind']>()
      for (const name of files.keys()) {
        if (!name.startsWith(prefix)) continue
        const rest = name.slice(prefix.length)
        const slash = rest.indexOf('/')
        names.set(slash < 0 ? rest : rest.slice(0, slash), slash < 0 ? 'file' : 'folder')
      }
      if (names.size === 0) return undefined
      return [...names].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    read: async (path) => files.get(path),
    async digests(path, algorithms) {
      const bytes = files.get(path)
      return bytes && Object.fromEntries(algorithms.map((one) => [one, digest(bytes, one)]))
    },
  }
}
