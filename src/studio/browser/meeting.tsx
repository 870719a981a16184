/** Two people changed the same lines: all three texts are shown, and a person says what it shall be. */
import { useState } from 'preact/hooks'
import { type Meeting, meeting, settle } from './buffers.ts'

export function MeetingDialog() {
  const met = meeting.value
  return met ? <Settle key={met.path} met={met} /> : null
}

type Choice = 'mine' | 'theirs' | 'both'

function Settle({ met }: { met: Meeting }) {
  const [choices, setChoices] = useState<readonly Choice[]>(met.conflicts.map(() => 'mine'))
  const choose = (index: number, choice: Choice) =>
    setChoices(choices.map((one, at) => (at === index ? choice : one)))
  const result = settled(met, choices)
  return (
    <div class="backdrop">
      <div class="sheet-dialog wide" role="dialog" aria-modal="true" aria-labelledby="meeting-title">
        <h2 id="meeting-title">Somebody else changed the same lines</h2>
        <p class="quiet">
          {met.path}. Nothing was written. Choose for each place; the rest of both changes is kept.
        </p>
        {met.conflicts.map((conflict, index) => (
          <fieldset key={`${conflict.line}`}>
            <legend>Line {conflict.line}</legend>
            <div class="three">
              <Side name="As it was" text={conflict.base} />
              <Side name="Theirs" text={conflict.theirs} base={conflict.base} />
              <Side name="Yours" text={conflict.mine} base={conflict.base} />
            </div>
            <div class="segments" role="radiogroup" aria-label={`What line ${conflict.line} shall be`}>
              {(['mine', 'theirs', 'both'] as const).map((choice) => (
                <label key={choice}>
                  <input
                    type="radio"
                    name={`conflict-${index}`}
                    checked={choices[index] === choice}
                    onChange={() => choose(index, choice)}
                  />
                  {{ mine: 'Yours', theirs: 'Theirs', both: 'Both' }[choice]}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <footer>
          <button type="button" class="primary" autofocus onClick={() => void settle(result)}>
            Save this
          </button>
        </footer>
      </div>
    </div>
  )
}

function Side({ name, text, base = text }: { name: string; text: string; base?: string }) {
  const { before, changed, after } = changedPart(base, text)
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <pre tabIndex={0}>
        {before}
        {changed !== '' && <mark>{changed}</mark>}
        {after}
        {text === '' && '(nothing)'}
      </pre>
    </figure>
  )
}

/** What of a text is other than in another: whole words, from the first that differs to the last. */
function changedPart(base: string, text: string): { before: string; changed: string; after: string } {
  const [a, b] = [base.split(/(?<=\s)/), text.split(/(?<=\s)/)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const slice = (from: number, to: number) => b.slice(from, to).join('')
  const last = b.length - end
  return { before: slice(0, start), changed: slice(start, last), after: slice(last, b.length) }
}

/** Both changes with what was chosen at each place, the last place first, so that lines before it stay where they are. */
export function settled({ both, conflicts }: Meeting, choices: readonly Choice[]): string {
  const lines = both.split(/(?<=\n)/)
  for (let index = conflicts.length - 1; index >= 0; index--) {
    const conflict = conflicts[index]
    if (!conflict) continue
    const { line, mine, theirs: other } = conflict
    const count = other === '' ? 0 : other.split(/(?<=\n)/).length
    const chosen = { mine, theirs: other, both: `${other}${mine}` }[choices[index] ?? 'theirs']
    lines.splice(line - 1, count, chosen)
  }
  return lines.join('')
}
