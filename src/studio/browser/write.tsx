/** Write: the files of a filing, the text with what is found in it, and what it looks like, beside each other. */

import type { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Revealed } from '../protocol.ts'
import { get } from './api.ts'
import { SheetPane, TemplatePane } from './beside.tsx'
import { buffers, edit, listen, open, saveAll } from './buffers.ts'
import { type EditorModule, withEditor } from './editor-loading.ts'
import { FactsForm } from './form.tsx'
import { newFileOpen } from './new-file.tsx'
import { PreviewPane } from './pages.tsx'
import { refresh } from './previewing.ts'
import { files, found, notify, openFile, revealed, route, wantedPlace } from './state.ts'
import { tableToEdit } from './table-dialog.tsx'

/** Milliseconds until the pages follow the cursor. */
const settle = 180

export function Write() {
  const path = openFile.value
  const entries = files.value.filter(({ kind }) => kind !== 'other')
  useEffect(() => {
    const first = entries.find(({ name }) => name === '8-k.md') ?? entries[0]
    if (path === undefined && first) openFile.value = first.path
  }, [path, entries.length])
  const [form, setForm] = useState(true)
  const isFacts = path?.endsWith('/filing.yaml') ?? false
  return (
    <div class="write">
      <h1 class="unseen">Write</h1>
      <nav class="files" aria-label="Files">
        {entries.map((entry) => {
          const worst = found.value.find(
            ({ at, waived, severity }) => at?.path === entry.path && !waived && severity !== 'note',
          )
          return (
            <button
              type="button"
              key={entry.path}
              aria-current={entry.path === path ? 'true' : undefined}
              onClick={() => {
                openFile.value = entry.path
              }}
            >
              <span>{entry.name}</span>
              {worst && (
                <span
                  class={`dot grade-${worst.severity}`}
                  role="img"
                  aria-label={`has ${worst.severity}s`}
                />
              )}
            </button>
          )
        })}
        <button
          type="button"
          class="new-file"
          title="An exhibit, or a file from the disk"
          onClick={() => {
            newFileOpen.value = true
          }}
        >
          <span>+ Exhibit or file…</span>
        </button>
      </nav>
      <section class="text" aria-label="Text">
        <div class="bar">
          <span class="quiet path" title={path}>
            {path !== undefined && nameOf(path)}
          </span>
          <span class="grow" />
          {path?.endsWith('.md') && (
            <button type="button" onClick={editTable} title="The table at the cursor, as a grid">
              Table…
            </button>
          )}
          {isFacts && (
            <div class="segments" role="radiogroup" aria-label="How facts are shown">
              <label>
                <input type="radio" name="facts-as" checked={form} onChange={() => setForm(true)} />
                Form
              </label>
              <label>
                <input type="radio" name="facts-as" checked={!form} onChange={() => setForm(false)} />
                YAML
              </label>
            </div>
          )}
        </div>
        {path !== undefined && (
          <PaneOf key={path} path={path} form={isFacts && form} asText={() => setForm(false)} />
        )}
      </section>
      <PreviewPane />
    </div>
  )
}

/** Templates that come with filingpress lie wherever it is installed, which is of no interest. */
const nameOf = (path: string): string =>
  path.startsWith('/') ? `theme · ${path.slice(path.lastIndexOf('/templates/') + 11)}` : path

interface PaneProps {
  readonly path: string
  readonly form: boolean
  readonly asText: () => void
}

function PaneOf({ path, form, asText }: PaneProps) {
  if (/\.xlsx$/i.test(path)) return <SheetPane path={path} />
  // Templates that are no file of the filing are the theme's.
  const isOwn = files.value.length === 0 || files.value.some((one) => one.path === path)
  if (!isOwn && /\.(?:hbs|css)$/.test(path)) return <TemplatePane path={path} />
  return <TextPane path={path} form={form} asText={asText} />
}

function TextPane({ path, form, asText }: PaneProps) {
  const home = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<Opened | undefined>(undefined)
  const buffer = buffers.value.get(path)
  const ready = buffer !== undefined
  useEffect(() => {
    void open(path)
  }, [path, ready])
  useEffect(() => {
    if (!home.current || !buffer || form) return
    const parent = home.current
    let wanted = true
    let opened: Opened | undefined
    const leaving = () => opened?.editor.remember(opened.view, path)
    void withEditor().then((editor) => {
      const { text } = buffers.value.get(path) ?? buffer
      if (!wanted) return
      const made = editor.openEditor(parent, path, text, {
        changed: (now) => edit(path, now),
        moved: (offset) => follow(path, offset),
        save: () => void saveAll(),
      })
      opened = { editor, view: made }
      current = opened
      setView(opened)
      addEventListener('pagehide', leaving)
    })
    return () => {
      wanted = false
      leaving()
      removeEventListener('pagehide', leaving)
      opened?.view.destroy()
      setView(undefined)
    }
  }, [path, ready, form])
  useEffect(() => {
    listen({
      outside: (changed, text) => {
        if (changed === path && view) view.editor.replaceText(view.view, text)
      },
      changed: () => refresh(),
    })
  }, [path, view])
  const marks = found.value
  useEffect(() => {
    if (view) view.editor.markFound(view.view, path, marks)
  }, [marks, path, view])
  const wanted = wantedPlace.value
  useEffect(() => {
    if (!wanted || wanted.path !== path || !view) return
    view.editor.showPlace(view.view, wanted.start, wanted.end)
    wantedPlace.value = undefined
  }, [wanted, path, view])
  if (form)
    return (
      <div class="form-home">
        {buffer && (
          <FactsForm text={buffer.text} found={marks} change={(text) => edit(path, text)} asText={asText} />
        )}
      </div>
    )
  return <div ref={home} class="editor" />
}

let timer: ReturnType<typeof setTimeout> | undefined

interface Opened {
  readonly editor: EditorModule
  readonly view: EditorView
}

/** The editor that is open, for what stands outside of it. */
let current: Opened | undefined

function editTable(): void {
  const opened = current
  const grid = opened?.editor.tableAtCursor(opened.view)
  if (!opened || !grid)
    return notify(
      'Put the cursor into a table; or paste cells of a spreadsheet into the text, and they become one.',
    )
  const replace = (text: string) => opened.editor.replaceRange(opened.view, grid.start, grid.end, text)
  tableToEdit.value = { grid, replace }
}

/** The pages show where the cursor stands. */
function follow(path: string, offset: number): void {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    const { slug } = route.value
    if (slug === undefined) return
    revealed.value = await get<Revealed[]>('/api/reveal', { slug, path, offset }).catch(() => [])
  }, settle)
}
