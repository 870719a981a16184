/**
 * One writer at a time in a folder, held by a file that says who holds it.
 *
 * Each who wants in puts a file of its own, `lock-<nonce>`, whole from its first moment, and then looks: nobody is in but
 * who sees no other living file. Whoever put theirs first is seen by whoever looks later, so two never see nobody; of two
 * who see each other, the one whose name comes first waits and the other takes its file back and tries again.
 *
 * A file whose process is gone is deleted by its name, which is its owner's alone: breaking a dead lock can never take
 * away a living one. A process is gone when its host is ours and no process has its number, or one that began at another
 * time has it. Of another host nothing can be known: its lock stands until a person breaks it.
 */
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { WorldError } from './world.ts'

export interface Holder {
  readonly host: string
  readonly pid: number
  /** When the process began, by the kernel's own count, where it tells. */
  readonly start: string
  /** RFC 3339, by the clock of the machine: for the person who reads of it. */
  readonly since: string
}

/** Someone else's lock, as it was found. */
export interface Other {
  readonly path: string
  /** Undefined where the file does not say. */
  readonly holder: Holder | undefined
}

/** Field 22 of Linux's stat of a process; empty elsewhere. */
function startOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    // No such process, or a system without /proc: then the number alone must do.
    return ''
  }
}

/** Whether whoever wrote this is no longer at work, as far as this machine can know. */
export function isGone({ host, pid, start }: Holder): boolean {
  if (host !== hostname()) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Any other error says that there is such a process, and that it is not ours.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
  }
  return start !== '' && startOf(pid) !== start
}

/** This process as a holder. */
export const self = (): Holder => ({
  host: hostname(),
  pid: process.pid,
  start: startOf(process.pid),
  since: `${new Date().toISOString().slice(0, 19)}Z`,
})

function holderIn(path: string): Holder | undefined {
  try {
    const found = JSON.parse(fs.readFileSync(path, 'utf8')) as Partial<Holder> | number
    // Earlier versions wrote the number of a process of this machine and nothing else.
    const {
      host,
      pid,
      start = '',
      since = '',
    } = typeof found === 'number' ? { host: hostname(), pid: found } : found
    return typeof host === 'string' && typeof pid === 'number' ? { host, pid, start, since } : undefined
  } catch {
    // Gone meanwhile, or not written by us: who holds it cannot be told.
    return undefined
  }
}

export interface Mutex {
  /** Puts our file and looks. @returns nothing once we are in; otherwise who else is, and the file may stand or not */
  attempt(): Other | undefined
  /** Takes our file back: lets go, or gives up. */
  release(): void
}

/**
 * @param folder where the files lie; it is there
 * @param name what the files' names begin with
 * @param breakAll also takes away the locks of other hosts, because a person says that they are not at work
 */
export function mutex(folder: string, name: string, breakAll = false): Mutex {
  const nonce = randomBytes(8).toString('hex')
  const own = `${name}-${nonce}`
  const path = join(folder, own)
  const put = (): void => {
    // Written aside and renamed: nobody ever reads a lock that does not yet say whose it is.
    const draft = join(folder, `.${name}.${nonce}`)
    fs.writeFileSync(draft, JSON.stringify(self()), { flag: 'w', mode: 0o600 })
    fs.renameSync(draft, path)
  }
  let stands = false
  const release = (): void => {
    fs.rmSync(path, { force: true })
    stands = false
  }
  return {
    attempt() {
      if (!stands) put()
      stands = true
      let first: Other | undefined
      for (const found of fs.readdirSync(folder).sort()) {
        // `lock` alone is how earlier versions named theirs.
        if (found === own || !(found === name || found.startsWith(`${name}-`))) continue
        const other = join(folder, found)
        const theirs = holderIn(other)
        if (!theirs && !fs.existsSync(other)) continue
        if (theirs ? isGone(theirs) || (breakAll && theirs.host !== hostname()) : breakAll) {
          fs.rmSync(other, { force: true })
          continue
        }
        first ??= { path: other, holder: theirs }
      }
      // The lowest name waits where it is; all others make way, so that one of them is alone in the end.
      if (first && first.path < path) release()
      return first
    },
    release,
  }
}

const pause = 20

/**
 * Waits to be alone, at most so many milliseconds. @returns what lets go
 *
 * @param doing what the other one is doing, as in `is building out/acme`
 * @throws WorldError while another is in
 */
export async function hold(
  { attempt, release }: Mutex,
  doing: string,
  patience: number,
): Promise<() => void> {
  for (let waited = 0; ; waited += pause) {
    const other = attempt()
    if (!other) return release
    if (waited >= patience) {
      release()
      throw heldBy(other.holder, doing, other.path)
    }
    await new Promise((done) => setTimeout(done, pause + (waited % 7)))
  }
}

/** The same for builds, which are one synchronous piece of work: the thread sleeps. */
export function holdNow({ attempt, release }: Mutex, doing: string, patience: number): () => void {
  for (let waited = 0; ; waited += pause) {
    const other = attempt()
    if (!other) return release
    if (waited >= patience) {
      release()
      throw heldBy(other.holder, doing, other.path)
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  }
}

/** @param path of the record that says so: what a person takes away who knows better */
export function heldBy(holder: Holder | undefined, doing: string, path: string): WorldError {
  if (!holder)
    return new WorldError('W007', `another process ${doing}`, `if nobody is at work, delete ${path}`)
  const { host, pid, since } = holder
  const here = host === hostname()
  return new WorldError(
    'W007',
    `process ${pid}${here ? '' : ` on ${host}`} ${doing}${since === '' ? '' : ` since ${since}`}`,
    here
      ? 'wait for it to end'
      : `wait for it to end; if ${host} is no longer at work, filingpress archive recover --force, or delete ${path}`,
  )
}
