/** Jobs and workers: order of work, order of results, failures, replacement, stopping. */
import { expect, it } from 'vitest'
import type { Job, Outcome, Worker } from '../../src/fleet/job.ts'
import { bar, clockText, paceOf } from '../../src/fleet/pace.ts'
import { largestFirst, runAll } from '../../src/fleet/run.ts'

const job = (name: string, size: number): Job<string> => ({ name, size, task: name })

/** Workers that take as many turns of the loop as a task's name has letters, and say what they did. */
function crew(act: (task: string) => Outcome<string> = (task) => ({ state: 'done', result: task })) {
  const begun: string[] = []
  const ended: number[] = []
  let hired = 0
  let busy = 0
  let most = 0
  const hire = (): Worker<string, string> => {
    const own = hired++
    let dead = false
    return {
      get dead() {
        return dead
      },
      async do(task) {
        begun.push(task)
        busy++
        most = Math.max(most, busy)
        for (let turn = 0; turn < task.length; turn++) await Promise.resolve()
        busy--
        const outcome = act(task)
        if (outcome.state === 'defect') dead = true
        return outcome
      },
      end: async () => void ended.push(own),
    }
  }
  return { hire, begun, ended, hired: () => hired, most: () => most }
}

it('begins the largest first and gives results in the order of the jobs', async () => {
  const jobs = [job('a', 1), job('bb', 9), job('c', 9), job('dddd', 5)]
  const { hire, begun, ended, most } = crew()
  const outcomes = await runAll(jobs, { workers: 2, hire })
  expect(begun).toEqual(['bb', 'c', 'dddd', 'a'])
  expect(outcomes).toEqual(jobs.map(({ name }) => ({ state: 'done', result: name })))
  expect([most(), ended.sort()]).toEqual([2, [0, 1]])
})

it('gives each worker one job at a time, however many there are', async () => {
  const jobs = Array.from({ length: 500 }, (_, index) => job(`${index}`, index % 7))
  const { hire, most, hired } = crew()
  const outcomes = await runAll(jobs, { workers: 3, hire })
  expect([most(), hired()]).toEqual([3, 3])
  expect(outcomes.every(({ state }) => state === 'done')).toBe(true)
})

it('hires no more workers than there are jobs', async () => {
  const { hire, hired } = crew()
  await runAll([job('a', 1)], { workers: 8, hire })
  expect(hired()).toBe(1)
})

it('replaces a worker that died of its job, and goes on', async () => {
  const { hire, hired } = crew((task) =>
    task === 'bad' ? { state: 'defect', stack: 'it broke' } : { state: 'done', result: task },
  )
  const outcomes = await runAll([job('one', 3), job('bad', 2), job('two', 1)], { workers: 1, hire })
  expect(outcomes.map(({ state }) => state)).toEqual(['done', 'defect', 'done'])
  expect(hired()).toBe(2)
})

it('begins nothing more once it is stopped, and says what was left', async () => {
  let done = 0
  const { hire, begun } = crew()
  const jobs = ['a', 'b', 'c', 'd'].map((name) => job(name, 1))
  const outcomes = await runAll(jobs, {
    workers: 1,
    hire,
    stopped: () => done === 2,
    done: () => void done++,
  })
  expect(begun).toEqual(['a', 'b'])
  expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'left', 'left'])
})

it('keeps jobs of one size in their order', () => {
  expect(largestFirst([{ size: 1 }, { size: 2 }, { size: 1 }, { size: 2 }])).toEqual([1, 3, 0, 2])
})

it('tells how far it is', () => {
  expect(paceOf(0, 10, 0)).toEqual({ done: 0, of: 10, rate: 0, left: undefined })
  expect(paceOf(5, 10, 2500)).toEqual({ done: 5, of: 10, rate: 2, left: 2.5 })
  expect(bar(paceOf(5, 10, 2500))).toBe('[############............]  5 of 10  2.0 a second  0:03 left')
  expect([clockText(7.4), clockText(59.6), clockText(3729)]).toEqual(['0:07', '1:00', '1:02:09'])
})
