/**
 * What a PDF of any maker says outside its page contents, as text to search: its objects and those in compressed
 * object streams. Not a reader that knows our own writer.
 */
import { inflateSync } from 'node:zlib'

/** Everything outside streams, and what compressed object streams hold. */
export function objectsOf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1')
  const parts: string[] = []
  let from = 0
  for (const match of raw.matchAll(/stream\r?\n/g)) {
    if (match.index < from) continue
    const end = raw.indexOf('endstream', match.index + match[0].length)
    if (end < 0) break
    const head = raw.slice(from, match.index)
    parts.push(head)
    if (/\/Type\s*\/ObjStm\b/.test(head.slice(-600)))
      parts.push(inflated(bytes.subarray(match.index + match[0].length, end)))
    from = end + 'endstream'.length
  }
  parts.push(raw.slice(from))
  return parts.join('\n')
}

function inflated(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    // Streams in a form that we do not know hold nothing that can be looked at.
    return ''
  }
}
