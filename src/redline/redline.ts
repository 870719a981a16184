/**
 * The redline of two documents, with the proof that it is one: accepted it is the new version, rejected the old one,
 * word for word, look and structure. One that does not prove is our defect; it says so wherever it is shown, because
 * who waits for it under deadline is better served by a redline to be read with care than by none.
 */

import type { Document } from '../document/document.ts'
import { difference } from '../document/equal.ts'
import { wordsBehind } from './after.ts'
import { sentencesThatMoved } from './align/moved-sentences.ts'
import { scriptOf } from './align/script-of.ts'
import { canonical } from './canonical.ts'
import type { Change } from './changes.ts'
import { classed } from './classes.ts'
import { mark } from './mark/mark.ts'
import { accept, reject } from './settle.ts'

export interface Redline {
  readonly document: Document
  readonly changes: readonly Change[]
  /** Tokens marked by the shortest edits, before the clean-up. */
  readonly marked: number
  /** Whether some stretch was too much work, and is shown as replaced whole. */
  readonly coarse: boolean
  /** What accepting or rejecting it gives otherwise than the versions have it: a defect of ours. */
  readonly fault?: string
}

export interface RedlineOptions {
  /** Whether origins are places of content and templates, so that causes can be told. */
  readonly authored: boolean
  /** Name and version of the tool, the cause of looks that no rule declares. */
  readonly tool?: string
}

/** Both versions -> their edit script (align/) -> the marked document with its changes (mark/), proved. */
export function redline(
  old: Document,
  fresh: Document,
  { authored, tool = 'filingpress' }: RedlineOptions,
): Redline {
  const script = scriptOf(old, fresh)
  const marked = mark(script, sentencesThatMoved(script), { authored, tool })
  const document = marked.made
  const fault = faultOf(document, canonical(old), canonical(fresh))
  const behind = wordsBehind(document)
  const changes = classed(
    marked.changes.map((change) => ({ ...change, after: behind.get(change.number) ?? '' })),
  )
  const { shortest, coarse } = marked
  return { document, changes, marked: shortest, coarse, ...(fault !== undefined && { fault }) }
}

function faultOf(document: Document, before: Document, after: Document): string | undefined {
  const wrong = difference(canonical(accept(document)), after)
  if (wrong !== undefined) return `the redline accepted is not the new version: ${wrong.slice(0, 300)}`
  const sections = {
    ...canonical(reject(document)),
    title: before.title,
    pagePlan: before.pagePlan,
    base: before.base,
    form: before.form,
    fileName: before.fileName,
    language: before.language,
  }
  const lost = difference(sections, before)
  return lost === undefined ? undefined : `the redline rejected is not the old version: ${lost.slice(0, 300)}`
}
