/**
 * What can be a job, and the one function that does each: a plain loop, a thread and a machine on a queue call it alike.
 *
 * A task is plain data. A result is plain data too, and small: of the files it read it holds the lines that findings
 * point at, because a run keeps the results of thousands of filings.
 */
import type { Issue } from '../archive/issues.ts'
import { toBytes } from '../bytes.ts'
import { compact, type Diagnostic, open as isOpen } from '../diagnostics/diagnostic.ts'
import type { Outcome } from '../fleet/job.ts'
import { fontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import type { Reach } from '../stores/open.ts'
import type { ApartDone, ApartTask } from './apart.ts'
import type { Impact, ImpactTask } from './archive/impact/impact.ts'
import type { Rebuilt } from './archive/rebuild.ts'
import type { ObjectVerdict } from './archive/verify.ts'
import { type BuildOptions, build, type FilingResult } from './build.ts'
import type { DiffDone, DiffTask } from './diff-each.ts'
import { translated } from './errors.ts'
import type { ImportDone, ImportTask } from './import-into.ts'
import { compactTie } from './unchanged.ts'

export interface BuildTask {
  readonly kind: 'build'
  readonly slug: string
  readonly options: Omit<BuildOptions, 'onStage' | 'keepBytes' | 'figures'>
  /** Only what needs attention is kept of the result: of a run of thousands nobody reads more. */
  readonly brief: boolean
}

/** A filing's result without what cannot leave the thread: its bytes are on disk, and its graph of figures was not asked for. */
export type BuildDone = Omit<FilingResult, 'files' | 'edges'> & {
  /** How many statements are tied to the release, also where they are not listed. */
  readonly tied: number
  /** How many findings are waived, likewise. */
  readonly waived: number
}

/** One object of an archive, whole. */
export interface VerifyTask {
  readonly kind: 'verify'
  readonly archive: string
  readonly reach: Reach
  readonly folder: string
  /** PEM of a public key. */
  readonly key: string | undefined
  readonly expect: string | undefined
  /** PEM of certificates that vouch for time stamps. */
  readonly roots: string | undefined
}

/** Plain data: its issues are a list. */
export type VerifyDone = Omit<ObjectVerdict, 'issues'> & { readonly issues: readonly Issue[] }

export interface RebuildTask {
  readonly kind: 'rebuild'
  readonly archive: string
  readonly reach: Reach
  /** The object's id, and a version of it; the newest when left out. */
  readonly id: string
  readonly version: string | undefined
  readonly key: string | undefined
  readonly trust: boolean
}

interface Kinds {
  readonly build: { readonly task: BuildTask; readonly result: BuildDone }
  readonly verify: { readonly task: VerifyTask; readonly result: VerifyDone }
  readonly rebuild: { readonly task: RebuildTask; readonly result: Rebuilt }
  readonly diff: { readonly task: DiffTask; readonly result: DiffDone }
  readonly apart: { readonly task: ApartTask; readonly result: ApartDone }
  readonly impact: { readonly task: ImpactTask; readonly result: Impact }
  readonly import: { readonly task: ImportTask; readonly result: ImportDone }
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
  build(world, { slug, options, brief }) {
    const [result] = build(world, [slug], fontsOf(world), options)
    return kept(result as FilingResult, brief)
  },
  async verify(_world, { archive, reach, folder, key, expect, roots }) {
    const { openArchive } = await import('./archive/place.ts')
    const { verifyObject } = await import('./archive/verify.ts')
    const { readKey } = await import('../archive/signature.ts')
    const { readRoots } = await import('../archive/stamps/check.ts')
    const publicKey = key === undefined ? undefined : readKey(key, 'public')
    const trusted = roots === undefined ? undefined : readRoots(toBytes(roots))
    const verdict = await verifyObject(await openArchive(archive, reach), folder, {
      key: publicKey,
      expect,
      roots: trusted,
    })
    return { ...verdict, issues: verdict.issues.list }
  },
  async rebuild(world, { archive, reach, id, version, key, trust }) {
    const { openArchive } = await import('./archive/place.ts')
    const { rebuild } = await import('./archive/rebuild.ts')
    const { readKey } = await import('../archive/signature.ts')
    const publicKey = key === undefined ? undefined : readKey(key, 'public')
    return rebuild(world, await openArchive(archive, reach), id, version, { key: publicKey, trust })
  },
  async diff(world, task) {
    return (await import('./diff-each.ts')).diffOneOfMany(world, task, fontsOf(world))
  },
  async apart(world, task) {
    return (await import('./apart.ts')).doApart(world, task, fontsOf(world))
  },
  async impact(world, task) {
    return (await import('./archive/impact/impact.ts')).impactOf(world, task)
  },
  async import(world, task) {
    return (await import('./import-into.ts')).importOneOfMany(world, task)
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

/** What is kept of a filing's result. */
export function kept(
  { files: _bytes, edges: _graph, diagnostics, ties, documents, ...rest }: FilingResult,
  brief: boolean,
): BuildDone {
  const counts = { tied: ties.length, waived: diagnostics.filter(({ waived }) => waived).length }
  if (!brief)
    return {
      ...rest,
      ...counts,
      documents,
      diagnostics: diagnostics.map(compact),
      ties: ties.map(compactTie),
    }
  const left = diagnostics.filter((found) => isOpen(found) || found.code === 'W008')
  return { ...rest, ...counts, documents: [], diagnostics: left.map(compact), ties: [] }
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
    tied: 0,
    waived: 0,
    settings: [],
    stripped: [],
  }
}
