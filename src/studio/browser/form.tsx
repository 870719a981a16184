/** Facts as a form, made from the schema: what is there, and what may be added. */
import { useEffect, useState } from 'preact/hooks'
import type { Found } from '../protocol.ts'
import {
  countAt,
  hasAt,
  type PathStep,
  pathAt,
  readFacts,
  textAt,
  withEntry,
  withoutEntry,
  withValue,
} from './facts.ts'
import { helpOf } from './fields.ts'
import { Records } from './records.tsx'
import { knowledge, type Schema, wantedPlace } from './state.ts'
import { type At, Help, idOf, Value } from './value.tsx'

interface Props {
  readonly text: string
  readonly found: readonly Found[]
  readonly change: (text: string) => void
  /** Shows the YAML. */
  readonly asText: () => void
}

/** The control of a value; of an entry of a list of lines, that of the list. */
const controlOf = (path: readonly PathStep[]): HTMLElement | null =>
  document.getElementById(idOf(path)) ?? document.getElementById(idOf(path.slice(0, -1)))

/** Kept out of the form: written by commands, or of no use to a person. */
const hidden = new Set(['format', 'waivers', 'ties'])

export function FactsForm({ text, found, change, asText }: Props) {
  const facts = readFacts(text)
  const schema = knowledge.value?.schema
  const wanted = wantedPlace.value
  useEffect(() => {
    if (!schema || !wanted?.path.endsWith('/filing.yaml')) return
    const path = pathAt(facts, wanted.start)
    const control = path && controlOf(path)
    // What has no control of its own is shown in the text.
    if (!control) return asText()
    control.scrollIntoView({ block: 'center' })
    control.focus()
    wantedPlace.value = undefined
  }, [wanted, schema])
  if (!facts.ok)
    return (
      <p class="quiet pad">
        The YAML cannot be read as it stands. Mend it in the text; the form comes back by itself.
      </p>
    )
  if (!schema) return null
  return (
    <form class="facts" onSubmit={(event) => event.preventDefault()} aria-label="Facts of the filing">
      <Fields schema={schema} path={[]} facts={facts} edit={{ text, change }} found={found} />
    </form>
  )
}

function Fields({ schema, path, ...rest }: At) {
  const [all, setAll] = useState(false)
  const entries = Object.entries(schema.properties ?? {}).filter(([name]) => !hidden.has(name))
  const isShown = ([name]: readonly [string, Schema]) =>
    all || (schema.required ?? []).includes(name) || hasAt(rest.facts, [...path, name])
  const shown = entries.filter(isShown)
  const more = entries.length - shown.length
  return (
    <>
      {shown.map(([name, inner]) => (
        <Field key={name} schema={inner} path={[...path, name]} {...rest} />
      ))}
      {(more > 0 || all) && (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show only what is filled in' : `${more} more ${more === 1 ? 'field' : 'fields'}`}
        </button>
      )}
    </>
  )
}

function Field(at: At) {
  const { schema, path } = at
  const { label, help, rule } = helpOf(path.join('.'))
  if (schema.properties)
    return (
      <fieldset>
        <legend>{label}</legend>
        <Help help={help} rule={rule} />
        <Fields {...at} />
      </fieldset>
    )
  if (schema.items?.properties) return <Records {...at} item={schema.items} inner={Fields} />
  if (schema.items) return <Lines {...at} />
  return <Value {...at} />
}

/** A list of plain texts, one a line. */
function Lines({ path, facts, edit }: At) {
  const { label, help, rule } = helpOf(path.join('.'))
  const id = idOf(path)
  const count = countAt(facts, path)
  const lines = Array.from({ length: count }, (_, index) => textAt(facts, [...path, index]) ?? '')
  const set = (written: string) => {
    let { text } = edit
    const next = written
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    for (let index = count - 1; index >= next.length; index--) text = withoutEntry(text, [...path, index])
    for (const [index, line] of next.entries())
      if (index >= count) text = withEntry(text, path, line)
      else if (line !== lines[index]) text = withValue(text, [...path, index], line)
    edit.change(text)
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.max(1, count)}
        value={lines.join('\n')}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <Help help={help} rule={rule} />
    </div>
  )
}
