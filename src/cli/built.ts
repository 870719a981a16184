/** What a build or check of filings came to, as a person reads it. Loads nothing that builds: an unchanged filing is told by it alone. */
import type { FilingResult } from '../commands/build.ts'
import type { BuildDone } from '../commands/jobs.ts'
import { open } from '../diagnostics/diagnostic.ts'
import type { ValuesOf } from './command.ts'
import type { buildOptions, findingOptions, jobsOption, PlaceValues } from './options.ts'
import { complainOf, print } from './say.ts'
import { settingTable } from './setting.ts'
import { closingTable, edgeList, settingList, tieSentence, verdicts, waivedList } from './table.ts'
import type { Tally } from './tally.ts'

/** The values of `check`, and what `build` adds to them. */
export type BuildValues = PlaceValues &
  ValuesOf<typeof findingOptions> &
  ValuesOf<typeof jobsOption> &
  Parameters<typeof buildOptions>[0]

/** Filings that are listed document by document; of more, only what is not as it should be. */
export const mostListed = 20

export interface BuiltFilings {
  /** Of a run of many, `tied` counts what `ties` does not list. */
  readonly results: readonly (FilingResult & Partial<Pick<BuildDone, 'tied' | 'waived'>>)[]
  readonly out: string
  /** Everything was run and checked, and nothing written. */
  readonly dryRun: boolean
  /** How a run of several went; undefined for one filing. */
  readonly batch?: Tally
}

export function show(
  { results: all, out, dryRun }: BuiltFilings,
  { quiet, ties }: Pick<BuildValues, 'quiet' | 'ties'>,
): void {
  const results =
    all.length <= mostListed ? all : all.filter(({ ok, diagnostics }) => !ok || diagnostics.some(open))
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  complainOf(found.filter(({ severity }) => !quiet || severity === 'error'))
  if (quiet) return
  print(waivedList(found))
  print(settingList(results))
  if (!dryRun && all.length <= mostListed) print(closingTable(results, out))
  if (results.some(({ documents }) => documents.some(({ setting }) => setting)))
    print(`\n${settingTable(results)}`)
  if (ties) print(edgeList(results.flatMap((one) => one.edges())))
  const tied = tieSentence(all.reduce((sum, { ties: told, tied = told.length }) => sum + tied, 0))
  if (tied !== '') print(`${dryRun ? '' : '\n'}${tied}`)
  print(verdicts(results))
}
