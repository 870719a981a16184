/**
 * EDGAR's complete submission text file -> its header and its documents.
 *
 * The file is SGML of a kind of its own: `<SEC-HEADER>` with captioned lines, then `<DOCUMENT>` blocks whose
 * `<TEXT>` holds HTML, plain text or a picture in uuencode (reference: data/submission-text-format.json of the
 * filing system; EDGAR Filer Manual, volume II, 5.2.1).
 */
import type { FoundPlace } from './found.ts'

export interface SubmissionDocument {
  /** As `8-K` or `EX-99.1`; empty where the file does not say. */
  readonly type: string
  readonly fileName: string
  readonly description: string
  /** Where its text stands in the submission. */
  readonly place: FoundPlace
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'binary'; readonly bytes: Uint8Array }
}

/** One captioned line of the header, as `CONFORMED PERIOD OF REPORT: 20040804`, with the group it stands in. */
export interface HeaderLine {
  readonly group: string
  readonly name: string
  readonly value: string
}

export interface Submission {
  readonly header: readonly HeaderLine[]
  readonly documents: readonly SubmissionDocument[]
}

/** Whether a text is a submission, or one document of it with its SGML head. */
export function isSubmission(text: string): boolean {
  return /^\s*(?:-----BEGIN PRIVACY[\s\S]{0,2400}?)?<(?:SEC-DOCUMENT|IMS-DOCUMENT|SUBMISSION|DOCUMENT)>/i.test(
    text.slice(0, 4000),
  )
}

export function readSubmission(text: string): Submission {
  const documents: SubmissionDocument[] = []
  const first = text.search(/<DOCUMENT>/i)
  const begins = /<DOCUMENT>/gi
  for (let match = begins.exec(text); match; match = begins.exec(text)) {
    const stop = text.slice(match.index).search(/<\/DOCUMENT>|<DOCUMENT>(?<!^<DOCUMENT>)/i)
    const end = stop <= 0 ? text.length : match.index + stop
    documents.push(readDocument(text, match.index + match[0].length, end))
    begins.lastIndex = Math.max(end, begins.lastIndex)
  }
  return { header: readHeader(text.slice(0, first < 0 ? 0 : first)), documents }
}

function readDocument(text: string, start: number, end: number): SubmissionDocument {
  const whole = text.slice(start, end)
  const opening = /<TEXT>[ \t]*\r?\n?/i.exec(whole)
  const head = opening ? whole.slice(0, opening.index) : ''
  const from = start + (opening ? opening.index + opening[0].length : 0)
  const closing = text.slice(from, end).search(/<\/TEXT>\s*$/i)
  const to = closing < 0 ? end : from + closing
  const field = (name: string) => new RegExp(`^<${name}>([^\\r\\n]*)`, 'im').exec(head)?.[1]?.trim() ?? ''
  const wrapped = unwrap(text, from, to)
  const body = text.slice(wrapped.start, wrapped.end)
  const bytes = uudecoded(body)
  return {
    type: field('TYPE'),
    fileName: field('FILENAME'),
    description: field('DESCRIPTION'),
    place: wrapped,
    content: bytes ? { kind: 'binary', bytes } : { kind: 'text', text: body },
  }
}

/** `<XBRL>` and `<PDF>` stand around some documents inside `<TEXT>`. */
function unwrap(text: string, start: number, end: number): FoundPlace {
  const opening = /^\s*<(XBRL|PDF|HTML_TEXT)>\s*/i.exec(text.slice(start, start + 200))
  if (!opening) return { start, end }
  const closing = new RegExp(`</${opening[1]}>\\s*$`, 'i').exec(text.slice(start, end))
  return { start: start + opening[0].length, end: closing ? start + closing.index : end }
}

function readHeader(text: string): HeaderLine[] {
  const lines: HeaderLine[] = []
  let group = ''
  for (const line of text.split(/\r?\n/)) {
    const tag = /^<([A-Z-]+)>([^\r\n]*)$/.exec(line.trim())
    if (tag?.[1]) {
      if (tag[2]) lines.push({ group, name: tag[1], value: tag[2].trim() })
      continue
    }
    const captioned = /^\s*([A-Z][A-Z0-9 /&'.-]*):[ \t]*(?![ \t])(.*)$/.exec(line)
    if (!captioned?.[1]) continue
    const [, name, value = ''] = captioned
    if (value.trim() === '' && !/^ITEM INFORMATION$/.test(name)) group = name
    else if (value.trim() !== '') lines.push({ group, name, value: value.trim() })
  }
  return lines
}

/** The bytes of a uuencoded file; undefined where the text is none. */
export function uudecoded(text: string): Uint8Array | undefined {
  const begin = /^\s*begin [0-7]{3,4} [^\r\n]+\r?\n/.exec(text)
  if (!begin) return undefined
  const out: number[] = []
  for (const line of text.slice(begin[0].length).split(/\r?\n/)) {
    if (/^end\b/.test(line)) break
    const length = (line.charCodeAt(0) - 32) & 63
    if (!length) continue
    const sixths = [...line.slice(1)].map((letter) => (letter.charCodeAt(0) - 32) & 63)
    for (let at = 0, put = 0; put < length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = sixths.slice(at, at + 4)
      for (const byte of [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d]) {
        if (put++ < length) out.push(byte)
      }
    }
  }
  return Uint8Array.from(out)
}
