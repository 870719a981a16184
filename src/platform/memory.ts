/** The memory twin of the disk: the same world over a map of files, for tests and for whoever embeds the tool. */
import { posix } from 'node:path'
import { sha256, toBytes } from '../bytes.ts'
import type { FaceFile } from '../fonts/families.ts'
import { type Folder, largestFile, type World } from './world.ts'

export interface MemoryWorld extends World {
  readonly files: Map<string, Uint8Array>
}

/** @param base serves what is no authored file: fonts and our own templates */
export function memory(files: Readonly<Record<string, string | Uint8Array>>, base: World): MemoryWorld {
  const all = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(files)) {
    all.set(path, typeof content === 'string' ? toBytes(content) : content)
  }
  return {
    files: all,
    readFolder: (path) =>
      path === base.ownTemplates || path.startsWith(base.ownExamples)
        ? base.readFolder(path)
        : readFolder(all, path),
    readFile: (path) => all.get(path),
    folders(path) {
      const inside = [...all.keys()].filter((name) => name.startsWith(`${path}/`))
      const names = inside.map((name) => name.slice(path.length + 1)).filter((name) => name.includes('/'))
      return [...new Set(names.map((name) => name.split('/')[0] ?? ''))]
        .filter((name) => !name.startsWith('.'))
        .sort()
    },
    hold: () => ({ recovered: false, release: () => {} }),
    replaceFolder(path, fresh) {
      for (const name of [...all.keys()]) if (name.startsWith(`${path}/`)) all.delete(name)
      for (const [name, bytes] of fresh) all.set(`${path}/${name}`, bytes)
    },
    keepCopy(path) {
      const copy = `${path}.kept-1`
      for (const [name, bytes] of [...all]) {
        if (name.startsWith(`${path}/`)) all.set(copy + name.slice(path.length), bytes)
      }
      return copy
    },
    writeFile: (path, bytes) => void all.set(path, bytes),
    writeSecret: (path, bytes) => void all.set(path, bytes),
    exists: (path) => all.has(path) || [...all.keys()].some((name) => name.startsWith(`${path}/`)),
    sizeOf: (path) =>
      [...all].reduce((sum, [name, bytes]) => sum + (name.startsWith(`${path}/`) ? bytes.length : 0), 0),
    program: undefined,
    canonical: (path) => posix.resolve('/', path),
    ownTemplates: base.ownTemplates,
    ownExamples: base.ownExamples,
    digestOf(path) {
      const bytes = all.get(path)
      return bytes ? sha256(bytes) : base.digestOf(path)
    },
    fontPath: (file) => base.fontPath(file),
    fontFile: (file: FaceFile) => base.fontFile(file),
    packageFile: (name, path) => base.packageFile(name, path),
    toolFiles: () => base.toolFiles(),
    readOtherPdf: (bytes) => base.readOtherPdf(bytes),
    clock: () => '2026-01-02T03:04:05Z',
    now: () => 0,
  }
}

function readFolder(all: ReadonlyMap<string, Uint8Array>, path: string): Folder | undefined {
  const inside = [...all].filter(([name]) => name.startsWith(`${path}/`)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (inside.length === 0) return undefined
  const relative = inside.map(([name, bytes]) => [name.slice(path.length + 1), bytes] as const)
  return {
    path,
    files: new Map(relative.filter(([, bytes]) => bytes.length <= largestFile)),
    refused: relative
      .filter(([, bytes]) => bytes.length > largestFile)
      .map(([name]) => ({ path: name, why: 'too-large' as const })),
  }
}
