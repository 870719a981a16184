/**
 * Who made a file, and where it lay: named in what no reader sees, published with the filing all the same.
 *
 * Only what names a person or a place counts. Comments of filing software are in nearly every document on EDGAR and
 * say neither.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'

const author =
  /<meta\b(?=[^>]*\bname\s*=\s*["']?(?:author|last-?author|creator|originator|manager|owner)\b)(?=[^>]*\bcontent\s*=\s*["']?\s*[^\s"'>])[^>]*>|<o:(?:Last)?Author>[^<]+/gi
const place =
  /(?<!href\s*=\s*["']?)\bfile:\/\/[^\s"'<>]+|(?<![\w\\])(?:[A-Z]:\\|\\\\[\w.-]+\\)[^\s"'<>]+|(?<![\w/.])\/(?:Users|home)\/[\w.-]+\/[^\s"'<>]*/gi

export function checkMakers(source: Source, log: Log): void {
  for (const [pattern, what] of [
    [author, 'names its author'],
    [place, 'names a folder it lay in'],
  ] as const) {
    for (const match of source.text.matchAll(pattern))
      log.add('K108', span(source, match.index, match.index + match[0].length), `the file ${what}`)
  }
}
