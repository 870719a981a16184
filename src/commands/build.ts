/** `filingpress build`: reads, builds, paints, proves, and swaps the outputs in, one filing after the other. */
import { type Diagnostic, FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { FontBook } from '../fonts/book.ts'
import { FontError } from '../fonts/sfnt.ts'
import { build as runPipeline } from '../pipeline.ts'
import { type World, WorldError } from '../shell/world.ts'
import type { Draft } from '../typeset/furniture.ts'
import { type BuiltDocument, makeOutputs, notOurs, type OutputOptions } from './outputs.ts'
import { inputsOf, type Places, readContent, readOwnHouse, registrantsFolder } from './read.ts'

export interface BuildOptions extends Places, OutputOptions {
  /** Replaces outputs that were changed by hand, having kept a copy. */
  readonly force: boolean
  /** Runs every stage and check and writes nothing. */
  readonly dryRun: boolean
  /** Marks a draft: a stamp on every page, numbers beside its lines. */
  readonly draft?: Draft
  readonly onStage?: (slug: string, stage: string, milliseconds: number) => void
}

export interface FilingResult {
  readonly slug: string
  readonly ok: boolean
  readonly documents: readonly BuiltDocument[]
  readonly diagnostics: readonly Diagnostic[]
  readonly milliseconds: number
}

/** The filings of a content folder: every folder in it but the shared registrants. */
export function filingsIn(world: World, content: string): string[] {
  return world.folders(content).filter((name) => name !== registrantsFolder)
}

/** Builds filings by name. Everything the authors must mend is in the results; what is thrown is ours. */
export function build(
  world: World,
  slugs: readonly string[],
  fonts: FontBook,
  options: BuildOptions,
): FilingResult[] {
  return slugs.map((slug) => buildOne(world, slug, fonts, options))
}

function buildOne(world: World, slug: string, fonts: FontBook, options: BuildOptions): FilingResult {
  const log = new Log()
  const start = world.now()
  let release = (): void => {}
  let documents: readonly BuiltDocument[] = []
  try {
    if (!options.dryRun) {
      const target = `${options.out}/${slug}`
      const held = world.hold(target)
      release = held.release
      if (held.recovered) log.add('W008', undefined, `an interrupted build of ${target} was cleared away`)
      keepWhatIsNotOurs(world, target, options.force, log)
    }
    documents = make(world, slug, fonts, options, log)
  } catch (error) {
    if (!(error instanceof FilingError)) tell(error, log)
  } finally {
    release()
  }
  const ok = !log.failed
  const milliseconds = world.now() - start
  return { slug, ok, documents: ok ? documents : [], diagnostics: log.diagnostics, milliseconds }
}

function make(
  world: World,
  slug: string,
  fonts: FontBook,
  options: BuildOptions,
  log: Log,
): readonly BuiltDocument[] {
  const stage = stopwatch(world, slug, options.onStage)
  const content = readContent(world, options, slug, log)
  const house = readOwnHouse(world, options, slug, log)
  log.stopIfFailed()
  if (!content) return []
  stage('read')
  const built = runPipeline(
    { content, house, fonts, ...(options.draft && { draft: options.draft }) },
    log,
    stage,
  )
  const { documents, files } = makeOutputs(built, inputsOf(content, house), options, log, stage)
  if (options.dryRun) return documents
  world.replaceFolder(`${options.out}/${slug}`, files)
  stage('write')
  return documents
}

/** Tells the time between one stage and the next. */
function stopwatch(world: World, slug: string, onStage: BuildOptions['onStage']): (stage: string) => void {
  let before = world.now()
  return (stage) => {
    const now = world.now()
    onStage?.(slug, stage, now - before)
    before = now
  }
}

/** Nothing that a build did not make may vanish from its folder. */
function keepWhatIsNotOurs(world: World, target: string, force: boolean, log: Log): void {
  const folder = world.readFolder(target)
  const changed = folder ? [...notOurs(folder.files), ...folder.refused.map(({ path }) => path)] : []
  if (changed.length > 0 && force) {
    log.add('W008', undefined, `the changed outputs were kept in ${world.keepCopy(target)}`)
  } else {
    const hint = 'make the change in content/, then build with --force, which keeps a copy'
    for (const name of changed) {
      log.add('W006', undefined, `${target}/${name} was changed or put there by hand`, hint)
    }
  }
}

const worldCodes = { unwritable: 'W005', full: 'W005', locked: 'W007' } as const

/** What the world or a font refused is the author's to mend; all else is thrown on. */
function tell(error: unknown, log: Log): void {
  if (error instanceof FontError) log.add('F002', undefined, error.message)
  else if (error instanceof WorldError) {
    const hint = error.kind === 'locked' ? 'wait for it to end' : 'the last good output is untouched'
    log.add(worldCodes[error.kind], undefined, error.message, hint)
  } else throw error
}
