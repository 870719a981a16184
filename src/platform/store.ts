/**
 * Where an archive's objects are kept: all that its commands know of storage.
 *
 * Reading is a Tree's: `read` gets, `digests` looks without getting, `list` lists. Writing is conditional and nothing
 * else, put if absent and compare and swap, because a store of the S3 kind has just these; the folders, renames and
 * flushes behind them are the disk's own (vault.ts). Paths read have the root's name in front; objects are named inside
 * the root.
 */
import { randomBytes } from 'node:crypto'
import type { Revision } from '../archive/revise.ts'
import { join, type Tree } from '../archive/tree.ts'
import { holdArchive } from './archive-lock.ts'
import { diskSteps } from './steps.ts'
import { commit, copyObject, makeRoot, type Recovery, recover, workroom } from './vault.ts'

export interface NewVersion {
  readonly revision: Revision
  /** Detached signatures, by name inside `logs/`. */
  readonly logs: ReadonlyMap<string, Uint8Array>
}

export interface Store extends Tree {
  /** Makes the root, where there is none. */
  begin(): void
  /** Puts a whole object. @returns false where there is one, which stays as it is */
  putIfAbsent(object: string, files: ReadonlyMap<string, Uint8Array>): boolean
  /**
   * Puts a version and makes its inventory the object's. When it returns, the version lasts.
   *
   * @param expected sha512 of the inventory that is replaced; undefined for an object that is not there yet
   * @returns false where the object is in another state: nothing is changed then
   */
  compareAndSwap(object: string, expected: string | undefined, version: NewVersion): boolean
  /** Runs while no one else writes, what a crash left put in order first; `work` is told what that did. */
  exclusively<T>(work: (recovery: Recovery) => T): T
}

/** @param parent the folder that holds the root and its workroom */
export function diskStore(parent: string, root: string): Store {
  const steps = diskSteps(parent)
  // Tells this writer's stages from every other's.
  const nonce = randomBytes(8).toString('hex')
  return {
    list: (path) => steps.list(path),
    read: (path) => steps.read(path),
    digests: (path, algorithms) => steps.digests(path, algorithms),
    begin: () => makeRoot(steps, root),
    putIfAbsent(object, files) {
      if (steps.list(join(root, object)) !== undefined) return false
      copyObject(steps, root, object, files, nonce)
      return true
    },
    compareAndSwap(object, expected, version) {
      const found = steps.digests(join(root, object, 'inventory.json'), ['sha512'])?.['sha512']
      if (found !== expected) return false
      commit(steps, { root, object, ...version, nonce })
      return true
    },
    exclusively(work) {
      steps.makeFolder(workroom(root))
      const release = holdArchive(join(parent === '/' ? '' : parent, `${workroom(root)}/lock`), nonce)
      try {
        return work(recover(steps, root, nonce))
      } finally {
        release()
      }
    },
  }
}
