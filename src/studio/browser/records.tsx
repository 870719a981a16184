/** A list of records: rows of a table where each is a few plain values, a card each where it holds more. */
import { useState } from 'preact/hooks'
import { countAt, hasAt, type PathStep, withEntry, withoutEntry } from './facts.ts'
import { helpOf } from './fields.ts'
import type { Schema } from './state.ts'
import { type At, Help, Value } from './value.tsx'

interface ListAt extends At {
  readonly item: Schema
  /** The form of one record, or of what has no column. */
  readonly inner: (at: At) => preact.JSX.Element
}

const isPlain = ({ properties, items }: Schema): boolean => !properties && !items

/** Fields that people know their columns by, where the schema says too little: the rest stands below a row. */
const always = new Set(['number', 'title', 'name', 'symbol', 'exchange'])

/** What stands in columns: what is required, what makes the record what it is, and what some row has. */
function columnsOf({ item, path, facts }: ListAt, count: number): [string, Schema][] {
  const inSome = (name: string) =>
    Array.from({ length: count }, (_, index) => hasAt(facts, [...path, index, name])).some(Boolean)
  return Object.entries(item.properties ?? {})
    .filter(
      ([name, inner]) =>
        isPlain(inner) && ((item.required ?? []).includes(name) || always.has(name) || inSome(name)),
    )
    .slice(0, mostColumns)
}

/** More would not fit beside the pages. */
const mostColumns = 4

export function Records({ schema: _list, ...at }: ListAt) {
  const { item, path, facts, edit } = at
  const { label, help, rule } = helpOf(path.join('.'))
  const count = countAt(facts, path)
  const required = Object.entries(item.properties ?? {}).filter(([name]) =>
    (item.required ?? []).includes(name),
  )
  const empty = Object.fromEntries(
    required.filter(([, inner]) => isPlain(inner)).map(([name]) => [name, '…']),
  )
  const fresh = Object.keys(empty).length > 0 ? empty : { name: '…' }
  const asRows = Object.values(item.properties ?? {}).every(isPlain)
  const body = { ...at, schema: item, count, label }
  return (
    <fieldset>
      <legend>{label}</legend>
      <Help help={help} rule={rule} />
      {asRows ? count > 0 && <Rows {...body} /> : <Cards {...body} />}
      <button type="button" onClick={() => edit.change(withEntry(edit.text, path, fresh))}>
        Add {label.toLowerCase()}
      </button>
    </fieldset>
  )
}

type Body = ListAt & { readonly count: number; readonly label: string }

const indexes = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

function Cards({ count, label, path, edit, item, inner: Inner, ...rest }: Body) {
  return (
    <>
      {indexes(count).map((index) => (
        <section class="row-card" key={`${index}`} aria-label={`${label} ${index + 1}`}>
          <header>
            <span class="quiet">{index + 1}</span>
            <Remove label={label} path={[...path, index]} edit={edit} text="Remove" />
          </header>
          <Inner {...rest} edit={edit} schema={item} path={[...path, index]} />
        </section>
      ))}
    </>
  )
}

interface RemoveProps {
  readonly label: string
  readonly path: readonly PathStep[]
  readonly edit: At['edit']
  readonly text: string
}

const Remove = ({ label, path, edit, text }: RemoveProps) => (
  <button
    type="button"
    class="link"
    aria-label={`Remove ${label} ${Number(path.at(-1)) + 1}`}
    onClick={() => edit.change(withoutEntry(edit.text, path))}
  >
    {text}
  </button>
)

function Rows({ count, label, ...at }: Body) {
  const { item, path } = at
  const columns = columnsOf(at, count)
  const inColumns = new Set(columns.map(([name]) => name))
  const rest: Schema = {
    ...item,
    properties: Object.fromEntries(
      Object.entries(item.properties ?? {}).filter(([name]) => !inColumns.has(name)),
    ),
  }
  return (
    <table class="records">
      <thead>
        <tr>
          {columns.map(([name]) => (
            <th scope="col" key={name} class={`column-${name}`}>
              {helpOf([...path, name].join('.')).label}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      {indexes(count).map((index) => (
        <Row key={`${index}`} {...at} label={label} columns={columns} rest={rest} path={[...path, index]} />
      ))}
    </table>
  )
}

interface RowProps extends ListAt {
  readonly label: string
  readonly columns: readonly (readonly [string, Schema])[]
  /** What has no column: it stands below the row. */
  readonly rest: Schema
}

function Row({ label, columns, rest, inner: Inner, ...at }: RowProps) {
  const { path, facts, edit } = at
  const more = Object.keys(rest.properties ?? {})
  const [open, setOpen] = useState(more.some((name) => hasAt(facts, [...path, name])))
  const name = `${label} ${Number(path.at(-1)) + 1}`
  return (
    <tbody aria-label={name}>
      <tr>
        {columns.map(([column, inner]) => (
          <td key={column} class={`column-${column}`}>
            <Value {...at} schema={inner} path={[...path, column]} bare />
          </td>
        ))}
        <td class="row-actions">
          {more.length > 0 && (
            <button
              type="button"
              class="link"
              aria-expanded={open}
              aria-label={`More of ${name}`}
              onClick={() => setOpen(!open)}
            >
              ⋯
            </button>
          )}
          <Remove label={label} path={path} edit={edit} text="✕" />
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={columns.length + 1} class="row-rest">
            <Inner {...at} schema={rest} />
          </td>
        </tr>
      )}
    </tbody>
  )
}
