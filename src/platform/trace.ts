/**
 * What a run read of the world, as digests: a later run that would read the same makes the same.
 *
 * Whatever is read is noted by the world that is handed to the run, so nothing that a result rests on can be forgotten
 * here. A run that asked for what no digest tells - the clock, or a program that is given only so much time - cannot be
 * repeated, and says so.
 */
import { sha256 } from '../bytes.ts'
import type { World } from './world.ts'

const looks = {
  folder(world, path) {
    const found = world.readFolder(path)
    const files = [...(found?.files ?? [])].map(([name, bytes]) => [name, sha256(bytes)])
    return found && [found.path, files, found.refused]
  },
  file: (world, path) => world.digestOf(path),
  folders: (world, path) => world.folders(path),
  exists: (world, path) => world.exists(path),
  canonical: (world, path) => world.canonical(path),
} as const satisfies Readonly<Record<string, (world: World, path: string) => unknown>>

/** One look at the world, and the digest of what was seen. */
export interface Read {
  readonly kind: keyof typeof looks
  readonly path: string
  readonly sha256: string
}

/** @param seen looks of this run by kind and path, so that what many filings share is read once */
export function look(world: World, kind: Read['kind'], path: string, seen?: Map<string, string>): string {
  const key = `${kind}\0${path}`
  const known = seen?.get(key)
  if (known !== undefined) return known
  const digest = digestOf(looks[kind](world, path))
  seen?.set(key, digest)
  return digest
}

const digestOf = (value: unknown): string => sha256(JSON.stringify(value ?? null))

export interface Traced {
  readonly world: World
  /** Everything that was read, once; undefined where the run cannot be repeated. */
  readonly reads: () => readonly Read[] | undefined
}

/** The same world, with each look at it noted. */
export function traced(world: World): Traced {
  const noted = new Map<string, Read>()
  let repeatable = true
  const note = (kind: Read['kind'], path: string, value: unknown): void => {
    const read = { kind, path, sha256: digestOf(value) }
    // What changed between two looks of one run stands twice, and is never found so again.
    noted.set(`${kind}\0${path}\0${read.sha256}`, read)
  }
  const asked = <T>(value: T): T => {
    repeatable = false
    return value
  }
  return {
    reads: () => (repeatable ? [...noted.values()] : undefined),
    world: {
      ...world,
      readFolder(path) {
        const found = world.readFolder(path)
        note('folder', path, looks.folder({ ...world, readFolder: () => found }, path))
        return found
      },
      readFile(path) {
        const found = world.readFile(path)
        note('file', path, found && sha256(found))
        return found
      },
      digestOf(path) {
        const found = world.digestOf(path)
        note('file', path, found)
        return found
      },
      folders(path) {
        const found = world.folders(path)
        note('folders', path, found)
        return found
      },
      exists(path) {
        const found = world.exists(path)
        note('exists', path, found)
        return found
      },
      canonical(path) {
        const found = world.canonical(path)
        note('canonical', path, found)
        return found
      },
      clock: () => asked(world.clock()),
      toolFiles: () => asked(world.toolFiles()),
      packageFile: (name, path) => asked(world.packageFile(name, path)),
      readOtherPdf: (bytes) => asked(world.readOtherPdf(bytes)),
    },
  }
}
