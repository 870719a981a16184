/**
 * The worker of a filing: takes jobs one after the other, and drops a preview as soon as a newer one is asked for.
 *
 * A build cannot be interrupted from outside without losing the fonts and code that are warm, so each stage asks a cell
 * of shared memory whether it is still wanted.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { translated } from '../../commands/errors.ts'
import { fontBook } from '../../fonts/book.ts'
import { disk } from '../../platform/disk.ts'
import type { LocateRequest, Preview } from '../protocol.ts'
import { type Beginning, begin } from './begin.ts'
import { type CommentsFile, commentsOf, settleComment, takeComments } from './comments.ts'
import { type Compared, compare, handedOver, redlinePdf, versionsOf } from './compare.ts'
import { type Asked, decided } from './decide.ts'
import { type Drafts, overlaid } from './overlay.ts'
import {
  anchorsIn,
  htmlOf,
  inputsKey,
  type Kept,
  locateIn,
  paintedPage,
  pictureOf,
  previewOf,
  revealIn,
  tiesShown,
} from './preview.ts'
import { reviewOf } from './review.ts'
import { rowOf } from './row.ts'
import type { Place, Settings } from './settings.ts'
import { foundOf } from './shown.ts'
import { warmUp } from './warm.ts'

/** What the worker is started with. */
export interface WorkerStart {
  readonly filingpressStudio: true
  readonly settings: Settings
  /** Number of the newest preview that was asked for. */
  readonly newest: SharedArrayBuffer
}

export interface Job {
  readonly id: number
  readonly name: keyof typeof jobs
  readonly argument: unknown
  /** For a preview, its number: an older one than the newest is dropped. */
  readonly turn?: number
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly cancelled: true }
  | { readonly id: number; readonly refused: unknown }
  | { readonly id: number; readonly failed: string }

/** Thrown by a stage of a build that nobody waits for any more. */
class Dropped extends Error {}

interface Desk extends Place {
  kept: Kept | undefined
  /** The last preview, and what it was made of. */
  made: { readonly key: string; readonly preview: Preview } | undefined
  compared: { readonly key: string; readonly value: Compared } | undefined
  stage: () => void
}

interface PreviewAsked {
  readonly slug: string
  readonly drafts: Drafts
  readonly stamp?: string
  readonly lineNumbers?: boolean
}

interface ComparisonAsked {
  readonly slug: string
  readonly old: string
  readonly fresh: string
  readonly kind?: string
}

/** Each job by its name; the argument is what the server's side of the same name sends. */
const jobs = {
  /** Builds what every filing needs, before somebody waits for it. */
  warm: (desk: Desk) => warmUp(desk),
  preview(desk: Desk, { drafts, ...asked }: PreviewAsked) {
    const world = overlaid(desk.world, drafts)
    const { places } = desk.settings
    // What was typed is saved a moment later: the same texts need no second build.
    const key = JSON.stringify([asked, inputsKey(world, places, asked.slug)])
    if (desk.made?.key === key) return desk.made.preview
    const made = previewOf(world, desk.fonts, { ...asked, places }, desk.stage)
    // With an error the pages of the last good state stay, as the output of a failed build does.
    if (made.kept) desk.kept = made.kept
    desk.made = { key, preview: made.preview }
    return made.preview
  },
  page: (desk: Desk, digest: string) => desk.kept && paintedPage(desk.kept, digest),
  html: (desk: Desk, { name, dialect }: { name: string; dialect: string }) =>
    desk.kept && htmlOf(desk.kept, name, dialect),
  picture: (desk: Desk, name: string) => desk.kept && pictureOf(desk.kept, name),
  locate: (desk: Desk, asked: LocateRequest) => desk.kept && locateIn(desk.kept, asked),
  reveal: (desk: Desk, { path, offset }: { path: string; offset: number }) =>
    desk.kept ? revealIn(desk.kept, path, offset) : [],
  anchors: (desk: Desk, document: string) => (desk.kept ? anchorsIn(desk.kept, document) : []),
  ties: (desk: Desk) => (desk.kept ? tiesShown(desk.kept) : []),
  row: (desk: Desk, slug: string) => rowOf(desk, slug, desk.stage),
  versions: (desk: Desk, slug: string) => versionsOf(desk, slug),
  async compare(desk: Desk, asked: ComparisonAsked) {
    return (await comparison(desk, asked, false)).comparison
  },
  async redline(desk: Desk, { name, ...asked }: ComparisonAsked & { name: string }) {
    return redlinePdf(await comparison(desk, asked, true), name)
  },
  async export(desk: Desk, asked: ComparisonAsked) {
    return handedOver(await comparison(desk, asked, true), asked.kind ?? 'html', desk)
  },
  decide: (desk: Desk, { name, asked }: { name: string; asked: Asked }) => decided(name, desk, asked),
  begin: (desk: Desk, asked: Beginning) => begin(desk, asked),
  comments: (desk: Desk, slug: string) => commentsOf(desk, slug, desk.kept),
  takeComments: (desk: Desk, { slug, file }: { slug: string; file: CommentsFile }) =>
    takeComments(desk, slug, file),
  settle: (desk: Desk, { slug, entry }: { slug: string; entry: Parameters<typeof settleComment>[2] }) =>
    settleComment(desk, slug, entry),
  review: (desk: Desk, asked: { slug: string; old?: string; by?: string }) => reviewOf(desk, asked),
} as const

/** @param known whether the comparison that was last shown will do */
async function comparison(
  desk: Desk,
  { slug, old, fresh }: ComparisonAsked,
  known: boolean,
): Promise<Compared> {
  const key = JSON.stringify([slug, old, fresh])
  if (known && desk.compared?.key === key) return desk.compared.value
  const value = await compare(desk, slug, old, fresh)
  desk.compared = { key, value }
  return value
}

/** Begins taking jobs. */
export function work(): void {
  const { settings, newest } = workerData as WorkerStart
  const world = disk()
  const fonts = fontBook((file) => world.fontFile(file))
  const turns = new Int32Array(newest)
  const desk: Desk = {
    world,
    fonts,
    settings,
    kept: undefined,
    made: undefined,
    compared: undefined,
    stage: () => {},
  }
  let last: Promise<unknown> = Promise.resolve()
  parentPort?.on('message', (job: Job) => {
    last = last.then(async () => parentPort?.postMessage(await answer(desk, job, turns)))
  })
}

async function answer(desk: Desk, { id, name, argument, turn }: Job, turns: Int32Array): Promise<Answer> {
  desk.stage = () => {
    if (turn !== undefined && Atomics.load(turns, 0) !== turn) throw new Dropped()
  }
  try {
    desk.stage()
    // Each job takes what its caller of the same name sends.
    const run = jobs[name] as (desk: Desk, argument: unknown) => unknown
    return { id, value: await run(desk, argument) }
  } catch (error) {
    if (error instanceof Dropped) return { id, cancelled: true }
    const found = translated(error)
    if (found) return { id, refused: found.map(foundOf) }
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
