/**
 * EDGAR's complete submission text file, or our preview of one, as the files that it holds: each is checked as if it
 * lay beside the others, and the header is held to the tags.
 */
import { toBytes } from '../bytes.ts'
import { type HeaderLine, isSubmission, readSubmission } from '../importing/submission.ts'
import { baseName } from '../paths.ts'
import type { SubmissionHeader } from './tagged-report.ts'

export interface Opened {
  /** By path; a document of a submission has that of the submission before its own name. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Of the submission, where there is one. */
  readonly header: SubmissionHeader | undefined
}

/** Files that EDGAR makes of a report for its own viewers. */
const byEdgar = /^(?:XML|JSON|ZIP|EXCEL|COVER)$/i

export function openSubmissions(given: ReadonlyMap<string, Uint8Array>): Opened {
  const files = new Map<string, Uint8Array>()
  let header: SubmissionHeader | undefined
  for (const [path, bytes] of given) {
    const text = /\.txt$/i.test(path) ? Buffer.from(bytes).toString('latin1') : ''
    const found = text !== '' && isSubmission(text) ? readSubmission(text) : undefined
    // One document in its SGML wrapping is a document.
    if (!found || (found.header.length === 0 && found.documents.length < 2)) {
      files.set(path, bytes)
      continue
    }
    header ??= headerOf(found.header)
    for (const { type, fileName, content } of found.documents) {
      if (byEdgar.test(type)) continue
      const name = baseName(fileName) || nameless(type, content.kind === 'text' ? content.text : '')
      files.set(`${path}/${name}`, content.kind === 'binary' ? content.bytes : bytesOf(content.text))
    }
  }
  return { files, header }
}

/** Read byte by byte, so that every place stays true; UTF-8 comes out as it went in. */
const bytesOf = (text: string): Uint8Array =>
  /[^\0-\xff]/.test(text) ? toBytes(text) : Uint8Array.from(Buffer.from(text, 'latin1'))

/** Submissions of the first years name no files. */
const nameless = (type: string, text: string): string =>
  `${type.toLowerCase().replace(/[^a-z0-9.-]/g, '') || 'document'}.${/<html|<body|<p[\s>]/i.test(text) ? 'htm' : 'txt'}`

/** What concerns the tags. Of several filers it is not said which is first on the page. */
function headerOf(lines: readonly HeaderLine[]): SubmissionHeader {
  const all = (name: string) => lines.filter((one) => one.name === name).map(({ value }) => value)
  const only = (name: string) => (all(name).length === 1 ? all(name)[0] : undefined)
  const [type] = all('CONFORMED SUBMISSION TYPE')
  const [cik, name] = [only('CENTRAL INDEX KEY'), only('COMPANY CONFORMED NAME')]
  const period = /^(\d{4})(\d\d)(\d\d)$/.exec(all('CONFORMED PERIOD OF REPORT')[0] ?? '')
  return {
    ...(type !== undefined && { type }),
    ...(cik !== undefined && { cik }),
    ...(name !== undefined && { name }),
    ...(period && { period: `${period[1]}-${period[2]}-${period[3]}` }),
  }
}
