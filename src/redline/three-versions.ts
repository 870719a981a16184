/**
 * Two versions that began with one: who changed what, what both changed alike, and what they changed in different ways.
 *
 * Each is compared with the base; changes are held against each other by where they stand in the base. Changes of words
 * touch where they overlap or stand side by side, a blank between them or not, as they do when versions are merged.
 */
import type { Document } from '../document/document.ts'
import type { Change, ChangeKind } from './changes.ts'
import { type Positions, paragraphsOf, positionsOf, type Spot, type Spots } from './positions.ts'
import type { Redline } from './redline.ts'
import { accept, reject } from './settle.ts'
import { flatten } from './tokens.ts'

/** Who made a change; `both` made it alike, `conflict` is two that cannot both stand. */
export type Who = 'ours' | 'theirs' | 'both' | 'conflict'

export interface Joint {
  /** From 1, in the order of the base. */
  readonly number: number
  readonly who: Who
  readonly ours: readonly Change[]
  readonly theirs: readonly Change[]
  /** The passage of the base in which all of it stands, and as either side has it; where it stands in one paragraph. */
  readonly passage: Passage | null
}

export interface Passage {
  readonly base: string
  readonly ours: string
  readonly theirs: string
}

/** Each as a reader is told of it. */
export const whose: Readonly<Record<Who, string>> = {
  ours: 'ours alone',
  theirs: 'theirs alone',
  both: 'both, alike',
  conflict: 'CONFLICT',
}

/** `2 by ours alone, 1 by both alike, 1 CONFLICT`, or that nothing changed. */
export function whoseSentence(counts: Readonly<Record<Who, number>>): string {
  const { ours, theirs, both, conflict } = counts
  const told = [
    ...(conflict > 0 ? [`${conflict} ${conflict === 1 ? 'CONFLICT' : 'CONFLICTS'}`] : []),
    ...(ours > 0 ? [`${ours} by ours alone`] : []),
    ...(theirs > 0 ? [`${theirs} by theirs alone`] : []),
    ...(both > 0 ? [`${both} by both alike`] : []),
  ]
  return told.length > 0 ? told.join(', ') : 'no changes'
}

/** A change, or the two ends of a move, and the places of the base that it is about. */
interface Unit {
  readonly side: 'ours' | 'theirs'
  readonly changes: readonly Change[]
  readonly places: readonly Spot[]
  readonly fresh: readonly Spot[]
  /** Behind which place of the base it stands now: where something was moved to. */
  readonly behind: string
}

/** What a change is about: two that are about different things of one passage go together. */
const aspects = {
  inserted: 'words',
  deleted: 'words',
  replaced: 'words',
  moved: 'place',
  split: 'paragraphs',
  joined: 'paragraphs',
  reshaped: 'paragraphs',
  restyled: 'look',
  renumbered: 'label',
} as const satisfies Readonly<Record<ChangeKind, string>>

/** @param ours, theirs redlines against one base */
export function jointly(ours: Redline, theirs: Redline): Joint[] {
  const base = textsOf(reject(ours.document))
  const texts = { base, ours: textsOf(accept(ours.document)), theirs: textsOf(accept(theirs.document)) }
  const [left, right] = [unitsOf(ours, 'ours'), unitsOf(theirs, 'theirs')]
  const equal = new Map<Unit, Unit>()
  const groups = new Map<Unit, Set<Unit>>()
  for (const [one, other] of neighbours(left, right)) {
    if (!equal.has(other) && isAlike(one, other)) {
      equal.set(one, other)
      equal.set(other, one)
    } else if (cannotBoth(one, other, base)) join(groups, one, other)
  }
  const done = new Set<Unit>()
  const found: Omit<Joint, 'number'>[] = []
  for (const unit of inOrder([...left, ...right])) {
    if (done.has(unit)) continue
    const twin = equal.get(unit)
    // What both made alike is both's, also where one of them changed something beside it.
    const units = twin ? [unit, twin] : [...(groups.get(unit) ?? [unit])].filter((one) => !equal.has(one))
    for (const one of units) done.add(one)
    found.push(jointOf(units, twin !== undefined, texts))
  }
  return found.map((joint, index) => ({ number: index + 1, ...joint }))
}

type Texts = Readonly<Record<'base' | Unit['side'], readonly string[]>>

function jointOf(units: readonly Unit[], alike: boolean, texts: Texts): Omit<Joint, 'number'> {
  const of = (side: Unit['side']) => inOrder(units.filter((unit) => unit.side === side))
  const [ours, theirs] = [of('ours'), of('theirs')]
  const passage = passageOf(ours, theirs, texts)
  const changes = (list: readonly Unit[]) => list.flatMap((unit) => unit.changes)
  const told = { ours: changes(ours), theirs: changes(theirs), passage }
  if (theirs.length === 0) return { who: 'ours', ...told }
  if (ours.length === 0) return { who: 'theirs', ...told }
  // Differently cut, they may still come to the same.
  const same = alike || (passage !== null && passage.ours === passage.theirs)
  return { who: same ? 'both' : 'conflict', ...told }
}

const textsOf = (document: Document): string[] =>
  paragraphsOf(document).map(({ inlines = [] }) =>
    flatten(inlines)
      .map(({ text }) => text)
      .join(''),
  )

function unitsOf({ document, changes }: Redline, side: Unit['side']): Unit[] {
  const positions = positionsOf(document)
  const before = olderOf(positions)
  const units = new Map<string, Change[]>()
  for (const change of changes) {
    const key = change.kind === 'moved' && change.move !== null ? `move ${change.move}` : `${change.number}`
    units.set(key, [...(units.get(key) ?? []), change])
  }
  const spotsOf = ({ number }: Change): Spots => positions.spots.get(number) ?? { old: [], new: [] }
  return [...units.values()].map((own) => {
    const spots = own.map(spotsOf)
    const old = spots.flatMap((one) => one.old)
    const fresh = spots.flatMap((one) => one.new)
    const behind = fresh.map(({ paragraph }) => before(paragraph))
    const places = old.length > 0 ? old : behind.map(behindParagraph)
    return {
      side,
      changes: own,
      places: places.length > 0 ? places : [nowhere],
      fresh,
      behind: `${behind[0]}`,
    }
  })
}

/** A change of the pages stands in no paragraph, and before all of them. */
const nowhere: Spot = { paragraph: -2, start: 0, end: 0 }

/** Where whole paragraphs were put in: between those of the base. */
const behindParagraph = (paragraph: number): Spot => ({ paragraph, start: Infinity, end: Infinity })

/** By the number of a new paragraph: the nearest one of the base that stands before it, -1 where none does. */
function olderOf({ pairs }: Positions): (fresh: number) => number {
  const olds = new Map<number, number>()
  for (const { old, new: fresh, count, relation } of pairs)
    if (old !== null && fresh !== null && relation !== 'moved')
      for (let at = 0; at < count; at++) olds.set(fresh + at, old + at)
  return (fresh) => {
    for (let at = fresh - 1; at >= 0; at--) {
      const old = olds.get(at)
      if (old !== undefined) return old
    }
    return -1
  }
}

/** Pairs of changes of both sides that are about one paragraph of the base. */
function* neighbours(left: readonly Unit[], right: readonly Unit[]): Generator<[Unit, Unit]> {
  const there = new Map<number, Set<Unit>>()
  for (const unit of right)
    for (const { paragraph } of unit.places)
      there.set(paragraph, (there.get(paragraph) ?? new Set<Unit>()).add(unit))
  for (const unit of left) {
    const near = new Set(unit.places.flatMap(({ paragraph }) => [...(there.get(paragraph) ?? [])]))
    const pairs = [...near].map((other): [Unit, Unit] => [unit, other])
    // Those that are alike first: what is both's stands in nobody's way.
    yield* pairs.sort(([, a], [, b]) => Number(isAlike(unit, b)) - Number(isAlike(unit, a)))
  }
}

function isAlike(one: Unit, other: Unit): boolean {
  const said = ({ changes, places, behind }: Unit) =>
    JSON.stringify([
      changes.map(({ kind, old, new: fresh, looks }) => [kind, old, fresh, looks]),
      places.map(({ paragraph, start, end }) => [paragraph, `${start}`, `${end}`]),
      changes[0]?.kind === 'moved' ? behind : '',
    ])
  return said(one) === said(other)
}

const aspectOf = ({ changes: [change] }: Unit): string => aspects[change?.kind ?? 'replaced']

/** Whether two changes stand in each other's way. */
function cannotBoth(one: Unit, other: Unit, base: readonly string[]): boolean {
  const aspect = aspectOf(one)
  if (aspect === aspectOf(other))
    return one.places.some((a) =>
      other.places.some((b) => (aspect === 'words' ? touches(a, b, base) : overlaps(a, b))),
    )
  // Words that are gone or others cannot be moved, parted or looked at otherwise.
  return covers(one, other) || covers(other, one)
}

/** Whether words were taken out or replaced that are all that another change is about. */
function covers(words: Unit, other: Unit): boolean {
  if (aspectOf(words) !== 'words' || words.changes.every(({ kind }) => kind === 'inserted')) return false
  return other.places.every(
    ({ paragraph, start, end }) =>
      end > start &&
      words.places.some((one) => one.paragraph === paragraph && one.start <= start && end <= one.end),
  )
}

const overlaps = (a: Spot, b: Spot): boolean =>
  a.paragraph === b.paragraph &&
  (a.start < b.end || a.start === b.start) &&
  (b.start < a.end || a.start === b.start)

function touches(a: Spot, b: Spot, base: readonly string[]): boolean {
  if (a.paragraph !== b.paragraph) return false
  const [first, second] = a.start <= b.start ? [a, b] : [b, a]
  if (second.start <= first.end) return true
  return (
    (base[a.paragraph] ?? '').slice(first.end, second.start).trim() === '' && Number.isFinite(second.start)
  )
}

/** Puts two into one group, with all that either is in one with. */
function join(groups: Map<Unit, Set<Unit>>, one: Unit, other: Unit): void {
  const whole = new Set([one, other, ...(groups.get(one) ?? []), ...(groups.get(other) ?? [])])
  for (const unit of whole) groups.set(unit, whole)
}

function inOrder(units: readonly Unit[]): Unit[] {
  const first = ({ places }: Unit): Spot => places[0] ?? nowhere
  return [...units].sort((a, b) => {
    const [one, other] = [first(a), first(b)]
    return one.paragraph - other.paragraph || (one.start < other.start ? -1 : one.start > other.start ? 1 : 0)
  })
}

/** The passage that changes stand in, in all three versions; null where they are not all in one paragraph of each. */
function passageOf(ours: readonly Unit[], theirs: readonly Unit[], texts: Texts): Passage | null {
  const all = [...ours, ...theirs]
  const places = all.flatMap((unit) => unit.places)
  const [paragraph = -1] = places.map((one) => one.paragraph)
  const [start, end] = [
    Math.min(...places.map((one) => one.start)),
    Math.max(...places.map((one) => one.end)),
  ]
  const inOne = all.every(
    (unit) => aspectOf(unit) === 'words' && unit.places.length === 1 && unit.fresh.length === 1,
  )
  if (!inOne || !Number.isFinite(end) || places.some((one) => one.paragraph !== paragraph)) return null
  const base = (texts.base[paragraph] ?? '').slice(start, end)
  const as = (units: readonly Unit[]): string | undefined => {
    const [first, last] = [units[0], units.at(-1)]
    const [from, to] = [first?.fresh[0], last?.fresh[0]]
    if (!first || !last || !from || !to) return base
    if (units.some(({ fresh }) => fresh[0]?.paragraph !== from.paragraph)) return undefined
    const begin = from.start - ((first.places[0]?.start ?? start) - start)
    return (texts[first.side][from.paragraph] ?? '').slice(begin, to.end + end - (last.places[0]?.end ?? end))
  }
  const [mine, other] = [as(ours), as(theirs)]
  return mine === undefined || other === undefined ? null : { base, ours: mine, theirs: other }
}
