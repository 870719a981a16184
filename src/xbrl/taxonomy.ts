/**
 * The yearly taxonomies of the SEC that a cover page uses, and when EDGAR takes them.
 *
 * From when to when: releases of EDGAR (24.1, 25.1, 26.1) and the list of standard taxonomies of its validation. A year
 * is taken out about two years later; where that day is not known, there is none.
 */
import { type IsoDate, isoDate } from '../filing/dates.ts'

export interface TaxonomyYear {
  readonly year: string
  readonly from: IsoDate
  readonly until?: IsoDate
}

/** Newest first. */
export const years: readonly TaxonomyYear[] = [
  { year: '2026', from: isoDate('2026-03-16') },
  { year: '2025', from: isoDate('2025-03-17') },
  // Its removal would have come with a release of June 2026 that was cancelled; last seen accepted on 2026-06-25.
  { year: '2024', from: isoDate('2024-03-18') },
]

/** Years that EDGAR took before those, and the day on which it stopped to. */
const retired: Readonly<Record<string, IsoDate>> = {
  '2023': isoDate('2025-06-16'),
  '2022': isoDate('2024-06-17'),
}

/** The newest taxonomy that EDGAR takes on a day of filing; none for a day before the table begins. */
export function yearOn(date: IsoDate): TaxonomyYear | undefined {
  return years.find(({ from }) => from <= date)
}

/** Whether EDGAR takes a year's taxonomy on a day; undefined where that is not known. */
export function takenOn(year: string, date: IsoDate): boolean | undefined {
  const row = years.find((one) => one.year === year)
  if (row) return row.from <= date && (row.until === undefined || date < row.until)
  const end = retired[year.slice(0, 4)]
  if (end !== undefined) return date < end
  // Years before those had been taken out by the day on which the table begins; when each was, is not known here.
  return year < '2022' && date >= (years.at(-1)?.from ?? date) ? false : undefined
}

/** The prefixes a cover page uses, with the namespace and schema of a year. */
export const taxonomies = {
  dei: {
    namespace: (year: string) => `http://xbrl.sec.gov/dei/${year}`,
    schema: (year: string) => `https://xbrl.sec.gov/dei/${year}/dei-${year}.xsd`,
  },
  'us-gaap': {
    namespace: (year: string) => `http://fasb.org/us-gaap/${year}`,
    schema: (year: string) => `https://xbrl.fasb.org/us-gaap/${year}/elts/us-gaap-${year}.xsd`,
  },
  exch: {
    namespace: (year: string) => `http://xbrl.sec.gov/exch/${year}`,
    schema: (year: string) => `https://xbrl.sec.gov/exch/${year}/exch-${year}.xsd`,
  },
} as const

export type Standard = keyof typeof taxonomies
