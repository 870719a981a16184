/**
 * What is stated elsewhere, looked up by what a text wants to find there.
 *
 * Reading every figure of a long release is dear, and a report states few. So only those passages are read for claims
 * that could hold what is wanted: the digits of the figure, in one number; or a number in words beside what makes a claim
 * of its kind. Neither says yes to less than the patterns of claims.ts do (a test holds them to it).
 */
import { type Claim, type ClaimKind, claimsIn } from './claims.ts'
import { letter } from './letters.ts'
import type { Passage, Reading } from './passages.ts'
import { holdsWords } from './spelled-numbers.ts'

/** A claim with the name of what it stands in: `Exhibit 99.1, table`. */
export interface Placed {
  readonly claim: Claim
  readonly where: string
}

export interface Released {
  /** The first claim that says the same, in words or digits alike. */
  readonly find: (wanted: Claim) => Placed | undefined
  /** The same digits in another sense, or the same sense with two digits changed about. */
  readonly likeness: (wanted: Claim) => Placed | undefined
}

/** Exhibits by the name that a reader knows them by. */
export const nameOf = ({ form, fileName }: Reading): string =>
  form === 'EX-' ? fileName : form.replace(/^EX-/, 'Exhibit ')

/** A passage and what can be told of it without reading its claims. */
interface Bearer {
  readonly passage: Passage
  readonly where: string
  /** All its digits, nothing between them. */
  readonly digits: string
}

export function released(readings: readonly Reading[]): Released {
  const bearers = readings.flatMap((reading) => {
    const name = nameOf(reading)
    return reading.passages.map(
      (passage): Bearer => ({
        passage,
        where: passage.kind === 'cell' ? `${name}, table` : name,
        digits: passage.text.replace(/\D+/g, ''),
      }),
    )
  })
  const signed = once((kind) => {
    const sign = signs[kind]
    return sign ? bearers.filter(({ passage: { text } }) => sign.test(text)) : bearers
  })
  const spelled = once((kind) => new Set(inWords.has(kind) ? signed(kind).filter(maySpell) : []))
  /** The first claim that passes of those in passages that may hold it, or else the first that nearly does. */
  const first = (
    kind: ClaimKind,
    may: (bearer: Bearer) => boolean,
    is: (claim: Claim) => boolean,
    nearly: (claim: Claim) => boolean,
  ): Placed | undefined => {
    let near: Placed | undefined
    for (const bearer of signed(kind)) {
      if (!may(bearer)) continue
      for (const claim of claimsIn(bearer.passage)) {
        if (claim.kind !== kind) continue
        if (is(claim)) return { claim, where: bearer.where }
        if (!near && nearly(claim)) near = { claim, where: bearer.where }
      }
    }
    return near
  }
  return {
    find(wanted) {
      const { kind, key, sense } = wanted
      const runs = runsOf(wanted)
      const words = spelled(kind)
      const letters = lettersOf(wanted)
      return first(
        kind,
        (bearer) =>
          (words.has(bearer) || runs.every((run) => bearer.digits.includes(run))) &&
          (letters?.test(bearer.passage.text.toLowerCase()) ?? true),
        (claim) =>
          claim.key === key && (kind !== 'count' || claim.sense.some((word) => sense.includes(word))),
        kind === 'date' ? datesWithin(wanted) : never,
      )
    },
    likeness(wanted) {
      const { kind } = wanted
      const digits = kind === 'money' || kind === 'measure' ? digitsOf(wanted) : undefined
      if (digits === undefined) return undefined
      const [changedAbout, scale] = [sorted(digits), scaleOf(wanted)]
      return first(
        kind,
        (bearer) => mayBeLike(bearer, digits),
        (claim) => digitsOf(claim) === digits,
        (claim) => sorted(digitsOf(claim)) === changedAbout && scaleOf(claim) === scale,
      )
    },
  }
}

const never = (): boolean => false

/** What is worked out for a kind of claim when it is first asked for. */
function once<T>(make: (kind: ClaimKind) => T): (kind: ClaimKind) => T {
  const made = new Map<ClaimKind, T>()
  return (kind) => {
    const known = made.get(kind)
    if (known !== undefined) return known
    const fresh = make(kind)
    made.set(kind, fresh)
    return fresh
  }
}

/** A year or a month is borne by any date that names it. */
function datesWithin({ key: wanted }: Claim): (claim: Claim) => boolean {
  const date = wanted.slice('date:'.length)
  if (!/^(?:\d{4}|[a-z]+ \d{4}|[a-z]+ \d{1,2})$/.test(date)) return never
  const parts = date.split(' ')
  return ({ key }) => {
    const all = key.slice('date:'.length).split(/[ /-]/)
    return parts.every((part) => all.includes(part))
  }
}

export const digitsOf = ({ text }: Claim): string | undefined => /(?<![\d.,])[\d.,]*\d/.exec(text)?.[0]
const scaleOf = ({ text }: Claim): string => text.replace(/[\d.,\s$]+/g, '').toLowerCase()
const sorted = (digits: string | undefined): string => [...(digits ?? '')].sort().join('')

/** What stands in every claim of a kind, besides its number; of the other kinds the digits tell. */
const signs: Partial<Record<ClaimKind, RegExp>> = {
  money: /[$€£¥]|dollars|euros/i,
  share: /%|percent|per.cent/i,
  measure:
    /(?<![a-z])(?:mg|ml|kg|points|bps|shares?|years?|months?|weeks?|days?|hours?|acres|mw|gw|barrels|miles|feet)(?![a-z])/i,
  phase: /phase/i,
  quote: /[“"]/,
}

/** Kinds whose number may be written in words. */
const inWords: ReadonlySet<ClaimKind> = new Set(['money', 'share', 'measure', 'count'])

/** Whether digits alone do not tell: a number in words, or one of many decimals, which is rounded before it is compared. */
const maySpell = ({ passage: { text } }: Bearer): boolean => holdsWords.test(text) || /\.\d{4}/.test(text)

/** More digits than a number holds exactly. */
const mostDigits = 15

/** Digits that follow one another in every text that states this in digits. */
function runsOf({ kind, key }: Claim): readonly string[] {
  const value = key.slice(kind.length + 1)
  switch (kind) {
    // "first quarter" has none.
    case 'date':
      return value.match(/\d+(?!\d|st|nd|rd|th)/g) ?? []
    case 'phase':
    case 'quote':
      return []
    case 'time':
    case 'ordinal':
    case 'code':
    case 'age':
      return [value.replace(/\D+/g, '')]
    default: {
      // 12.4 million and 12,400,000 have 124 in common. The 2 of "mg/m2" may be written otherwise.
      const numbers = /^(?:[A-Z]*[$€£¥])?([\d./]+)/.exec(value)?.[1]?.split('/') ?? []
      return numbers.map(core).filter((digits) => digits.length <= mostDigits)
    }
  }
}

/** The digits of a number from its first that is not 0 to its last. */
const core = (number: string): string => number.replaceAll('.', '').replace(/^0+|0+$/g, '')

/** What else stands in a text that states this, in lower case; undefined where nothing else is sure to. */
function lettersOf({ kind, key, sense }: Claim): RegExp | undefined {
  if (kind === 'count')
    // In the singular or in the plural.
    return new RegExp(sense.map((word) => word.replace(/y$/, '').replace(/\W/g, '.')).join('|'))
  if (kind !== 'code' && kind !== 'ordinal' && kind !== 'time') return undefined
  // Its letters and digits, whatever parts them.
  return new RegExp([...key.slice(kind.length + 1)].join(`[^${letter}\\d]*`))
}

/** Whether a passage has a number with the digits of this one, in any order. */
const mayBeLike = ({ passage: { text }, digits: own }: Bearer, digits: string): boolean =>
  own.length >= digits.replace(/\D+/g, '').length &&
  (text.match(/(?<![\d.,])[\d.,]*\d/g) ?? []).some((run) => holds(run, digits))

/** Whether each character of a text is in another, as often. */
function holds(whole: string, part: string): boolean {
  const left = [...whole]
  return [...part].every((one) => {
    const at = left.indexOf(one)
    return at >= 0 && left.splice(at, 1).length > 0
  })
}
