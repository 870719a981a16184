/** One at a time: dead locks are broken, living ones never, whoever comes how. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hold, holdNow, isGone, mutex } from '../../src/platform/mutex.ts'
import { WorldError } from '../../src/platform/world.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'filingpress-mutex-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A number that no process has: the kernel gives none above this. */
const noProcess = 2 ** 22 + 1
const lockOf = (holder: object) => JSON.stringify({ since: '2026-01-02T03:04:05Z', start: '', ...holder })
const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
const enter = () => holdNow(mutex(folder, 'lock'), 'is writing', 0)
const refusal = (work: () => unknown): WorldError => {
  try {
    work()
  } catch (error) {
    if (error instanceof WorldError) return error
    throw error
  }
  throw new Error('it was let in')
}

describe('a lock', () => {
  it('keeps others out while it is held, and says who holds it since when', () => {
    const release = enter()
    const error = refusal(enter)
    expect([error.code, error.hint]).toEqual(['W007', 'wait for it to end'])
    expect(error.message).toMatch(new RegExp(`^process ${process.pid} is writing since \\d{4}-`))
    release()
    enter()()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is for its owner alone to read', () => {
    const release = enter()
    const [name = ''] = readdirSync(folder)
    expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toMatchObject({
      host: hostname(),
      pid: process.pid,
    })
    release()
  })

  it('of a process that is gone is broken', () => {
    put('lock-dead', lockOf({ host: hostname(), pid: noProcess }))
    enter()()
    expect(existsSync(join(folder, 'lock-dead'))).toBe(false)
  })

  it('of a process whose number another has since is broken', () => {
    const alive = { host: hostname(), pid: process.pid, since: '' }
    expect(isGone({ ...alive, start: '' })).toBe(false)
    if (!existsSync('/proc/self/stat')) return
    const start = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
    expect(isGone({ ...alive, start })).toBe(false)
    expect(isGone({ ...alive, start: `${Number(start) - 1}` })).toBe(true)
  })

  it('of another machine stands, though no process here has its number, until a person breaks it', () => {
    put('lock-far', lockOf({ host: `not-${hostname()}`, pid: noProcess }))
    const error = refusal(enter)
    expect(error.message).toContain(`on not-${hostname()} is writing since 2026-01-02`)
    expect(error.hint).toContain('filingpress archive recover --force')
    expect(existsSync(join(folder, 'lock-far'))).toBe(true)
    holdNow(mutex(folder, 'lock', true), 'is writing', 0)()
    expect(readdirSync(folder)).toEqual([])
  })

  it('that nobody can read is told by its name, however young it is', () => {
    put('lock', '')
    expect(refusal(enter).hint).toBe(`if nobody is at work, delete ${join(folder, 'lock')}`)
  })

  it('is not broken by force while its process is at work here', () => {
    const release = enter()
    expect(refusal(() => holdNow(mutex(folder, 'lock', true), 'is writing', 0)).code).toBe('W007')
    release()
  })

  it('of an earlier version, which is a number and nothing else, is understood', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'])
    put('lock', String(other.pid))
    expect(refusal(enter).message).toContain(`process ${other.pid} is writing`)
    other.kill()
    await new Promise((done) => other.once('exit', done))
    enter()()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is waited for', async () => {
    const release = enter()
    const waiting = hold(mutex(folder, 'lock'), 'is writing', 5000)
    setTimeout(release, 60)
    ;(await waiting)()
    expect(readdirSync(folder)).toEqual([])
  })
})

/** More in the conformance run. */
const rounds = Number(process.env['FILINGPRESS_LOCK_ROUNDS'] ?? 60)

it('lets one of four in at a time who find the lock of a dead process together, in every round', async () => {
  const bundle = join(folder, 'mutex.cjs')
  await build({
    entryPoints: ['src/platform/mutex.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundle,
    logLevel: 'silent',
  })
  const rivals = 4
  const shared = new SharedArrayBuffer(5 * 4)
  const numbers = new Int32Array(shared)
  const within = mkdtempSync(join(folder, 'in-'))
  const workers = Array.from(
    { length: rivals },
    () =>
      new Worker('./tests/support/rivals.mjs', {
        workerData: { bundle, folder: within, rounds, rivals, shared },
      }),
  )
  for (const worker of workers)
    worker.on('message', (round: number) => {
      writeFileSync(
        join(within, `.x.lock${round % 2 ? '' : '-dead'}`),
        lockOf({ host: hostname(), pid: noProcess }),
      )
      Atomics.store(numbers, 1, round)
      Atomics.notify(numbers, 1)
    })
  await Promise.all(
    workers.map((worker) => new Promise((done, fail) => worker.once('exit', done).once('error', fail))),
  )
  const [, , inside, most, entered] = numbers
  expect({ inside, most }).toEqual({ inside: 0, most: 1 })
  expect(entered).toBe(rounds * rivals)
  expect(readdirSync(within)).toEqual([])
})
