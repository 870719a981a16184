/**
 * What a PDF of any maker says outside its page contents, as text to search: its objects and those in compressed
 * object streams. Not a reader that knows our own writer.
 */
import { type Budget, budgetFor } from '../diagnostics/budget.ts'
import { inflated } from '../pdf/inflate.ts'

/**
 * Everything outside streams, and what compressed object streams hold.
 *
 * @throws FilingError when they unpack to too much
 */
export function objectsOf(name: string, bytes: Uint8Array): string {
  const budget = budgetFor('pdf', name)
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const parts: string[] = []
  let from = 0
  for (const match of raw.matchAll(/stream\r?\n/g)) {
    if (match.index < from) continue
    const end = raw.indexOf('endstream', match.index + match[0].length)
    if (end < 0) break
    const head = raw.slice(from, match.index)
    parts.push(head)
    if (/\/Type\s*\/ObjStm\b/.test(head.slice(-600)))
      parts.push(unpacked(bytes.subarray(match.index + match[0].length, end), budget))
    from = end + 'endstream'.length
  }
  parts.push(raw.slice(from))
  return parts.join('\n')
}

/** Streams in a form that we do not know hold nothing that can be looked at. */
const unpacked = (bytes: Uint8Array, budget: Budget): string =>
  inflated(bytes, budget)?.toString('latin1') ?? ''
