/** `diff --each`: every filing as it stands against an earlier version of its own, one job a filing. */
import { toBytes } from '../bytes.ts'
import { compact, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { fail, Log } from '../diagnostics/log.ts'
import type { FontBook } from '../fonts/book.ts'
import type { World } from '../platform/world.ts'
import { countsOf } from '../redline/counts.ts'
import type { Reach } from '../stores/open.ts'
import { againstSide } from './against.ts'
import { composed, whole } from './composed.ts'
import { diff, diffJson, faultsOf, isSame, reportFault } from './diff.ts'
import type { Places } from './places.ts'
import { isUnread, type Version } from './versions.ts'

export interface DiffTask {
  readonly kind: 'diff'
  readonly slug: string
  readonly slugs: readonly string[]
  readonly places: Places
  /** As `diff --against` takes it (against.ts). */
  readonly against: string
  readonly archive: string | undefined
  readonly reach: Reach
  /** Folders for redlines and Word documents, in which each filing has its own. */
  readonly redline: string | undefined
  readonly docx: string | undefined
  readonly by?: string | undefined
  readonly changedPages: boolean
}

export interface DiffDone {
  readonly slug: string
  readonly old: string
  readonly same: boolean
  readonly documents: readonly {
    readonly name: string
    readonly state: 'same' | 'changed' | 'added' | 'gone'
    /** Changes by kind. */
    readonly counts: Readonly<Record<string, number>>
  }[]
  readonly written: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

export async function diffOneOfMany(world: World, task: DiffTask, fonts: FontBook): Promise<DiffDone> {
  const { slug, places } = task
  const old = await oldSide(world, task)
  const diffed = diff(old, composed({ world, places, slug, label: `${slug} as it stands` }))
  const log = new Log()
  let faults: ReadonlyMap<string, string> = faultsOf(diffed)
  for (const [name, fault] of faults) reportFault(name, fault, log)
  const written: string[] = []
  const write = (folder: string, files: ReadonlyMap<string, Uint8Array>): void => {
    for (const [name, bytes] of files) {
      const path = `${folder}/${slug}/${name}`
      world.writeFile(path, bytes)
      written.push(path)
    }
  }
  if (task.redline !== undefined || task.docx !== undefined) {
    const { redlineFiles, wordFiles } = await import('./redlines.ts')
    if (task.redline !== undefined) {
      const made = redlineFiles(diffed, fonts, log, task.changedPages)
      faults = made.faults
      write(task.redline, made.files.set('redline.json', toBytes(diffJson(diffed, faults))))
    }
    if (task.docx !== undefined) write(task.docx, wordFiles(diffed, { by: task.by }))
  }
  return {
    slug,
    old: diffed.old.label,
    same: isSame(diffed),
    documents: [
      ...diffed.documents.map(({ name, state, redline }) => ({
        name,
        state,
        counts: countsOf(redline.changes),
      })),
      ...diffed.attached.map(({ name, state }) => ({ name, state, counts: {} })),
    ],
    written,
    diagnostics: log.diagnostics.map(compact),
  }
}

async function oldSide(world: World, task: DiffTask): Promise<Version> {
  const { openArchive } = await import('./archive/place.ts')
  const side = await againstSide(world, task, () => openArchive(task.archive, task.reach))
  if (isUnread(side) && task.against !== 'last-filed') notOneForAll(task.against)
  return whole(side)
}

function notOneForAll(against: string): never {
  fail(
    'D002',
    undefined,
    `${against} is one file, and no version of every filing`,
    'say --against out, archive, last-filed, v1 or a git revision',
  )
}
