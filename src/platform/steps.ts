/**
 * The few steps by which the archive changes a disk, each of them durable by what it says: the place where tests count,
 * fail and kill.
 */
import * as fs from 'node:fs'
import { resolve } from 'node:path'
import type { Tree } from '../archive/tree.ts'
import { codeOf, worldError } from './failures.ts'
import { fileTree } from './file-tree.ts'
import { syncFolder } from './swap.ts'

/** Paths are relative to one place that holds the root and its workroom. A step that fails throws a WorldError. */
export interface Steps extends Tree {
  /** One level; no matter if it is there. */
  makeFolder(path: string): Promise<void>
  /** A file that was not there, whole and flushed. */
  createFile(path: string, bytes: Uint8Array): Promise<void>
  /** Makes what was renamed or created in a folder last. */
  syncFolder(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** No matter if it is not there. */
  removeFile(path: string): Promise<void>
  /** Only one that is empty. */
  removeFolder(path: string): Promise<void>
}

export function diskSteps(base: string): Steps {
  const at = (path: string) => resolve(base, path)
  const step = async (path: string, work: () => void): Promise<void> => {
    try {
      work()
    } catch (error) {
      throw worldError(error, at(path), 'writing')
    }
  }
  return {
    ...fileTree(base),
    makeFolder: (path) =>
      step(path, () => {
        try {
          fs.mkdirSync(at(path))
        } catch (error) {
          if (codeOf(error) !== 'EEXIST' || !fs.statSync(at(path)).isDirectory()) throw error
        }
      }),
    createFile: (path, bytes) =>
      step(path, () => {
        const file = fs.openSync(at(path), 'wx', 0o644)
        try {
          for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done)
          fs.fsyncSync(file)
        } finally {
          fs.closeSync(file)
        }
      }),
    syncFolder: (path) => step(path, () => syncFolder(at(path))),
    rename: (from, to) => step(to, () => fs.renameSync(at(from), at(to))),
    removeFile: (path) => step(path, () => fs.rmSync(at(path), { force: true })),
    removeFolder: (path) => step(path, () => fs.rmdirSync(at(path))),
  }
}
