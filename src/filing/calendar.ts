/**
 * Business days as the Commission counts them: no Saturdays, Sundays or federal holidays (17 CFR 240.0-2,
 * 5 U.S.C. 6103), and no day on which it was closed by order.
 */
import { addDays, dayOf, type IsoDate, isoDate, isoOf, weekday } from './dates.ts'

/** The `count`th weekday of a month; the last one for -1. */
function nth(year: number, month: number, day: number, count: number): IsoDate {
  if (count < 0) {
    const next = month === 12 ? isoOf(year + 1, 1, 1) : isoOf(year, month + 1, 1)
    const last = addDays(next, -1)
    return addDays(last, -((weekday(last) - day + 7) % 7))
  }
  const first = isoOf(year, month, 1)
  return addDays(first, ((day - weekday(first) + 7) % 7) + (count - 1) * 7)
}

/** A fixed holiday where it is kept: on Friday for a Saturday, on Monday for a Sunday. */
function observed(date: IsoDate): IsoDate {
  const day = weekday(date)
  return day === 6 ? addDays(date, -1) : day === 0 ? addDays(date, 1) : date
}

const [monday, thursday] = [1, 4]

/** Federal holidays that are kept in a year, New Year's Day of the next one among them when it falls on a Saturday. */
export function holidays(year: number): readonly IsoDate[] {
  const fixed = [
    isoOf(year, 1, 1),
    isoOf(year, 7, 4),
    isoOf(year, 11, 11),
    isoOf(year, 12, 25),
    isoOf(year + 1, 1, 1),
  ]
  // Public Law 117-17.
  if (year >= 2021) fixed.push(isoOf(year, 6, 19))
  const moving = [
    nth(year, 1, monday, 3),
    nth(year, 2, monday, 3),
    nth(year, 5, monday, -1),
    nth(year, 9, monday, 1),
    nth(year, 10, monday, 2),
    nth(year, 11, thursday, 4),
  ]
  return [...fixed.map(observed), ...moving].filter((date) => dayOf(date).year === year).sort()
}

export interface ClosedDay {
  readonly date: IsoDate
  readonly why: string
}

/**
 * Days on which the Commission announced that EDGAR was closed by order of the President and filings were not due.
 * Only days whose announcement was seen stand here: a day too many would name a last day too late. Others, and those
 * to come, are given by `--closed`.
 */
export const closedByOrder: readonly ClosedDay[] = [
  { date: isoDate('2018-12-05'), why: 'day of mourning for George H. W. Bush' },
  { date: isoDate('2019-12-24'), why: 'Executive Order 13900' },
  { date: isoDate('2020-12-24'), why: 'Executive Order 13965' },
  { date: isoDate('2025-01-09'), why: 'day of mourning for James Earl Carter, Jr.' },
]

/** @param closed days closed by order beside those of the table */
export function isBusinessDay(date: IsoDate, closed: readonly IsoDate[] = []): boolean {
  const day = weekday(date)
  const ordered = closed.includes(date) || closedByOrder.some((one) => one.date === date)
  return day !== 0 && day !== 6 && !ordered && !holidays(dayOf(date).year).includes(date)
}

/**
 * The `count`th business day after an event. An event on a day without business counts from the first business day
 * after it, which is then day one (Form 8-K, General Instruction B.1).
 */
export function businessDaysAfter(event: IsoDate, count: number, closed: readonly IsoDate[] = []): IsoDate {
  let date = event
  for (let left = count; left > 0; ) {
    date = addDays(date, 1)
    if (isBusinessDay(date, closed)) left--
  }
  return date
}
