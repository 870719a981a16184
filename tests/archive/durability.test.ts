/**
 * Whatever moment a write ends at, a reader finds the old version or the new one: killed behind any step, the power gone
 * with unflushed steps lost, the disk refusing any call. Small seeded counts; the full ones are in the conformance run.
 */
import { describe, expect, it } from 'vitest'
import { objectFolder } from '../../src/archive/layout.ts'
import { type About, revise } from '../../src/archive/revise.ts'
import { walk } from '../../src/archive/tree.ts'
import { validateObject } from '../../src/archive/validate.ts'
import { putName } from '../../src/platform/names.ts'
import { recover } from '../../src/platform/recovery.ts'
import { addLog, commit, copyObject, makeRoot } from '../../src/platform/vault.ts'
import { random } from '../support/random.ts'
import { afterPowerLoss, type Fault, SimDisk, type State } from '../support/sim-disk.ts'

const id = 'urn:filingpress:1:acme'
const object = objectFolder(id)
const about: About = {
  created: '2026-01-02T03:04:05Z',
  message: 'm',
  user: { name: 'n', address: 'urn:x:n' },
}
const encode = (text: string) => new TextEncoder().encode(text)
const filesOf = (version: number) =>
  new Map([
    ['output/8-k.htm', encode(`report ${version}`)],
    ['source/filing.yaml', encode('facts')],
    [`source/part-${version}.md`, encode(`text ${version}`)],
  ])

async function write(disk: SimDisk, version: number): Promise<void> {
  const text = await disk.read(`root/${object}/inventory.json`)
  const before = text && (JSON.parse(new TextDecoder().decode(text)) as Parameters<typeof revise>[1])
  const revision = revise(id, before, filesOf(version), about)
  const logs = new Map([[`v${version}.inventory.dsse.json`, encode('{}')]])
  await commit(disk, { root: 'root', object, revision, logs, nonce: `n${version}` })
}

/** A root with so many versions in it. */
async function rootWith(versions: number): Promise<State> {
  const disk = new SimDisk()
  await makeRoot(disk, 'root')
  for (let version = 1; version <= versions; version++) await write(disk, version)
  return disk.state
}

/** The newest version after recovery; 0 for no object. Anything else that OCFL complains of is a third state. */
async function recovered(state: State): Promise<number> {
  const disk = new SimDisk(state)
  await recover(disk, 'root', 'r', false)
  if ((await disk.list(`root/${object}`)) === undefined) return 0
  const { issues, inventory } = await validateObject(disk, `root/${object}`)
  expect(issues.list.map(({ code, path, message }) => `${code} ${path} ${message}`)).toEqual([])
  // What comes next works.
  const next = Number(inventory?.head.slice(1)) + 1
  await write(disk, next)
  expect((await validateObject(disk, `root/${object}`)).issues.list).toEqual([])
  return next - 1
}

/** States of the disk tried behind each step; more in the conformance run. */
const trials = Number(process.env['FILINGPRESS_POWER_TRIALS'] ?? 12)

class Stopped extends Error {}

/** Runs a write that ends at a step. @returns whether it came to its end */
async function interrupted(disk: SimDisk, version: number): Promise<boolean> {
  try {
    await write(disk, version)
    return true
  } catch (error) {
    if (error instanceof Stopped || (error as NodeJS.ErrnoException).code?.startsWith('E')) return false
    throw error
  }
}

describe.each([0, 1, 3])('a version written behind %i others', async (versions) => {
  const base = await rootWith(versions)
  const whole = new SimDisk(base)
  await write(whole, versions + 1)
  const count = whole.steps.length

  it('is old or new when the process is killed before any step', async () => {
    for (let stop = 0; stop <= count; stop++) {
      const fault: Fault = (number) => {
        if (number >= stop) throw new Stopped()
      }
      const disk = new SimDisk(base, fault)
      const acknowledged = await interrupted(disk, versions + 1)
      const head = await recovered(disk.state)
      expect(acknowledged ? [versions + 1] : [versions, versions + 1], `step ${stop}`).toContain(head)
    }
  })

  it('is old or new when the power fails with unflushed steps lost', async () => {
    const next = random(versions + 1)
    for (let stop = 0; stop <= count; stop++) {
      for (let trial = 0; trial < trials; trial++) {
        const head = await recovered(afterPowerLoss(whole, stop, next))
        expect(stop === count ? [versions + 1] : [versions, versions + 1], `step ${stop}`).toContain(head)
      }
    }
  })

  it.each(['ENOSPC', 'EIO', 'EMFILE', 'EACCES'])(
    'leaves the archive whole when any call gives %s',
    async (code) => {
      for (let stop = 0; stop < count; stop++) {
        const fault: Fault = (number) => {
          if (number === stop) throw Object.assign(new Error(code), { code })
        }
        const disk = new SimDisk(base, fault)
        expect(await interrupted(disk, versions + 1)).toBe(false)
        // What could not be written takes no room: on a full disk the next try would find even less.
        const left = (await walk(disk, 'root.work')).files.filter((name) => name.includes('/v'))
        expect(left, `step ${stop}`).toEqual([])
        expect([versions, versions + 1]).toContain(await recovered(disk.state))
      }
    },
  )
})

it('a recovery that is itself killed behind any step leaves the same', async () => {
  const base = await rootWith(2)
  const whole = new SimDisk(base)
  await write(whole, 3)
  for (let stop = 0; stop <= whole.steps.length; stop++) {
    const disk = new SimDisk(base, (number) => {
      if (number >= stop) throw new Stopped()
    })
    await interrupted(disk, 3)
    for (let second = 0; second < 8; second++) {
      const recovering = new SimDisk(disk.state, (number) => {
        if (number >= second) throw new Stopped()
      })
      try {
        await recover(recovering, 'root', 'q', false)
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
      }
      expect([2, 3]).toContain(await recovered(recovering.state))
    }
  }
})

/** Every other write of the archive: what it is begun on, what it does, and whether what it leaves is whole. */
const others: readonly (readonly [what: string, base: State, run: (disk: SimDisk) => Promise<void>])[] = [
  ['an object copied from another root', await rootWith(0), copyIn],
  ['a root begun', new SimDisk().state, (disk) => makeRoot(disk, 'root')],
]

async function copyIn(disk: SimDisk): Promise<void> {
  const from = new SimDisk(await rootWith(2))
  const { files } = await walk(from, `root/${object}`)
  const whole = new Map<string, Uint8Array>()
  for (const name of files) whole.set(name, (await from.read(`root/${object}/${name}`)) ?? new Uint8Array())
  await copyObject(disk, 'root', object, whole, 'c')
}

/** Done again after a recovery, a write that was interrupted comes to its end; copied objects are whole or not there. */
async function comesThrough(
  state: State,
  run: (disk: SimDisk) => Promise<void>,
  acknowledged = false,
): Promise<void> {
  const disk = new SimDisk(state)
  if (acknowledged && run === copyIn) expect(await disk.list(`root/${object}`)).toBeDefined()
  await makeRoot(disk, 'root')
  await recover(disk, 'root', 'r', false)
  if ((await disk.list(`root/${object}`)) === undefined && run === copyIn) await run(disk)
  if (run === copyIn) expect((await validateObject(disk, `root/${object}`)).issues.list).toEqual([])
  const next = run === copyIn ? 3 : 1
  await write(disk, next)
  expect((await validateObject(disk, `root/${object}`)).issues.list).toEqual([])
}

describe.each(others)('%s', async (_what, base, run) => {
  const whole = new SimDisk(base)
  await run(whole)
  const count = whole.steps.length

  it('is there or not when the process is killed, or the disk refuses, before any step', async () => {
    for (const error of [new Stopped(), Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })]) {
      for (let stop = 0; stop <= count; stop++) {
        const disk = new SimDisk(base, (number) => {
          if (error instanceof Stopped ? number >= stop : number === stop) throw error
        })
        try {
          await run(disk)
        } catch (caught) {
          if (caught !== error) throw caught
        }
        await comesThrough(disk.state, run)
      }
    }
  })

  it('is there or not when the power fails with unflushed steps lost', async () => {
    const next = random(count)
    for (let stop = 0; stop <= count; stop++)
      for (let trial = 0; trial < trials; trial++)
        await comesThrough(afterPowerLoss(whole, stop, next), run, stop === count)
  })
})

/** Writes beside the versions: a time stamp, an entry of the index. */
const beside: readonly (readonly [what: string, path: string, run: (disk: SimDisk) => Promise<void>])[] = [
  [
    'a time stamp',
    `root/${object}/logs/v2.stamp-1.tsr`,
    (disk) =>
      addLog(disk, { root: 'root', object, name: 'v2.stamp-1.tsr', bytes: encode('stamp'), nonce: 's' }),
  ],
  ['an entry of the index', 'root.work/names/acme+x', (disk) => putName(disk, 'root', 'acme+x')],
]

describe.each(beside)('%s', async (_what, path, run) => {
  const base = await rootWith(2)
  const whole = new SimDisk(base)
  await run(whole)
  const before = await whole.read(path)

  it('is there whole or not at all, whatever moment it ends at, and can be written again', async () => {
    const next = random(3)
    for (let stop = 0; stop <= whole.steps.length; stop++) {
      const killed = new SimDisk(base, (number) => {
        if (number >= stop) throw new Stopped()
      })
      await run(killed).catch((error: unknown) => expect(error).toBeInstanceOf(Stopped))
      for (const state of [killed.state, afterPowerLoss(whole, stop, next)]) {
        const disk = new SimDisk(state)
        await recover(disk, 'root', 'r', false)
        const found = await disk.read(path)
        if (found) expect(Buffer.compare(found, before ?? new Uint8Array())).toBe(0)
        else await run(disk)
        expect(
          Buffer.compare((await disk.read(path)) ?? new Uint8Array([9]), before ?? new Uint8Array()),
        ).toBe(0)
        expect(await recovered(disk.state)).toBe(2)
      }
    }
  })
})
