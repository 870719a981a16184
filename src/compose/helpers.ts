/**
 * What templates and authored text can do to facts: dates, phone numbers, lists, capitals, boxes. Pure, in
 * US English, without locale or clock.
 */
import type { FactValue } from '../document/document.ts'
import { dayOf, isIsoDate, monthNames, weekday } from '../filing/dates.ts'

/** Thrown by a helper for what an author can mend; the caller knows the place. */
export class Unusable extends Error {
  override readonly name = 'Unusable'
}

export type Helper = (values: readonly FactValue[], options: Readonly<Record<string, FactValue>>) => FactValue

const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Letters of a date pattern, longest first; words in it stand in single quotes. */
const dateParts = /'([^']*)'|MMMM|MMM|MM|M|dddd|ddd|do|dd|d|yyyy|yy/g

/** A date by a pattern: `MMMM d, yyyy` is June 4, 2007. */
export function formatDate(date: string, pattern: string): string {
  if (!isIsoDate(date)) throw new Unusable(`"${date}" is not a date`)
  const { year, month, day } = dayOf(date)
  const name = monthNames[month - 1] ?? ''
  const dayName = weekdays[weekday(date)] ?? ''
  return pattern.replace(dateParts, (part, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted
    switch (part) {
      case 'MMMM':
        return name
      case 'MMM':
        return name.slice(0, 3)
      case 'MM':
        return String(month).padStart(2, '0')
      case 'M':
        return String(month)
      case 'dddd':
        return dayName
      case 'ddd':
        return dayName.slice(0, 3)
      case 'do':
        return ordinal(day)
      case 'dd':
        return String(day).padStart(2, '0')
      case 'd':
        return String(day)
      case 'yyyy':
        return String(year)
      default:
        return String(year % 100).padStart(2, '0')
    }
  })
}

export function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${ending}`
}

/** `a`, `a and b`, `a, b, and c`. */
export function listed(parts: readonly string[], word: string): string {
  if (parts.length < 3) return parts.join(` ${word} `)
  return `${parts.slice(0, -1).join(', ')}, ${word} ${parts.at(-1)}`
}

/** Capitals, but letters after a digit or inside a code stay: huN901-DM1, mg/kg keep their meaning. */
export function capitals(value: string): string {
  return value
    .split(/(\s+)/)
    .map((word) => (/[a-z][A-Z0-9]|\d[a-z]/.test(word) && /\d/.test(word) ? word : word.toUpperCase()))
    .join('')
}

function textOf(value: FactValue | undefined, helper: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new Unusable(`${helper} needs a text, and was given ${kindOf(value)}`)
}

function kindOf(value: FactValue | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'a fact that is not filled in'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a block of facts' : `${value}`
}

function part(value: FactValue | undefined, key: string, helper: string): string {
  const record = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  const found = (record as Readonly<Record<string, FactValue>> | undefined)?.[key]
  if (typeof found !== 'string')
    throw new Unusable(`${helper} needs facts with "${key}", and was given ${kindOf(value)}`)
  return found
}

export function truthy(value: FactValue | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

export const helpers: Readonly<Record<string, Helper>> = {
  /** `{{date report.date "MMMM d, yyyy"}}` */
  date: ([value, pattern]) =>
    formatDate(textOf(value, 'date'), pattern === undefined ? 'MMMM d, yyyy' : textOf(pattern, 'date')),
  /** `{{phone registrant.phone}}`: (617) 995-2500; `style="dashes"`: 617-995-2500; abroad +353 1 555 0100 */
  phone: ([value], { style = 'brackets' }) => {
    const number = part(value, 'number', 'phone')
    const { area, country, extension, written } = value as Readonly<Record<string, FactValue>>
    if (typeof written === 'string') return written
    const ending = typeof extension === 'string' ? ` ext. ${extension}` : ''
    if (typeof country === 'string' && country !== '1')
      return `+${country} ${typeof area === 'string' ? `${area} ` : ''}${number}${ending}`
    return style === 'dashes' ? `${area}-${number}${ending}` : `(${area}) ${number}${ending}`
  },
  ordinal: ([value]) => {
    const count = Number(textOf(value, 'ordinal'))
    if (!Number.isInteger(count) || count < 0) throw new Unusable('ordinal needs a whole number')
    return ordinal(count)
  },
  /** `{{list names}}`: a, b, and c; `word="or"` */
  list: ([value], { word = 'and' }) => {
    if (!Array.isArray(value)) throw new Unusable(`list needs a list, and was given ${kindOf(value)}`)
    return listed(
      value.map((one: FactValue) => textOf(one, 'list')),
      textOf(word, 'list'),
    )
  },
  upper: ([value]) => capitals(textOf(value, 'upper')),
  /** `{{join parts " "}}` */
  join: ([value, between]) => {
    if (!Array.isArray(value)) throw new Unusable(`join needs a list, and was given ${kindOf(value)}`)
    return value
      .map((one: FactValue) => textOf(one, 'join'))
      .join(between === undefined ? ', ' : textOf(between, 'join'))
  },
  /** A ballot box: crossed when the fact is true. Other signs: `{{box x checked="[X]" empty="[ ]"}}`. */
  box: ([value], { checked = '\u2612', empty = '\u2610' }) => (truthy(value) ? checked : empty),
  /** Conditions, for `#if` and `#unless`. */
  eq: ([a, b]) => a === b,
  ne: ([a, b]) => a !== b,
  and: (values) => values.every(truthy),
  or: (values) => values.some(truthy),
  not: ([value]) => !truthy(value),
}
