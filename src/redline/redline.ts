/**
 * The redline of two documents, with the proof that it is one: accepted it is the new version, rejected the old one,
 * word for word, look and structure. One that does not prove is our defect; it says so wherever it is shown, because
 * who waits for it under deadline is better served by a redline to be read with care than by none.
 */

import type { Document, Section } from '../document/document.ts'
import { difference } from '../document/equal.ts'
import { wordsBehind } from './after.ts'
import { canonical } from './canonical.ts'
import type { Change } from './changes.ts'
import { classed } from './classes.ts'
import { Comparison } from './compare.ts'
import { numbered, shortestEdit } from './myers.ts'
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

/** A section of both versions, or of one. */
interface SectionPair {
  readonly before: Section | undefined
  readonly section: Section
  readonly kind?: 'inserted' | 'deleted'
}

export function redline(
  old: Document,
  fresh: Document,
  { authored, tool = 'filingpress' }: RedlineOptions,
): Redline {
  const [before, after] = [canonical(old), canonical(fresh)]
  const first = compare(old, fresh, new Comparison({ authored, tool }))
  // Which sentences moved is known once all is compared; with that it is compared once more.
  const moved = first.comparison.sentencesThatMoved()
  const { comparison, document } =
    moved.size > 0 ? compare(old, fresh, new Comparison({ authored, tool }, moved)) : first
  const fault = faultOf(document, before, after)
  const { marked, coarse } = comparison
  const behind = wordsBehind(document)
  const changes = classed(
    comparison.changes.map((change) => ({ ...change, after: behind.get(change.number) ?? '' })),
  )
  return { document, changes, marked, coarse, ...(fault !== undefined && { fault }) }
}

function compare(
  old: Document,
  fresh: Document,
  comparison: Comparison,
): { readonly comparison: Comparison; readonly document: Document } {
  const key = ({ role, number = '' }: Section) => `${role} ${number}`
  const { stretches } = shortestEdit(...numbered(old.sections.map(key), fresh.sections.map(key)))
  const both = stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }): SectionPair[] => {
    const [olds, news] = [old.sections.slice(aStart, aEnd), fresh.sections.slice(bStart, bEnd)]
    if (same) return news.map((section, index) => ({ before: olds[index], section }))
    return [
      ...olds.map((section) => ({ before: section, section, kind: 'deleted' as const })),
      ...news.map((section) => ({ before: undefined, section, kind: 'inserted' as const })),
    ]
  })
  const plans = both.map(({ before, section, kind }) =>
    comparison.plan(before?.blocks ?? [], kind === 'deleted' ? [] : section.blocks),
  )
  comparison.cross(plans)
  comparison.at({ document: fresh.fileName, section: 'Pages' })
  comparison.pages(old.pagePlan, fresh.pagePlan)
  const sections = plans.map((plan, index): Section => {
    const { section, kind } = both[index] as SectionPair
    comparison.at({ document: fresh.fileName, section: nameOf(section) })
    const blocks = comparison.planned(plan)
    return { ...section, blocks, ...(kind && { revision: { kind, change: 0 } }) }
  })
  return { comparison, document: { ...fresh, sections } }
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

const partNames = {
  'cover-page': 'Cover page',
  item: 'Item',
  'exhibit-index': 'Exhibit index',
  'signature-block': 'Signatures',
  release: 'Release',
  summary: 'Summary',
} as const

function nameOf({ role, number }: Section): string {
  return number === undefined ? partNames[role] : `${partNames[role]} ${number}`
}
