/** Changes: any two versions of the filing beside each other, change by change, each with what made it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CauseShown, ChangeRow, Comparison, VersionChoice } from '../protocol.ts'
import { get, Refusal } from './api.ts'
import { saveAll } from './buffers.ts'
import { download } from './download.ts'
import { show } from './frame.tsx'
import { RedlinePaper, type Sides } from './redline-paper.tsx'
import { notify, openPlace, preview, route } from './state.ts'

export function Changes() {
  const { slug = '' } = route.value
  const [versions, setVersions] = useState<readonly VersionChoice[]>([])
  const [old, setOld] = useState<string | undefined>(undefined)
  const [fresh, setFresh] = useState('working')
  const [compared, setCompared] = useState<Comparison | undefined>(undefined)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  useEffect(() => {
    void get<VersionChoice[]>('/api/versions', { slug }).then((found) => {
      setVersions(found)
      setOld(found.find(({ word }) => word !== 'working')?.word)
    })
  }, [slug])
  useEffect(() => {
    if (old === undefined) return
    let wanted = true
    setProblem(undefined)
    const run = async () => {
      if (fresh === 'working' || old === 'working') await saveAll()
      return get<Comparison>('/api/compare', { slug, old, new: fresh })
    }
    run()
      .then((value) => wanted && setCompared(value))
      .catch((error: unknown) => {
        if (wanted) setProblem(error instanceof Refusal ? error.message : 'The studio does not answer.')
      })
    return () => {
      wanted = false
    }
  }, [slug, old, fresh, preview.value?.documents.map(({ htmlDigest }) => htmlDigest).join()])
  return (
    <div class="changes">
      <h1 class="unseen">Changes</h1>
      <div class="bar">
        <Choice label="From" versions={versions} value={old} set={setOld} />
        <span aria-hidden="true">→</span>
        <Choice label="To" versions={versions} value={fresh} set={setFresh} />
        <span class="grow" />
        <Exports slug={slug} old={old} fresh={fresh} />
      </div>
      {versions.length === 1 && (
        <p class="empty">
          There is nothing to compare with yet: build it (in Decide), commit it to git, or archive it, and
          every later change shows here.
        </p>
      )}
      {problem !== undefined && <p class="empty">{problem}</p>}
      {!compared && problem === undefined && old !== undefined && <p class="empty">Comparing…</p>}
      {compared && problem === undefined && (
        <Compared key={`${old} ${fresh}`} compared={compared} sides={{ slug, old: old ?? '', new: fresh }} />
      )}
      <Timeline versions={versions} />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly versions: readonly VersionChoice[]
  readonly value: string | undefined
  readonly set: (word: string) => void
}

const Choice = ({ label, versions, value, set }: ChoiceProps) => (
  <label class="choice">
    <span class="quiet">{label}</span>
    <select value={value} onChange={(event) => set(event.currentTarget.value)}>
      {versions.map(({ word, label: name, when, why }) => (
        <option key={word} value={word}>
          {name}
          {when === undefined ? '' : ` · ${when.slice(0, 10)}`}
          {why === undefined ? '' : ` · ${why.slice(0, 40)}`}
        </option>
      ))}
    </select>
  </label>
)

const kinds = { html: 'HTML', pdf: 'PDF', word: 'Word', certificate: 'Certificate', json: 'JSON' } as const

function Exports({ slug, old, fresh }: { slug: string; old: string | undefined; fresh: string }) {
  if (old === undefined) return null
  const hand = async (kind: string) => {
    try {
      const { name, data } = await get<{ name?: string; data?: string }>('/api/export', {
        slug,
        old,
        new: fresh,
        kind,
      })
      if (name === undefined || data === undefined)
        notify('Nothing changed, so there is nothing to hand over.')
      else download(name === `${kind}.zip` ? `${slug}-${name}` : name, data)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      notify(error.message, 'problem')
    }
  }
  return (
    <div class="exports" role="group" aria-label="Hand over as">
      {Object.entries(kinds).map(([kind, name]) => (
        <button type="button" key={kind} onClick={() => void hand(kind)}>
          {name}
        </button>
      ))}
    </div>
  )
}

type Placed = ChangeRow & { readonly document: string }

function Compared({ compared, sides }: { compared: Comparison; sides: Sides }) {
  const changes: Placed[] = compared.documents.flatMap(({ name, changes: own }) =>
    own.map((change) => ({ ...change, document: name })),
  )
  const [at, setAt] = useState(0)
  const [name, setName] = useState(changes[0]?.document ?? compared.documents[0]?.name)
  const frame = useRef<HTMLIFrameElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [paper, setPaper] = useState(false)
  const html = compared.documents.find((one) => one.name === name)?.html ?? ''
  useEffect(() => {
    if (!frame.current || html === '' || paper) return
    show(frame.current, html, name ?? '')
  }, [html, name, paper])
  const to = (index: number) => {
    const wanted = Math.max(0, Math.min(changes.length - 1, index))
    const change = changes[wanted]
    if (!change) return
    setAt(wanted)
    setName(change.document)
    list.current?.children[wanted]?.scrollIntoView({ block: 'nearest' })
    const owner = frame.current?.contentDocument
    const mark = owner?.getElementById(`change-${change.number}`)
    // Not by the mark itself, which would scroll the page around the frame as well.
    if (mark)
      owner?.defaultView?.scrollBy({
        top: mark.getBoundingClientRect().top - (frame.current?.clientHeight ?? 0) / 3,
      })
  }
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input,select,textarea')) return
      if (event.key === 'n' || event.key === 'j') to(at + 1)
      if (event.key === 'p' || event.key === 'k') to(at - 1)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  })
  if (changes.length === 0)
    return (
      <p class="empty">
        Nothing differs between {compared.old} and {compared.new}.
      </p>
    )
  return (
    <div class="compared">
      <section class="change-list" aria-label="List of changes">
        <div class="bar">
          <strong>
            {changes.length} {changes.length === 1 ? 'change' : 'changes'}
          </strong>
          <span class="grow" />
          <div class="segments" role="radiogroup" aria-label="Redline as">
            {([false, true] as const).map((one) => (
              <label key={`${one}`}>
                <input
                  type="radio"
                  name="redline-as"
                  checked={paper === one}
                  onChange={() => setPaper(one)}
                />
                {one ? 'PDF' : 'HTML'}
              </label>
            ))}
          </div>
          <button type="button" onClick={() => to(at - 1)} title="p" aria-label="The change before">
            ↑
          </button>
          <button type="button" onClick={() => to(at + 1)} title="n" aria-label="The next change">
            ↓
          </button>
        </div>
        <ol ref={list}>
          {changes.map((change, index) => (
            <Change
              key={`${change.document} ${change.number}`}
              change={change}
              current={index === at}
              choose={() => to(index)}
            />
          ))}
        </ol>
      </section>
      {paper ? (
        <RedlinePaper sides={sides} name={name ?? ''} key={`${name} ${html.length}`} change={changes[at]} />
      ) : (
        <iframe ref={frame} class="redline" title={`Redline of ${name}`} sandbox="allow-same-origin" />
      )}
    </div>
  )
}

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 80)} … ${text.slice(-70)}` : text)

function Change({ change, current, choose }: { change: Placed; current: boolean; choose: () => void }) {
  const { number, section, kind, old, new: fresh, before, causes, document } = change
  return (
    <li class="change" aria-current={current ? 'true' : undefined}>
      <button type="button" class="change-choose" onClick={choose}>
        <span class="quiet">
          {number} · {document} · {section} {kind === 'replaced' ? '' : `· ${kind}`}
        </span>
        <span class="change-text">
          {before !== '' && <span class="quiet">…{before.slice(-30)}</span>}
          {old !== '' && <del>{cut(old)}</del>} {fresh !== '' && <ins>{cut(fresh)}</ins>}
        </span>
      </button>
      <div class="causes">
        {causes.map((cause) => (
          <CauseLink key={`${cause.kind} ${cause.at}`} {...cause} />
        ))}
      </div>
    </li>
  )
}

/** What made the change: the line of the content, the fact, the template or rule of the theme. */
function CauseLink({ kind, at, place }: CauseShown) {
  const name = /^(?:content|template|style)$/.test(kind) ? at.split('/').slice(-1).join() : `${kind} ${at}`
  if (!place) return <span class="quiet cause">by {name}</span>
  return (
    <button type="button" class="link cause" title={place.path} onClick={() => openPlace(place)}>
      by {name}
    </button>
  )
}

const Timeline = ({ versions }: { versions: readonly VersionChoice[] }) => {
  const told = versions.filter(({ when }) => when !== undefined)
  if (told.length === 0) return null
  return (
    <details class="timeline">
      <summary>
        History: {told.length} {told.length === 1 ? 'version' : 'versions'}
      </summary>
      <ol>
        {told.map(({ word, label, when, who, why, kind }) => (
          <li key={word} class={kind}>
            <time>{when?.slice(0, 16).replace('T', ' ')}</time> <strong>{label}</strong> {why}{' '}
            <span class="quiet">{who}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
