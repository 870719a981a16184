/** `filingpress diff`: two versions -> a redline of each document, as JSON, HTML, PDF and words for a terminal. */

import { zipSync } from 'fflate'
import { jsonText, toBytes } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Block, Document } from '../document/document.ts'
import { mapBlocks } from '../document/walk.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { type FontBook, withFallback } from '../fonts/book.ts'
import { project } from '../html/dialect.ts'
import { writeHtml } from '../html/write.ts'
import { paint } from '../pdf/paint.ts'
import { proveRedline } from '../proof/redline.ts'
import { docxParts } from '../redline/docx.ts'
import { withMoveLinks } from '../redline/moves.ts'
import { type Redline, redline } from '../redline/redline.ts'
import { countsOf, withSummary } from '../redline/summary.ts'
import { tool } from '../tool.ts'
import { hasChanges, lettersOnPages, pagesOf, selectPages } from '../typeset/select.ts'
import { typeset } from '../typeset/typeset.ts'
import { picturesOf } from './outputs.ts'
import { noDay, type Version } from './versions.ts'

export interface DocumentDiff {
  readonly name: string
  readonly state: 'same' | 'changed' | 'added' | 'gone'
  /** For what is the same, what exactly: bytes of the HTML, words, structure. */
  readonly same: { readonly bytes: boolean; readonly words: boolean; readonly structure: boolean }
  readonly redline: Redline
}

/** A file that is no document of ours, compared by its bytes. */
export interface AttachedDiff {
  readonly name: string
  readonly state: 'same' | 'changed' | 'added' | 'gone'
}

export interface Diff {
  readonly old: Version
  readonly new: Version
  readonly documents: readonly DocumentDiff[]
  readonly attached: readonly AttachedDiff[]
}

/** @throws Error when a redline does not prove: a defect of ours */
export function diff(old: Version, fresh: Version): Diff {
  // Finished HTML cannot carry all that a composed tree has: both sides are then seen as it carries them.
  const level = (document: Document): Document =>
    old.authored && fresh.authored ? document : project(project(document, 'inline'), 'plain')
  const documents: DocumentDiff[] = []
  const paired = new Set<Document>()
  for (const document of fresh.documents) {
    const before = old.documents.find((one) => !paired.has(one) && sameRole(one, document))
    if (before) paired.add(before)
    documents.push(diffOne(before && level(before), level(document), old, fresh))
  }
  for (const document of old.documents)
    if (!paired.has(document)) documents.push(diffOne(level(document), undefined, old, fresh))
  return { old, new: fresh, documents, attached: attachedDiff(old, fresh) }
}

function attachedDiff({ attached: before }: Version, { attached: after }: Version): AttachedDiff[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((name) => {
    const [was, is] = [before.get(name), after.get(name)]
    const state = was === undefined ? 'added' : is === undefined ? 'gone' : was === is ? 'same' : 'changed'
    return { name, state }
  })
}

/** An 8-K answers to an 8-K/A; an exhibit to the one of its number, else of its name. */
function sameRole(a: Document, b: Document): boolean {
  const report = ({ form }: Document) => form.startsWith('8-K')
  return report(a) || report(b) ? report(a) === report(b) : a.form === b.form
}

function diffOne(
  before: Document | undefined,
  after: Document | undefined,
  old: Version,
  fresh: Version,
): DocumentDiff {
  const document = (after ?? before) as Document
  const emptied: Document = { ...document, sections: [] }
  const made = redline(before ?? emptied, after ?? emptied, { authored: old.authored || fresh.authored })
  const name = document.fileName
  const same = {
    bytes:
      before !== undefined &&
      after !== undefined &&
      old.html.get(before.fileName) === fresh.html.get(after.fileName),
    words: before !== undefined && after !== undefined && sameWords(before, after),
    structure: made.changes.length === 0,
  }
  const state = !before
    ? 'added'
    : !after
      ? 'gone'
      : made.changes.length > 0 || !same.words
        ? 'changed'
        : 'same'
  return { name, state, same, redline: made }
}

/** Read block by block, because most pairs differ early; a word never runs over the end of a block. */
function sameWords(before: Document, after: Document): boolean {
  const news = eachWord(after)
  for (const word of eachWord(before)) if (news.next().value !== word) return false
  return news.next().done === true
}

function* eachWord({ sections }: Document): Generator<string, undefined> {
  for (const { blocks } of sections)
    for (const block of blocks) for (const { text } of wordsOfBlocks([block])) yield text
}

/** The JSON that everything else is a view of; keys in one order, no clock, so that the same inputs give the same bytes. */
export function diffJson({ old, new: fresh, documents, attached }: Diff): string {
  const side = ({ label, date, digest }: Version) => ({ label, date: date ?? null, digest })
  const whole = {
    format: 1,
    tool,
    old: side(old),
    new: side(fresh),
    documents: documents.map(({ name, state, same, redline: { changes, marked, coarse } }) => ({
      name,
      state,
      same,
      proved: { accepted: 'new', rejected: 'old' },
      coarse,
      marked,
      counts: countsOf(changes),
      changes,
    })),
    attached,
  }
  return jsonText(whole)
}

/** `redline-<name>.htm` and `.pdf` of each document that differs, proved on the finished bytes. */
export function redlineFiles(
  diffed: Diff,
  fonts: FontBook,
  log: Log,
  changedPages = false,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const { old, new: fresh } = diffed
  const book = withFallback(fonts)
  for (const { name, redline: made, state } of diffed.documents) {
    if (state === 'same') continue
    const proved = [
      'Accepted, this redline is the new version word for word, with its look and structure; rejected, it is the old one. Both were proved on the tree and on the finished files when it was made.',
      ...(made.coarse
        ? ['Some stretch was too much work to compare in detail and is shown as replaced whole.']
        : []),
    ]
    const document = withWholeWords(
      withMoveLinks(withSummary(made.document, made.changes, { old, new: fresh, tool, proved })),
    )
    const html = writeHtml(document, 'reading')
    const pages = typeset(document, book, log)
    log.stopIfFailed()
    const pdf = paint(pages, {
      title: document.title,
      language: document.language,
      tool,
      date: dayOf(diffed),
      links: true,
    })
    proveRedline(made.document, document, html, pdf)
    const stem = `redline-${name.replace(/\.htm$/, '')}`
    files.set(`${stem}.htm`, toBytes(inOneFile(html, document)))
    files.set(`${stem}.pdf`, pdf)
    if (changedPages) files.set(`${stem}-changed-pages.pdf`, onlyChanged(diffed, name, document, book, log))
  }
  return files
}

/** The words of a cover page are never broken; HTML, from which a side may come, cannot say so. */
function withWholeWords(document: Document): Document {
  const whole = (block: Block): Block => ({ ...block, style: { ...block.style, hyphens: 'none' } })
  const sections = document.sections.map((one) =>
    one.role === 'cover-page' ? { ...one, blocks: mapBlocks(one.blocks, whole) } : one,
  )
  return { ...document, sections }
}

/** One file, pictures and all: it is sent, and opened on a phone. */
function inOneFile(html: string, document: Document): string {
  let whole = html
  for (const [name, bytes] of picturesOf(document)) {
    const type = name.endsWith('.gif') ? 'image/gif' : 'image/jpeg'
    const data = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
    whole = whole.replaceAll(`<img src="${name}"`, `<img src="${data}"`)
  }
  return whole
}

/** A redline is of its newer side's day, where that has one. */
const dayOf = ({ old, new: fresh }: Diff): string => fresh.date ?? old.date ?? noDay

/** The pages of a redline on which something changed, each with its numbers in both versions at its head. */
function onlyChanged(diffed: Diff, name: string, document: Document, fonts: FontBook, log: Log): Uint8Array {
  const { old, new: fresh } = diffed
  // The summary page is of neither version; the numbers are counted without it.
  const bare = { ...document, sections: document.sections.filter(({ role }) => role !== 'summary') }
  const lettersOf = (version: Version, side: 'old' | 'new') => {
    const own = version.documents.find(({ fileName }) => fileName === name)
    return own ? lettersOnPages(typeset(own, fonts, log), side) : []
  }
  const [before, after] = [lettersOf(old, 'old'), lettersOf(fresh, 'new')]
  const first = typeset(bare, fonts, log)
  const [oldLetters, newLetters] = [lettersOnPages(first, 'old'), lettersOnPages(first, 'new')]
  const stampOf = (page: number): string =>
    `Page ${pagesOf(page - 1, oldLetters, before)} of the old version, page ${pagesOf(page - 1, newLetters, after)} of the new`
  const pages = selectPages(typeset(bare, fonts, log, { stampOf }), hasChanges)
  log.stopIfFailed()
  return paint(pages, {
    title: `${document.title}: changed pages`,
    language: document.language,
    tool,
    date: dayOf(diffed),
    links: false,
  })
}

/** `redline-<name>.docx` of each document that differs: tracked changes for Word. The same bytes each time. */
export function wordFiles({ documents }: Diff): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const { name, redline: made, state } of documents) {
    if (state === 'same') continue
    const parts = [...docxParts(made.document)].map(([part, xml]) => [part, toBytes(xml)] as const)
    // The time is the earliest that a zip can say, read in whatever zone: the library writes local fields.
    files.set(
      `redline-${name.replace(/\.htm$/, '')}.docx`,
      zipSync(Object.fromEntries(parts), { level: 6, mem: 4, mtime: new Date(1980, 0, 1) }),
    )
  }
  return files
}

export const isSame = ({ documents, attached }: Diff): boolean =>
  [...documents, ...attached].every(({ state }) => state === 'same')
