// Runs each test as it is, and again for every change of the sources that it reaches and that no test before noticed.
//
// A test that fails with a change awake has noticed it. One that does not pass twice as it is, or not any more after a
// change, keeps something from run to run and is asked about nothing further.
import { readFileSync, writeFileSync } from 'node:fs'
import { TestRunner } from 'vitest'

const { mutants, result, seconds } = JSON.parse(process.env.FILINGPRESS_MUTATION)
/** What all files of a run share: they are run one after the other in one place. */
globalThis.__mutation ??= {
  reached: new Set(),
  noticed: new Map(),
  spent: new Map(),
  failed: [],
}
const shared = globalThis.__mutation
let awake
let calls = 0
let reachedNow = new Set()
/** A change may make a loop endless. */
const most = 3_000_000

globalThis.__mutants = (id) => {
  if (id !== awake) {
    reachedNow.add(id)
    return false
  }
  if (++calls > most) throw new Error('a loop without end')
  return true
}
if (process.env.FILINGPRESS_MUTANT) awake = Number(process.env.FILINGPRESS_MUTANT)
const count = JSON.parse(readFileSync(mutants, 'utf8')).length

export default class extends TestRunner {
  async runTask(test) {
    const once = async () => {
      super.onBeforeTryTask(test)
      let timer
      const late = new Promise((_, no) => {
        timer = setTimeout(() => no(new Error('too late')), 20_000)
      })
      try {
        await Promise.race([TestRunner.getTestFn(test)(), late])
        await super.onAfterTryTask(test)
      } finally {
        clearTimeout(timer)
      }
    }
    const passes = () =>
      once().then(
        () => true,
        () => false,
      )
    if (process.env.FILINGPRESS_MUTANT) return once()
    reachedNow = new Set()
    try {
      await once()
    } catch (error) {
      // What a change left behind may fail a later test; that one is asked about nothing.
      if (shared.spent.size > 0) return
      shared.failed.push(`${test.file.name}: ${test.name}: ${String(error.message).slice(0, 200)}`)
      return
    }
    const reached = [...reachedNow]
    for (const id of reached) shared.reached.add(id)
    const open = reached.filter(
      (id) => !shared.noticed.has(id) && (shared.spent.get(id) ?? 0) < seconds * 1000,
    )
    if (open.length === 0 || !(await passes())) return
    for (const id of open) {
      const start = performance.now()
      calls = 0
      awake = id
      const passed = await passes()
      awake = undefined
      shared.spent.set(id, (shared.spent.get(id) ?? 0) + performance.now() - start)
      if (passed) continue
      shared.noticed.set(id, `${test.file.name}: ${test.name}`)
      if (!(await passes())) return
    }
  }

  async onAfterRunFiles() {
    await super.onAfterRunFiles()
    const { reached, noticed, failed, spent } = shared
    writeFileSync(
      result,
      JSON.stringify({
        count,
        reached: [...reached],
        noticed: Object.fromEntries(noticed),
        failed,
        cut: [...spent].filter(([id, time]) => time >= seconds * 1000 && !noticed.has(id)).map(([id]) => id),
      }),
    )
  }
}
