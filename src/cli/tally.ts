/** How a run of several jobs went: counts as a table, each job as JSON, and the exit code by the worst. */
import { jsonBytes } from '../bytes.ts'
import type { FilingResult } from '../commands/build.ts'
import type { ResultOf, Task } from '../commands/jobs.ts'
import { type Diagnostic, open } from '../diagnostics/diagnostic.ts'
import type { Job, Outcome } from '../fleet/job.ts'
import type { World } from '../platform/world.ts'
import { tool } from '../tool.ts'
import { type BatchValues, inBatch, type Ran } from './batch.ts'
import { columns } from './columns.ts'
import { defect, stoppedCode } from './failed.ts'
import { forPrograms } from './formats.ts'
import { complain } from './say.ts'

export interface Tally {
  readonly jobs: readonly {
    readonly name: string
    /** What became of it, in a word. */
    readonly state: string
    readonly result?: unknown
    readonly diagnostics?: readonly Diagnostic[]
    readonly stack?: string
  }[]
  readonly stopped: boolean
  readonly milliseconds: number
  readonly workers: number
}

function tallyOf<R>(
  jobs: readonly Job<unknown>[],
  { outcomes, stopped, milliseconds, workers }: Ran<R>,
  word: (outcome: Outcome<R>) => string,
): Tally {
  return {
    jobs: jobs.map(({ name }, index) => {
      const outcome = outcomes[index] ?? { state: 'left' }
      const { state: _state, ...rest } = outcome
      return { name, state: word(outcome), ...rest }
    }),
    stopped,
    milliseconds,
    workers,
  }
}

/** The jobs of a command with what became of each. */
export interface Each<R> {
  readonly results: readonly { readonly name: string; readonly outcome: Outcome<R> }[]
  readonly tally: Tally
}

/**
 * Does the jobs of a command, and writes the summary where one is asked for.
 *
 * @param word what became of a job, in a word
 * @param known what is known of a job without doing it: found here, so that a run in which nothing changed starts no thread
 */
export async function doEach<T extends Task>(
  world: World,
  jobs: readonly Job<T>[],
  values: BatchValues & { readonly summary: string | undefined },
  word: (outcome: Outcome<ResultOf<T>>) => string,
  known: (task: T) => ResultOf<T> | undefined = () => undefined,
): Promise<Each<ResultOf<T>> & { readonly ran: Ran<ResultOf<T>> }> {
  const start = world.now()
  const found = jobs.map(({ task }) => known(task))
  const left = jobs.filter((_, index) => found[index] === undefined)
  const { outcomes: made, ...how } = await inBatch(world, left, values, word)
  const next = made.values()
  const outcomes = found.map(
    (result): Outcome<ResultOf<T>> =>
      result === undefined ? (next.next().value ?? { state: 'left' }) : { state: 'done', result },
  )
  const ran = { ...how, outcomes, milliseconds: world.now() - start }
  const tally = tallyOf(jobs, ran, word)
  if (values.summary !== undefined) writeSummary(world, values.summary, tally)
  const results = jobs.map(({ name }, index) => ({
    name,
    outcome: ran.outcomes[index] ?? ({ state: 'left' } as const),
  }))
  return { results, tally, ran }
}

/** Jobs by what became of them, in the order in which that first happened. */
export function countsOf({ jobs }: Tally): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { state } of jobs) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}

/** A row for each state, then what is to be settled, and time. */
export function tallyTable(
  tally: Tally,
  results?: readonly (Pick<FilingResult, 'diagnostics'> & { readonly waived?: number })[],
): string {
  const { jobs, milliseconds, workers } = tally
  const seconds = milliseconds / 1000
  const found = results?.flatMap(({ diagnostics }) => diagnostics).filter(open)
  const of = (severity: Diagnostic['severity']) =>
    String(found?.filter((one) => one.severity === severity).length)
  const done = jobs.filter(({ state }) => state !== 'left').length
  const rows = [
    ['filings', String(jobs.length)],
    ...[...countsOf(tally)].map(([state, count]) => [`  ${state}`, String(count)]),
    ...(found
      ? [
          ['errors', of('error')],
          ['findings to settle', of('finding')],
          ['warnings to settle', of('warning')],
          ['waived', String(results?.reduce((sum, { waived = 0 }) => sum + waived, 0))],
        ]
      : []),
    ['seconds', seconds.toFixed(2)],
    ['filings a second', seconds > 0 ? (done / seconds).toFixed(1) : ''],
    ['at once', String(workers)],
  ]
  return `\n${columns(rows).join('\n')}`
}

/** `--summary`: what became of each one, for programs. */
function writeSummary(world: World, path: string, tally: Tally): void {
  const { jobs, stopped, milliseconds, workers } = tally
  const all = {
    format: 1,
    tool,
    stopped,
    seconds: Math.round(milliseconds) / 1000,
    workers,
    counts: Object.fromEntries(countsOf(tally)),
    filings: jobs.map(({ name, state, result, diagnostics, stack }) => ({
      name,
      state,
      ...(result !== undefined && { result: plain(result) }),
      ...(diagnostics && { diagnostics: diagnostics.map(forPrograms) }),
      ...(stack !== undefined && { stack }),
    })),
  }
  world.writeFile(path, jsonBytes(all))
}

/** A result with its diagnostics as programs get them. */
function plain(result: unknown): unknown {
  const {
    diagnostics,
    ties: _told,
    ...rest
  } = result as { diagnostics?: readonly Diagnostic[]; ties?: unknown }
  return { ...rest, ...(diagnostics && { diagnostics: diagnostics.map(forPrograms) }) }
}

/** Tells of defects and of a run that was stopped. @returns the exit code by the worst, `code` being that of the findings */
export function closeBatch({ jobs, stopped }: Tally, code: number): number {
  const broken = jobs.filter(({ stack }) => stack !== undefined)
  for (const { name, stack } of broken) complain(`${name}: ${defect(stack ?? '')}`)
  const left = jobs.filter(({ state }) => state === 'left').length
  if (stopped) complain(`filingpress: stopped; ${left} of ${jobs.length} filings were not begun`)
  return broken.length > 0 ? 70 : stopped ? stoppedCode : code
}
