/** A worker that is this very process: what one filing, or `--jobs 1`, is made with. */
import type { Perform, Worker } from './job.ts'

export function here<T, R>(perform: Perform<T, R>): Worker<T, R> {
  return {
    dead: false,
    async do(task) {
      // A build is one synchronous piece of work: between two of them a signal is heard and progress is printed.
      await new Promise((resume) => setImmediate(resume))
      return perform(task)
    },
    end: async () => {},
  }
}
