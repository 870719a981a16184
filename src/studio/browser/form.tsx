/** Facts as a form, made from the schema: what is there, and what may be added. */
import { useState } from 'preact/hooks'
import type { Found } from '../protocol.ts'
import {
  countAt,
  type Facts,
  hasAt,
  readFacts,
  type Step,
  textAt,
  withEntry,
  withoutEntry,
  withValue,
} from './facts.ts'
import { helpOf } from './fields.ts'
import { knowledge, type Schema } from './state.ts'

interface Props {
  readonly text: string
  readonly found: readonly Found[]
  readonly change: (text: string) => void
}

/** Kept out of the form: written by commands, or of no use to a person. */
const hidden = new Set(['format', 'waivers', 'ties'])

export function FactsForm({ text, found, change }: Props) {
  const facts = readFacts(text)
  const schema = knowledge.value?.schema
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

interface Edit {
  readonly text: string
  readonly change: (text: string) => void
}

interface At {
  readonly schema: Schema
  readonly path: readonly Step[]
  readonly facts: Facts
  readonly edit: Edit
  readonly found: readonly Found[]
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
  if (schema.items?.properties) return <Rows {...at} item={schema.items} />
  if (schema.items) return <Lines {...at} />
  return <Value {...at} />
}

const Help = ({ help, rule }: { help: string | undefined; rule: string | undefined }) =>
  help === undefined && rule === undefined ? null : (
    <p class="help">
      {help} {rule !== undefined && <cite>{rule}</cite>}
    </p>
  )

const idOf = (path: readonly Step[]): string => `field-${path.join('-')}`

function Value({ schema, path, facts, edit, found }: At) {
  const { label, help, rule, control } = helpOf(path.join('.'))
  const id = idOf(path)
  const value = textAt(facts, path) ?? ''
  const set = (next: string) => edit.change(withValue(edit.text, path, next))
  const wrong = found.filter(
    ({ message, severity }) => severity === 'error' && message.includes(path.join('.')),
  )
  const describedBy = `${id}-help`
  const common = { id, 'aria-describedby': describedBy, 'aria-invalid': wrong.length > 0 }
  const choices = schema.enum?.map(String) ?? []
  const yesNo = control === 'yes-no' || choices.includes('yes')
  return (
    <div class={yesNo ? 'field check' : 'field'}>
      {!yesNo && <label for={id}>{label}</label>}
      {yesNo ? (
        <label for={id}>
          <input
            {...common}
            type="checkbox"
            checked={['true', 'yes'].includes(value)}
            onChange={(event) => set(event.currentTarget.checked ? 'true' : value === '' ? '' : 'false')}
          />
          {label}
        </label>
      ) : choices.length > 1 ? (
        <select {...common} value={value} onChange={(event) => set(event.currentTarget.value)}>
          {!choices.includes(value) && <option value={value}>{value}</option>}
          {choices.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : control === 'long' || value.length > 90 ? (
        <textarea {...common} rows={3} value={value} onChange={(event) => set(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          type={control === 'date' ? 'date' : 'text'}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      <div id={describedBy}>
        <Help help={help} rule={rule} />
        {wrong.map(({ message }) => (
          <p class="wrong" key={message}>
            {message}
          </p>
        ))}
      </div>
    </div>
  )
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

/** A list of records: a card each, with what it may hold. */
function Rows({ schema: _list, item, path, ...rest }: At & { item: Schema }) {
  const { label, help, rule } = helpOf(path.join('.'))
  const count = countAt(rest.facts, path)
  const { text, change } = rest.edit
  const empty = Object.fromEntries(
    Object.entries(item.properties ?? {})
      .filter(([name, inner]) => (item.required ?? []).includes(name) && !inner.properties && !inner.items)
      .map(([name]) => [name, '…']),
  )
  const fresh = Object.keys(empty).length > 0 ? empty : { name: '…' }
  return (
    <fieldset>
      <legend>{label}</legend>
      <Help help={help} rule={rule} />
      {Array.from({ length: count }, (_, index) => (
        <section class="row-card" key={`${index}`} aria-label={`${label} ${index + 1}`}>
          <header>
            <span class="quiet">{index + 1}</span>
            <button
              type="button"
              class="link"
              aria-label={`Remove ${label} ${index + 1}`}
              onClick={() => change(withoutEntry(text, [...path, index]))}
            >
              Remove
            </button>
          </header>
          <Fields schema={item} path={[...path, index]} {...rest} />
        </section>
      ))}
      <button type="button" onClick={() => change(withEntry(text, path, fresh))}>
        Add {label.toLowerCase()}
      </button>
    </fieldset>
  )
}
