/** `build`, once or whenever something changes, and what it prints. */
import { build, type FilingResult } from '../commands/build.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { forPrograms } from './formats.ts'
import { buildOptions, filingsFor, type Values } from './options.ts'
import { codeFor, complain, complainOf, formatOf, print, printFor, tieForPrograms } from './say.ts'
import { settingTable } from './setting.ts'
import { closingTable, tieList, tieSentence, verdicts, waivedList } from './table.ts'
import { watch } from './watch.ts'

export function buildOnce(world: World, named: readonly string[], values: Values, dryRun: boolean): number {
  const options = buildOptions(values, dryRun)
  const fonts = fontBook((file) => world.fontFile(file))
  const results = build(world, filingsFor(world, named, values), fonts, options)
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  if (!printFor(formatOf(values), found, () => JSON.stringify(results.map(resultForPrograms), undefined, 2)))
    show(results, options.out, values, dryRun)
  return codeFor(found, values.strict)
}

export function show(
  results: readonly FilingResult[],
  out: string,
  { quiet, ties }: Values,
  dryRun: boolean,
): void {
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  complainOf(found.filter(({ severity }) => !quiet || severity === 'error'))
  if (quiet) return
  print(waivedList(found))
  if (!dryRun) print(closingTable(results, out))
  if (results.some(({ documents }) => documents.some(({ setting }) => setting)))
    print(`\n${settingTable(results)}`)
  const all = results.flatMap((one) => one.ties)
  if (ties) print(tieList(all))
  print(`${dryRun ? '' : '\n'}${tieSentence(all)}`)
  print(verdicts(results))
}

export function resultForPrograms({ diagnostics, milliseconds, ties, ...rest }: FilingResult): unknown {
  return {
    ...rest,
    milliseconds: Math.round(milliseconds),
    ties: ties.map(tieForPrograms),
    diagnostics: diagnostics.map(forPrograms),
  }
}

/** @param tell tells what kept a run from its end; the next change begins another */
export async function watchBuild(
  world: World,
  named: readonly string[],
  values: Values,
  tell: (error: unknown) => unknown,
): Promise<number> {
  const folders = [values.content, values.templates ?? world.ownTemplates]
  await watch(folders, () => {
    const away = folders.find((folder) => !world.exists(folder))
    if (away !== undefined) return complain(`filingpress: waiting for ${away}, which is not there`)
    try {
      buildOnce(world, named, values, false)
    } catch (error) {
      // A file that was there a moment ago is being replaced: that is a change, and starts the next run.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') tell(error)
    }
  })
  return 0
}
