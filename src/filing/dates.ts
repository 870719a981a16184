/** Calendar dates without clock or time zone. */

/** `YYYY-MM-DD` of a day that exists; compares as text. */
export type IsoDate = string & { readonly __brand: 'IsoDate' }

export interface Day {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (lengths[month - 1] ?? 0)
}

/** Whether text is `YYYY-MM-DD` and that day exists. */
export function isIsoDate(text: string): text is IsoDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** @throws RangeError for a day that does not exist: only for dates in our own tables. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`not a date: ${text}`)
  return text
}

export function dayOf(date: IsoDate): Day {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** 0 for Sunday to 6 for Saturday (Sakamoto's rule for the Gregorian calendar). */
export function weekday(date: IsoDate): number {
  const { year, month, day } = dayOf(date)
  const y = month < 3 ? year - 1 : year
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7
}

export function isoOf(year: number, month: number, day: number): IsoDate {
  const two = (value: number): string => String(value).padStart(2, '0')
  return isoDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`)
}

/** A date some days later, or earlier for a negative count. */
export function addDays(date: IsoDate, count: number): IsoDate {
  let { year, month, day } = dayOf(date)
  day += count
  while (day < 1) {
    month--
    if (month < 1) {
      month = 12
      year--
    }
    day += daysIn(year, month)
  }
  while (day > daysIn(year, month)) {
    day -= daysIn(year, month)
    month++
    if (month > 12) {
      month = 1
      year++
    }
  }
  return isoOf(year, month, day)
}

/** Names of the months as filings write them. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
