/** The frame of every view: where one is, what state the filing is in, and the way everywhere else. */
import { useEffect } from 'preact/hooks'
import { autosave, buffers, isUnsaved, saveAll, saving } from './buffers.ts'
import { Changes } from './changes.tsx'
import { Checks } from './checks.tsx'
import { DueChip, StateChip } from './chips.tsx'
import { Decide } from './decide.tsx'
import { FilingList } from './list.tsx'
import { MeetingDialog } from './meeting.tsx'
import { NewFile } from './new-file.tsx'
import { PagesView } from './pages.tsx'
import { Palette } from './palette.tsx'
import {
  building,
  dismiss,
  go,
  notices,
  online,
  openCount,
  paletteOpen,
  preview,
  route,
  row,
  setTheme,
  theme,
  type View,
  viewNames,
  views,
} from './state.ts'
import { TableDialog } from './table-dialog.tsx'
import { Write } from './write.tsx'

export const NoToken = () => (
  <main class="alone">
    <h1>filingpress studio</h1>
    <p>
      Open the studio by the link that <code>filingpress studio</code> printed: it lets only you in.
    </p>
  </main>
)

export function App() {
  useKeys()
  const { slug, view } = route.value
  return (
    <div class="app">
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the content
      </button>
      <Header />
      {!online.value && (
        <p class="offline" role="alert">
          The studio was stopped. Your text is kept in this tab; start <code>filingpress studio</code> again
          and it is saved.
        </p>
      )}
      <main id="main" tabIndex={-1} key={slug ?? 'list'}>
        {slug === undefined ? <FilingList /> : <ViewOf view={view} />}
      </main>
      <Notices />
      {paletteOpen.value && <Palette />}
      <TableDialog />
      <NewFile />
      <MeetingDialog />
    </div>
  )
}

function ViewOf({ view }: { view: View }) {
  switch (view) {
    case 'write':
      return <Write />
    case 'pages':
      return <PagesView />
    case 'checks':
      return <Checks />
    case 'changes':
      return <Changes />
    case 'decide':
      return <Decide />
  }
}

function Header() {
  const { slug, view } = route.value
  return (
    <header class="top">
      <a class="brand" href="#/" aria-label="filingpress: all filings">
        <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="currentColor" />
          <path
            d="M9 7h14M9 12h14M9 17h9M9 22h12"
            stroke="var(--panel)"
            stroke-width="2.4"
            stroke-linecap="round"
          />
        </svg>
        <span>filingpress</span>
      </a>
      {slug !== undefined && (
        <>
          <span class="where" title={slug}>
            {slug}
          </span>
          {row.value && <StateChip row={row.value} />}
          {row.value && <DueChip row={row.value} />}
          <nav aria-label="Views">
            {views.map((one, index) => (
              <a
                key={one}
                href={`#/${slug}/${one}`}
                aria-current={one === view ? 'page' : undefined}
                title={`Alt+${index + 1}`}
              >
                {viewNames[one]}
                {one === 'checks' && openCount.value > 0 && <span class="count">{openCount.value}</span>}
              </a>
            ))}
          </nav>
        </>
      )}
      <span class="grow" />
      {slug !== undefined && <SaveState />}
      <button type="button" class="ghost" onClick={() => (paletteOpen.value = true)} title="Ctrl+K">
        Commands
      </button>
      <ThemeButton />
    </header>
  )
}

function SaveState() {
  const waiting = [...buffers.value.values()].some(isUnsaved)
  const said = saving.value ? 'Saving…' : waiting ? (autosave.value ? 'Typing…' : 'Not saved') : 'Saved'
  return (
    <>
      <span class="quiet status" role="status">
        {building.value ? 'Building…' : preview.value ? `Built in ${preview.value.milliseconds} ms` : ''}
      </span>
      <span class="quiet save-state" role="status">
        {said}
      </span>
      {!autosave.value && waiting && (
        <button type="button" onClick={() => void saveAll()}>
          Save
        </button>
      )}
    </>
  )
}

const nextTheme = { auto: 'light', light: 'dark', dark: 'auto' } as const

const ThemeButton = () => (
  <button
    type="button"
    class="ghost"
    aria-label={`Colours: ${theme.value}. Change.`}
    onClick={() => setTheme(nextTheme[theme.value])}
  >
    {{ auto: '◐', light: '○', dark: '●' }[theme.value]}
  </button>
)

const Notices = () => (
  <div class="notices" role="log" aria-live="polite" aria-label="Notices">
    {notices.value.map(({ id, kind, text }) => (
      <p key={id} class={kind}>
        <span>{text}</span>
        <button type="button" class="link" aria-label="Put this notice away" onClick={() => dismiss(id)}>
          ✕
        </button>
      </p>
    ))}
  </div>
)

function useKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        paletteOpen.value = !paletteOpen.value
      }
      const { slug } = route.value
      const view = views[Number(event.key) - 1]
      if (event.altKey && !event.ctrlKey && view && slug !== undefined) {
        event.preventDefault()
        go(slug, view)
      }
      if (event.altKey && event.key === '0') go(undefined)
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault()
        void saveAll()
      }
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
