/**
 * Files of anybody's as a version to compare with: filed HTML of other vendors, old text, Word, complete submissions.
 *
 * Only their words and tables take part: `diff` sees both sides as `bare` documents then, and what a reader set
 * aside - page numbers, running heads - is told in the label.
 */
import { sha256 } from '../bytes.ts'
import { FilingError } from '../diagnostics/diagnostic.ts'
import { Log } from '../diagnostics/log.ts'
import type { Document, Form } from '../document/document.ts'
import { documentOf } from '../importing/document.ts'
import { ImportError, textOfBlocks } from '../importing/found.ts'
import { type OpenedDocument, openSources, type SourceFile } from '../importing/open.ts'
import { flowOf } from '../importing/recognise/flow.ts'
import { setFurnitureAside } from '../importing/recognise/furniture.ts'
import type { Version } from './versions.ts'

/** @throws FilingError where no file holds a document that can be read */
export function foreignVersion(files: readonly SourceFile[], label: string): Version {
  const log = new Log()
  let documents: readonly Document[] = []
  let aside = 0
  let left: readonly { readonly name: string; readonly why: string }[] = []
  try {
    const opened = openSources(files, 'accepted')
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
    foreign: true,
    html: new Map(),
    attached: new Map(),
    pdf: new Map(),
    digest: sha256(files.map(({ bytes }) => sha256(bytes)).join('\n')),
  }
}

/** The form of a document, by its type, its head or its name; each exhibit number once. */
function formOf({ type, name, found }: OpenedDocument, taken: Set<string>): Form {
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
