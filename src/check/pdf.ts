/**
 * A finished PDF as EDGAR takes it: unofficial, without anything that acts, and word for word its document
 * (17 CFR 232.104).
 *
 * Files may come from any maker, so the objects are looked for in the bytes and in the compressed object streams,
 * and not by a reader that knows our own writer.
 */
import { inflateSync } from 'node:zlib'
import type { Code } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import { whole } from '../diagnostics/source.ts'
import { wordsOfText } from '../document/words.ts'
import { PdfError } from '../pdf/objects.ts'
import { readPdf } from '../pdf/read.ts'

/** What has no place in a file that is filed: what acts, what is hidden, what names its maker. */
const misplaced: readonly (readonly [code: Code, pattern: RegExp, what: string])[] = [
  ['K096', /\/Subtype\s*\/Link\b/, 'links'],
  ['K096', /\/(?:JavaScript|JS)\b/, 'scripts'],
  ['K096', /\/(?:OpenAction|AA|Launch|GoToR|SubmitForm)\b/, 'actions'],
  ['K097', /\/AcroForm\b|\/Subtype\s*\/Widget\b/, 'form fields'],
  ['K097', /\/EmbeddedFiles?\b|\/Subtype\s*\/FileAttachment\b/, 'attached files'],
  ['K097', /\/Encrypt\b/, 'encryption'],
  ['K108', /\/Author\s*(?:\((?!\s*\))|<(?!<)[\dA-F\s]{2,}>)/i, 'the name of its author'],
]

/** @param reading whether this is the reading copy of our own build, in which links are meant */
export function checkPdf(name: string, bytes: Uint8Array, log: Log, reading = false): void {
  const at = whole({ path: name, text: '' })
  const text = objectsOf(bytes)
  for (const [code, pattern, what] of misplaced) {
    if (pattern.test(text) && !(reading && code === 'K096')) log.add(code, at, `${name} has ${what}`)
  }
}

/** Compares words where the PDF is one of ours; another maker's is said to be uncompared. */
export function checkPdfWords(name: string, bytes: Uint8Array, words: readonly string[], log: Log): void {
  const place = whole({ path: name, text: '' })
  try {
    const own = readPdf(bytes).words
    const wanted = words.flatMap(wordsOfText)
    const at = firstDifference(own.join(''), wanted.join(''))
    if (at === undefined) return
    log.add('K098', place, `${name} says "${around(own, at)}" where the HTML says "${around(wanted, at)}"`)
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
    log.add('P003', place, `${name} was made by another program: its words were not compared`)
  }
}

/** Letters alone are compared: where a word ends beside a label or a currency sign is a matter of each format. */
function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** The words around a letter of a text. */
function around(words: readonly string[], letter: number): string {
  let [index, before] = [0, 0]
  while (index < words.length - 1 && before + (words[index]?.length ?? 0) <= letter)
    before += words[index++]?.length ?? 0
  return words.slice(Math.max(0, index - 2), index + 4).join(' ') || 'nothing'
}

/** Everything outside streams, and what compressed object streams hold. */
function objectsOf(bytes: Uint8Array): string {
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
