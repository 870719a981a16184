/** `filingpress diff`: two versions -> a redline of each document, and its JSON. */

import { jsonText } from '../bytes.ts'
import type { Document } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { project } from '../html/dialect.ts'
import { type Redline, redline } from '../redline/redline.ts'
import { countsOf } from '../redline/summary.ts'
import { tool } from '../tool.ts'
import type { Version } from './versions.ts'

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

export const isSame = ({ documents, attached }: Diff): boolean =>
  [...documents, ...attached].every(({ state }) => state === 'same')
