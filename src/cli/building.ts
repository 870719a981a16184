/** `build` and `check` of filings, once or whenever something changes, and what is printed of them. */
import { build, type FilingResult } from '../commands/build.ts'
import { edgeForPrograms, tieSheetFiles } from '../commands/tie-sheet.ts'
import { noDay } from '../commands/versions.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import type { ValuesOf } from './command.ts'
import { failed } from './failed.ts'
import { forPrograms, printFor } from './formats.ts'
import { buildOptions, filingsFor, type findingOptions, type PlaceValues, placesOf } from './options.ts'
import { codeFor, complain, complainOf, formatOf, print, tieForPrograms } from './say.ts'
import { settingTable } from './setting.ts'
import { closingTable, edgeList, settingList, tieSentence, verdicts, waivedList } from './table.ts'
import { watch } from './watch.ts'

/** The values of `check`, and what `build` adds to them. */
export type BuildValues = PlaceValues & ValuesOf<typeof findingOptions> & Parameters<typeof buildOptions>[0]

export interface BuiltFilings {
  readonly results: readonly FilingResult[]
  readonly out: string
  /** Everything was run and checked, and nothing written. */
  readonly dryRun: boolean
}

export function buildFilings(
  world: World,
  named: readonly string[],
  values: BuildValues,
  { dryRun }: { readonly dryRun: boolean },
): BuiltFilings {
  const fonts = fontBook((file) => world.fontFile(file))
  const results = build(world, filingsFor(world, named, values), fonts, {
    ...buildOptions(values, dryRun),
    figures: values.ties || values['tie-sheet'] !== undefined,
  })
  const sheets = values['tie-sheet']
  for (const { slug, edges } of sheets === undefined ? [] : results)
    for (const [name, bytes] of tieSheetFiles(slug, edges(), fonts, noDay))
      world.writeFile(`${sheets}/${name}`, bytes)
  return { results, out: placesOf(values).out, dryRun }
}

/** @returns the exit code */
export function printBuilt(built: BuiltFilings, values: BuildValues): number {
  const { results } = built
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  if (
    !printFor(formatOf(values), found, () =>
      JSON.stringify(
        results.map((one) => resultForPrograms(one, values.ties)),
        undefined,
        2,
      ),
    )
  )
    show(built, values)
  return codeFor(found, values.strict)
}

export function show(
  { results, out, dryRun }: BuiltFilings,
  { quiet, ties }: Pick<BuildValues, 'quiet' | 'ties'>,
): void {
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  complainOf(found.filter(({ severity }) => !quiet || severity === 'error'))
  if (quiet) return
  print(waivedList(found))
  print(settingList(results))
  if (!dryRun) print(closingTable(results, out))
  if (results.some(({ documents }) => documents.some(({ setting }) => setting)))
    print(`\n${settingTable(results)}`)
  if (ties) print(edgeList(results.flatMap((one) => one.edges())))
  const tied = tieSentence(results.flatMap((one) => one.ties))
  if (tied !== '') print(`${dryRun ? '' : '\n'}${tied}`)
  print(verdicts(results))
}

export function resultForPrograms(
  { diagnostics, milliseconds, ties, edges, files: _bytes, ...rest }: FilingResult,
  withFigures = false,
): unknown {
  return {
    ...rest,
    milliseconds: Math.round(milliseconds),
    ties: ties.map(tieForPrograms),
    ...(withFigures && { figures: edges().map(edgeForPrograms) }),
    diagnostics: diagnostics.map(forPrograms),
  }
}

/** Builds and prints until the program is stopped; what keeps a run from its end is printed, and the next change begins another. */
export async function watchBuild(
  world: World,
  named: readonly string[],
  values: BuildValues,
): Promise<BuiltFilings> {
  const folders = [values.content, values.templates ?? world.ownTemplates]
  await watch(folders, () => {
    const away = folders.find((folder) => !world.exists(folder))
    if (away !== undefined) return complain(`filingpress: waiting for ${away}, which is not there`)
    try {
      printBuilt(buildFilings(world, named, values, { dryRun: false }), values)
    } catch (error) {
      // A file that was there a moment ago is being replaced: that is a change, and starts the next run.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(error)
    }
  })
  return { results: [], out: placesOf(values).out, dryRun: false }
}
