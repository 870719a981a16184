/**
 * What can be a job, and the one function that does each: a plain loop, a thread and a machine on a queue call it alike.
 *
 * A task is plain data. A result is plain data too, and small: of the files it read it holds the lines that findings
 * point at, because a run keeps the results of thousands of filings.
 */
import { compact, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { cutOut } from '../diagnostics/source.ts'
import type { Outcome } from '../fleet/job.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { type BuildOptions, build, type FilingResult } from './build.ts'
import { translated } from './errors.ts'

export interface BuildTask {
  readonly kind: 'build'
  readonly slug: string
  readonly options: Omit<BuildOptions, 'onStage' | 'keepBytes' | 'figures'>
}

/** A filing's result without what cannot leave the thread: its bytes are on disk, and its graph of figures was not asked for. */
export type BuildDone = Omit<FilingResult, 'files' | 'edges'>

interface Kinds {
  readonly build: { readonly task: BuildTask; readonly result: BuildDone }
}

export type Task = Kinds[keyof Kinds]['task']
export type ResultOf<T extends Task> = Kinds[T['kind']]['result']

type Performers = {
  readonly [K in keyof Kinds]: (
    world: World,
    task: Kinds[K]['task'],
  ) => Kinds[K]['result'] | Promise<Kinds[K]['result']>
}

const performers: Performers = {
  build(world, { slug, options }) {
    const [result] = build(world, [slug], fontsOf(world), options)
    return kept(result as FilingResult)
  },
}

/** Does a job of any kind. Never throws: what is thrown is the outcome. */
export async function perform<T extends Task>(world: World, task: T): Promise<Outcome<ResultOf<T>>> {
  try {
    const act = performers[task.kind] as (world: World, task: T) => ResultOf<T> | Promise<ResultOf<T>>
    return { state: 'done', result: await act(world, task) }
  } catch (error) {
    const diagnostics = translated(error)
    if (diagnostics) return { state: 'refused', diagnostics: diagnostics.map(compact) }
    return {
      state: 'defect',
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

/** Fonts stay open from one job to the next. */
let open: { readonly world: World; readonly fonts: ReturnType<typeof fontBook> } | undefined

function fontsOf(world: World): ReturnType<typeof fontBook> {
  if (open?.world !== world) open = { world, fonts: fontBook((file) => world.fontFile(file)) }
  return open.fonts
}

function kept({ files: _bytes, edges: _graph, diagnostics, ties, ...rest }: FilingResult): BuildDone {
  return {
    ...rest,
    diagnostics: diagnostics.map(compact),
    ties: ties.map((tie) => ({ ...tie, at: cutOut(tie.at), releasedAt: cutOut(tie.releasedAt) })),
  }
}

/** A filing that was not built, with why. */
export function notBuilt(slug: string, diagnostics: readonly Diagnostic[]): BuildDone {
  return {
    slug,
    ok: false,
    documents: [],
    diagnostics,
    milliseconds: 0,
    ties: [],
    settings: [],
    stripped: [],
  }
}
