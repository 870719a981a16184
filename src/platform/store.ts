/**
 * Where an archive's objects are kept: all that its commands know of storage.
 *
 * Reading is a Tree's. Writing is conditional and nothing else, put if absent and compare and swap, because a store of the
 * S3 kind has just these; the folders, renames and flushes behind them are the disk's own (vault.ts). Paths read have the
 * root's name in front; objects are named inside the root. The laws that every store keeps stand, one a sentence of these
 * contracts, in tests/platform/store-laws.ts.
 */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { rootDeclaration } from '../archive/inventory.ts'
import { namesComplete } from '../archive/names.ts'
import { digest } from '../archive/remembering.ts'
import type { Revision } from '../archive/revise.ts'
import { join, type Tree } from '../archive/tree.ts'
import { hold, mutex } from './mutex.ts'
import { diskNames, type Names, putName } from './names.ts'
import { type Recovery, recover } from './recovery.ts'
import { diskSteps, type Steps } from './steps.ts'
import { addLog, commit, copyObject, makeRoot, makeWorkroom, workroom } from './vault.ts'

/** How long what is written must stand, for stores that can see to it that nobody takes it away. */
export interface Keeping {
  /** RFC 3339. */
  readonly until: string
  /** Whether a legal hold is on the object. */
  readonly hold: boolean
  /** Whether this very version puts it on or takes it off: then it is put on, or taken off, all there is of the object. */
  readonly holdChanged: boolean
}

export interface NewVersion {
  readonly revision: Revision
  /** Detached signatures and time stamps, by name inside `logs/`. */
  readonly logs: ReadonlyMap<string, Uint8Array>
  readonly keeping?: Keeping
}

export interface Exclusively {
  /** Looks at every object for what a crash left, not only where a write was begun. */
  readonly thorough?: boolean
  /** Takes away the locks of other machines, because a person says that they are not at work. */
  readonly force?: boolean
  /**
   * The only object that is written. Others may be written meanwhile, where the store can tell them apart; only this one
   * is put in order then.
   */
  readonly object?: string
}

/**
 * Contract of every store, beside that of its reading (archive/tree.ts):
 *
 * - A write that returned lasts: a power cut behind it takes nothing away.
 * - A write that failed, or whose process died, leaves the old state or the new one to every reader, once the next writer
 *   has been in `exclusively`; never a third. It may have written: only reading tells.
 * - What the outside world refuses - full, read-only, not reachable - is thrown as a WorldError; the store can be used on.
 * - Nothing is ever deleted or written over but an object's newest inventory, by `compareAndSwap`.
 */
export interface Store extends Tree, Names {
  /** Makes the root, where there is none; a root that is there stays as it is. Done twice it does the same. */
  begin(): Promise<void>
  /** Puts a whole object. @returns false where there is one, which stays as it is */
  putIfAbsent(object: string, files: ReadonlyMap<string, Uint8Array>, keeping?: Keeping): Promise<boolean>
  /** Puts one file into `logs/` of an object that is there. @returns false where another stands there */
  putLog(object: string, name: string, bytes: Uint8Array, keeping?: Keeping): Promise<boolean>
  /**
   * Puts a version and makes its inventory the object's.
   *
   * @param expected sha512 of the inventory that is replaced; undefined for an object that is not there yet
   * @returns false where the object is in another state: nothing is changed then
   */
  compareAndSwap(object: string, expected: string | undefined, version: NewVersion): Promise<boolean>
  /**
   * Runs while no one else writes, in this process or any other, what a crash left put in order first; `work` is told what
   * that did. Others are waited for a while, then a WorldError says who they are. It lets go however `work` ends.
   */
  exclusively<T>(work: (recovery: Recovery) => Promise<T>, options?: Exclusively): Promise<T>
  /** What lies in the workroom that was begun and not brought to its end, and what is not the store's own. */
  leftovers(): Promise<Leftovers>
}

/** Paths, the workroom's name in front. */
export interface Leftovers {
  readonly begun: readonly string[]
  readonly strange: readonly string[]
}

/** Others are waited for so many milliseconds. */
const patience = 30_000

/** @param parent the folder that holds the root and its workroom */
export function diskStore(parent: string, root: string): Store {
  const steps = diskSteps(parent)
  return storeOf(steps, root, async (force) => {
    await steps.makeFolder(workroom(root))
    const room = resolve(parent, workroom(root))
    return hold(mutex(room, 'lock', force), 'is writing to the archive', patience)
  })
}

/** A root that has no object yet has all of them in its index. */
async function begin(steps: Steps, root: string): Promise<void> {
  const isNew = (await steps.read(join(root, rootDeclaration))) === undefined
  if (isNew) {
    await makeWorkroom(steps, root)
    await putName(steps, root, namesComplete)
  }
  await makeRoot(steps, root)
}

/**
 * A store by the steps of a disk.
 *
 * @param lock waits until no one else writes; gives what lets go
 */
export function storeOf(steps: Steps, root: string, lock: (force: boolean) => Promise<() => void>): Store {
  // Tells this writer's stages from every other's.
  const writer = randomBytes(8).toString('hex')
  let writes = 0
  const nonce = () => `${writer}-${++writes}`
  return {
    list: (path) => steps.list(path),
    read: (path) => steps.read(path),
    digests: (path, algorithms) => steps.digests(path, algorithms),
    begin: () => begin(steps, root),
    ...diskNames(steps, root),
    async putIfAbsent(object, files) {
      if ((await steps.list(join(root, object))) !== undefined) return false
      await copyObject(steps, root, object, files, nonce())
      return true
    },
    async compareAndSwap(object, expected, version) {
      if ((await digest(steps, join(root, object, 'inventory.json'))) !== expected) return false
      await commit(steps, { root, object, ...version, nonce: nonce() })
      return true
    },
    async putLog(object, name, bytes) {
      const there = await steps.read(join(root, object, 'logs', name))
      if (there) return Buffer.compare(there, bytes) === 0
      await addLog(steps, { root, object, name, bytes, nonce: nonce() })
      return true
    },
    async leftovers() {
      const work = workroom(root)
      const names = ((await steps.list(work)) ?? []).map(({ name }) => name)
      const begun = names.filter((name) => name.startsWith('stage-'))
      const strange = names.filter(
        (name) => !/^(?:stage-|quarantine-|names$|lock$|lock-|\.lock\.)/.test(name),
      )
      return {
        begun: begun.map((name) => join(work, name)),
        strange: strange.map((name) => join(work, name)),
      }
    },
    async exclusively(work, { thorough = false, force = false } = {}) {
      const release = await lock(force)
      try {
        return await work(await recover(steps, root, nonce(), thorough))
      } finally {
        release()
      }
    },
  }
}
