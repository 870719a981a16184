/**
 * Whatever moment a write ends at, a reader finds the old version or the new one: killed behind any step, the power gone
 * with unflushed steps lost, the disk refusing any call. Small seeded counts; the full ones are in the conformance run.
 */
import { describe, expect, it } from 'vitest'
import { objectFolder } from '../../src/archive/layout.ts'
import { type About, revise } from '../../src/archive/revise.ts'
import { walk } from '../../src/archive/tree.ts'
import { validateObject } from '../../src/archive/validate.ts'
import { commit, copyObject, makeRoot, recover } from '../../src/platform/vault.ts'
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

function write(disk: SimDisk, version: number): void {
  const text = disk.read(`root/${object}/inventory.json`)
  const before = text && (JSON.parse(new TextDecoder().decode(text)) as Parameters<typeof revise>[1])
  const revision = revise(id, before, filesOf(version), about)
  const logs = new Map([[`v${version}.inventory.dsse.json`, encode('{}')]])
  commit(disk, { root: 'root', object, revision, logs, nonce: `n${version}` })
}

/** A root with so many versions in it. */
function rootWith(versions: number): State {
  const disk = new SimDisk()
  makeRoot(disk, 'root')
  for (let version = 1; version <= versions; version++) write(disk, version)
  return disk.state
}

/** The newest version after recovery; 0 for no object. Anything else that OCFL complains of is a third state. */
function recovered(state: State): number {
  const disk = new SimDisk(state)
  recover(disk, 'root', 'r')
  if (disk.list(`root/${object}`) === undefined) return 0
  const { issues, inventory } = validateObject(disk, `root/${object}`)
  expect(issues.list.map(({ code, path, message }) => `${code} ${path} ${message}`)).toEqual([])
  // What comes next works.
  const next = Number(inventory?.head.slice(1)) + 1
  write(disk, next)
  expect(validateObject(disk, `root/${object}`).issues.list).toEqual([])
  return next - 1
}

/** States of the disk tried behind each step; more in the conformance run. */
const trials = Number(process.env['FILINGPRESS_POWER_TRIALS'] ?? 12)

class Stopped extends Error {}

/** Runs a write that ends at a step. @returns whether it came to its end */
function interrupted(disk: SimDisk, version: number): boolean {
  try {
    write(disk, version)
    return true
  } catch (error) {
    if (error instanceof Stopped || (error as NodeJS.ErrnoException).code?.startsWith('E')) return false
    throw error
  }
}

describe.each([0, 1, 3])('a version written behind %i others', (versions) => {
  const base = rootWith(versions)
  const whole = new SimDisk(base)
  write(whole, versions + 1)
  const count = whole.steps.length

  it('is old or new when the process is killed before any step', () => {
    for (let stop = 0; stop <= count; stop++) {
      const fault: Fault = (number) => {
        if (number === stop) throw new Stopped()
      }
      const disk = new SimDisk(base, fault)
      const acknowledged = interrupted(disk, versions + 1)
      const head = recovered(disk.state)
      expect(acknowledged ? [versions + 1] : [versions, versions + 1], `step ${stop}`).toContain(head)
    }
  })

  it('is old or new when the power fails with unflushed steps lost', () => {
    const next = random(versions + 1)
    for (let stop = 0; stop <= count; stop++) {
      for (let trial = 0; trial < trials; trial++) {
        const head = recovered(afterPowerLoss(whole, stop, next))
        expect(stop === count ? [versions + 1] : [versions, versions + 1], `step ${stop}`).toContain(head)
      }
    }
  })

  it.each(['ENOSPC', 'EIO', 'EMFILE', 'EACCES'])(
    'leaves the archive whole when any call gives %s',
    (code) => {
      for (let stop = 0; stop < count; stop++) {
        const fault: Fault = (number) => {
          if (number === stop) throw Object.assign(new Error(code), { code })
        }
        const disk = new SimDisk(base, fault)
        expect(interrupted(disk, versions + 1)).toBe(false)
        expect([versions, versions + 1]).toContain(recovered(disk.state))
      }
    },
  )
})

it('a recovery that is itself killed behind any step leaves the same', () => {
  const base = rootWith(2)
  const whole = new SimDisk(base)
  write(whole, 3)
  for (let stop = 0; stop <= whole.steps.length; stop++) {
    const disk = new SimDisk(base, (number) => {
      if (number === stop) throw new Stopped()
    })
    interrupted(disk, 3)
    for (let second = 0; second < 8; second++) {
      const recovering = new SimDisk(disk.state, (number) => {
        if (number === second) throw new Stopped()
      })
      try {
        recover(recovering, 'root', 'q')
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
      }
      expect([2, 3]).toContain(recovered(recovering.state))
    }
  }
})

/** Every other write of the archive: what it is begun on, what it does, and whether what it leaves is whole. */
const others: readonly (readonly [what: string, base: State, run: (disk: SimDisk) => void])[] = [
  ['an object copied from another root', rootWith(0), copyIn],
  ['a root begun', new SimDisk().state, (disk) => makeRoot(disk, 'root')],
]

function copyIn(disk: SimDisk): void {
  const from = new SimDisk(rootWith(2))
  const { files } = walk(from, `root/${object}`)
  const whole = new Map(files.map((name) => [name, from.read(`root/${object}/${name}`) ?? new Uint8Array()]))
  copyObject(disk, 'root', object, whole, 'c')
}

/** Done again after a recovery, a write that was interrupted comes to its end; copied objects are whole or not there. */
function comesThrough(state: State, run: (disk: SimDisk) => void, acknowledged = false): void {
  const disk = new SimDisk(state)
  if (acknowledged && run === copyIn) expect(disk.list(`root/${object}`)).toBeDefined()
  makeRoot(disk, 'root')
  recover(disk, 'root', 'r')
  if (disk.list(`root/${object}`) === undefined && run === copyIn) run(disk)
  if (run === copyIn) expect(validateObject(disk, `root/${object}`).issues.list).toEqual([])
  const next = run === copyIn ? 3 : 1
  write(disk, next)
  expect(validateObject(disk, `root/${object}`).issues.list).toEqual([])
}

describe.each(others)('%s', (_what, base, run) => {
  const whole = new SimDisk(base)
  run(whole)
  const count = whole.steps.length

  it('is there or not when the process is killed, or the disk refuses, before any step', () => {
    for (const error of [new Stopped(), Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })]) {
      for (let stop = 0; stop <= count; stop++) {
        const disk = new SimDisk(base, (number) => {
          if (number === stop) throw error
        })
        try {
          run(disk)
        } catch (caught) {
          if (caught !== error) throw caught
        }
        comesThrough(disk.state, run)
      }
    }
  })

  it('is there or not when the power fails with unflushed steps lost', () => {
    const next = random(count)
    for (let stop = 0; stop <= count; stop++)
      for (let trial = 0; trial < trials; trial++)
        comesThrough(afterPowerLoss(whole, stop, next), run, stop === count)
  })
})
