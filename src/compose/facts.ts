/**
 * Facts as templates see them: plain data in which every value remembers its path and place.
 *
 * The memory hangs on a symbol, which no template can name. A value that was not given is `null`, so that
 * a template can ask for it; a path that does not exist is undefined, and asking for that is an error.
 */
import type { Span } from '../diagnostics/source.ts'
import type { FactValue } from '../document/document.ts'
import type { FactPlaces } from '../filing/filing.ts'

export const memory = Symbol('fact')

export interface Memory {
  readonly path: string
  readonly value: FactValue
  readonly span: Span
}

/** A scalar fact: no keys a template could reach, only its memory. */
export interface Leaf {
  readonly [memory]: Memory
}

/** What a template may be given: nested records, lists, leaves and plain values of our own. */
export type Data =
  | Leaf
  | string
  | number
  | boolean
  | null
  | readonly Data[]
  | { readonly [key: string]: Data }

/** The facts of `value`, which lives at `path`. */
export function remember(value: unknown, path: string, places: FactPlaces): Data {
  const kept: Memory = { path, value: (value ?? null) as FactValue, span: places(path) }
  if (value === undefined || value === null) return null
  const join = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`)
  if (Array.isArray(value)) {
    const list = value.map((one, index) => remember(one, join(index), places))
    return Object.defineProperty(list, memory, { value: kept }) as readonly Data[]
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, one]) => [key, remember(one, join(key), places)] as const,
    )
    const record = Object.fromEntries(entries)
    return Object.defineProperty(record, memory, { value: kept }) as { readonly [key: string]: Data }
  }
  return { [memory]: kept }
}

const result = Symbol('computed')

/** What a helper made of a fact: shown differently, but still that fact. */
export function computed(kept: Memory, value: FactValue): Data {
  return { [memory]: kept, [result]: value } as Leaf
}

/** The memory of a fact, whole or leaf; undefined for data of our own. */
export function memoryOf(data: unknown): Memory | undefined {
  return typeof data === 'object' && data !== null && memory in data ? (data as Leaf)[memory] : undefined
}

/** The plain value behind data, whatever it is. */
export function plainValue(data: unknown): FactValue {
  if (typeof data === 'object' && data !== null && result in data) return data[result] as FactValue
  const kept = memoryOf(data)
  if (kept) return kept.value
  if (Array.isArray(data)) return data.map(plainValue)
  if (typeof data === 'object' && data !== null) {
    return Object.fromEntries(Object.entries(data).map(([key, one]) => [key, plainValue(one)]))
  }
  return (data ?? null) as FactValue
}
