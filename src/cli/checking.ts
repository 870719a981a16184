/** `check` on filings or files, and `waive`. */
import { build } from '../commands/build.ts'
import { areFiles, checkFiles, type FilesResult } from '../commands/check.ts'
import { filingsIn } from '../commands/places.ts'
import { edgeForPrograms } from '../commands/tie-sheet.ts'
import { waive } from '../commands/waive.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { buildFilings, printBuilt } from './building.ts'
import type { BuildValues, BuiltFilings } from './built.ts'
import { known } from './explain.ts'
import { forPrograms, printFor } from './formats.ts'
import { areFilings, buildOptions, filingsFor, type PlaceValues, tidy } from './options.ts'
import { codeFor, complainOf, formatOf, print, tieForPrograms, UsageError } from './say.ts'
import { countSentence, edgeList, tieSentence } from './table.ts'

/** Filings by name, or finished files by path. */
export async function checkAny(
  world: World,
  named: readonly string[],
  values: BuildValues,
): Promise<BuiltFilings | FilesResult> {
  return areFilings(world, named, values) || !areFiles(world, named)
    ? buildFilings(world, named, values, { dryRun: true })
    : checkFiles(world, named)
}

/** @returns the exit code */
export function printChecked(checked: BuiltFilings | FilesResult, values: BuildValues): number {
  if ('results' in checked) return printBuilt(checked, values)
  const { files, diagnostics, ties, edges } = checked
  const json = () =>
    JSON.stringify(
      {
        files,
        ties: ties.map(tieForPrograms),
        ...(values.ties && { figures: edges().map(edgeForPrograms) }),
        diagnostics: diagnostics.map(forPrograms),
      },
      undefined,
      2,
    )
  if (!printFor(formatOf(values), diagnostics, json)) {
    complainOf(diagnostics)
    if (values.ties) print(edgeList(edges()))
    print(tieSentence(ties.length))
    print(countSentence(`${files.length} ${files.length === 1 ? 'file' : 'files'} checked`, diagnostics))
  }
  return codeFor(diagnostics, values.strict)
}

/** `waive CODE [place] [filing]`: the filing may be left out where there is one. */
export function waiveOne(
  world: World,
  [code = '', ...rest]: readonly string[],
  values: PlaceValues & { readonly reason: string; readonly by: string },
): readonly Diagnostic[] {
  const { reason, by } = values
  const slugs = filingsIn(world, tidy(values.content))
  const place = rest.find((one) => /:\d+/.test(one))
  const named = rest.find((one) => one !== place) ?? slugs.find((slug) => place?.includes(`${slug}/`))
  const [slug, second] = filingsFor(world, named === undefined ? [] : [named], values)
  if (slug === undefined || second !== undefined)
    throw new UsageError('name the filing, as in: waive K067 filing.yaml:26 acme-2026-03-02')
  const options = buildOptions(values, true)
  const [result] = build(
    world,
    [slug],
    fontBook((file) => world.fontFile(file)),
    options,
  )
  const log = new Log()
  const waived = waive(
    world,
    `${options.content}/${slug}`,
    result?.diagnostics ?? [],
    { code: known(code), place, reason, by },
    log,
  )
  log.stopIfFailed()
  return waived
}
