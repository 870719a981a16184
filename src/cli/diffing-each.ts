/** `diff --each`: a line a document that changed, for every filing. */
import type { DiffDone, DiffTask } from '../commands/diff-each.ts'
import { filingsIn } from '../commands/places.ts'
import { report } from '../diagnostics/report.ts'
import type { Outcome } from '../fleet/job.ts'
import type { World } from '../platform/world.ts'
import type { BatchValues } from './batch.ts'
import { whereIs } from './commands/archive/shared.ts'
import { forPrograms } from './formats.ts'
import { filingsFor, type PlaceValues, placesOf, tidy } from './options.ts'
import { complain, paintFor, print, UsageError } from './say.ts'
import { closeBatch, doEach, type Each, tallyTable } from './tally.ts'

interface Values extends BatchValues, PlaceValues {
  readonly against: string | undefined
  readonly archive: string | undefined
  readonly endpoint: string | undefined
  readonly redline: string | undefined
  readonly docx: string | undefined
  readonly by: string | undefined
  readonly 'changed-pages': boolean
  readonly certificate: string | undefined
  readonly 'r-tags': string | undefined
  readonly format: string
  readonly json: boolean
  readonly quiet: boolean
  readonly summary: string | undefined
}

export type DiffedEach = Each<DiffDone>

const word = (outcome: Outcome<DiffDone>): string =>
  outcome.state === 'done'
    ? outcome.result.same
      ? 'the same'
      : 'changed'
    : outcome.state === 'refused'
      ? 'not compared'
      : outcome.state

export async function comparedEach(
  world: World,
  named: readonly string[],
  values: Values,
): Promise<DiffedEach> {
  for (const name of ['certificate', 'r-tags'] as const)
    if (values[name] !== undefined) throw new UsageError(`--${name} is about one filing: leave out --each`)
  const places = placesOf(values)
  const { path: archive, reach } = await whereIs(world, values)
  const slugs = filingsIn(world, places.content)
  const folder = (path: string | undefined) => (path === undefined ? undefined : tidy(path))
  const jobs = filingsFor(world, named, values).map((slug) => ({
    name: slug,
    size: world.sizeOf(`${places.content}/${slug}`),
    task: {
      kind: 'diff',
      slug,
      slugs,
      places,
      against: values.against ?? 'out',
      archive,
      reach,
      redline: folder(values.redline),
      docx: folder(values.docx),
      by: values.by,
      changedPages: values['changed-pages'],
    } satisfies DiffTask,
  }))
  return doEach(world, jobs, values, word)
}

/** @returns 0 where nothing differs, 1 where something does, 2 where one could not be compared */
export function printEach({ results, tally }: DiffedEach, { json, format, quiet }: Values): number {
  const programs = json || format === 'json'
  if (programs) print(JSON.stringify(results.map(plain), undefined, 2))
  const paint = paintFor(process.stderr)
  for (const { name, outcome } of results) {
    const told =
      outcome.state === 'done'
        ? outcome.result.diagnostics
        : outcome.state === 'refused'
          ? outcome.diagnostics
          : []
    complain(told.map((found) => `${name}: ${report(found, paint)}`).join('\n'))
    if (programs || quiet || outcome.state !== 'done') continue
    for (const { name: document, state, counts } of outcome.result.documents)
      if (state !== 'same') print(`${name}/${document}: ${stateText(state, counts)}`)
  }
  if (!programs && !quiet) print(tallyTable(tally))
  const refused = results.some(({ outcome }) => outcome.state === 'refused')
  const differs = results.some(({ outcome }) => outcome.state === 'done' && !outcome.result.same)
  return closeBatch(tally, refused ? 2 : differs ? 1 : 0)
}

function stateText(state: string, counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  return told.length > 0 ? `${state}: ${told.join(', ')}` : state
}

function plain({ name, outcome }: DiffedEach['results'][number]): unknown {
  if (outcome.state !== 'done') return { filing: name, ...outcome }
  const { slug: _same, diagnostics, ...rest } = outcome.result
  return { filing: name, ...rest, diagnostics: diagnostics.map(forPrograms) }
}
