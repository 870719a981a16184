/** A world in which some files are as a page has them and not yet as they are on disk. */
import { toBytes } from '../../bytes.ts'
import type { World } from '../../platform/world.ts'

/** Unsaved texts by path from the root of the project. */
export type Drafts = Readonly<Record<string, string>>

export function overlaid(world: World, drafts: Drafts): World {
  const entries = Object.entries(drafts)
  if (entries.length === 0) return world
  const bytes = new Map(entries.map(([path, text]) => [path, toBytes(text)]))
  return {
    ...world,
    readFile: (path) => bytes.get(path) ?? world.readFile(path),
    readFolder(path) {
      const folder = world.readFolder(path)
      const inside = [...bytes].filter(([name]) => name.startsWith(`${path}/`))
      if (!folder || inside.length === 0) return folder
      const files = new Map(folder.files)
      for (const [name, text] of inside) files.set(name.slice(path.length + 1), text)
      return { ...folder, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) }
    },
  }
}
