/** `filingpress diff`: two versions -> a redline of each document, and its JSON. */

import { jsonText, sha256 } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import { bare } from '../document/bare.ts'
import type { Document } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { boxed, project } from '../html/dialect.ts'
import { classesOf } from '../redline/classes.ts'
import { countsOf } from '../redline/counts.ts'
import { positionsOf } from '../redline/positions.ts'
import { type Redline, redline } from '../redline/redline.ts'
import { tool } from '../tool.ts'
import { type FactChange, hiddenFactChanges } from './fact-changes.ts'
import type { Version } from './versions.ts'

export interface DocumentDiff {
  readonly name: string
  readonly state: 'same' | 'changed' | 'added' | 'gone'
  /** For what is the same, what exactly: bytes of the HTML, words, structure; bytes of the PDF where both sides have one. */
  readonly same: {
    readonly bytes: boolean
    readonly words: boolean
    readonly structure: boolean
    readonly pdf: boolean | null
  }
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
  /** Tagged facts that no page shows. */
  readonly facts: readonly FactChange[]
}

export function diff(old: Version, fresh: Version): Diff {
  const documents: DocumentDiff[] = []
  const paired = new Set<Document>()
  for (const document of fresh.documents) {
    const before = old.documents.find((one) => !paired.has(one) && sameRole(one, document))
    if (before) paired.add(before)
    documents.push(diffOne(before, document, old, fresh))
  }
  for (const document of old.documents)
    if (!paired.has(document)) documents.push(diffOne(document, undefined, old, fresh))
  return {
    old,
    new: fresh,
    documents,
    attached: attachedDiff(old, fresh),
    facts: hiddenFactChanges(old, fresh),
  }
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

/**
 * Finished HTML cannot carry all that a composed tree has, nor one dialect all that another has: unless both sides are of
 * one kind, they are seen as any of them carries them.
 */
function levelled(
  [before, old]: readonly [Document | undefined, Version],
  [after, fresh]: readonly [Document | undefined, Version],
): readonly (Document | undefined)[] {
  const kind = (document: Document | undefined, { authored, html }: Version) =>
    authored || /<html[^<>]*>/.exec((document && html.get(document.fileName))?.slice(0, 1000) ?? '')?.[0]
  if (old.foreign || fresh.foreign) {
    const tables = old.foreign === 'lines' || fresh.foreign === 'lines' ? 'lines' : 'cells'
    return [before, after].map((document) => document && bare(document, tables))
  }
  const base = (after ?? before)?.base
  if (old.authored && fresh.authored && base)
    return [before, after].map((document) => document && boxed(document, base))
  if (kind(before, old) === kind(after, fresh)) return [before, after]
  // Texts stay apart, so that each keeps its own origin, by which causes are told.
  const seen = (document: Document, dialect: 'inline' | 'plain') =>
    project(document, dialect, undefined, (texts) => texts)
  return [before, after].map((document) => document && seen(seen(document, 'inline'), 'plain'))
}

function diffOne(
  oldOne: Document | undefined,
  newOne: Document | undefined,
  old: Version,
  fresh: Version,
): DocumentDiff {
  const [before, after] = levelled([oldOne, old], [newOne, fresh])
  const document = (after ?? before) as Document
  const emptied: Document = { ...document, sections: [] }
  const made = redline(before ?? emptied, after ?? emptied, {
    authored: old.authored || fresh.authored,
    tool,
  })
  const name = document.fileName
  const same = {
    bytes:
      before !== undefined &&
      after !== undefined &&
      old.html.get(before.fileName) === fresh.html.get(after.fileName),
    words: before !== undefined && after !== undefined && sameWords(before, after),
    structure: made.changes.length === 0,
    pdf: samePdf(old.pdf.get(pdfOf(before)), fresh.pdf.get(pdfOf(after))),
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

const pdfOf = (document: Document | undefined): string => document?.fileName.replace(/\.htm$/, '.pdf') ?? ''

const samePdf = (old: Uint8Array | undefined, fresh: Uint8Array | undefined): boolean | null =>
  old && fresh ? sha256(old) === sha256(fresh) : null

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

/**
 * The JSON that everything else is a view of; keys in one order, no clock, so that the same inputs give the same bytes.
 *
 * @param faults what could not be proved on finished files, by the name of the document
 * @param ignore changes of typography are not counted
 */
export function diffJson(
  { old, new: fresh, documents, attached, facts }: Diff,
  faults: ReadonlyMap<string, string> = new Map(),
  ignore = false,
): string {
  const side = ({ label, date, digest }: Version) => ({ label, date: date ?? null, digest })
  const whole = {
    format: 1,
    tool,
    old: side(old),
    new: side(fresh),
    documents: documents.map(
      ({ name, state, same, redline: { document, changes, marked, coarse, fault } }) => {
        const notProved = faults.get(name) ?? fault
        const { paragraphs, pairs, spots } = positionsOf(document)
        return {
          name,
          state,
          same,
          proved: notProved === undefined ? { accepted: 'new', rejected: 'old' } : { not: notProved },
          coarse,
          marked,
          counts: countsOf(ignore ? changes.filter((one) => one.class !== 'typography') : changes),
          classes: classesOf(changes, document),
          paragraphs,
          pairs,
          changes: changes.map((change) => ({
            ...change,
            at: spots.get(change.number) ?? { old: [], new: [] },
          })),
        }
      },
    ),
    attached,
    facts,
  }
  return jsonText(whole)
}

/** What accepting or rejecting the redlines was found not to give, by the name of the document. */
export const faultsOf = ({ documents }: Diff): Map<string, string> =>
  new Map(
    documents.flatMap(({ name, redline: { fault } }) =>
      fault === undefined ? [] : [[name, fault] as const],
    ),
  )

/** A redline that does not prove is our defect: it is to be reported, and read against both versions. */
export function reportFault(name: string, fault: string, log: Log): void {
  log.add(
    'P006',
    undefined,
    `the redline of ${name} is not proved: ${fault}`,
    'this is a defect of filingpress: please report it with both versions, and read this redline against them; no certificate can be made of it',
  )
}

export const isSame = ({ documents, attached, facts }: Diff): boolean =>
  facts.length === 0 &&
  [...documents, ...attached].every(({ state }) => state === 'same') &&
  documents.every(({ same }) => same.pdf !== false)
