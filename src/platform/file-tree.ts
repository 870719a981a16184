/** A folder on disk as the archive reads it. */
import * as fs from 'node:fs'
import { resolve } from 'node:path'
import { hasher } from '../archive/digest.ts'
import type { Entry, Tree } from '../archive/tree.ts'
import { codeOf, worldError } from './failures.ts'
import { isBelow, isInside } from './inside.ts'
import { WorldError } from './world.ts'

const restore = 'restore the file from a copy: an archive holds no links'

/** Large enough that reading, and not calling, takes the time. */
const chunk = 1024 * 1024

/**
 * The folders below one place. Reading never leaves the top folder that a path names: what a link inside an archive
 * points at elsewhere is not part of it. What is not a file - a pipe, a socket, a device - is refused and never waited for.
 */
export function fileTree(place: string): Tree {
  const tops = new Map<string, string>()
  /** @throws WorldError where a path leads out of its top folder */
  const confined = (path: string): string => {
    const at = resolve(place, path)
    if (path !== '' && !isInside(path))
      throw new WorldError('W031', `${JSON.stringify(path)} leads out of an archive`, restore)
    const [top = ''] = path.split('/')
    let root = tops.get(top)
    if (root === undefined) {
      root = fs.realpathSync.native(resolve(place, top))
      tops.set(top, root)
    }
    if (!isBelow(fs.realpathSync.native(at), root))
      throw new WorldError('W031', `${at} leads out of ${root}`, restore)
    return at
  }
  const open = (path: string): number => {
    const file = fs.openSync(confined(path), fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0))
    const stat = fs.fstatSync(file)
    if (stat.isFile()) return file
    fs.closeSync(file)
    throw Object.assign(new Error(path), { code: stat.isDirectory() ? 'EISDIR' : 'ENXIO' })
  }
  /** Undefined where there is no such thing. @throws WorldError where there is and it cannot be read */
  const attempt = async <T>(path: string, work: () => T): Promise<T | undefined> => {
    try {
      return work()
    } catch (error) {
      if (isMissing(error)) return undefined
      throw worldError(error, resolve(place, path), 'reading')
    }
  }
  return {
    list: (path) =>
      attempt(path, () =>
        fs
          .readdirSync(confined(path), { withFileTypes: true })
          .map(
            (entry): Entry => ({
              name: entry.name,
              kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
            }),
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    read: (path) =>
      attempt(path, () => {
        const file = open(path)
        try {
          return fs.readFileSync(file)
        } finally {
          fs.closeSync(file)
        }
      }),
    digests: (path, algorithms) =>
      attempt(path, () => {
        const file = open(path)
        try {
          const hashes = algorithms.map((one) => hasher(one))
          const buffer = Buffer.allocUnsafe(chunk)
          for (;;) {
            const length = fs.readSync(file, buffer, 0, chunk, null)
            if (length === 0) break
            for (const hash of hashes) hash.update(buffer.subarray(0, length))
          }
          return Object.fromEntries(hashes.map((hash, index) => [algorithms[index], hash.digest('hex')]))
        } finally {
          fs.closeSync(file)
        }
      }),
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))
}
