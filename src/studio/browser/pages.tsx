/** What the filing looks like: on paper, on EDGAR, on a phone; one beside the text, or all three beside each other. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Revealed } from '../protocol.ts'
import { get } from './api.ts'
import { HtmlFrame } from './frame.tsx'
import { useWidth } from './looking.ts'
import { Paper } from './paper.tsx'
import { refresh } from './previewing.ts'
import { document, draftStamp, lineNumbers, preview, revealed, route, tieMarks } from './state.ts'
import { useScrolledTogether } from './together.ts'

const kinds = { pdf: 'PDF', edgar: 'EDGAR', phone: 'Phone', tags: 'Tags' } as const
type Kind = keyof typeof kinds

/** Tags are shown where there are some. */
const kindsOf = (): Kind[] => {
  const tagged = preview.value?.documents.find(({ name }) => name === document.value)?.tagged ?? false
  return (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'tags' || tagged)
}

export function PreviewPane() {
  const [chosen, setKind] = useState<Kind>('pdf')
  const kind = kindsOf().includes(chosen) ? chosen : 'pdf'
  return (
    <section class="preview" aria-label="Preview">
      <div class="bar">
        <DocumentTabs />
        <span class="grow" />
        <div class="segments" role="radiogroup" aria-label="Shown as">
          {kindsOf().map((one) => (
            <label key={one}>
              <input type="radio" name="shown-as" checked={kind === one} onChange={() => setKind(one)} />
              {kinds[one]}
            </label>
          ))}
        </div>
      </div>
      <Shown kind={kind} />
    </section>
  )
}

function DocumentTabs() {
  const documents = preview.value?.documents ?? []
  return (
    <div class="segments" role="radiogroup" aria-label="Document">
      {documents.map(({ name, title }) => (
        <label key={name}>
          <input
            type="radio"
            name="document"
            checked={name === document.value}
            onChange={() => {
              document.value = name
            }}
          />
          {title}
        </label>
      ))}
    </div>
  )
}

function Shown({ kind }: { kind: Kind }) {
  const holder = useRef<HTMLDivElement>(null)
  const width = useWidth(holder)
  const shown = preview.value?.documents.find(({ name }) => name === document.value)
  const failed = preview.value?.found.filter(({ severity }) => severity === 'error') ?? []
  const scale =
    shown && width > 0 ? Math.min(2, Math.max(0.35, (width - 40) / (shown.pages[0]?.width ?? 612))) : 1
  const place = revealed.value.find((one) => one.document === document.value)
  useEffect(() => {
    const first = place?.boxes[0]
    if (!first || kind !== 'pdf') return
    const sheet = holder.current?.querySelectorAll<HTMLElement>('.sheet')[first.page - 1]
    if (!sheet || !holder.current) return
    const top = sheet.offsetTop + first.y * scale
    const { scrollTop, clientHeight } = holder.current
    if (top < scrollTop + 40 || top > scrollTop + clientHeight - 80)
      holder.current.scrollTo({ top: top - clientHeight / 3 })
  }, [place, kind, scale])
  // Another document in a pane that shows the place of the cursor: the pane follows it there.
  useEffect(() => {
    const other = revealed.value[0]
    if (other && !place) document.value = other.document
  }, [revealed.value])
  return (
    <div class={`shown ${kind}`} ref={holder} tabIndex={0} role="group" aria-label="Pages">
      {failed.length > 0 && (
        <p class="stale" role="status">
          {failed.length === 1 ? 'An error keeps' : `${failed.length} errors keep`} the documents from being
          made
          {shown ? '; these pages are of the last good text.' : '.'} {failed[0]?.message}
        </p>
      )}
      {!shown && !preview.value && <p class="empty">Building…</p>}
      {shown && kind === 'pdf' && <Paper shown={shown} scale={scale} room={Math.max(200, width - 40)} />}
      {shown && kind === 'edgar' && <HtmlFrame shown={shown} dialect="edgar" />}
      {shown && kind === 'phone' && <HtmlFrame shown={shown} dialect="reading" />}
      {shown && kind === 'tags' && <HtmlFrame shown={shown} dialect="tags" />}
    </div>
  )
}

export function PagesView() {
  const all = useRef<HTMLDivElement>(null)
  useScrolledTogether(all)
  const [tied, setTied] = useState(false)
  useTies(tied)
  const [hidden, setHidden] = useState<ReadonlySet<Kind>>(new Set(['tags']))
  const toggle = (kind: Kind) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    setHidden(next)
  }
  return (
    <div class="pages-view">
      <div class="bar">
        <h1 class="unseen">Pages</h1>
        <DocumentTabs />
        <span class="grow" />
        {kindsOf().map((kind) => (
          <label class="toggle" key={kind}>
            <input type="checkbox" checked={!hidden.has(kind)} onChange={() => toggle(kind)} /> {kinds[kind]}
          </label>
        ))}
        <label class="toggle">
          <input
            type="checkbox"
            checked={lineNumbers.value}
            onChange={(event) => {
              lineNumbers.value = event.currentTarget.checked
              refresh()
            }}
          />{' '}
          Line numbers
        </label>
        <label class="toggle">
          <input type="checkbox" checked={tied} onChange={(event) => setTied(event.currentTarget.checked)} />{' '}
          Ties
        </label>
        <label class="toggle">
          Stamp{' '}
          <input
            class="short"
            placeholder="Draft 3"
            value={draftStamp.value}
            onChange={(event) => {
              draftStamp.value = event.currentTarget.value
              refresh()
            }}
          />
        </label>
      </div>
      <div class="side-by-side" ref={all}>
        {kindsOf().map((kind) => (hidden.has(kind) ? null : <Shown key={kind} kind={kind} />))}
      </div>
    </div>
  )
}

/** Marks the figures that tie, as they stand in the newest build. */
function useTies(wanted: boolean): void {
  const built = preview.value
  useEffect(() => {
    const { slug } = route.value
    if (!wanted || slug === undefined) return
    let still = true
    void get<Revealed[]>('/api/ties', { slug }).then((found) => {
      if (still) tieMarks.value = found
    })
    return () => {
      still = false
      tieMarks.value = []
    }
  }, [wanted, built])
}
