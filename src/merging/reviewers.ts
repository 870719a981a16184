/** A Word file that came back, person by person: what was sent, what each made of it, and what they say of it. */
import { readWord, type WordComment } from '../importing/word/read.ts'
import { readSent, type Sent } from '../word/sent.ts'
import type { TableUnit, Unit } from '../word/units.ts'
import { ownAuthor } from '../word/write.ts'
import { unitsOfFound } from './found.ts'
import { pairUnits, wordsOf } from './pair.ts'
import { rowSteps } from './rows.ts'
import { sameRich } from './three-way.ts'

export interface Review {
  /** What the file says of how it went out; undefined where that was lost. */
  readonly sent: Sent | undefined
  readonly reviewers: readonly Reviewer[]
  readonly comments: readonly WordComment[]
  /** The document with the changes of some accepted, by name, and those of all others rejected. */
  readonly seenWith: (accepted: (name: string) => boolean) => readonly Unit[]
  /** The state that the changes of these people are held against; undefined: the content as it stands. */
  readonly baseFor: (accepted: (name: string) => boolean) => readonly Unit[] | undefined
}

export interface Reviewer {
  readonly name: string
  readonly tracked: boolean
  readonly changes: readonly ReviewDifference[]
}

export interface ReviewDifference {
  readonly kind: 'changed' | 'deleted' | 'inserted'
  readonly before: string
  readonly after: string
  /** Index of the unit as it was sent. */
  readonly sent: number | undefined
}

/** @throws WordError for a file that is no Word document, FilingError where it costs more than its budget */
export function reviewOf(bytes: Uint8Array): Review {
  const whole = readWord(bytes)
  const sent = whole.sent === undefined ? undefined : readSent(whole.sent)
  const own = sent?.by ?? ownAuthor
  const known = new Map<string, readonly Unit[]>()
  const view = (accepts: (author: string) => boolean): readonly Unit[] => {
    const key = whole.authors.filter(accepts).join('\0')
    const made =
      known.get(key) ?? unitsOfFound(readWord(bytes, (author) => author === own || accepts(author)).blocks)
    known.set(key, made)
    return made
  }
  const authors = whole.authors.filter((author) => author !== own)
  const rejected = view(() => false)
  const silent = sent && !sameUnits(sent.units, rejected) ? silentName(whole.savedBy, authors) : undefined
  const base = sent?.units ?? (authors.length > 0 ? rejected : undefined)
  const tracked = authors.map((name) => ({
    name,
    tracked: true,
    changes: differences(
      rejected,
      view((author) => author === name),
    ),
  }))
  const untracked =
    silent === undefined || !sent
      ? []
      : [{ name: silent, tracked: false, changes: differences(sent.units, rejected) }]
  return {
    sent,
    reviewers: [...untracked, ...tracked].filter(({ changes }) => changes.length > 0),
    comments: whole.comments,
    seenWith: view,
    baseFor: (accepted) => (silent !== undefined && !accepted(silent) ? rejected : base),
  }
}

/** Who changed the file without tracking it: who saved it last, told apart from what the same person tracked. */
function silentName(savedBy: string | undefined, authors: readonly string[]): string {
  const name = savedBy ?? 'somebody'
  return authors.includes(name) || savedBy === undefined ? `${name} (untracked)` : name
}

const sameUnits = (a: readonly Unit[], b: readonly Unit[]): boolean => differences(a, b).length === 0

export function differences(before: readonly Unit[], after: readonly Unit[]): ReviewDifference[] {
  const pairs = pairUnits(before, after)
  const taken = new Set(pairs)
  const found: ReviewDifference[] = before.flatMap((unit, sent): ReviewDifference[] => {
    const to = pairs[sent]
    const other = to === undefined ? undefined : after[to]
    if (!other) return [{ kind: 'deleted', before: wordsOf(unit), after: '', sent }]
    if (same(unit, other)) return []
    if (unit.type === 'table' && other.type === 'table') return tableDifferences(unit, other, sent)
    return [{ kind: 'changed', before: wordsOf(unit), after: wordsOf(other), sent }]
  })
  const fresh = after.flatMap((unit, index): ReviewDifference[] =>
    taken.has(index) || wordsOf(unit) === ''
      ? []
      : [{ kind: 'inserted', before: '', after: wordsOf(unit), sent: undefined }],
  )
  return [...found, ...fresh]
}

/** A table cell by cell, each with who changed it. */
function tableDifferences(unit: TableUnit, other: TableUnit, sent: number): ReviewDifference[] {
  const row = (cells: readonly { readonly text: string }[] = []) => cells.map(({ text }) => text).join(' | ')
  return rowSteps(unit, other).map((step): ReviewDifference => {
    if (step.kind === 'cell') return { kind: 'changed', before: step.cell.text, after: step.to.text, sent }
    if (step.kind === 'row-gone')
      return { kind: 'deleted', before: row(unit.rows[step.row]), after: '', sent }
    if (step.kind === 'row-new') return { kind: 'inserted', before: '', after: row(step.cells), sent }
    return { kind: 'changed', before: `${step.was} columns`, after: `${step.is} columns`, sent }
  })
}

function same(a: Unit, b: Unit): boolean {
  if (a.type === 'text' && b.type === 'text')
    return (
      sameRich(a, b) &&
      a.label === b.label &&
      a.role.replace('note', 'paragraph') === b.role.replace('note', 'paragraph') &&
      (a.role !== 'heading' || a.level === b.level)
    )
  if (a.type === 'text' || b.type === 'text') return false
  const texts = (unit: typeof a) =>
    JSON.stringify(unit.rows.map((row) => row.map(({ text, looks }) => [text, looks])))
  return texts(a) === texts(b)
}
