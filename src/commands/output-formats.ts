/**
 * The formats in which each document of a filing is finished: when one is wanted, what it is called, how it is written,
 * and how it is proved to have the words of its document. A further format is a row here and a writer.
 */
import { toBytes, toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import type { Filing } from '../filing/filing.ts'
import type { Face } from '../fonts/face.ts'
import { readingPage } from '../html/reading-page.ts'
import type { Attachments } from '../pdf/attachments.ts'
import { paint } from '../pdf/paint.ts'
import type { Proof } from '../pipeline.ts'
import { proveHtml, provePdf } from '../proof/parity.ts'
import { proveReading } from '../proof/reading.ts'
import { proveWire } from '../proof/wire.ts'
import { tool } from '../tool.ts'
import { type Charset, writeWire } from '../wire/write.ts'
import type { BuiltDocument } from './record.ts'

/** What decides which formats are made. */
export interface Wanted {
  /** Also the copy of each PDF that EDGAR takes: no links, no bookmarks (17 CFR 232.104). */
  readonly edgarPdf: boolean
  /** Also a page of each document for a web site, for people. */
  readonly reading?: boolean
  /** Also each release as plain text, in a character set. */
  readonly wire?: Charset
}

/** What writers and proofs need beside the document. */
export interface Making {
  readonly filing: Filing
  /** `YYYY-MM-DD` that PDFs give as their day of making. */
  readonly date: string
  /** The fonts that were used, to which every glyph of a PDF is held. */
  readonly faces: readonly Face[]
  /** Content, facts and templates to keep inside each reading PDF. */
  readonly sources: Attachments | undefined
  /** Where the text for the wires is made. */
  readonly wire: Charset | undefined
}

/** A finished file as the proofs take it. */
export interface Candidate {
  readonly document: Document
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a proof that holds has counted. */
export type Counts = Pick<BuiltDocument, 'words' | 'pages'>

/** One format of finished documents. */
export interface OutputFormat {
  readonly kind: BuiltDocument['kind']
  readonly name: (proof: Proof) => string
  readonly wanted: (options: Wanted, document: Document) => boolean
  /** No bytes where the document has nothing for this format. */
  readonly write: (proof: Proof, making: Making, log: Log) => Uint8Array
  /** Undefined when the file does not have the words of its document, with the reason in the log. */
  readonly prove: (file: Candidate, making: Making, log: Log) => Counts | undefined
}

const ending =
  (wanted: string) =>
  ({ document }: Proof): string =>
    document.fileName.replace(/\.htm$/, wanted)

const html: OutputFormat = {
  kind: 'html',
  name: ({ htmlName }) => htmlName,
  wanted: () => true,
  write: (proof) => toBytes(proof.html),
  prove: ({ document, bytes }, _making, log) => proveHtml(document, toText(bytes), log),
}

const pdf: OutputFormat = {
  kind: 'pdf',
  name: ending('.pdf'),
  wanted: () => true,
  write: (proof, { date, sources }) => painted(proof, date, true, sources),
  prove: (file, { faces }, log) => provePdf(file.document, file.bytes, file.name, faces, log),
}

const edgarPdf: OutputFormat = {
  kind: 'pdf',
  name: ending('.edgar.pdf'),
  wanted: (options) => options.edgarPdf,
  write: (proof, { date }) => painted(proof, date, false),
  prove(file, making, log) {
    const { document, bytes, name } = file
    const counts = provePdf(document, bytes, name, making.faces, log)
    return counts && { pages: counts.pages }
  },
}

/** A page for a web site. */
const reading: OutputFormat = {
  kind: 'reader',
  name: ending('.reading.html'),
  wanted: (options) => options.reading === true,
  write: ({ document }, { filing: { facts, registrants } }) =>
    toBytes(readingPage(document, { publisher: registrants[0].name, date: facts.reportDate })),
  prove: ({ document, name, bytes }, _making, log) =>
    proveReading(document, toText(bytes), name, log) ? {} : undefined,
}

/** A release as text for the wires. */
const wire: OutputFormat = {
  kind: 'reader',
  name: ending('.wire.txt'),
  wanted: (options, { form }) => options.wire !== undefined && form.startsWith('EX-99'),
  write(proof, making, log) {
    const text = writeWire(proof.document, charsetOf(making), wireTrouble(wire.name(proof), log))
    return toBytes(text.trim() === '' ? '' : text)
  },
  prove: ({ document, name, bytes }, making, log) =>
    proveWire(document, toText(bytes), name, charsetOf(making), log) ? {} : undefined,
}

/** In the order in which they stand beside each other and in `build.json`. */
export const outputFormats: readonly OutputFormat[] = [html, pdf, edgarPdf, reading, wire]

const charsetOf = (making: Making): Charset => making.wire ?? 'utf-8'

const wireTrouble = (name: string, log: Log) => ({
  wide: (columns: number) =>
    log.add(
      'F024',
      undefined,
      `${name}: a table has ${columns} columns of characters, and the text 70`,
      'ask the wire, or take columns out',
    ),
  missing: (character: string) =>
    log.add(
      'F025',
      undefined,
      `${name}: "${character}" has no spelling in ASCII and is sent as "?"`,
      'use --wire utf-8',
    ),
})

function painted(
  { document, pages }: Proof,
  date: string,
  links: boolean,
  attachments?: Attachments,
): Uint8Array {
  const { title, language } = document
  return paint(pages, { title, language, tool, date, links, ...(attachments && { attachments }) })
}
