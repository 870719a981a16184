/** Write: the files of a filing, the text with what is found in it, and what it looks like, beside each other. */

import type { EditorView } from '@codemirror/view'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Revealed } from '../protocol.ts'
import { get } from './api.ts'
import { buffers, edit, listen, open, saveAll } from './buffers.ts'
import {
  markFound,
  openEditor,
  remember,
  replaceRange,
  replaceText,
  showPlace,
  tableAtCursor,
} from './editor.ts'
import { FactsForm } from './form.tsx'
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
      </nav>
      <section class="text" aria-label="Text">
        <div class="bar">
          <span class="quiet path">{path}</span>
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
        {path !== undefined && <TextPane key={path} path={path} form={isFacts && form} />}
      </section>
      <PreviewPane />
    </div>
  )
}

function TextPane({ path, form }: { path: string; form: boolean }) {
  const home = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>()
  const buffer = buffers.value.get(path)
  const ready = buffer !== undefined
  useEffect(() => {
    void open(path)
  }, [path, ready])
  useEffect(() => {
    if (!home.current || !buffer || form) return
    const editor = openEditor(home.current, path, buffer.text, {
      changed: (text) => edit(path, text),
      moved: (offset) => follow(path, offset),
      save: () => void saveAll(),
    })
    view.current = editor
    current = editor
    const leaving = () => remember(editor, path)
    addEventListener('pagehide', leaving)
    return () => {
      leaving()
      removeEventListener('pagehide', leaving)
      editor.destroy()
      view.current = undefined
    }
  }, [path, ready, form])
  useEffect(() => {
    listen({
      outside: (changed, text) => {
        if (changed === path && view.current) replaceText(view.current, text)
      },
      changed: refresh,
    })
  }, [path])
  const marks = found.value
  useEffect(() => {
    if (view.current) markFound(view.current, path, marks)
  }, [marks, path, ready, form])
  const wanted = wantedPlace.value
  useEffect(() => {
    if (!wanted || wanted.path !== path || !view.current) return
    showPlace(view.current, wanted.start, wanted.end)
    wantedPlace.value = undefined
  }, [wanted, path, ready, form])
  if (form)
    return (
      <div class="form-home">
        {buffer && <FactsForm text={buffer.text} found={marks} change={(text) => edit(path, text)} />}
      </div>
    )
  return <div ref={home} class="editor" />
}

let timer: ReturnType<typeof setTimeout> | undefined

/** The editor that is open, for what stands outside of it. */
let current: EditorView | undefined

function editTable(): void {
  const view = current
  const grid = view && tableAtCursor(view)
  if (!grid)
    return notify(
      'Put the cursor into a table; or paste cells of a spreadsheet into the text, and they become one.',
    )
  const replace = (text: string) => replaceRange(view, grid.start, grid.end, text)
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
