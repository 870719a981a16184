/** When each item of a report is due (Form 8-K, General Instruction B; Regulation S-T, Rules 12 and 13). */
import { businessDaysAfter } from './calendar.ts'
import { addDays, type IsoDate } from './dates.ts'

export interface Due {
  readonly item: string
  /** The last day; none where the rule is no count of days. */
  readonly date: IsoDate | undefined
  /** What the count begins with. */
  readonly from: string
  readonly rule: string
}

/** Item 9.01 goes with the item it supports; others have a last day or none. */
export const hasOwnDay = ({ item, date }: Due): boolean => date !== undefined && item !== '9.01'

const fourDays = 'Form 8-K, General Instruction B.1'

/** What begins the count, where it is not the event itself. */
const beginnings: Readonly<Record<string, string>> = {
  '1.05': 'the day the incident was found to be material',
  '5.08': 'the day the meeting date was set',
}

/**
 * @param event the date of report: of the earliest event reported
 * @param closed days on which the Commission was closed by order
 */
export function dueDates(items: readonly string[], event: IsoDate, closed: readonly IsoDate[] = []): Due[] {
  const counted = businessDaysAfter(event, 4, closed)
  return items.map((item): Due => {
    if (item === '7.01') {
      const from = 'with the disclosure if it is intentional, else promptly'
      return { item, date: undefined, from, rule: '17 CFR 243.100(a), 243.101(d)' }
    }
    if (item === '8.01') {
      const from = 'voluntary, unless it alone serves Regulation FD'
      return { item, date: undefined, from, rule: 'Form 8-K, Item 8.01' }
    }
    if (item === '9.01') {
      const from = 'with the item it supports; financial statements of a business acquired may follow'
      return { item, date: counted, from, rule: 'Form 8-K, Item 9.01' }
    }
    return { item, date: counted, from: beginnings[item] ?? 'the event', rule: fourDays }
  })
}

const corrected = 'an amendment that corrects has no last day: promptly'
const fourDaysOf = (what: string): string => `within four business days after ${what}`

/** What an amendment of an item brings, and until when; none where it can only correct. */
const completions: Readonly<Record<string, Omit<Due, 'item' | 'date'>>> = {
  '1.05': {
    from: fourDaysOf('what the first report left out is determined or available'),
    rule: 'Instruction 2 to Item 1.05',
  },
  '2.05': { from: fourDaysOf('an amount is estimated that the first report left out'), rule: 'Item 2.05' },
  '2.06': { from: fourDaysOf('an amount is estimated that the first report left out'), rule: 'Item 2.06' },
  '4.01': {
    from: 'the former accountant’s letter: within two business days of its receipt, ten after the first report',
    rule: 'Item 304(a)(3) of Regulation S-K',
  },
  '4.02': { from: 'the accountant’s letter: within two business days of its receipt', rule: 'Item 4.02(c)' },
  '5.02': {
    from: fourDaysOf('what the first report left out is determined or available'),
    rule: 'Instruction 2 to Item 5.02',
  },
}

/**
 * When the amendment of a report is due: of itself it has no last day, but what it adds may have.
 *
 * @param event the date of report, which an amendment shares with the report it amends
 */
export function amendmentDues(
  items: readonly string[],
  event: IsoDate,
  closed: readonly IsoDate[] = [],
): Due[] {
  return items.map((item): Due => {
    if (item === '5.07') {
      const from =
        'how often holders vote on pay: 150 days after the meeting, and 60 days before proposals are due'
      return { item, date: addDays(event, 150), from, rule: 'Item 5.07(d)' }
    }
    if (item === '9.01') {
      const from = 'financial statements of a business acquired: 71 days after the first report was due'
      return { item, date: financialStatementsDue(event, closed), from, rule: 'Item 9.01(a)(3)' }
    }
    return { item, date: undefined, ...(completions[item] ?? { from: corrected, rule: '17 CFR 240.12b-20' }) }
  })
}

/** Last day for the financial statements of a business acquired: 71 calendar days after the report was due. */
export function financialStatementsDue(event: IsoDate, closed: readonly IsoDate[] = []): IsoDate {
  return addDays(businessDaysAfter(event, 4, closed), 71)
}

/** Transmission begun by then counts for that day; later, for the next business day (17 CFR 232.13(a)(2)). */
export const lastHour = '5:30 p.m. Eastern'
