/** Whether two documents are the same, origins and picture bytes aside. Never weakened to make a law hold. */
import type { Document } from './document.ts'

/** The first difference as a path into the tree with both values, or undefined when there is none. */
export function difference(a: Document, b: Document): string | undefined {
  return compare(a, b, 'document')
}

export function equal(a: Document, b: Document): boolean {
  return difference(a, b) === undefined
}

const ignored = new Set(['origin', 'data'])

function compare(a: unknown, b: unknown, path: string): string | undefined {
  if (Object.is(a, b)) return undefined
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const found = compare(a[index], b[index], `${path}[${index}]`)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (isRecord(a) && isRecord(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (ignored.has(key)) continue
      const found = compare(a[key], b[key], `${path}.${key}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  return `${path}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
