/**
 * Bytes of an authored file -> its text as a Source: UTF-8 only, a byte-order mark dropped, line ends as LF,
 * characters composed (NFC), control characters refused.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Source, span, whole } from '../diagnostics/source.ts'

/** Control characters but tab and line feed, the other line ends of Unicode, and noncharacters. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]/g

/** Letters that show nothing and marks of direction: some break words in searches, some look like a space. */
const unseen =
  /[\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u17b4|\u17b5|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu

/** The text, or undefined when it is not UTF-8; what is wrong with it is in the log. */
export function readText(path: string, bytes: Uint8Array, log: Log): Source | undefined {
  let decoded: string
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = firstBadLine(bytes)
    log.add(
      'W001',
      whole({ path, text: '' }),
      `line ${line} is not valid UTF-8`,
      'save the file as UTF-8; in Word: Save As, Plain Text, Unicode (UTF-8)',
    )
    return undefined
  }
  const source = { path, text: decoded.replace(/\r\n?/g, '\n').normalize('NFC') }
  for (const match of source.text.matchAll(control)) {
    const name = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    log.add(
      'W009',
      span(source, match.index, match.index + 1),
      `control character ${name} in the text`,
      'delete it',
    )
  }
  for (const match of source.text.matchAll(unseen)) {
    const [start, code] = [match.index, match[0].codePointAt(0) ?? 0]
    if (start === 0 && code === 0xfeff) continue
    log.add(
      'W011',
      span(source, start, start + match[0].length),
      `U+${code.toString(16).toUpperCase().padStart(4, '0')} shows nothing, or looks empty`,
      'delete it; it often comes with text copied from a web page or from Word',
    )
  }
  return source
}

function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let start = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 10) continue
    try {
      decoder.decode(bytes.subarray(start, at))
    } catch {
      return line
    }
    line++
    start = at + 1
  }
  return line
}
