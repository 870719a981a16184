/** Begins the page: takes the token, follows the server, keeps what is shown up to date. */
import './pdf-worker.ts'
import { effect } from '@preact/signals'
import { render } from 'preact'
import './base.css'
import './views.css'
import { follow, get, takeToken } from './api.ts'
import { App, NoToken } from './app.tsx'
import { lookAgain, restore, saveAll, unsaved } from './buffers.ts'
import { build, refresh } from './previewing.ts'
import {
  filings,
  type Knowledge,
  knowledge,
  loadFiles,
  loadFilings,
  online,
  openFile,
  preview,
  readRoute,
  revealed,
  route,
  setTheme,
  document as shownDocument,
  theme,
} from './state.ts'

const home = document.getElementById('app')
setTheme(theme.value)
if (!home) throw new Error('the page has no place for the studio')
if (takeToken()) start(home)
else render(<NoToken />, home)

function start(parent: HTMLElement): void {
  addEventListener('hashchange', () => {
    // The link with its token may be opened anew in this very tab.
    takeToken()
    route.value = readRoute()
  })
  route.value = readRoute()
  let slug: string | undefined
  effect(() => {
    const next = route.value.slug
    document.title = next === undefined ? 'filingpress studio' : `${next} · filingpress studio`
    if (next === slug) return
    slug = next
    void enter(next)
  })
  addEventListener('beforeunload', (event) => {
    if (unsaved().length > 0) event.preventDefault()
  })
  void get<Knowledge>('/api/knowledge').then((known) => {
    knowledge.value = known
  })
  void loadFilings()
  let greeted = false
  void follow(
    (event) => {
      if (event.type === 'filing')
        filings.value = filings.value.map((row) => (row.slug === event.row.slug ? event.row : row))
      // The first greeting finds everything just asked for; a later one comes of a studio that was started again.
      if (event.type === 'changed' || (event.type === 'hello' && greeted)) void again()
      greeted ||= event.type === 'hello'
    },
    (yes) => {
      online.value = yes
    },
  )
  render(<App />, parent)
}

/** Opens a filing: its files, what was unsaved of it, and its first preview. */
async function enter(slug: string | undefined): Promise<void> {
  preview.value = undefined
  revealed.value = []
  shownDocument.value = undefined
  openFile.value = undefined
  if (slug === undefined) return
  // What was unsaved is taken up at once, and so it is in the first build already.
  const restored = restore(slug)
  // Asked before the views are drawn, which takes longer than the build.
  void build()
  await Promise.all([loadFiles(slug), restored])
}

/** Something changed on disk, or the server is there again. */
async function again(): Promise<void> {
  await loadFilings()
  const { slug } = route.value
  if (slug === undefined) return
  await loadFiles(slug)
  await lookAgain()
  if (unsaved().length > 0) await saveAll()
  refresh()
}
