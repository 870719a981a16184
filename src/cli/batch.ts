/** Runs jobs of a command in this process or in threads, and says how far it is. */
import { availableParallelism } from 'node:os'
import { perform, type ResultOf, type Task } from '../commands/jobs.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { here } from '../fleet/here.ts'
import type { Job, Outcome } from '../fleet/job.ts'
import { bar, paceOf } from '../fleet/pace.ts'
import { runAll } from '../fleet/run.ts'
import type { World } from '../platform/world.ts'
import { Stopped } from './failed.ts'
import { complain, status, UsageError } from './say.ts'

export interface BatchValues {
  readonly jobs?: string | undefined
  readonly quiet?: boolean
  readonly json?: boolean
}

export interface Ran<R> {
  readonly outcomes: readonly Outcome<R>[]
  /** Whether it was stopped before its end. */
  readonly stopped: boolean
  readonly milliseconds: number
  readonly workers: number
}

/**
 * Fewer jobs than this are done in this process unless --jobs says otherwise: a thread has to load the program and warm
 * up, which takes as long as a few small filings.
 */
const worthThreads = 6

/** Of fewer jobs the end is near enough. */
const worthTelling = 6

/** Threads that a person may ask for; each takes some 60 MB. */
const mostJobs = 256

export function jobsOf({ jobs }: BatchValues): number | undefined {
  if (jobs === undefined) return undefined
  const count = Number(jobs)
  if (!/^\d+$/.test(jobs) || count < 1 || count > mostJobs)
    throw new UsageError(`--jobs is a number from 1 to ${mostJobs}`)
  return count
}

/**
 * Does jobs on the disk. One job never starts a thread, nor does a program that runs from its sources.
 *
 * @param word what became of a job, in a word: for the lines of a run that no one watches
 */
export async function inBatch<T extends Task>(
  world: World,
  jobs: readonly Job<T>[],
  values: BatchValues,
  word: (outcome: Outcome<ResultOf<T>>) => string,
  alone = false,
): Promise<Ran<ResultOf<T>>> {
  const asked = jobsOf(values)
  const many = asked ?? (jobs.length < worthThreads ? 1 : availableParallelism())
  const { program } = world
  const workers = alone || program === undefined ? 1 : Math.min(many, jobs.length)
  const threads =
    workers > 1 && program !== undefined
      ? await import('../fleet/threads.ts').then(
          ({ thread }) =>
            () =>
              thread<T, ResultOf<T>>(program),
        )
      : undefined
  const start = world.now()
  const signals = jobs.length > 1 ? stopOnSignal() : undefined
  const tell = jobs.length >= worthTelling ? progress(world, jobs.length, start, values, word) : undefined
  try {
    const outcomes = await runAll(jobs, {
      workers,
      hire: threads ?? (() => here((task: T) => perform(world, task))),
      stopped: () => signals?.stopped() ?? false,
      ...(tell && { done: tell.done }),
    })
    return {
      outcomes,
      stopped: signals?.stopped() ?? false,
      milliseconds: world.now() - start,
      workers,
    }
  } finally {
    tell?.end()
    signals?.end()
  }
}

/** All results. @throws FilingError or the defect of the first job that has none, Stopped where it was not begun */
export function resultsOf<R>({ outcomes, stopped }: Ran<R>): R[] {
  if (stopped) throw new Stopped('stopped: not everything was looked at, so nothing is said')
  return outcomes.map((outcome) => {
    if (outcome.state === 'done') return outcome.result
    if (outcome.state === 'refused') throw new FilingError(outcome.diagnostics)
    throw new Error(outcome.state === 'defect' ? outcome.stack : 'a job was left out')
  })
}

/** The first signal lets what is being made be finished, the second ends at once; nothing half-made is left by either. */
function stopOnSignal(): { readonly stopped: () => boolean; readonly end: () => void } {
  let stopped = false
  const names = ['SIGINT', 'SIGTERM'] as const
  const end = () => {
    for (const name of names) process.off(name, heard)
  }
  const heard = () => {
    stopped = true
    end()
    complain('\nfilingpress: stopping; what is being made is finished. Press Ctrl-C again to end at once.')
  }
  for (const name of names) process.on(name, heard)
  return { stopped: () => stopped, end }
}

/** A bar on a terminal, a JSON object a line for programs, and otherwise a line a job. */
function progress<R>(
  world: World,
  of: number,
  start: number,
  { quiet = false, json = false }: BatchValues,
  word: (outcome: Outcome<R>) => string,
): { readonly done: (job: Job<unknown>, outcome: Outcome<R>) => void; readonly end: () => void } | undefined {
  if (quiet) return undefined
  let count = 0
  const watched = status()
  return {
    done({ name }, outcome) {
      count++
      const pace = paceOf(count, of, world.now() - start)
      if (json)
        complain(
          JSON.stringify({
            event: 'done',
            name,
            state: word(outcome),
            done: count,
            of,
            perSecond: Math.round(pace.rate * 10) / 10,
          }),
        )
      else if (watched) watched.show(`${bar(pace)}  ${name}`)
      else complain(`[${count} of ${of}] ${name}: ${word(outcome)}`)
    },
    end: () => watched?.clear(),
  }
}
