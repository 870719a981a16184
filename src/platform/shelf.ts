/**
 * Where content and outputs lie while they travel between machines, beside the archive and no part of it: bytes by their
 * digest, and notes by a name that is written once. Machines on a queue tell each other digests and nothing else.
 */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '../bytes.ts'
import { worldError } from './failures.ts'
import { isInside } from './inside.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Contract: what was put lasts, and is whole or not there. Putting twice is putting once; of two notes of one name the
 * first stands.
 */
export interface Shelf {
  /** @returns the digest by which the bytes are fetched */
  put(bytes: Uint8Array): Promise<string>
  /** Held to their digest. @throws Error where they are not there or not the same */
  get(digest: string): Promise<Uint8Array>
  /** Writes a note where there is none of that name. */
  note(name: string, bytes: Uint8Array): Promise<void>
  /** A note; undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>
}

/** What a shelf needs of the place it stands in. */
export interface Boards {
  /** Writes a whole file where there is none; one that is there stays. */
  writeOnce(path: string, bytes: Uint8Array): Promise<void>
  read(path: string): Promise<Uint8Array | undefined>
}

export function shelfOn(boards: Boards): Shelf {
  const at = (digest: string) => `bytes/${digest.slice(0, 2)}/${digest}`
  const named = (name: string): string => {
    if (!isInside(name)) throw new Error(`${name} is not the name of a note`)
    return `notes/${name}`
  }
  return {
    async put(bytes) {
      const digest = sha256(bytes)
      await boards.writeOnce(at(digest), bytes)
      return digest
    },
    async get(digest) {
      if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`"${digest}" is not a digest`)
      const bytes = await boards.read(at(digest))
      if (!bytes) throw new Error(`what has the digest ${digest} is not there`)
      if (sha256(bytes) !== digest) throw new Error(`what should have the digest ${digest} is damaged`)
      return bytes
    },
    note: (name, bytes) => boards.writeOnce(named(name), bytes),
    read: (name) => boards.read(named(name)),
  }
}

/** @param folder beside the archive, as `vault.batch` */
export function diskShelf(folder: string): Shelf {
  let drafts = 0
  return shelfOn({
    async writeOnce(path, bytes) {
      const target = join(folder, path)
      if (fs.existsSync(target)) return
      const draft = `${target}.${process.pid}-${++drafts}.new`
      try {
        // Unpublished material: nobody else may read it.
        makeFolder(dirname(target), 0o700)
        const file = fs.openSync(draft, 'wx', 0o600)
        try {
          for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done)
          fs.fsyncSync(file)
        } finally {
          fs.closeSync(file)
        }
        // A link fails where something stands already: the first to come stays.
        fs.linkSync(draft, target)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw worldError(error, target, 'writing')
      } finally {
        fs.rmSync(draft, { force: true })
      }
    },
    async read(path) {
      try {
        return fs.readFileSync(join(folder, path))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw worldError(error, path, 'reading')
      }
    },
  })
}
