/**
 * Hands jobs to workers: the largest first, so that no long one is begun last; results in the order of the jobs.
 *
 * A worker has one job at a time and gets the next when it is done, so nothing waits in front of a busy worker and memory
 * stays that of as many jobs as there are workers. A worker that died of its job is replaced, and the others go on.
 */
import type { Job, Outcome, Worker } from './job.ts'

export interface Running<T, R> {
  readonly workers: number
  /** Makes a worker; called when there is a job for it. */
  readonly hire: () => Worker<T, R>
  /** Asked before each job: no further job is begun once it says yes. */
  readonly stopped?: () => boolean
  readonly done?: (job: Job<T>, outcome: Outcome<R>) => void
}

/** @returns an outcome for each job, in the order of `jobs` */
export async function runAll<T, R>(
  jobs: readonly Job<T>[],
  { workers, hire, stopped = () => false, done = () => {} }: Running<T, R>,
): Promise<Outcome<R>[]> {
  const outcomes: Outcome<R>[] = jobs.map(() => ({ state: 'left' }))
  const waiting = largestFirst(jobs)
  const lane = async (): Promise<void> => {
    let worker: Worker<T, R> | undefined
    try {
      for (let next = waiting.shift(); next !== undefined && !stopped(); next = waiting.shift()) {
        const job = jobs[next] as Job<T>
        if (worker === undefined || worker.dead) worker = hire()
        const outcome = await worker.do(job.task)
        outcomes[next] = outcome
        done(job, outcome)
      }
    } finally {
      await worker?.end()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, lane))
  return outcomes
}

/** Places of jobs by size; those of one size stay in their order. */
export function largestFirst(jobs: readonly Pick<Job<unknown>, 'size'>[]): number[] {
  const size = (index: number): number => jobs[index]?.size ?? 0
  return jobs.map((_, index) => index).sort((a, b) => size(b) - size(a) || a - b)
}
