/**
 * What a transformation of Inline XBRL makes of printed words, or that it cannot read them.
 *
 * Those of the registries 2020-02-12 and 2022-02-16 (`ixt`) and of the SEC's own (`ixt-sec` 2015-08-31) that a cover
 * page uses, with the names of the registry of 2015 for files of other makers. Source: EFM 5.2.5.12, 6.5.
 */
import { daysIn, monthNames } from '../filing/dates.ts'
import { countryNames, edgarNames, exchangeNames, type Names, stateNames } from './name-tables.ts'

/** A transformation by its usual prefix and name, as `ixt-sec:exchnameen`. */
export type Format = string

const shortMonths = monthNames.map((name) => name.slice(0, 3))
const capitals = (names: readonly string[]) => names.map((name) => name.toUpperCase())
const spelled = [...monthNames, ...shortMonths, ...capitals(shortMonths), ...capitals(monthNames)]
const month = `(${spelled.join('|')})`
const year = '([0-9]{4}|[0-9]{1,2})'
const whole = (pattern: string) => new RegExp(`^[ \\t\\n\\r]*${pattern}[ \\t\\n\\r]*$`)

type Read = (text: string) => string | undefined

/** Groups of a pattern in the order of year, month, day; a year of two figures is of this century. */
function date(pattern: string, [yearAt, monthAt, dayAt]: readonly [number, number, number]): Read {
  const shape = whole(pattern)
  return (text) => {
    const match = shape.exec(text)
    if (!match) return undefined
    const written = match[yearAt] ?? ''
    const fullYear = written.length > 2 ? Number(written) : 2000 + Number(written)
    return iso(fullYear, monthOf(match[monthAt] ?? ''), Number(match[dayAt]))
  }
}

const monthOf = (text: string): number =>
  /^\d/.test(text) ? Number(text) : capitals(shortMonths).indexOf(text.slice(0, 3).toUpperCase()) + 1

const two = (value: number): string => String(value).padStart(2, '0')

function iso(yearOf: number, monthOfYear: number, day: number): string | undefined {
  if (monthOfYear < 1 || monthOfYear > 12 || day < 1 || day > daysIn(yearOf, monthOfYear)) return undefined
  return `${String(yearOf).padStart(4, '0')}-${two(monthOfYear)}-${two(day)}`
}

const monthDay = (text: string): string | undefined => {
  const match = whole(`${month}[^0-9]+([0-9]{1,2})[a-zA-Z]{0,2}`).exec(text)
  const found = match && iso(2000, monthOf(match[1] ?? ''), Number(match[2]))
  return found ? `--${found.slice(5)}` : undefined
}

function names(table: Names): Read {
  let patterns: readonly (readonly [RegExp, string])[] | undefined
  return (text) => {
    if (text.trim() === '') return undefined
    patterns ??= table.map(([pattern, code]) => [whole(`(?:${pattern})`), code] as const)
    return patterns.find(([pattern]) => pattern.test(text))?.[1]
  }
}

const fixed =
  (value: string): Read =>
  () =>
    value

/** A number with its decimal sign; the other sign and spaces part its thousands. */
function decimal(sign: '.' | ','): Read {
  const [parts, point] = sign === '.' ? [',', '\\.'] : ['\\.', ',']
  const shape = whole(`([0-9][0-9${parts} \u00a0]*)?(?:${point}([0-9]+))?`)
  return (text) => {
    const match = shape.exec(text)
    const [units, rest] = [match?.[1]?.replace(/[^0-9]/g, ''), match?.[2]]
    if (units === undefined && rest === undefined) return undefined
    return rest === undefined ? units : `${units ?? '0'}.${rest}`
  }
}

const monthDayYear = date(`${month}[^0-9]+([0-9]+)[^0-9]+${year}`, [3, 1, 2])
const numbersMonthFirst = date(`([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+${year}`, [3, 1, 2])
const dayMonthYear = date(`([0-9]{1,2})[^0-9]+${month}[^0-9]+${year}`, [3, 2, 1])

const transforms: Readonly<Record<Format, Read>> = {
  'ixt:date-monthname-day-year-en': monthDayYear,
  'ixt:datemonthdayyearen': monthDayYear,
  'ixt:date-day-monthname-year-en': dayMonthYear,
  'ixt:datedaymonthyearen': dayMonthYear,
  'ixt:date-month-day-year': numbersMonthFirst,
  'ixt:datemonthdayyear': numbersMonthFirst,
  'ixt:date-year-month-day': date(`${year}[^0-9]+([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]*`, [1, 2, 3]),
  'ixt:date-monthname-day-en': monthDay,
  'ixt:datemonthdayen': monthDay,
  'ixt:fixed-true': fixed('true'),
  'ixt:booleantrue': fixed('true'),
  'ixt:fixed-false': fixed('false'),
  'ixt:booleanfalse': fixed('false'),
  'ixt:fixed-empty': fixed(''),
  'ixt:nocontent': fixed(''),
  'ixt:fixed-zero': fixed('0'),
  'ixt:zerodash': fixed('0'),
  'ixt:numdash': fixed('0'),
  'ixt:num-dot-decimal': decimal('.'),
  'ixt:numdotdecimal': decimal('.'),
  'ixt:num-comma-decimal': decimal(','),
  'ixt:numcommadecimal': decimal(','),
  'ixt-sec:boolballotbox': (text) => {
    const box = text.replace(/^[ \t\n\r]+|(?<![ \t\n\r])[ \t\n\r]+$/g, '')
    return /^[\u2610-\u2612]$/.test(box) ? String(box !== '\u2610') : undefined
  },
  'ixt-sec:stateprovnameen': names(stateNames),
  'ixt-sec:countrynameen': names(countryNames),
  'ixt-sec:edgarprovcountryen': names(edgarNames),
  'ixt-sec:exchnameen': names(exchangeNames),
}

export const isFormat = (format: Format): boolean => Object.hasOwn(transforms, format)

/**
 * The value that a transformation reads; the words themselves without one.
 *
 * @returns undefined where the words are not in its form, or the transformation is none of a cover page
 */
export function transformed(format: Format | undefined, text: string): string | undefined {
  if (format === undefined) return text
  return transforms[format]?.(text)
}

/** Codes that a transformation can give. */
export function codesOf(format: 'states' | 'countries' | 'edgar' | 'exchanges'): ReadonlySet<string> {
  const table = { states: stateNames, countries: countryNames, edgar: edgarNames, exchanges: exchangeNames }
  return new Set(table[format].map(([, code]) => code))
}
