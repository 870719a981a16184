/** Checks: what stands between the draft and a final, each with its place, its rule, and what may be done about it. */
import { useState } from 'preact/hooks'
import type { CodeInfo, Done, Found } from '../protocol.ts'
import { send } from './api.ts'
import { lookAgain, saveAll } from './buffers.ts'
import { GradeChip } from './chips.tsx'
import { Comments, PlaceLink, placeName } from './comments.tsx'
import { found, knowledge, notify, preview, route } from './state.ts'

/** By what a finding says and not where: a form that is open below it stays open while its place moves. */
function withKeys(list: readonly Found[]): [string, Found][] {
  const seen = new Map<string, number>()
  return list.map((one) => {
    const key = `${one.code} ${one.at?.path} ${one.message}`
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return [`${key} ${count}`, one]
  })
}

const grades = ['error', 'finding', 'warning', 'note'] as const

export function Checks() {
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set(['error', 'finding', 'warning']))
  const all = found.value
  const counted = (grade: string) =>
    all.filter(({ severity, waived }) => severity === grade && !waived).length
  const list = all.filter(({ severity, waived }) => (waived ? shown.has('waived') : shown.has(severity)))
  const waived = all.filter((one) => one.waived).length
  const ties = preview.value?.ties ?? []
  const toggle = (grade: string) => {
    const next = new Set(shown)
    if (!next.delete(grade)) next.add(grade)
    setShown(next)
  }
  return (
    <div class="checks reading-width">
      <h1>Checks</h1>
      <div class="filters" role="group" aria-label="Grades that are shown">
        {grades.map((grade) => (
          <button type="button" key={grade} aria-pressed={shown.has(grade)} onClick={() => toggle(grade)}>
            {counted(grade)} {grade}
            {counted(grade) === 1 ? '' : 's'}
          </button>
        ))}
        <button type="button" aria-pressed={shown.has('waived')} onClick={() => toggle('waived')}>
          {waived} waived
        </button>
      </div>
      {list.length === 0 && (
        <p class="empty">
          {all.length === 0 ? 'Nothing was found.' : 'Nothing of the grades that are shown.'}
        </p>
      )}
      <ol class="findings">
        {withKeys(list).map(([key, one]) => (
          <Finding key={key} one={one} />
        ))}
      </ol>
      <Comments />
      {ties.length > 0 && (
        <section aria-labelledby="ties">
          <h2 id="ties">Figures that tie</h2>
          <p class="quiet">What the items say of the release, and where it stands there.</p>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">In the items</th>
                <th scope="col">In the release</th>
              </tr>
            </thead>
            <tbody>
              {ties.map((tie) => (
                <tr key={`${tie.text} ${tie.at?.start}`}>
                  <td>
                    <PlaceLink at={tie.at}>{tie.text}</PlaceLink>
                  </td>
                  <td>
                    <PlaceLink at={tie.support}>{tie.state}</PlaceLink>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

function Finding({ one }: { one: Found }) {
  const [explained, setExplained] = useState(false)
  const [waiving, setWaiving] = useState(false)
  const info = knowledge.value?.codes.find(({ code }) => code === one.code)
  return (
    <li class="finding">
      <div class="finding-head">
        <GradeChip severity={one.severity} waived={one.waived !== undefined} />
        <code>{one.code}</code>
        {one.at && (
          <PlaceLink at={one.at}>
            <span class="place">{placeName(one.at)}</span>
          </PlaceLink>
        )}
      </div>
      <p class="message">{one.message}</p>
      {one.hint !== undefined && <p class="hint">{one.hint}</p>}
      {one.waived && (
        <p class="quiet">
          Waived by {one.waived.by}: {one.waived.reason}
        </p>
      )}
      {one.also.length > 0 && (
        <p class="quiet">
          Also at{' '}
          {one.also.slice(0, 6).map((at) => (
            <PlaceLink key={`${at.path}${at.start}`} at={at}>
              <span class="place">{placeName(at)}</span>{' '}
            </PlaceLink>
          ))}
        </p>
      )}
      <div class="finding-actions">
        <button type="button" class="link" aria-expanded={explained} onClick={() => setExplained(!explained)}>
          Why
        </button>
        {info?.waivable && !one.waived && (
          <button type="button" class="link" aria-expanded={waiving} onClick={() => setWaiving(!waiving)}>
            Waive…
          </button>
        )}
      </div>
      {explained && info && <Explained info={info} />}
      {waiving && <Waive one={one} close={() => setWaiving(false)} />}
    </li>
  )
}

const Explained = ({ info: { means, source, wrong, right } }: { info: CodeInfo }) => (
  <div class="explained">
    <p>{means}</p>
    {source !== undefined && (
      <p>
        Source: <cite>{source}</cite>
      </p>
    )}
    {wrong !== undefined && right !== undefined && (
      <div class="examples">
        <figure>
          <figcaption>Wrong</figcaption>
          <pre tabIndex={0}>{wrong.trim() || '(nothing)'}</pre>
        </figure>
        <figure>
          <figcaption>Right</figcaption>
          <pre tabIndex={0}>{right.trim() || '(nothing)'}</pre>
        </figure>
      </div>
    )}
  </div>
)

function Waive({ one, close }: { one: Found; close: () => void }) {
  const waive = async (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    // The waiver is written into the file on disk, for the passage as it is there.
    await saveAll()
    const done = await send<Done>('/api/decide', {
      name: 'waive',
      slug: route.value.slug,
      code: one.code,
      ...(one.at && { place: `${one.at.path}:${one.at.line}:${one.at.column}` }),
      reason: String(fields.get('reason')),
      by: String(fields.get('by')),
    })
    for (const line of [...done.lines, ...done.found.map(({ message }) => message)])
      notify(line, done.ok ? 'done' : 'problem')
    if (!done.ok) return
    close()
    await lookAgain()
  }
  return (
    <form class="waive" onSubmit={(event) => void waive(event)}>
      <div class="field">
        <label for={`reason-${one.code}`}>Why it stands</label>
        <input id={`reason-${one.code}`} name="reason" required autofocus />
      </div>
      <div class="field">
        <label for={`by-${one.code}`}>Who says so</label>
        <input id={`by-${one.code}`} name="by" required autocomplete="name" />
      </div>
      <button type="submit" class="primary">
        Waive
      </button>
      <p class="help">It holds for this passage as it is, and lapses when the passage changes.</p>
    </form>
  )
}
