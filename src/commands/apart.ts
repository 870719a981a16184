/**
 * A job whose content came packed from another machine: done in memory, and its outputs are given back as files.
 *
 * It does what the command does on one machine, with the same functions, so its bytes are the same.
 */
import type { SigningKey } from '../archive/signature.ts'
import { compact, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { where } from '../diagnostics/log.ts'
import type { Message } from '../fleet/queue/message.ts'
import type { FontBook } from '../fonts/book.ts'
import { memory } from '../platform/memory.ts'
import type { World } from '../platform/world.ts'
import type { Reach } from '../stores/open.ts'
import { build } from './build.ts'
import type { BuildOptions, FilingResult } from './built.ts'
import { notOurs } from './record.ts'

export interface ApartTask {
  readonly kind: 'apart'
  readonly message: Message
  /** By path, as `content/acme/8-k.md`. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What the step before made, of a flow. */
  readonly before: ReadonlyMap<string, Uint8Array> | undefined
  readonly archive: { readonly path: string; readonly reach: Reach } | undefined
  /** Who archives, and the PEM of the key that signs: the worker's own, never in a job. */
  readonly by: string
  readonly key: string | undefined
  /** The command that signs, where the key is on hardware; `key` is then the public one. */
  readonly signWith: string | undefined
  /** PEM of the key whose archived tools may be run again. */
  readonly trusted: string | undefined
}

export interface ApartDone {
  /** What became of it, in a word. */
  readonly state: string
  /** Why nothing may be built on it, where that is so. */
  readonly refused?: string
  readonly files?: ReadonlyMap<string, Uint8Array>
  readonly report: unknown
}

type Doer = (world: World, task: ApartTask, fonts: FontBook) => ApartDone | Promise<ApartDone>

const doers: { readonly [C in Message['command']]: Doer } = {
  build: built,
  check: checkedApart,
  archive: archived,
  import: imported,
  diff: compared,
  rebuild: rebuilt,
  impact,
}

export async function doApart(world: World, task: ApartTask, fonts: FontBook): Promise<ApartDone> {
  const inside = memory(Object.fromEntries(task.files), world)
  return doers[task.message.command]({ ...inside, clock: () => world.clock() }, task, fonts)
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function optionsOf({ message: { options } }: ApartTask, dryRun: boolean): BuildOptions {
  const [date, day, stamp] = [text(options['date']), text(options['day']), text(options['stamp'])]
  return {
    content: 'content',
    templates: options['theme'] === true ? 'theme' : undefined,
    out: 'out',
    edgarPdf: options['edgarPdf'] === true,
    embedSource: options['embedSource'] === true,
    final: options['final'] === true,
    force: false,
    dryRun,
    keepBytes: true,
    day,
    ...(date !== undefined && { date }),
    draft: { ...(stamp !== undefined && { stamp }), lineNumbers: options['lineNumbers'] === true },
  }
}

/** A phrase for a queue: the first finding that is in the way, and how many there are. */
export function phrase(found: readonly Diagnostic[]): string {
  const [first] = found
  if (!first) return 'nothing was said'
  const more = found.length > 1 ? ` (and ${found.length - 1} more)` : ''
  return `${first.span ? `${where(first.span)}: ` : ''}${first.code}: ${first.message}${more}`
}

const told = ({ documents, diagnostics, stripped }: FilingResult) => ({
  documents,
  diagnostics: diagnostics.map(compact),
  stripped,
})

function one(world: World, task: ApartTask, fonts: FontBook, dryRun: boolean): FilingResult {
  const [result] = build(world, [task.message.name], fonts, optionsOf(task, dryRun))
  if (!result) throw new Error('nothing was built')
  return result
}

/** What stops a flow: errors, and with `strict` whatever is still to be settled. */
function inTheWay({ diagnostics }: Pick<FilingResult, 'diagnostics'>, { message }: ApartTask): Diagnostic[] {
  const strict = message.options['strict'] === true
  return diagnostics.filter(
    ({ severity, waived }) => severity === 'error' || (strict && !waived && severity !== 'note'),
  )
}

function built(world: World, task: ApartTask, fonts: FontBook): ApartDone {
  const result = one(world, task, fonts, true)
  const wrong = inTheWay(result, task)
  return {
    state: result.ok ? 'built' : 'not built',
    ...(wrong.length > 0 && { refused: phrase(wrong) }),
    ...(result.ok && { files: result.files }),
    report: told(result),
  }
}

/** Alone it checks the content; behind a build, the finished files as anybody's. */
async function checkedApart(world: World, task: ApartTask, fonts: FontBook): Promise<ApartDone> {
  if (!task.before) {
    const result = one(world, task, fonts, true)
    const wrong = inTheWay(result, task)
    return { state: 'checked', ...(wrong.length > 0 && { refused: phrase(wrong) }), report: told(result) }
  }
  const { checkFiles } = await import('./check.ts')
  const finished = new Map([...task.before].map(([name, bytes]) => [`finished/${name}`, bytes]))
  const { files, diagnostics } = checkFiles(memory(Object.fromEntries(finished), world), ['finished'])
  const wrong = diagnostics.filter(({ severity }) => severity === 'error')
  const [other] = notOurs(task.before)
  const refused = other === undefined ? wrong.length > 0 && phrase(wrong) : `${other} is not as it was built`
  return {
    state: 'checked',
    ...(refused !== false && { refused }),
    files: task.before,
    report: { files, diagnostics: diagnostics.map(compact) },
  }
}

/** Keeps it once, and holds what the archive has to what the build before made. */
async function archived(world: World, task: ApartTask, fonts: FontBook): Promise<ApartDone> {
  const { message, before, by } = task
  const { add } = await import('./archive/add.ts')
  const { below, objectOf, readVersion } = await import('./archive/objects.ts')
  const archive = await archiveOf(task)
  const added = await add(world, archive, message.name, fonts, optionsOf(task, true), {
    message: text(message.options['message']) ?? 'archived by a worker',
    user: by,
    key: await signerOf(task),
    retain: Number(message.options['retain'] ?? 7),
    signaturePages: new Map(),
    attestations: new Map(),
    once: true,
  })
  const { id, version, head, signed } = added
  if (before) {
    const stored = await objectOf(archive, id)
    const kept = below(
      await readVersion(archive, stored, version, (name) => name.startsWith('output/')),
      'output/',
    )
    for (const [name, bytes] of before)
      if (Buffer.compare(kept.get(name) ?? new Uint8Array(), bytes) !== 0)
        throw new Error(`${name} in the archive is not what was built before: two machines make other bytes`)
  }
  return { state: 'archived', report: { id, version, head, signed } }
}

async function signerOf({ key, signWith }: ApartTask): Promise<SigningKey | undefined> {
  if (key === undefined) return undefined
  const { readKey } = await import('../archive/signature.ts')
  if (signWith === undefined) return readKey(key, 'private')
  const { commandSigner } = await import('../platform/sign-command.ts')
  const known = readKey(key, 'public')
  return known && commandSigner(signWith, known)
}

/** What the program and theme of now would make of an archived filing. */
async function impact(world: World, { message, archive }: ApartTask): Promise<ApartDone> {
  const { impactOf } = await import('./archive/impact/impact.ts')
  const found = await impactOf(world, {
    kind: 'impact',
    archive: archive?.path ?? '',
    reach: archive?.reach ?? {},
    id: message.name,
    head: text(message.options['head']) ?? '',
    tool: undefined,
    templates: message.options['theme'] === true ? 'theme' : undefined,
    results: undefined,
  })
  return { state: found.kinds[0] ?? 'the same', report: found }
}

async function archiveOf({ archive }: ApartTask) {
  const { openArchive } = await import('./archive/place.ts')
  return openArchive(archive?.path, archive?.reach)
}

async function imported(world: World, { message }: ApartTask): Promise<ApartDone> {
  const { readImport } = await import('./import.ts')
  const tracked = text(message.options['tracked'])
  const found = world.readFolder('source')
  const sources = [...(found?.files ?? [])].map(([name, bytes]) => ({ name, bytes }))
  const { files, report } = readImport(world, sources, {
    templates: message.options['theme'] === true ? 'theme' : undefined,
    tracked: tracked === 'accepted' || tracked === 'rejected' ? tracked : 'refused',
  })
  const inFolder = new Map([...files].map(([name, bytes]) => [`${report.slug}/${name}`, bytes]))
  return { state: report.differences.length === 0 ? 'as filed' : 'with differences', files: inFolder, report }
}

/** Against the archived version that is asked for, the newest when none is. */
async function compared(world: World, task: ApartTask, fonts: FontBook): Promise<ApartDone> {
  const { message } = task
  const { diffOneOfMany } = await import('./diff-each.ts')
  const done = await diffOneOfMany(
    world,
    {
      kind: 'diff',
      slug: message.name,
      slugs: [message.name],
      places: optionsOf(task, true),
      against: text(message.options['against']) ?? 'archive',
      archive: task.archive?.path,
      reach: task.archive?.reach ?? {},
      redline: 'redline',
      docx: undefined,
      changedPages: false,
    },
    fonts,
  )
  const files = new Map(world.readFolder(`redline/${message.name}`)?.files ?? [])
  return { state: done.same ? 'the same' : 'changed', ...(files.size > 0 && { files }), report: done }
}

async function rebuilt(world: World, task: ApartTask): Promise<ApartDone> {
  const { rebuild } = await import('./archive/rebuild.ts')
  const { readKey } = await import('../archive/signature.ts')
  const { trusted } = task
  const result = await rebuild(world, await archiveOf(task), task.message.name, undefined, {
    key: trusted === undefined ? undefined : readKey(trusted, 'public'),
    trust: false,
  })
  return {
    state: result.same ? 'the same bytes' : 'DIFFERS',
    ...(!result.same && { refused: 'an output differs from the archived one' }),
    report: result,
  }
}
