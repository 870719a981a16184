/** What the commands of a batch print. */
import { toBytes } from '../bytes.ts'
import { type Report, reportHtml, reportText } from '../commands/archive/impact/report.ts'
import type { World } from '../platform/world.ts'
import { type BatchState, forSummary, impactReport, stateWord } from './batches.ts'
import { columns } from './columns.ts'
import { complain, print, UsageError } from './say.ts'

/** Dead letters that are shown; a summary has all. */
const mostShown = 50

/** @returns 1 where a job is dead, or a filing would come out differently, 0 otherwise */
export function showBatch(
  world: World,
  state: BatchState,
  {
    json,
    quiet,
    html,
  }: { readonly json: boolean; readonly quiet: boolean; readonly html: string | undefined },
): number {
  const { id, command, jobs } = state
  const failed = jobs.flatMap(({ name, standing }) =>
    standing.state === 'failed' ? [{ name, ...standing }] : [],
  )
  const impact = impactReport(state)
  if (html !== undefined) writePage(world, html, impact)
  if (json) print(JSON.stringify(forSummary(state), undefined, 2))
  else {
    for (const { name, step, reason } of failed.slice(0, mostShown))
      complain(`${name}: ${step} failed: ${reason.split('\n')[0]}`)
    if (failed.length > mostShown) complain(`and ${failed.length - mostShown} more`)
    if (impact && impact.filings > 0) print(reportText(impact))
    if (!quiet)
      print(
        countTable(
          [`batch ${id}`, command],
          jobs.map(({ standing }) => stateWord(standing)),
        ),
      )
  }
  return failed.length > 0 || (impact && impact.same < impact.filings) ? 1 : 0
}

/** @throws UsageError for a batch that has no such report */
function writePage(world: World, file: string, impact: Report | undefined): void {
  if (!impact) throw new UsageError('--html is for a batch of --command impact')
  world.writeFile(file, toBytes(reportHtml(impact)))
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
