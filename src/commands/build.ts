/** `filingpress build`: reads, builds, paints, proves, and swaps the outputs in, one filing after the other. */
import { checkAuthored } from '../check/check.ts'
import { otherPdfOf } from '../check/pdf-text.ts'
import { withoutMakers } from '../check/rules/makers.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { FontBook } from '../fonts/book.ts'
import type { Content } from '../intake/read.ts'
import { type Rendering, readApproval } from '../lock/approval.ts'
import { lock } from '../lock/lock.ts'
import { waiverDigest } from '../lock/waivers.ts'
import { tellReview } from '../merging/open.ts'
import { type Built, build as runPipeline } from '../pipeline.ts'
import { traced } from '../platform/trace.ts'
import type { World } from '../platform/world.ts'
import { tool } from '../tool.ts'
import type { Draft } from '../typeset/furniture.ts'
import type { BuildOptions, FilingResult } from './built.ts'
import { tell } from './errors.ts'
import { makeOutputs, type Outputs } from './outputs.ts'
import { notForOutputs, type Places } from './places.ts'
import { inputsOf, readContent, readOwnTheme } from './read.ts'
import { digestsOf, type Inputs, notOurs } from './record.ts'
import { remember, unchanged } from './unchanged.ts'

export type { BuildOptions, FilingResult } from './built.ts'

/** Builds filings by name. Everything the authors must mend is in the results; what is thrown is ours. */
export function build(
  world: World,
  slugs: readonly string[],
  fonts: FontBook,
  options: BuildOptions,
): FilingResult[] {
  const known = unchanged(world, options)
  return slugs.map((slug) => known(slug) ?? buildOne(world, slug, fonts, options))
}

function buildOne(world: World, slug: string, fonts: FontBook, options: BuildOptions): FilingResult {
  const log = new Log()
  const start = world.now()
  let release = (): void => {}
  let made: Made = nothing
  try {
    if (!options.dryRun) {
      const wrong = notForOutputs(world, options)
      if (wrong !== undefined)
        log.add(
          'W033',
          undefined,
          `${wrong}, and a build would write over it`,
          'name another folder with --out',
        )
      log.stopIfFailed()
      const target = `${options.out}/${slug}`
      const held = world.hold(target)
      release = held.release
      if (held.recovered) log.add('W008', undefined, `an interrupted build of ${target} was cleared away`)
      keepWhatIsNotOurs(world, target, options.force, log)
    }
    made = make(world, slug, fonts, options, log)
  } catch (error) {
    if (error instanceof FilingError) log.take(error)
    else if (!tell(error, log)) throw error
  } finally {
    release()
  }
  const ok = !log.failed
  const milliseconds = world.now() - start
  const { documents, files, ties, edges, settings, stripped } = made
  return {
    slug,
    ok,
    documents: ok ? documents : [],
    files: ok && options.keepBytes ? files : new Map(),
    diagnostics: log.diagnostics,
    milliseconds,
    ties,
    edges,
    settings,
    stripped,
  }
}

type Made = Pick<FilingResult, 'documents' | 'files' | 'ties' | 'edges' | 'settings' | 'stripped'>
const nothing: Made = {
  documents: [],
  files: new Map(),
  ties: [],
  edges: () => [],
  settings: [],
  stripped: [],
}

function make(world: World, slug: string, fonts: FontBook, options: BuildOptions, log: Log): Made {
  const stage = stopwatch(world, slug, options.onStage)
  const trace = options.remember && !options.dryRun ? traced(world) : { world, reads: () => undefined }
  const rendered = render(trace.world, slug, fonts, options, log, stage)
  if (!rendered) return nothing
  const { built, outputs, stripped } = rendered
  if (options.final) holdToApproval(world, slug, options, rendered, log)
  const made = {
    documents: outputs.documents,
    files: outputs.files,
    ties: built.ties,
    // The graph holds all texts of the filing: it is kept where somebody asks for it.
    edges: options.figures ? built.edges : nothing.edges,
    settings: built.settings,
    stripped,
  }
  if (options.dryRun) return made
  world.replaceFolder(`${options.out}/${slug}`, outputs.files)
  const result = { ...made, diagnostics: log.diagnostics }
  remember(world, slug, options, trace.reads(), { outputs: outputs.files, result })
  stage('write')
  return made
}

/**
 * A final build is what was approved, or nothing.
 *
 * @throws FilingError with every reason
 */
export function holdToApproval(
  world: World,
  slug: string,
  { content }: Places,
  { rendering }: Rendered,
  log: Log,
): void {
  const folder = world.readFolder(`${content}/${slug}`)?.files ?? new Map<string, Uint8Array>()
  lock(rendering, readApproval(folder), folder, log)
  log.stopIfFailed()
}

export interface Rendered {
  readonly built: Built
  readonly inputs: Inputs
  readonly outputs: Outputs
  readonly rendering: Rendering
  readonly stripped: readonly string[]
}

/** Reads a filing and makes its finished files, writing nothing. */
export function render(
  world: World,
  slug: string,
  fonts: FontBook,
  options: BuildOptions,
  log: Log,
  stage: (name: string) => void = () => {},
): Rendered | undefined {
  const content = readContent(world, options, slug, log)
  const theme = readOwnTheme(world, options, slug, log)
  log.stopIfFailed()
  if (!content) return undefined
  stage('read')
  checkAuthored(content, log)
  tellReview(content.filing, log)
  const { draft, filed, stripped } = finalParts(content, options)
  const built = runPipeline(
    {
      content: filed,
      theme,
      fonts,
      day: options.day,
      ...(draft && { draft }),
      readOther: (bytes) => otherPdfOf(world.readOtherPdf(bytes)),
    },
    log,
    stage,
  )
  const inputs = inputsOf(content, theme, built.settings)
  const outputs = makeOutputs(built, inputs, options, log, stage)
  return {
    built,
    inputs,
    outputs,
    rendering: {
      tool,
      inputs: digestsOf(inputs),
      outputs: outputs.files,
      waivers: built.filing.facts.waivers.map(waiverDigest),
    },
    stripped,
  }
}

interface Parts {
  readonly draft: Draft | undefined
  readonly filed: Content
  /** What was left out, as phrases. */
  readonly stripped: readonly string[]
}

/** A final build carries no marks of a draft and no name of who made a file, and says what it left out. */
function finalParts(content: Content, { draft, final }: BuildOptions): Parts {
  if (!final) return { draft, filed: content, stripped: [] }
  const stripped = [
    ...(draft?.stamp === undefined ? [] : [`the stamp "${draft.stamp}"`]),
    ...(draft?.lineNumbers ? ['the line numbers'] : []),
  ]
  const files = new Map(content.filing.files)
  for (const [name, bytes] of files) {
    if (!name.endsWith('.htm')) continue
    const bare = withoutMakers(bytes)
    files.set(name, bare.bytes)
    stripped.push(...bare.stripped.map((found) => `${found} of ${name}`))
  }
  return { draft: undefined, filed: { ...content, filing: { ...content.filing, files } }, stripped }
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
