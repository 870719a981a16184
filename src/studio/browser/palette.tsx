/** The command palette: everything there is to do, found by a few letters, without the mouse. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { autosave, saveAll, setAutosave } from './buffers.ts'
import { newFileOpen } from './new-file.tsx'
import {
  files,
  filings,
  found,
  go,
  openFile,
  openPlace,
  paletteOpen,
  route,
  setTheme,
  viewNames,
  views,
} from './state.ts'

interface Entry {
  readonly name: string
  readonly hint: string
  readonly run: () => void
}

function entries(): Entry[] {
  const { slug } = route.value
  const own: Entry[] =
    slug === undefined
      ? []
      : [
          ...views.map((view, index) => ({
            name: `Go to ${viewNames[view]}`,
            hint: `Alt+${index + 1}`,
            run: () => go(slug, view),
          })),
          { name: 'Save', hint: 'Ctrl+S', run: () => void saveAll() },
          {
            name: autosave.value ? 'Save only when I say so' : 'Save as I write',
            hint: 'saving',
            run: () => setAutosave(!autosave.value),
          },
          {
            name: 'New exhibit or file…',
            hint: 'file',
            run: () => {
              go(slug, 'write')
              newFileOpen.value = true
            },
          },
          ...files.value
            .filter(({ kind }) => kind !== 'other')
            .map(({ path, name }) => ({
              name: `Open ${name}`,
              hint: 'file',
              run: () => {
                openFile.value = path
                go(slug, 'write')
              },
            })),
          ...found.value.flatMap(({ code, message, at, severity }) =>
            at && severity !== 'note'
              ? [{ name: `${code}: ${message}`, hint: severity, run: () => openPlace(at) }]
              : [],
          ),
        ]
  return [
    ...own,
    { name: 'All filings', hint: 'Alt+0', run: () => go(undefined) },
    ...filings.value.map((row) => ({
      name: `Open ${row.slug}`,
      hint: row.registrant,
      run: () => go(row.slug),
    })),
    { name: 'Colours: light', hint: '', run: () => setTheme('light') },
    { name: 'Colours: dark', hint: '', run: () => setTheme('dark') },
    { name: 'Colours: as the system has them', hint: '', run: () => setTheme('auto') },
  ]
}

/** Letters in their order, not necessarily beside each other. */
function matches(name: string, sought: string): boolean {
  let at = 0
  for (const letter of name.toLowerCase()) if (letter === sought[at]) at++
  return at === sought.length
}

export function Palette() {
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const before = useRef(document.activeElement)
  useEffect(() => {
    input.current?.focus()
    return () => (before.current as HTMLElement | null)?.focus?.()
  }, [])
  const wanted = sought.toLowerCase().replaceAll(' ', '')
  const shown = entries()
    .filter(({ name }) => matches(name.replaceAll(' ', ''), wanted))
    .slice(0, 40)
  const close = () => {
    paletteOpen.value = false
  }
  const choose = (entry: Entry | undefined) => {
    close()
    entry?.run()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, shown.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(shown[at])
    else return
    event.preventDefault()
  }
  return (
    <div class="backdrop" onClick={close}>
      <div
        class="palette"
        role="dialog"
        aria-modal="true"
        aria-label="Commands"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={pressed}
      >
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={shown.length > 0 ? `palette-${at}` : undefined}
          aria-label="What do you want to do?"
          placeholder="What do you want to do?"
          value={sought}
          onInput={(event) => {
            setSought(event.currentTarget.value)
            setAt(0)
          }}
        />
        <div id="palette-list" role="listbox" aria-label="Commands">
          {shown.map((entry, index) => (
            <div
              key={`${entry.name} ${index}`}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => choose(entry)}
              onKeyDown={pressed}
            >
              <span>{entry.name}</span>
              <span class="quiet">{entry.hint}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
