/**
 * Ties what an item says of a release to the release: every figure, dose, count, date, phase, code and quoted name
 * must stand there in the same sense, words and digits alike.
 *
 * Only items that speak of the release are read; each claim is looked for among all claims of the exhibits 99.
 */
import type { Span } from '../diagnostics/source.ts'
import { type Claim, claimsIn } from './claims.ts'
import type { Reading } from './passages.ts'

export interface Tie {
  readonly text: string
  readonly at: Span
  /** The words and place in the release. */
  readonly released: string
  readonly releasedAt: Span
}

/** A claim that stands nowhere in the release, with what is like it. */
export interface Untied {
  readonly claim: Claim
  readonly at: Span
  /** The same digits in another sense. */
  readonly other: Claim | undefined
}

export interface TieOut {
  readonly ties: readonly Tie[]
  readonly untied: readonly Untied[]
}

const none: TieOut = { ties: [], untied: [] }

const ofRelease = /\b(?:press|news|earnings)\s+release|\bexhibits?\s+99/i

/** @returns what was tied and what was not, in the order of the report */
export function tieOut(
  report: Reading | undefined,
  exhibits: readonly Reading[],
  dates: readonly string[],
): TieOut {
  if (!report || exhibits.length === 0) return none
  const speaking = new Set(
    report.passages
      .filter(({ part, item, text }) => part === 'item' && item !== '9.01' && ofRelease.test(text))
      .map(({ item }) => item),
  )
  if (speaking.size === 0) return none
  const released = index(exhibits.flatMap(({ passages }) => passages.flatMap(claimsIn)))
  const ties: Tie[] = []
  const untied: Untied[] = []
  for (const passage of report.passages) {
    if (passage.part !== 'item' || passage.kind === 'heading' || !speaking.has(passage.item)) continue
    for (const one of claimsIn(passage)) {
      // The day of the report is a fact of the report; whether the release bears it is for the rule on dates.
      if (one.kind === 'date' && dates.includes(one.key)) continue
      const match = find(one, released)
      const at = passage.place(one.start, one.end)
      if (match)
        ties.push({
          text: one.text,
          at,
          released: match.text,
          releasedAt: match.passage.place(match.start, match.end),
        })
      else untied.push({ claim: one, at, other: otherSense(one, released) })
    }
  }
  return { ties, untied }
}

interface Released {
  readonly byKey: ReadonlyMap<string, readonly Claim[]>
  readonly all: readonly Claim[]
}

function index(claims: readonly Claim[]): Released {
  const byKey = new Map<string, Claim[]>()
  for (const claim of claims) {
    const same = byKey.get(claim.key)
    if (same) same.push(claim)
    else byKey.set(claim.key, [claim])
  }
  return { byKey, all: claims }
}

function find(one: Claim, { byKey, all }: Released): Claim | undefined {
  const same = byKey.get(one.key) ?? []
  if (one.kind !== 'count') return same[0] ?? (one.kind === 'date' ? within(one, all) : undefined)
  return same.find(({ sense }) => sense.some((word) => one.sense.includes(word)))
}

/** A year or a month is borne by any date that names it. */
function within(one: Claim, all: readonly Claim[]): Claim | undefined {
  const wanted = one.key.slice('date:'.length)
  if (!/^(?:\d{4}|[a-z]+ \d{4}|[a-z]+ \d{1,2})$/.test(wanted)) return undefined
  const parts = wanted.split(' ')
  return all.find(
    ({ kind, key }) => kind === 'date' && parts.every((part) => key.slice(5).split(/[ /-]/).includes(part)),
  )
}

/** The same digits elsewhere in the release, in another sense. */
function otherSense(one: Claim, { all }: Released): Claim | undefined {
  const digits = one.kind === 'money' || one.kind === 'measure' ? digitsOf(one) : undefined
  return digits === undefined
    ? undefined
    : all.find((each) => each.kind === one.kind && digitsOf(each) === digits)
}

const digitsOf = ({ text }: Claim): string | undefined => /[\d.,]*\d/.exec(text)?.[0]
