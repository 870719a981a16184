/** A folder on disk as the archive reads it. */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { resolve } from 'node:path'
import type { Entry, Tree } from '../archive/tree.ts'

/** Node's names for OCFL's digest algorithms, where they differ. */
const names: Readonly<Record<string, string>> = { 'blake2b-512': 'blake2b512', 'sha512/256': 'sha512-256' }

export function digestOf(bytes: Uint8Array, algorithm: string): string {
  return createHash(names[algorithm] ?? algorithm)
    .update(bytes)
    .digest('hex')
}

/** Large enough that reading, and not calling, takes the time. */
const chunk = 1024 * 1024

export function fileTree(root: string): Tree {
  const at = (path: string) => resolve(root, path)
  return {
    list(path) {
      try {
        return fs
          .readdirSync(at(path), { withFileTypes: true })
          .map(
            (entry): Entry => ({
              name: entry.name,
              kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
            }),
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    read(path) {
      try {
        return fs.readFileSync(at(path))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    digests(path, algorithms) {
      let file: number
      try {
        file = fs.openSync(at(path), 'r')
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
      try {
        const hashes = algorithms.map((one) => createHash(names[one] ?? one))
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
    },
  }
}

export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
