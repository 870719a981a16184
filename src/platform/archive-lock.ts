/**
 * One writer at a time in an archive: a file that can be made only where there is none, with who holds it.
 *
 * A lock is stale only if its host is ours and its process is gone, or another has its number since. Breaking one takes a
 * lock of its own, so that two breakers never take away a third one's.
 */
import * as fs from 'node:fs'
import { hostname } from 'node:os'
import { WorldError } from './world.ts'

interface Holder {
  readonly host: string
  readonly pid: number
  /** When the process began, by the kernel's own count, where it tells. */
  readonly start: string
  readonly nonce: string
}

const pause = 25
const mine = (nonce: string): Holder => ({
  host: hostname(),
  pid: process.pid,
  start: startOf(process.pid),
  nonce,
})

/** Field 22 of Linux's stat of a process; empty elsewhere. */
function startOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    // No such process, or a system without /proc: then the number alone must do.
    return ''
  }
}

function tryMake(path: string, holder: Holder): boolean {
  try {
    fs.writeFileSync(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as Holder
  } catch {
    // Gone meanwhile, or made this moment and not yet written.
    return undefined
  }
}

function isStale({ host, pid, start }: Holder): boolean {
  if (host !== hostname()) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
  }
  return start !== '' && startOf(pid) !== start
}

/** Empty for this long: whoever made it died before writing who they are. */
const unwritten = 2000

function breakStale(path: string, breaker: Holder): void {
  const gate = `${path}.break`
  if (!tryMake(gate, breaker)) {
    const other = read(gate)
    if (other && isStale(other)) fs.rmSync(gate, { force: true })
    return
  }
  try {
    const holder = read(path)
    const age = holder
      ? 0
      : Date.now() - (fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (holder ? isStale(holder) : age > unwritten) fs.rmSync(path, { force: true })
  } finally {
    fs.rmSync(gate, { force: true })
  }
}

const sleep = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

/** Waits for the lock at most so long. @returns what lets go of it. @throws WorldError while another holds it */
export function holdArchive(path: string, nonce: string, patience = 30_000): () => void {
  const holder = mine(nonce)
  for (let waited = 0; ; waited += pause) {
    if (tryMake(path, holder)) return () => fs.rmSync(path, { force: true })
    breakStale(path, holder)
    if (waited >= patience) {
      const other = read(path)
      throw new WorldError(
        'locked',
        `process ${other?.pid ?? '?'} on ${other?.host ?? '?'} is writing to the archive`,
      )
    }
    sleep(pause)
  }
}
