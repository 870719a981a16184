/** Workers that wait for jobs as they come: so many of them, each made when it is first needed and replaced when it died. */
import type { Outcome, Worker } from './job.ts'

export interface Crew<T, R> {
  /** Does a task as soon as one of the workers is free. */
  do(task: T): Promise<Outcome<R>>
  end(): Promise<void>
}

export function crew<T, R>(size: number, hire: () => Worker<T, R>): Crew<T, R> {
  const idle: Worker<T, R>[] = []
  const all = new Set<Worker<T, R>>()
  const waiting: ((worker: Worker<T, R>) => void)[] = []
  const made = (): Worker<T, R> => {
    const worker = hire()
    all.add(worker)
    return worker
  }
  const free = async (): Promise<Worker<T, R>> => {
    const worker = idle.pop()
    if (worker) return worker
    if (all.size < size) return made()
    return new Promise((resolve) => waiting.push(resolve))
  }
  return {
    async do(task) {
      const worker = await free()
      const outcome = await worker.do(task)
      let next = worker
      if (worker.dead) {
        all.delete(worker)
        next = waiting.length > 0 ? made() : worker
      }
      const first = waiting.shift()
      if (first) first(next)
      else if (!next.dead) idle.push(next)
      return outcome
    },
    async end() {
      await Promise.all([...all].map((worker) => worker.end()))
      all.clear()
    },
  }
}
