/** What transformations read, as the SEC's own code was seen to. */
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../src/filing/dates.ts'
import { namesAgree } from '../../src/xbrl/company-name.ts'
import { exchangeCodeOf } from '../../src/xbrl/exchanges.ts'
import { jurisdictionCodeOf } from '../../src/xbrl/readings.ts'
import { takenOn, yearOn } from '../../src/xbrl/taxonomy.ts'
import { transformed } from '../../src/xbrl/transforms.ts'

describe.each([
  ['ixt:date-monthname-day-year-en', 'June 4, 2007', '2007-06-04'],
  ['ixt:date-monthname-day-year-en', 'JUNE 4, 2007', '2007-06-04'],
  ['ixt:date-monthname-day-year-en', 'Feb. 24, 2026', '2026-02-24'],
  ['ixt:date-monthname-day-year-en', 'February 24th, 2026', '2026-02-24'],
  ['ixt:date-monthname-day-year-en', 'February\u00a024,\u00a02026', '2026-02-24'],
  ['ixt:date-monthname-day-year-en', 'Tuesday, February 24, 2026', undefined],
  ['ixt:date-monthname-day-year-en', '6/4/2024', undefined],
  ['ixt:date-monthname-day-year-en', 'February 30, 2026', undefined],
  ['ixt:date-day-monthname-year-en', '24 February 2026', '2026-02-24'],
  ['ixt:date-month-day-year', '02/24/2026', '2026-02-24'],
  ['ixt:date-month-day-year', '2/24/26', '2026-02-24'],
  ['ixt:date-year-month-day', '2026-02-24', '2026-02-24'],
  ['ixt:date-monthname-day-en', 'June 30', '--06-30'],
  ['ixt-sec:boolballotbox', '\u2610', 'false'],
  ['ixt-sec:boolballotbox', '\u2611', 'true'],
  ['ixt-sec:boolballotbox', '\u2612', 'true'],
  ['ixt-sec:boolballotbox', '\u2713', undefined],
  ['ixt-sec:boolballotbox', 'o', undefined],
  ['ixt:fixed-false', 'o', 'false'],
  ['ixt-sec:stateprovnameen', 'Delaware', 'DE'],
  ['ixt-sec:stateprovnameen', 'delaware', 'DE'],
  ['ixt-sec:stateprovnameen', 'DELAWARE', undefined],
  ['ixt-sec:stateprovnameen', 'State of Delaware', undefined],
  ['ixt-sec:stateprovnameen', 'D.C.', undefined],
  ['ixt-sec:stateprovnameen', 'West Virginia', 'WV'],
  ['ixt-sec:edgarprovcountryen', 'Georgia', '2Q'],
  ['ixt-sec:edgarprovcountryen', 'Ontario', 'A6'],
  ['ixt-sec:edgarprovcountryen', 'The Cayman Islands', undefined],
  ['ixt-sec:edgarprovcountryen', 'Cayman Islands', 'E9'],
  ['ixt-sec:edgarprovcountryen', 'England and Wales', 'X0'],
  ['ixt-sec:countrynameen', 'Ireland', 'IE'],
  ['ixt-sec:exchnameen', 'The Nasdaq Stock Market LLC', 'NASDAQ'],
  ['ixt-sec:exchnameen', 'Nasdaq Global Select Market', 'NASDAQ'],
  ['ixt-sec:exchnameen', 'The Nasdaq Capital Market', undefined],
  ['ixt-sec:exchnameen', 'New York Stock Exchange', 'NYSE'],
  ['ixt-sec:exchnameen', 'New York Stock Exchange, Inc.', undefined],
  ['ixt-sec:exchnameen', 'NYSE American LLC', 'NYSEAMER'],
  ['ixt-sec:exchnameen', 'NYSE Texas', undefined],
  ['ixt-sec:nothing', 'x', undefined],
])('%s', (format, words, value) => {
  it(`reads "${words}" as ${value}`, () => expect(transformed(format, words)).toBe(value))
})

describe('a name that could be another’s', () => {
  it.each([
    ['Delaware', 'DE'],
    ['DELAWARE', 'DE'],
    ['State of Delaware', 'DE'],
    ['Georgia', 'GA'],
    ['Ontario, Canada', 'A6'],
    ['The Netherlands', 'P7'],
    ['Washington, D.C.', undefined],
    ['Atlantis', undefined],
  ])('%s is %s', (name, code) => expect(jurisdictionCodeOf(name)).toBe(code))

  it.each([
    ['The Nasdaq Capital Market', 'NASDAQ'],
    ['NYSE Texas, Inc.', 'CHX'],
    ['Long-Term Stock Exchange', undefined],
    ['OTCQB', undefined],
  ])('%s is %s', (name, code) => expect(exchangeCodeOf(name)).toBe(code))
})

describe('the name that EDGAR has on record', () => {
  it.each([
    ['NVIDIA CORP', 'NVIDIA CORPORATION', true],
    ['HARBORLIGHT & SONS INSTRUMENTS INC', 'Harborlight & Sons Instruments, Inc.', true],
    ['Harborlight and Sons Instruments Inc /DE/', 'Harborlight & Sons Instruments, Inc.', true],
    ['HARBORLIGHT INSTRUMENTS INC', 'Harborlight & Sons Instruments, Inc.', false],
    ['BUCKLE INC', 'THE BUCKLE, INC.', true],
    ['JPMORGAN CHASE & CO', 'JPMorgan Chase & Co.', true],
    ['SOCIETE GENERALE', 'Société Générale', true],
  ])('%s against %s: %s', (conformed, printed, agree) => expect(namesAgree(conformed, printed)).toBe(agree))
})

describe('the taxonomy of a day', () => {
  it.each([
    ['2024-03-17', undefined],
    ['2024-03-18', '2024'],
    ['2026-02-24', '2025'],
    ['2026-03-16', '2026'],
  ])('of %s is %s', (day, year) => expect(yearOn(isoDate(day))?.year).toBe(year))

  it('is known to be refused, taken, or unknown', () => {
    const day = isoDate('2026-03-20')
    expect(['2023', '2025', '2026', '2019', '2031'].map((year) => takenOn(year, day))).toEqual([
      false,
      true,
      true,
      false,
      undefined,
    ])
  })
})
