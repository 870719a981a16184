/** What the commands of a batch print. */
import type { Impact } from '../commands/archive/impact/impact.ts'
import { type BatchState, forSummary, stateWord } from './batches.ts'
import { columns } from './columns.ts'
import { complain, print } from './say.ts'

/** Dead letters that are shown; a summary has all. */
const mostShown = 50

/** @returns 1 where a job is dead, 0 otherwise */
export async function showBatch(
  state: BatchState,
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
): Promise<number> {
  const { id, command, jobs } = state
  const failed = jobs.flatMap(({ name, standing }) =>
    standing.state === 'failed' ? [{ name, ...standing }] : [],
  )
  if (json) print(JSON.stringify(forSummary(state), undefined, 2))
  else {
    for (const { name, step, reason } of failed.slice(0, mostShown))
      complain(`${name}: ${step} failed: ${reason.split('\n')[0]}`)
    if (failed.length > mostShown) complain(`and ${failed.length - mostShown} more`)
    if (command === 'impact') await showImpact(jobs)
    if (!quiet)
      print(
        countTable(
          [`batch ${id}`, command],
          jobs.map(({ standing }) => stateWord(standing)),
        ),
      )
  }
  return failed.length > 0 ? 1 : 0
}

/** What was measured so far, by cause. */
async function showImpact(jobs: BatchState['jobs']): Promise<void> {
  const { reportOf, reportText } = await import('../commands/archive/impact/report.ts')
  const impacts = jobs.flatMap(({ standing }) =>
    standing.state === 'done' ? [standing.result.report as Impact] : [],
  )
  if (impacts.length > 0) print(reportText(reportOf(impacts)))
}

function countTable(head: readonly [string, string], states: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1)
  return columns([
    head,
    ['jobs', String(states.length)],
    ...[...counts].map(([state, count]) => [`  ${state}`, String(count)]),
  ]).join('\n')
}

export function showQueue(counts: Readonly<Record<string, number>>, json: boolean): number {
  print(
    json
      ? JSON.stringify(counts, undefined, 2)
      : columns(Object.entries(counts).map(([state, count]) => [state, String(count)])).join('\n'),
  )
  return 0
}
