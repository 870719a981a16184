/**
 * Files of anybody's as a version to compare with: filed HTML of other vendors, old text, Word, complete submissions.
 *
 * Only their words and tables take part: `diff` sees both sides as `bare` documents then, and what a reader set
 * aside - page numbers, running heads - is told in the label.
 */
import { sha256 } from '../bytes.ts'
import { type otherPdfOf, pdfTextOf } from '../check/pdf-text.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document, Form } from '../document/document.ts'
import { documentOf } from '../importing/document.ts'
import { type FoundBlock, ImportError, textOfBlocks } from '../importing/found.ts'
import { type OpenedDocument, openSources, type SourceFile } from '../importing/open.ts'
import { readPdfPages } from '../importing/pdf.ts'
import { flowOf } from '../importing/recognise/flow.ts'
import { setFurnitureAside } from '../importing/recognise/furniture.ts'
import type { Version } from './versions.ts'

/** @throws FilingError where no file holds a document that can be read */
export function foreignVersion(
  files: readonly SourceFile[],
  label: string,
  readPdf: PdfReader = () => ({ failed: 'this program cannot read PDF' }),
): Version {
  const log = new Log()
  let documents: readonly Document[] = []
  let aside = 0
  let left: readonly { readonly name: string; readonly why: string }[] = []
  try {
    const opened = openSources(
      files.filter((one) => !isPdf(one)),
      'accepted',
    )
    left = opened.left
    const taken = new Set<string>()
    documents = opened.documents.map((one) => {
      const set = setFurnitureAside(one.found.blocks)
      aside += set.losses.length
      const source = { path: one.name, text: one.text }
      return documentOf(flowOf(set.blocks), source, {
        form: formOf(one, taken),
        fileName: one.name,
        title: one.name,
      })
    })
    const pdfs = files.filter(isPdf).map((file) => pdfDocument(file, readPdf, taken))
    documents = [...documents, ...pdfs.flatMap(({ document }) => document ?? [])]
    left = [...left, ...pdfs.flatMap(({ why, name }) => (why === undefined ? [] : [{ name, why }]))]
    aside += pdfs.reduce((sum, one) => sum + one.aside, 0)
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    log.add('D002', undefined, error.message, error.hint)
  }
  if (documents.length === 0)
    for (const { name, why } of left)
      log.add('D002', undefined, `${name} cannot be compared: ${why}`, 'name the HTML, Word or text file')
  log.stopIfFailed()
  if (documents.length === 0) throw new FilingError(log.diagnostics)
  const told = aside === 0 ? '' : `, ${aside} page numbers and running heads set aside`
  return {
    label: `${label}, by its words${told}`,
    documents,
    authored: false,
    foreign: files.some(isPdf) ? 'lines' : 'cells',
    html: new Map(),
    attached: new Map(),
    pdf: new Map(),
    digest: sha256(files.map(({ bytes }) => sha256(bytes)).join('\n')),
  }
}

/** Reads a PDF of any program, in a program of its own (World.readOtherPdf). */
export type PdfReader = (bytes: Uint8Array) => ReturnType<typeof otherPdfOf>

const isPdf = ({ bytes }: SourceFile): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

interface OfPdf {
  readonly name: string
  readonly document?: Document
  readonly why?: string
  readonly aside: number
}

function pdfDocument({ name, bytes }: SourceFile, readPdf: PdfReader, taken: Set<string>): OfPdf {
  const read = readPdf(bytes)
  if ('failed' in read) return { name, why: read.failed, aside: 0 }
  if ('absent' in read) return { name, why: 'the reader of PDF is not installed', aside: 0 }
  const text = pdfTextOf(name, bytes, () => read)
  const { blocks, aside } = readPdfPages(
    read.pages.map(({ lines }) => lines),
    text.kind === 'ours' ? text.words : [],
  )
  if (blocks.length === 0)
    return { name, why: 'it has no text layer: pictures of pages cannot be compared', aside }
  const form = formOf({ type: '', name, found: { blocks } }, taken)
  const source = { path: name, text: '' }
  return { name, document: documentOf(flowOf(blocks), source, { form, fileName: name, title: name }), aside }
}

/** The form of a document, by its type, its head or its name; each exhibit number once. */
function formOf(
  {
    type,
    name,
    found,
  }: Pick<OpenedDocument, 'type' | 'name'> & { readonly found: { readonly blocks: readonly FoundBlock[] } },
  taken: Set<string>,
): Form {
  const head = textOfBlocks(found.blocks.slice(0, 40))
  if (/^8-K/.test(type) || (/form\s+8-k/i.test(head) && /exact name of/i.test(head)))
    return /8-K\/A/i.test(type || head.slice(0, 600)) ? '8-K/A' : '8-K'
  const number =
    /^EX-(\d[\d.]*)/i.exec(type)?.[1] ??
    /exhibit\s+(\d{1,3}\.\d{1,3})/i.exec(head.slice(0, 400))?.[1] ??
    /ex(\d{2})[-_.]?(\d{1,2})/i.exec(name)?.slice(1, 3).join('.') ??
    '99.1'
  let free = number
  for (let next = 2; taken.has(free); next++) free = `99.${next}`
  taken.add(free)
  return `EX-${free}`
}
