/** `build` and `check` of filings, once or whenever something changes, and what is printed of them. */
import { build, type FilingResult } from '../commands/build.ts'
import { type BuildDone, type BuildTask, kept, notBuilt } from '../commands/jobs.ts'
import { edgeForPrograms, tieSheetFiles } from '../commands/tie-sheet.ts'
import { unchanged } from '../commands/unchanged.ts'
import type { Outcome } from '../fleet/job.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { noDay } from '../reports/painted.ts'
import { type BuildValues, type BuiltFilings, mostListed, show } from './built.ts'
import { failed } from './failed.ts'
import { forPrograms, printFor } from './formats.ts'
import { buildOptions, filingsFor, type PlaceValues, placesOf, tidy } from './options.ts'
import { codeFor, complain, formatOf, print, tieForPrograms } from './say.ts'
import { closeBatch, doEach, tallyTable } from './tally.ts'
import { watch } from './watch.ts'

export async function buildFilings(
  world: World,
  named: readonly string[],
  values: BuildValues,
  { dryRun }: { readonly dryRun: boolean },
): Promise<BuiltFilings> {
  const slugs = filingsFor(world, named, values)
  const figures = values.ties || values['tie-sheet'] !== undefined
  // The graph of figures cannot leave the process it is made in, and stages are timed where nothing else runs.
  return slugs.length > 1 && !figures && !values.stages
    ? buildMany(world, slugs, values, dryRun)
    : buildHere(world, slugs, values, { dryRun, figures })
}

function buildHere(
  world: World,
  slugs: readonly string[],
  values: BuildValues,
  { dryRun, figures }: { readonly dryRun: boolean; readonly figures: boolean },
): BuiltFilings {
  const fonts = fontBook((file) => world.fontFile(file))
  const results = build(world, slugs, fonts, { ...buildOptions(values, dryRun), figures, remember: true })
  const sheets = values['tie-sheet']
  for (const { slug, edges } of sheets === undefined ? [] : results)
    for (const [name, bytes] of tieSheetFiles(slug, edges(), fonts, noDay))
      world.writeFile(`${sheets}/${name}`, bytes)
  return { results, out: placesOf(values).out, dryRun }
}

async function buildMany(
  world: World,
  slugs: readonly string[],
  values: BuildValues,
  dryRun: boolean,
): Promise<BuiltFilings> {
  const { onStage: _none, ...told } = buildOptions(values, dryRun)
  const options = { ...told, remember: true }
  const json = formatOf(values) !== 'text'
  const brief = !json && values.summary === undefined && slugs.length > mostListed
  const jobs = slugs.map((slug) => ({
    name: slug,
    size: world.sizeOf(`${options.content}/${slug}`),
    task: { kind: 'build', slug, options, brief } satisfies BuildTask,
  }))
  const known = unchanged(world, options)
  const { results: made, tally } = await doEach(
    world,
    jobs,
    { ...values, json },
    wordFor(dryRun),
    ({ slug }) => {
      const result = known(slug)
      return result && kept(result, brief)
    },
  )
  const results = made.flatMap(({ name: slug, outcome }): BuiltFilings['results'] => {
    if (outcome.state === 'done') return [{ ...outcome.result, files: new Map(), edges: () => [] }]
    if (outcome.state !== 'refused') return []
    return [{ ...notBuilt(slug, outcome.diagnostics), files: new Map(), edges: () => [] }]
  })
  return { results, out: placesOf(values).out, dryRun, batch: tally }
}

/** What became of one filing, in a word. */
const wordFor =
  (dryRun: boolean) =>
  (outcome: Outcome<BuildDone>): string => {
    if (outcome.state === 'done' && outcome.result.unchanged) return 'unchanged'
    if (outcome.state === 'done')
      return outcome.result.ok ? (dryRun ? 'checked' : 'built') : dryRun ? 'has errors' : 'not built'
    return outcome.state === 'refused' ? 'not built' : outcome.state
  }

/** Writes the Word files of filings that were built. @returns their paths */
export async function writeWordFiles(
  world: World,
  { results }: BuiltFilings,
  folder: string,
  values: PlaceValues,
): Promise<readonly string[]> {
  const { wordCopies } = await import('../commands/word-copies.ts')
  const built = results.filter(({ ok }) => ok)
  return built.flatMap(({ slug }) =>
    [...wordCopies(world, placesOf(values), slug)].map(([name, bytes]) => {
      const path = `${tidy(folder)}/${built.length > 1 ? `${slug}/` : ''}${name}`
      world.writeFile(path, bytes)
      return path
    }),
  )
}

/** @returns the exit code */
export function printBuilt(built: BuiltFilings, values: BuildValues): number {
  const { results, batch } = built
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
    tell(built, values)
  const code = codeFor(found, values.strict)
  return batch ? closeBatch(batch, code) : code
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

function tell(built: BuiltFilings, values: BuildValues): void {
  show(built, values)
  if (built.batch && !values.quiet) print(tallyTable(built.batch, built.results))
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
      const slugs = filingsFor(world, named, values)
      printBuilt(buildHere(world, slugs, values, { dryRun: false, figures: values.ties }), values)
    } catch (error) {
      // A file that was there a moment ago is being replaced: that is a change, and starts the next run.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(error)
    }
  })
  return { results: [], out: placesOf(values).out, dryRun: false }
}
