/** One fact in its control: a box, a date, a choice, a line, with its label, what the form says of it, and the rule. */
import type { Found } from '../protocol.ts'
import { type Facts, type PathStep, textAt, withValue } from './facts.ts'
import { helpOf } from './fields.ts'
import type { Schema } from './state.ts'

export interface Edit {
  readonly text: string
  readonly change: (text: string) => void
}

export interface At {
  readonly schema: Schema
  readonly path: readonly PathStep[]
  readonly facts: Facts
  readonly edit: Edit
  readonly found: readonly Found[]
}

export const Help = ({ help, rule }: { help: string | undefined; rule: string | undefined }) =>
  help === undefined && rule === undefined ? null : (
    <p class="help">
      {help} {rule !== undefined && <cite>{rule}</cite>}
    </p>
  )

export const idOf = (path: readonly PathStep[]): string => `field-${path.join('-')}`

/** @param bare in a row of a table, whose head has the label and the help */
export function Value({ schema, path, facts, edit, found, bare = false }: At & { readonly bare?: boolean }) {
  const { label, help, rule, control } = helpOf(path.join('.'))
  const id = idOf(path)
  const value = textAt(facts, path) ?? ''
  const set = (next: string) => edit.change(withValue(edit.text, path, next))
  const wrong = found.filter(
    ({ message, severity }) => severity === 'error' && message.includes(path.join('.')),
  )
  const describedBy = `${id}-help`
  const common = {
    id,
    'aria-invalid': wrong.length > 0,
    ...(bare ? { 'aria-label': label } : { 'aria-describedby': describedBy }),
  }
  const choices = schema.enum?.map(String) ?? []
  const yesNo = control === 'yes-no' || choices.includes('yes')
  return (
    <div class={bare ? 'field bare' : yesNo ? 'field check' : 'field'}>
      {!yesNo && !bare && <label for={id}>{label}</label>}
      {yesNo ? (
        <label for={id}>
          <input
            {...common}
            type="checkbox"
            checked={['true', 'yes'].includes(value)}
            onChange={(event) => set(event.currentTarget.checked ? 'true' : value === '' ? '' : 'false')}
          />
          {!bare && label}
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
      ) : control === 'long' || value.length > 90 || bare ? (
        <textarea
          {...common}
          rows={bare ? 1 : 3}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type={control === 'date' ? 'date' : 'text'}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      <div id={describedBy}>
        {!bare && <Help help={help} rule={rule} />}
        {wrong.map(({ message }) => (
          <p class="wrong" key={message}>
            {message}
          </p>
        ))}
      </div>
    </div>
  )
}
