/** Decide: from the draft to what is filed and kept, step by step, each with its refusals as the command gives them. */
import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Done, VersionChoice } from '../protocol.ts'
import { get, Refusal, send } from './api.ts'
import { saveAll } from './buffers.ts'
import { GradeChip } from './chips.tsx'
import { downloadBytes } from './download.ts'
import { go, openCount, openPlace, route, row } from './state.ts'

/** What each step answered last. */
const answers = signal<Readonly<Record<string, Done>>>({})
const running = signal<string | undefined>(undefined)
/** Who sits here: asked once a session. */
const who = signal(sessionStorage.getItem('filingpress who') ?? '')

async function act(name: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  running.value = name
  try {
    await saveAll()
    const done = await send<Done>('/api/decide', { name, slug: route.value.slug, ...more })
    answers.value = { ...answers.value, [name]: done }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    answers.value = { ...answers.value, [name]: { ok: false, lines: [error.message], found: error.found } }
  } finally {
    running.value = undefined
  }
}

export function Decide() {
  const { slug = '' } = route.value
  const [versions, setVersions] = useState<readonly VersionChoice[]>([])
  const again = () => void get<VersionChoice[]>('/api/versions', { slug }).then(setVersions)
  useEffect(() => {
    answers.value = {}
    again()
  }, [slug])
  const archived = versions.filter(({ kind }) => kind === 'archive')
  const state = row.value?.state
  return (
    <div class="decide reading-width">
      <h1>Decide</h1>
      <p class="lead">{sentence(state, openCount.value)}</p>
      <div class="field">
        <label for="who">Your name, as it is recorded</label>
        <input
          id="who"
          value={who.value}
          autocomplete="name"
          placeholder="Jane Roe, General Counsel"
          onInput={(event) => {
            who.value = event.currentTarget.value
            sessionStorage.setItem('filingpress who', who.value)
          }}
        />
      </div>
      <ol class="steps">
        <Step
          title="Build"
          text="Make the documents in out/: every check runs, and HTML and PDF are proved word for word."
        >
          <Act name="build">Build</Act>
          <Answer name="build" />
        </Step>
        <Step
          title="Review"
          text="One file with the pages, what changed and boxes for comments. It opens anywhere, without account or network."
        >
          <ReviewFile versions={versions} />
        </Step>
        <Step title="Approve" text="Records the rendering that may be filed, to the byte.">
          <Act name="approve" more={{ by: who.value }} disabled={who.value.trim() === ''}>
            Approve
          </Act>
          <Answer name="approve" />
        </Step>
        <Step title="Final" text="Makes exactly what was approved, and only while nothing is open.">
          <Act name="final">Make final</Act>
          <Answer name="final" />
        </Step>
        <Step title="Submit" text="The folder that goes to EDGAR, made from the final build.">
          <Act name="submission">Test submission</Act>
          <Act name="submission" more={{ live: true }}>
            Live submission
          </Act>
          <Answer name="submission" />
        </Step>
        <Step
          title="Archive"
          text="Keeps this version with its content, theme, fonts, tool, outputs, findings and redline."
        >
          <ArchiveStep archived={archived} again={again} />
        </Step>
      </ol>
    </div>
  )
}

function sentence(state: string | undefined, open: number): string {
  if (state === 'final') return 'This filing is final: what stands in out/ is what was approved.'
  if (state === 'approved') return 'This filing is approved. Make it final, and submit it.'
  if (state === 'error') return 'An error keeps the documents from being made.'
  if (open > 0) return `${open} ${open === 1 ? 'finding has' : 'findings have'} to be settled before a final.`
  return 'Nothing is open. It can be approved.'
}

const Step = ({
  title,
  text,
  children,
}: {
  title: string
  text: string
  children: preact.ComponentChildren
}) => (
  <li class="step">
    <div>
      <h2>{title}</h2>
      <p class="quiet">{text}</p>
    </div>
    <div class="step-body">{children}</div>
  </li>
)

interface ActProps {
  readonly name: string
  readonly more?: Readonly<Record<string, unknown>>
  readonly disabled?: boolean
  readonly after?: () => void
  readonly children: preact.ComponentChildren
}

const Act = ({ name, more = {}, disabled = false, after, children }: ActProps) => (
  <button
    type="button"
    disabled={disabled || running.value !== undefined}
    onClick={() => void act(name, more).then(() => after?.())}
  >
    {running.value === name ? 'Working…' : children}
  </button>
)

function Answer({ name }: { name: string }) {
  const done = answers.value[name]
  if (!done) return null
  const open = done.found.filter(({ severity, waived }) => severity !== 'note' && !waived)
  return (
    <div class={done.ok ? 'answer ok' : 'answer refused'} role="status">
      <strong>{done.ok ? 'Done' : 'Refused'}</strong>
      {done.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {open.length > 0 && (
        <ul>
          {open.map(({ code, severity, message, hint, at }) => (
            <li key={`${code} ${message} ${at?.start}`}>
              <GradeChip severity={severity} waived={false} /> <code>{code}</code> {message}
              {hint !== undefined && <span class="quiet"> {hint}</span>}{' '}
              {at && (
                <button type="button" class="link" onClick={() => openPlace(at)}>
                  {at.path.split('/').at(-1)}:{at.line}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ReviewFile({ versions }: { versions: readonly VersionChoice[] }) {
  const { slug = '' } = route.value
  const others = versions.filter(({ word }) => word !== 'working')
  const [old, setOld] = useState('')
  const [problem, setProblem] = useState('')
  const make = async () => {
    setProblem('')
    try {
      await saveAll()
      const query = { slug, ...(old !== '' && { old }), ...(who.value !== '' && { by: who.value }) }
      const { html } = await get<{ html: string }>('/api/review', query)
      downloadBytes(`${slug}-review.html`, html)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setProblem(error.message)
    }
  }
  return (
    <>
      <label class="choice">
        <span class="quiet">With changes since</span>
        <select value={old} onChange={(event) => setOld(event.currentTarget.value)}>
          <option value="">(no redline)</option>
          {others.map(({ word, label, when }) => (
            <option key={word} value={word}>
              {label} {when?.slice(0, 10)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => void make()}>
        Make the review file
      </button>
      {problem !== '' && <p class="answer refused">{problem}</p>}
    </>
  )
}

function ArchiveStep({ archived, again }: { archived: readonly VersionChoice[]; again: () => void }) {
  const { slug = '' } = route.value
  const [message, setMessage] = useState('')
  const [key, setKey] = useState('')
  const [path, setPath] = useState('../archive')
  const missing = Object.values(answers.value).some(({ found }) => found.some(({ code }) => code === 'V001'))
  return (
    <>
      {missing && (
        <div class="field inline">
          <label for="archive-path">Folder of the archive</label>
          <input id="archive-path" value={path} onInput={(event) => setPath(event.currentTarget.value)} />
          <Act name="archive-init" more={{ path }}>
            Make an archive
          </Act>
          <Answer name="archive-init" />
        </div>
      )}
      <div class="field inline">
        <label for="archive-why">Why this version is kept</label>
        <input
          id="archive-why"
          value={message}
          placeholder="As filed"
          onInput={(event) => setMessage(event.currentTarget.value)}
        />
      </div>
      <div class="field inline">
        <label for="archive-key">Key file (signs, and verifies)</label>
        <input
          id="archive-key"
          value={key}
          placeholder="none"
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </div>
      <Act
        name="archive-add"
        more={{ by: who.value, message, key, final: row.value?.state === 'final' }}
        disabled={who.value.trim() === ''}
        after={again}
      >
        Archive this version
      </Act>
      <Act name="archive-verify">Verify</Act>
      {archived.map(({ word, label, when, why }) => (
        <p class="archived-version" key={word}>
          <strong>{label}</strong> <span class="quiet">{when?.slice(0, 10)}</span> {why}{' '}
          <Act name="archive-rebuild" more={{ version: word.split('@').at(-1) }}>
            Rebuild
          </Act>
        </p>
      ))}
      <Answer name="archive-add" />
      <Answer name="archive-verify" />
      <Answer name="archive-rebuild" />
      {archived.length > 0 && (
        <button type="button" class="link" onClick={() => go(slug, 'changes')}>
          Compare versions
        </button>
      )}
    </>
  )
}
