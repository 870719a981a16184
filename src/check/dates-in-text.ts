/** Dates as filings write them: `June 4, 2007`, `June 1-5, 2007`, `June/July 2007`, `4 June 2007`. */

import { type IsoDate, isIsoDate, monthNames } from '../filing/dates.ts'
import { matches } from '../matches.ts'

const month = `(?:${monthNames.join('|')})`
const dayPattern = new RegExp(`\\b(${month})\\s+(\\d{1,2})(?:\\s*,\\s*|\\s+)(\\d{4})\\b`, 'gi')

export interface DateInText {
  readonly date: IsoDate
  readonly start: number
  readonly end: number
}

/** Whole dates, in order. A day that does not exist is passed over. */
export function datesIn(text: string): DateInText[] {
  return matches(dayPattern, text).flatMap((match) => {
    const name = (match[1] ?? '').toLowerCase()
    const at = monthNames.findIndex((one) => one.toLowerCase() === name) + 1
    const date = `${match[3]}-${String(at).padStart(2, '0')}-${(match[2] ?? '').padStart(2, '0')}`
    return isIsoDate(date) ? [{ date, start: match.index, end: match.index + match[0].length }] : []
  })
}

/** `June 4, 2007`. */
export function longDate(date: IsoDate): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}, ${date.slice(0, 4)}`
}
