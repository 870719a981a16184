/**
 * Workers that are threads of this process, each with the program loaded once and warm from its second job on. The only
 * importer of node:worker_threads, and loaded only where there are jobs for more than one worker.
 */
import { parentPort, Worker as Thread } from 'node:worker_threads'
import type { Outcome, Perform, Worker } from './job.ts'

/**
 * @param program the file of the program, which calls `serve` when it runs as a thread
 */
export function thread<T, R>(program: string): Worker<T, R> {
  // Its output is ours to print; what it says by itself would stand among the lines of the others.
  const own = new Thread(program, { argv: [], stdout: false, stderr: false })
  let settle: ((outcome: Outcome<R>) => void) | undefined
  let dead = false
  const over = (stack: string): void => {
    dead = true
    settle?.({ state: 'defect', stack })
    settle = undefined
  }
  own.on('message', (outcome: Outcome<R>) => {
    settle?.(outcome)
    settle = undefined
  })
  own.on('error', (error: Error) => over(error.stack ?? String(error)))
  own.on('exit', (code) => over(`a thread ended with exit code ${code}`))
  return {
    get dead() {
      return dead
    },
    do: (task) =>
      new Promise((resolve) => {
        settle = resolve
        if (dead) over('the thread is gone')
        else own.postMessage(task)
      }),
    async end() {
      await own.terminate()
    },
  }
}

/** Does jobs for the thread that started this one, until that one ends it. */
export function serve<T, R>(perform: Perform<T, R>): void {
  parentPort?.on('message', async (task: T) => {
    const outcome = await perform(task)
    try {
      parentPort?.postMessage(outcome)
    } catch (error) {
      // Not every value can go to another thread.
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
      parentPort?.postMessage({ state: 'defect', stack })
    }
  })
}
