/** `import --each`: every source a filing by itself, a line each. */
import type { ImportDone, ImportTask } from '../commands/import-into.ts'
import { report } from '../diagnostics/report.ts'
import type { Outcome } from '../fleet/job.ts'
import { baseName } from '../paths.ts'
import type { World } from '../platform/world.ts'
import type { BatchValues } from './batch.ts'
import { forPrograms } from './formats.ts'
import { tidy } from './options.ts'
import { complain, paintFor, print, UsageError } from './say.ts'
import { closeBatch, doEach, type Each, tallyTable } from './tally.ts'

interface Values extends BatchValues {
  readonly content: string
  readonly templates: string | undefined
  readonly name: string | undefined
  readonly tracked: string
  readonly json: boolean
  readonly quiet: boolean
  readonly summary: string | undefined
}

export type ImportedEach = Each<ImportDone>

const isExact = ({ differences, mistakes }: ImportDone): boolean => differences === 0 && mistakes.length === 0

const word = (outcome: Outcome<ImportDone>): string =>
  outcome.state === 'done'
    ? isExact(outcome.result)
      ? 'as filed'
      : 'with differences'
    : outcome.state === 'refused'
      ? 'not imported'
      : outcome.state

export async function importEach(
  world: World,
  sources: readonly string[],
  values: Values,
): Promise<ImportedEach> {
  if (values.name !== undefined)
    throw new UsageError('--name is for one filing: with --each each has a name of its own')
  const { templates, tracked } = values
  const places = { content: tidy(values.content), templates, name: undefined, tracked }
  const jobs = sources.map((source) => ({
    name: baseName(source),
    size: world.sizeOf(source),
    task: { kind: 'import', source, places } satisfies ImportTask,
  }))
  return doEach(world, jobs, values, word)
}

/** @returns 0 where all are as filed, word for word */
export function printImported({ results, tally }: ImportedEach, { json, quiet }: Values): number {
  if (json) print(JSON.stringify(results.map(plain), undefined, 2))
  const paint = paintFor(process.stderr)
  for (const { name, outcome } of results) {
    if (outcome.state === 'refused')
      complain(outcome.diagnostics.map((found) => `${name}: ${report(found, paint)}`).join('\n'))
    if (json || quiet || outcome.state !== 'done') continue
    const { folder, words, differences, mistakes } = outcome.result
    const left =
      mistakes.length > 0
        ? `${mistakes.length} to mend`
        : differences > 0
          ? `${differences} differences in words`
          : 'as filed word for word'
    print(`${name} -> ${folder}: ${words.found} of ${words.source} words; ${left}`)
  }
  if (!json && !quiet) print(tallyTable(tally))
  const good = results.every(({ outcome }) => outcome.state === 'done' && isExact(outcome.result))
  return closeBatch(tally, good ? 0 : 1)
}

function plain({ name, outcome }: ImportedEach['results'][number]): unknown {
  if (outcome.state === 'done') return outcome.result
  return outcome.state === 'refused'
    ? { source: name, state: outcome.state, diagnostics: outcome.diagnostics.map(forPrograms) }
    : { source: name, ...outcome }
}
