/** Files as they came -> documents found in them, each with what it is: told by their bytes, never by their names. */

import { budgetFor } from '../diagnostics/budget.ts'
import { baseName } from '../paths.ts'
import { readAscii } from './ascii.ts'
import type { Found } from './found.ts'
import { readHtml } from './html/read.ts'
import { type HeaderLine, isSubmission, readSubmission, type SubmissionDocument } from './submission.ts'
import { readWord, type Tracked, WordError } from './word/read.ts'

export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface OpenedDocument {
  readonly name: string
  /** As `8-K` or `EX-99.1`, where the source says so. */
  readonly type: string
  readonly kind: 'html' | 'text' | 'word'
  readonly found: Found
  /** The text that places count in; empty for Word. */
  readonly text: string
  readonly bytes: Uint8Array
  readonly tracked: number
}

export interface Opened {
  /** Insertions, deletions and moves that Word drafts track. */
  readonly tracked: number
  readonly header: readonly HeaderLine[]
  readonly documents: readonly OpenedDocument[]
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** Files that are no documents for people, or that nothing here reads, with the reason. */
  readonly left: readonly { readonly name: string; readonly why: string }[]
}

/** Exhibits for machines, which a build makes anew or does without. */
const forMachines = /^(?:XML|JSON|ZIP|EXCEL|EX-10[14]|EX-101\..*|COVER)$/i

/** Bytes that one source may have. */
const largest = 120_000_000

export function openSources(files: readonly SourceFile[], tracked: Tracked): Opened {
  const header: HeaderLine[] = []
  const documents: OpenedDocument[] = []
  const pictures = new Map<string, Uint8Array>()
  const left: { name: string; why: string }[] = []
  // What a submission holds need not come a second time as a file of its own.
  const submitted = new Set<string>()
  for (const { name, bytes } of [...files].sort((a, b) => rank(a) - rank(b))) {
    if (submitted.has(base(name).toLowerCase())) {
      left.push({ name, why: 'the submission beside it holds it' })
      continue
    }
    if (bytes.length > largest) left.push({ name, why: `it has ${bytes.length} bytes, more than ${largest}` })
    else if (isPicture(bytes)) pictures.set(base(name), bytes)
    else if (isZip(bytes)) openWord(name, bytes, tracked, documents, pictures, left)
    else if (startsWith(bytes, '%PDF'))
      left.push({ name, why: 'PDF is compared, not imported: bring the HTML or Word file' })
    else {
      const text = decoded(bytes)
      if (!isSubmission(text)) documents.push(openText(base(name), '', text, bytes, 0))
      else {
        const submission = readSubmission(text)
        header.push(...submission.header)
        for (const one of submission.documents) {
          takeDocument(one, documents, pictures, left)
          submitted.add(base(one.fileName).toLowerCase())
        }
      }
    }
  }
  const changes = documents.reduce((sum, { tracked }) => sum + tracked, 0)
  return { tracked: changes, header, documents, pictures, left }
}

/** Submissions come first; all others in the order they were given. */
const rank = ({ bytes }: SourceFile): number => (isSubmission(decoded(bytes.subarray(0, 4000))) ? 0 : 1)

function takeDocument(
  { fileName, type, content, place }: SubmissionDocument,
  documents: OpenedDocument[],
  pictures: Map<string, Uint8Array>,
  left: { name: string; why: string }[],
): void {
  if (content.kind === 'binary') {
    if (isPicture(content.bytes)) pictures.set(base(fileName), content.bytes)
    else left.push({ name: fileName, why: `it is a ${type || 'binary'} file` })
  } else if (forMachines.test(type))
    left.push({ name: fileName, why: 'it is for machines; a build makes it anew' })
  else
    documents.push(
      openText(
        base(fileName) || type,
        type,
        content.text,
        new TextEncoder().encode(content.text),
        place.start,
      ),
    )
}

function openWord(
  name: string,
  bytes: Uint8Array,
  tracked: Tracked,
  documents: OpenedDocument[],
  pictures: Map<string, Uint8Array>,
  left: { name: string; why: string }[],
): void {
  try {
    const found = readWord(bytes, tracked, budgetFor('word', name))
    for (const [file, data] of found.pictures) pictures.set(file, data)
    documents.push({
      name: base(name),
      type: '',
      kind: 'word',
      found,
      text: '',
      bytes,
      tracked: found.tracked,
    })
  } catch (error) {
    if (!(error instanceof WordError)) throw error
    left.push({ name, why: error.message })
  }
}

function openText(name: string, type: string, text: string, bytes: Uint8Array, from: number): OpenedDocument {
  const html = /<(?:html|body|div|p|td|font|br|center|span)\b/i.test(text.slice(0, 20_000))
  const found = html ? readHtml(text, from, budgetFor('filed', name)) : readAscii(text, from)
  return { name, type, kind: html ? 'html' : 'text', found, text, bytes, tracked: 0 }
}

/** Names from Windows have backslashes. */
const base = (name: string) => baseName(name.replaceAll('\\', '/'))
const startsWith = (bytes: Uint8Array, letters: string) =>
  [...letters].every((letter, at) => bytes[at] === letter.charCodeAt(0))
const isZip = (bytes: Uint8Array) => startsWith(bytes, 'PK\u0003\u0004')
const isPicture = (bytes: Uint8Array) =>
  startsWith(bytes, 'GIF8') || startsWith(bytes, '\u0089PNG') || (bytes[0] === 0xff && bytes[1] === 0xd8)

/** UTF-8 where the bytes are that, else windows-1252, which old files are in. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
