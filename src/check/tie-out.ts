/**
 * Ties what an item says of a release to the release: every figure, dose, count, date, phase, code and quoted name
 * must stand there in the same sense, words and digits alike.
 *
 * Only items that speak of the release are read; each claim is looked for among all claims of the exhibits 99.
 */
import type { Log } from '../diagnostics/log.ts'
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

const ofRelease = /\b(?:press|news|earnings)\s+release|\bexhibits?\s+99/i

/** @returns what was tied, in the order of the report; what was not is in the log */
export function tieOut(
  report: Reading,
  exhibits: readonly Reading[],
  dates: readonly string[],
  log: Log,
): Tie[] {
  if (exhibits.length === 0) return []
  const speaking = new Set(
    report.passages
      .filter(({ part, item, text }) => part === 'item' && item !== '9.01' && ofRelease.test(text))
      .map(({ item }) => item),
  )
  if (speaking.size === 0) return []
  const released = index(exhibits.flatMap(({ passages }) => passages.flatMap(claimsIn)))
  const ties: Tie[] = []
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
      else untied(one, at, released, log)
    }
  }
  return ties
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

function untied(one: Claim, at: Span, { all }: Released, log: Log): void {
  const compared = one.kind === 'money' || one.kind === 'measure'
  const digits = compared ? digitsOf(one) : undefined
  const other =
    digits === undefined ? undefined : all.find((each) => each.kind === one.kind && digitsOf(each) === digits)
  if (other) log.add('Q002', at, `"${one.text}" stands in the release as "${other.text}"`)
  else log.add('Q001', at, `"${one.text}" does not stand in the release`)
}

const digitsOf = ({ text }: Claim): string | undefined => /[\d.,]*\d/.exec(text)?.[0]
