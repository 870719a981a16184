/** Whether two documents are the same, origins and picture bytes aside. Never weakened to make a law hold. */
import type { Document } from './document.ts'

/** The first difference as a path into the tree with both values, or undefined when there is none. */
export function difference(a: Document, b: Document): string | undefined {
  const found = compare(a, b)
  return found === undefined ? undefined : `document${found}`
}

export function equal(a: Document, b: Document): boolean {
  return difference(a, b) === undefined
}

/** Whether two styles are equal. Hundreds of paragraphs share one, so a pair found equal is remembered. */
export function sameStyle(a: object, b: unknown): boolean {
  if (known.get(a) === b) return true
  const same = compare(a, b) === undefined
  if (same) known.set(a, b)
  return same
}

const known = new WeakMap<object, unknown>()

const ignored = new Set(['origin', 'data'])

/** The rest of the path, and both values. It is put together on the way back: mostly there is nothing to tell. */
function compare(a: unknown, b: unknown): string | undefined {
  if (Object.is(a, b)) return undefined
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const found = compare(a[index], b[index])
      if (found !== undefined) return `[${index}]${found}`
    }
    return undefined
  }
  if (isRecord(a) && isRecord(b)) {
    for (const key in a) {
      const [one, other] = [a[key], b[key]]
      if (Object.is(one, other) || ignored.has(key)) continue
      if (key === 'style' && isRecord(one) && sameStyle(one, other)) continue
      const found = compare(one, other)
      if (found !== undefined) return `.${key}${found}`
    }
    for (const key in b) {
      const found = Object.hasOwn(a, key) || ignored.has(key) ? undefined : compare(undefined, b[key])
      if (found !== undefined) return `.${key}${found}`
    }
    return undefined
  }
  return `: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
