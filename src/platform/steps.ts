/**
 * The few steps by which the archive changes a disk, each of them durable by what it says: the place where tests count,
 * fail and kill.
 */
import * as fs from 'node:fs'
import { resolve } from 'node:path'
import type { Tree } from '../archive/tree.ts'
import { fileTree } from './file-tree.ts'

/** Paths are relative to one place that holds the root and its workroom. */
export interface Steps extends Tree {
  /** One level; no matter if it is there. */
  makeFolder(path: string): void
  /** A file that was not there, whole and flushed. */
  createFile(path: string, bytes: Uint8Array): void
  /** Makes what was renamed or created in a folder last. */
  syncFolder(path: string): void
  rename(from: string, to: string): void
  removeFile(path: string): void
  /** Only one that is empty. */
  removeFolder(path: string): void
}

export function diskSteps(base: string): Steps {
  const at = (path: string) => resolve(base, path)
  return {
    ...fileTree(base),
    makeFolder(path) {
      try {
        fs.mkdirSync(at(path))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    },
    createFile(path, bytes) {
      const file = fs.openSync(at(path), 'wx', 0o644)
      try {
        for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done)
        fs.fsyncSync(file)
      } finally {
        fs.closeSync(file)
      }
    },
    syncFolder(path) {
      let folder: number | undefined
      try {
        folder = fs.openSync(at(path), 'r')
        fs.fsyncSync(folder)
      } catch (error) {
        // Some systems cannot open folders, and need not.
        if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(String((error as NodeJS.ErrnoException).code)))
          throw error
      } finally {
        if (folder !== undefined) fs.closeSync(folder)
      }
    },
    rename: (from, to) => fs.renameSync(at(from), at(to)),
    removeFile: (path) => fs.rmSync(at(path), { force: true }),
    removeFolder: (path) => fs.rmdirSync(at(path)),
  }
}
