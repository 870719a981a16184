/** What is beside the texts of a filing: templates of the theme, and workbooks that Excel writes. Both are looked at here. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FilePlace, Saved, SheetText, TemplateText } from '../protocol.ts'
import { get, Refusal, send } from './api.ts'
import { type EditorModule, withEditor } from './editor-loading.ts'
import { loadFiles, notify, openFile, preview, route, wantedPlace } from './state.ts'

/** Takes the place that a click asked for, once the pane that shows its file is there. */
function useWanted(isHere: (place: FilePlace) => boolean, ready: boolean, show: (place: FilePlace) => void) {
  const wanted = wantedPlace.value
  useEffect(() => {
    if (!wanted || !ready || !isHere(wanted)) return
    show(wanted)
    wantedPlace.value = undefined
  }, [wanted, ready])
}

export function TemplatePane({ path }: { path: string }) {
  const { slug = '' } = route.value
  const [found, setFound] = useState<TemplateText | undefined>(undefined)
  const [view, setView] = useState<ReturnType<EditorModule['openReader']> | undefined>(undefined)
  const home = useRef<HTMLDivElement>(null)
  useEffect(() => {
    get<TemplateText>('/api/template', { slug, path })
      .then(setFound)
      .catch((error: unknown) => {
        if (error instanceof Refusal) notify(error.message, 'problem')
        else throw error
      })
  }, [slug, path])
  useEffect(() => {
    if (!found || !home.current) return
    const parent = home.current
    let reader: typeof view
    let wanted = true
    void withEditor().then((editor) => {
      if (!wanted) return
      reader = editor.openReader(parent, path, found.text)
      setView(reader)
    })
    return () => {
      wanted = false
      reader?.destroy()
    }
  }, [found])
  useWanted(
    (place) => place.path === path,
    view !== undefined,
    (place) => void withEditor().then((editor) => view && editor.showPlace(view, place.start, place.end)),
  )
  const own = found?.own
  const replace = async () => {
    if (!found || own === undefined) return
    await send<Saved>('/api/file', { path: own, text: found.text }, 'PUT')
    await loadFiles(slug)
    openFile.value = own
    notify(`${own.split('/').slice(-2).join('/')} takes the place of the theme’s, for this filing alone.`)
  }
  return (
    <>
      <p class="beside-note">
        This template is of the theme, and so of every filing.
        {own === undefined ? ' What it says is the form’s own wording.' : ''}
        {own !== undefined && (
          <button type="button" onClick={() => void replace()}>
            Change it for this filing
          </button>
        )}
      </p>
      <div ref={home} class="editor" />
    </>
  )
}

/** `A` for 1, `AA` for 27. */
export function columnName(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `content/x/q2.xlsx!IS!C14` as its file, its sheet and its cell. */
export function cellOf(path: string): { file: string; sheet: string; cell: string } {
  const [file = path, sheet = '', cell = ''] = path.split('!')
  return { file, sheet, cell }
}

export function SheetPane({ path }: { path: string }) {
  const [sheet, setSheet] = useState('')
  const [cell, setCell] = useState('')
  const [found, setFound] = useState<SheetText | undefined>(undefined)
  const [problem, setProblem] = useState('')
  const home = useRef<HTMLDivElement>(null)
  // Whoever saves the workbook in Excel sees the cells that it has now.
  const built = preview.value
  useEffect(() => {
    let wanted = true
    get<SheetText>('/api/sheet', { path, sheet })
      .then((text) => wanted && setFound(text))
      .catch((error: unknown) => {
        if (error instanceof Refusal) setProblem(error.message)
        else throw error
      })
    return () => {
      wanted = false
    }
  }, [path, sheet, built])
  useWanted(
    (place) => cellOf(place.path).file === path,
    true,
    (place) => {
      const at = cellOf(place.path)
      setSheet(at.sheet)
      setCell(at.cell)
    },
  )
  useEffect(() => {
    home.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center', inline: 'nearest' })
  }, [cell, found?.sheet])
  if (problem !== '') return <p class="empty">{problem}</p>
  if (!found) return null
  return (
    <>
      <div class="beside-note">
        <div class="segments" role="radiogroup" aria-label="Sheet">
          {found.sheets.map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="sheet"
                checked={name === found.sheet}
                onChange={() => setSheet(name)}
              />
              {name}
            </label>
          ))}
        </div>
        <span class="quiet">Change it in Excel and save: the pages follow.</span>
      </div>
      <div ref={home} class="workbook" role="group" aria-label={`Sheet ${found.sheet}`} tabIndex={0}>
        <Cells sheet={found} current={cell} choose={setCell} />
        {found.more && <p class="quiet pad">The sheet has more than is shown here.</p>}
      </div>
    </>
  )
}

interface CellsProps {
  readonly sheet: SheetText
  /** As `C14`. */
  readonly current: string
  readonly choose: (cell: string) => void
}

function Cells({ sheet: { rows }, current, choose }: CellsProps) {
  const width = Math.max(1, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, index) => columnName(index + 1))
  return (
    <table class="cells">
      <thead>
        <tr>
          <td />
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${index}`}>
            <th scope="row">{index + 1}</th>
            {columns.map((name, column) => {
              const shown = row[column] ?? ''
              const place = `${name}${index + 1}`
              return (
                <td
                  key={name}
                  class={/^[\s($€£+−-]*[\d,.]+[)%\s]*$/.test(shown) ? 'figure' : ''}
                  aria-current={place === current ? 'true' : undefined}
                  onClick={() => choose(place)}
                >
                  {shown}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
