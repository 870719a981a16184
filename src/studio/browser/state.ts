/** What the page knows: signals that views read, and what changes them. */
import { computed, signal } from '@preact/signals'
import type { CodeInfo, FileEntry, FilePlace, FilingRow, Found, Preview, Revealed } from '../protocol.ts'
import { get } from './api.ts'

export const views = ['write', 'pages', 'checks', 'changes', 'decide'] as const
export type View = (typeof views)[number]

export const viewNames: Readonly<Record<View, string>> = {
  write: 'Write',
  pages: 'Pages',
  checks: 'Checks',
  changes: 'Changes',
  decide: 'Decide',
}

export interface Route {
  readonly slug: string | undefined
  readonly view: View
}

export interface Knowledge {
  readonly schema: Schema
  readonly codes: readonly CodeInfo[]
  readonly helpers: readonly string[]
  readonly items: readonly { readonly number: string; readonly caption: string }[]
  readonly boxes: readonly { readonly key: string; readonly rule: string; readonly cites: string }[]
}

/** As much of JSON Schema as the facts use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly (string | number | boolean)[]
  readonly pattern?: string
}

export const route = signal<Route>({ slug: undefined, view: 'write' })
export const online = signal(true)
export const filings = signal<readonly FilingRow[]>([])
export const files = signal<readonly FileEntry[]>([])
export const preview = signal<Preview | undefined>(undefined)
/** The state of the last preview: newer text may not have been built yet. */
export const building = signal(false)
/** Path of the file that is being written. */
export const openFile = signal<string | undefined>(undefined)
export const knowledge = signal<Knowledge | undefined>(undefined)
/** What the pages mark: where the place of the cursor shows. */
export const revealed = signal<readonly Revealed[]>([])
/** Where figures that tie are drawn, while they are to be seen. */
export const tieMarks = signal<readonly Revealed[]>([])
export const document = signal<string | undefined>(undefined)
export const paletteOpen = signal(false)
export const theme = signal<'auto' | 'light' | 'dark'>(savedTheme())
export const lineNumbers = signal(false)
export const draftStamp = signal('')

export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'problem'
  readonly text: string
}
export const notices = signal<readonly Notice[]>([])

export const row = computed(() => filings.value.find(({ slug }) => slug === route.value.slug))
export const found = computed<readonly Found[]>(() => preview.value?.found ?? [])
/** What stands between this draft and a final. */
export const openCount = computed(
  () => found.value.filter(({ severity, waived }) => severity !== 'note' && !waived).length,
)

function savedTheme(): 'auto' | 'light' | 'dark' {
  const saved = sessionStorage.getItem('filingpress theme')
  return saved === 'light' || saved === 'dark' ? saved : 'auto'
}

export function setTheme(next: 'auto' | 'light' | 'dark'): void {
  theme.value = next
  sessionStorage.setItem('filingpress theme', next)
  globalThis.document.documentElement.dataset['theme'] = next
}

let lastNotice = 0

/** Tells something for some seconds; a problem stays until it is put away. */
export function notify(text: string, kind: Notice['kind'] = 'done'): void {
  const id = ++lastNotice
  notices.value = [...notices.value.slice(-3), { id, kind, text }]
  if (kind === 'done') setTimeout(() => dismiss(id), 5000)
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((one) => one.id !== id)
}

export function go(slug: string | undefined, view: View = 'write'): void {
  location.hash = slug === undefined ? '#/' : `#/${slug}/${view}`
}

/** What the address says. */
export function readRoute(): Route {
  const [, slug, view] = location.hash.split('/')
  const known = views.find((one) => one === view)
  return { slug: slug || undefined, view: known ?? 'write' }
}

export async function loadFilings(): Promise<void> {
  filings.value = await get<FilingRow[]>('/api/filings')
}

export async function loadFiles(slug: string): Promise<void> {
  files.value = await get<FileEntry[]>('/api/files', { slug })
}

/** A place of a source that a view asks the editor to show; the editor takes it when the file is open. */
export const wantedPlace = signal<FilePlace | undefined>(undefined)

export function openPlace(place: FilePlace): void {
  const slug = route.value.slug
  if (slug === undefined) return
  // A cell is named as `q2.xlsx!IS!C14`: the file is the workbook.
  openFile.value = place.cell ? (place.path.split('!')[0] ?? place.path) : place.path
  wantedPlace.value = { ...place }
  if (route.value.view !== 'write') go(slug, 'write')
}
