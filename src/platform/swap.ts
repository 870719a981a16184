/**
 * Replaces a folder whole, so that a reader finds the old state or the new one and a crash loses neither.
 *
 *   .NAME.new     being written; worthless until it is complete
 *   .NAME.ready   complete and on disk; from here on the new state wins
 *   .NAME.old     the state before, until the new one stands
 *   .NAME.lock-…  who is building, while they are (mutex.ts)
 *
 * A rename onto a folder that is not empty fails, so there is a moment between two renames without `NAME`;
 * `recover` finishes what was begun, whichever moment it was.
 */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf, worldError } from './failures.ts'
import { below } from './inside.ts'
import { makeFolder } from './make-folder.ts'
import { holdNow, mutex } from './mutex.ts'

interface Names {
  readonly fresh: string
  readonly ready: string
  readonly old: string
}

/** What may stand beside a folder while it is replaced, or after a crash. */
export function namesOf(path: string): Names {
  const parent = dirname(path)
  const name = path.slice(parent.length + 1)
  const beside = (kind: string) => join(parent, `.${name}.${kind}`)
  return { fresh: beside('new'), ready: beside('ready'), old: beside('old') }
}

const remove = (path: string): void => fs.rmSync(path, { recursive: true, force: true })

/** Brings a folder to the last complete state; true when something was left to do. */
export function recover(path: string): boolean {
  const { fresh, ready, old } = namesOf(path)
  const left = [fresh, ready, old].some((one) => fs.existsSync(one))
  if (!left) return false
  remove(fresh)
  if (fs.existsSync(ready)) {
    if (fs.existsSync(path)) {
      remove(old)
      fs.renameSync(path, old)
    }
    fs.renameSync(ready, path)
  } else if (!fs.existsSync(path) && fs.existsSync(old)) fs.renameSync(old, path)
  remove(old)
  syncFolder(dirname(path))
  return true
}

/** Files by name inside the folder. @throws WorldError when the disk refuses; the old state then stands. */
export function replace(path: string, files: ReadonlyMap<string, Uint8Array>): void {
  const { fresh, ready, old } = namesOf(path)
  try {
    remove(fresh)
    // Unpublished material: nobody else may read it while it lies about.
    makeFolder(fresh, 0o700)
    for (const [name, bytes] of files) writeWhole(below(fresh, name), bytes)
    fs.chmodSync(fresh, 0o755)
    syncFolder(fresh)
    fs.renameSync(fresh, ready)
    if (fs.existsSync(path)) fs.renameSync(path, old)
    fs.renameSync(ready, path)
    syncFolder(dirname(path))
    remove(old)
  } catch (error) {
    remove(fresh)
    throw worldError(error, path, 'writing')
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  makeFolder(dirname(path))
  const file = fs.openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at)
    fs.fchmodSync(file, 0o644)
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

/** A rename is safe only when its folder is on disk; some systems cannot open folders, and need not. */
export function syncFolder(path: string): void {
  let folder: number | undefined
  try {
    folder = fs.openSync(path, 'r')
    fs.fsyncSync(folder)
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error
  } finally {
    if (folder !== undefined) fs.closeSync(folder)
  }
}

/** Two builds that begin at one moment each see the other: one of them makes way within this time, in milliseconds. */
const patience = 300

/** Holds a folder against a second build; returns what lets go of it. @throws WorldError when it is held. */
export function lock(path: string): () => void {
  const parent = dirname(path)
  try {
    makeFolder(parent)
    return holdNow(mutex(parent, `.${path.slice(parent.length + 1)}.lock`), `is building ${path}`, patience)
  } catch (error) {
    throw worldError(error, path, 'writing')
  }
}
