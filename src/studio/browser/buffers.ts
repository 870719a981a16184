/**
 * The texts that are open. A buffer knows what stood on disk when it began; what differs from that is unsaved, goes into
 * every preview, and is brought together with whatever somebody else saves meanwhile.
 */
import { signal } from '@preact/signals'
import type { Conflict, FileText, Saved } from '../protocol.ts'
import { get, Refusal, send, Unreachable } from './api.ts'
import { notify, route } from './state.ts'

export interface Buffer {
  readonly path: string
  /** As it stood on disk when this text was last one with it. */
  readonly base: string
  readonly text: string
}

export interface Meeting {
  readonly path: string
  /** Both changes, and theirs where they meet. */
  readonly both: string
  /** As it stands on disk. */
  readonly disk: string
  readonly conflicts: readonly Conflict[]
}

export const buffers = signal<ReadonlyMap<string, Buffer>>(new Map())
/** Both changed the same lines: a person decides. */
export const meeting = signal<Meeting | undefined>(undefined)
export const autosave = signal(sessionStorage.getItem('filingpress autosave') !== 'off')
export const saving = signal(false)

/** Milliseconds without a keystroke until it is saved. */
const quiet = 700

/** Told of a text that changed from outside of the editor. */
type Outside = (path: string, text: string) => void
let outside: Outside = () => {}
let changedText: () => void = () => {}

export function listen(on: { outside: Outside; changed: () => void }): void {
  outside = on.outside
  changedText = on.changed
}

export const isUnsaved = ({ base, text }: Buffer): boolean => base !== text
export const unsaved = (): readonly Buffer[] => [...buffers.value.values()].filter(isUnsaved)

export const drafts = (): Record<string, string> =>
  Object.fromEntries(unsaved().map(({ path, text }) => [path, text]))

export function setAutosave(on: boolean): void {
  autosave.value = on
  sessionStorage.setItem('filingpress autosave', on ? 'on' : 'off')
  if (on) void saveAll()
}

function put(buffer: Buffer): void {
  buffers.value = new Map(buffers.value).set(buffer.path, buffer)
  keep()
}

/** Unsaved texts outlive a reload of this tab, and nothing more. */
function keep(): void {
  const slug = route.value.slug
  if (slug !== undefined) sessionStorage.setItem(`filingpress drafts ${slug}`, JSON.stringify(unsaved()))
}

/** Takes up what was unsaved when the tab was reloaded. */
export async function restore(slug: string): Promise<void> {
  buffers.value = new Map()
  const kept = JSON.parse(sessionStorage.getItem(`filingpress drafts ${slug}`) ?? '[]') as Buffer[]
  for (const one of kept) put(one)
  if (kept.length > 0) await saveAll()
}

export async function open(path: string): Promise<Buffer> {
  const known = buffers.value.get(path)
  if (known) return known
  const { text } = await get<FileText>('/api/file', { path })
  const buffer = { path, base: text, text }
  put(buffer)
  return buffer
}

let timer: ReturnType<typeof setTimeout> | undefined

export function edit(path: string, text: string): void {
  const buffer = buffers.value.get(path)
  if (!buffer || buffer.text === text) return
  put({ ...buffer, text })
  changedText()
  clearTimeout(timer)
  if (autosave.value) timer = setTimeout(() => void saveAll(), quiet)
}

let running: Promise<void> | undefined

/** Saves all that is unsaved, one save at a time. */
export async function saveAll(): Promise<void> {
  clearTimeout(timer)
  if (running) await running
  running = (async () => {
    saving.value = true
    for (const { path } of unsaved()) await save(path)
    saving.value = false
  })()
  await running
  running = undefined
}

/** @param base what stands on disk, where a conflict was settled */
export async function save(path: string, base?: string): Promise<void> {
  const buffer = buffers.value.get(path)
  if (!buffer || meeting.value?.path === path) return
  const sent = buffer.text
  try {
    const saved = await send<Saved>('/api/file', { path, text: sent, base: base ?? buffer.base }, 'PUT')
    const now = buffers.value.get(path) ?? buffer
    if (saved.outcome === 'conflict') {
      meeting.value = { path, both: saved.text, disk: saved.disk, conflicts: saved.conflicts }
      return
    }
    // What was typed while it was being saved is unsaved still, and comes on top of what is now on disk.
    const text = now.text === sent ? saved.text : now.text
    put({ path, base: saved.outcome === 'merged' && now.text !== sent ? now.base : saved.text, text })
    if (text !== now.text) {
      outside(path, text)
      notify('Somebody else changed this file too. Both changes are in it now.')
    }
  } catch (error) {
    if (error instanceof Unreachable) return
    if (error instanceof Refusal) notify(error.message, 'problem')
    else throw error
  }
}

/** Looks at what stands on disk, after something changed there. */
export async function lookAgain(): Promise<void> {
  for (const { path } of buffers.value.values()) {
    const disk = await get<FileText>('/api/file', { path }).catch(() => undefined)
    const now = buffers.value.get(path)
    if (!disk || !now || disk.text === now.base) continue
    if (!isUnsaved(now)) {
      put({ path, base: disk.text, text: disk.text })
      outside(path, disk.text)
    } else if (disk.text === now.text) put({ path, base: disk.text, text: disk.text })
    else if (autosave.value) await save(path)
  }
  changedText()
}

/** A conflict was settled by a person: their text is saved over the one they saw. */
export async function settle(text: string): Promise<void> {
  const met = meeting.value
  if (!met) return
  meeting.value = undefined
  put({ path: met.path, base: met.disk, text })
  outside(met.path, text)
  changedText()
  await save(met.path, met.disk)
}
