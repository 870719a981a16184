import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deadlines, deadlineText } from '../../src/commands/deadline.ts'
import { businessDaysAfter, holidays, isBusinessDay } from '../../src/filing/calendar.ts'
import { addDays, isoDate, weekday } from '../../src/filing/dates.ts'
import { amendmentDues, dueDates, financialStatementsDue } from '../../src/filing/deadline.ts'
import { editionOn, itemOn, items } from '../../src/filing/form-8-k.ts'
import { facts, usual, worldWith } from '../support/filing.ts'
import { hasShared, shared } from '../support/tools.ts'

interface Vectors {
  readonly vectors: readonly {
    readonly eventDate: string
    readonly weekday: string
    readonly dueDate: string
    readonly case: string
  }[]
}
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

describe('business days', () => {
  it.skipIf(!hasShared)(
    `give the due dates of all vectors${hasShared ? '' : ' (skipped: no ../shared)'}`,
    () => {
      const { vectors } = JSON.parse(
        readFileSync(`${shared}/reference/data/deadline-vectors.json`, 'utf8'),
      ) as Vectors
      expect(vectors.length).toBe(14)
      for (const { eventDate, weekday: name, dueDate, case: why } of vectors) {
        expect([businessDaysAfter(isoDate(eventDate), 4), days[weekday(isoDate(eventDate))]], why).toEqual([
          dueDate,
          name,
        ])
      }
    },
  )

  /** Made by tests/conformance/due_dates.py in the conformance run. */
  const independent = process.env['FILINGPRESS_CALENDAR']
  it.skipIf(independent === undefined)(
    'are due as an independent calendar says, for every day 2004-2035 (conformance run)',
    () => {
      const due = Object.entries(
        JSON.parse(readFileSync(independent ?? '', 'utf8')) as Record<string, string>,
      )
      expect(due.length).toBeGreaterThan(11_000)
      for (const [event, date] of due) expect(businessDaysAfter(isoDate(event), 4), event).toBe(date)
    },
  )

  it.each([
    ['2021-12-31', 'New Year on a Saturday is kept the Friday before'],
    ['2023-01-02', 'New Year on a Sunday is kept on Monday'],
    ['2024-06-19', 'Juneteenth'],
    ['2024-11-28', 'Thanksgiving'],
    ['2025-01-20', 'Martin Luther King, Jr.'],
  ])('%s is none: %s', (date) => expect(isBusinessDay(isoDate(date))).toBe(false))

  it.each(['2020-06-19', '2024-11-29', '2021-12-24'.replace('24', '23'), '2022-01-03'])('%s is one', (date) =>
    expect(isBusinessDay(isoDate(date))).toBe(true),
  )

  it('have ten or eleven holidays in their years, as the law has it', () => {
    for (let year = 2004; year <= 2035; year++) {
      const saturdayNewYear = weekday(isoDate(`${year + 1}-01-01`)) === 6 ? 1 : 0
      const movedAway = weekday(isoDate(`${year}-01-01`)) === 6 ? 1 : 0
      expect(holidays(year).length, `${year}`).toBe((year >= 2021 ? 11 : 10) + saturdayNewYear - movedAway)
    }
  })

  it('agree with JavaScript’s own calendar on every weekday 2004-2035', () => {
    for (let date = isoDate('2004-01-01'); date < '2036-01-01'; date = addDays(date, 1)) {
      expect(weekday(date), date).toBe(new Date(`${date}T00:00:00Z`).getUTCDay())
    }
  })

  it('skip days closed by order, of the table and given', () => {
    expect(businessDaysAfter(isoDate('2025-01-06'), 4)).toBe('2025-01-13')
    expect(businessDaysAfter(isoDate('2018-11-30'), 4)).toBe('2018-12-07')
    expect(businessDaysAfter(isoDate('2026-01-06'), 4)).toBe('2026-01-12')
    expect(businessDaysAfter(isoDate('2026-01-06'), 4, [isoDate('2026-01-09')])).toBe('2026-01-13')
  })
})

describe('deadlines', () => {
  it('are counted from what each item says', () => {
    const due = dueDates(['1.05', '7.01', '8.01', '9.01'], isoDate('2024-08-30'))
    expect(due.map(({ item, date }) => [item, date])).toEqual([
      ['1.05', '2024-09-06'],
      ['7.01', undefined],
      ['8.01', undefined],
      ['9.01', '2024-09-06'],
    ])
    expect(financialStatementsDue(isoDate('2024-08-30'))).toBe('2024-11-16')
  })
})

describe('an amendment', () => {
  it('has no last day of its own; what it brings may have one', () => {
    const due = amendmentDues(['2.05', '5.07', '8.01', '9.01'], isoDate('2024-08-30'))
    expect(due.map(({ item, date, rule }) => [item, date, rule])).toEqual([
      ['2.05', undefined, 'Item 2.05'],
      ['5.07', '2025-01-27', 'Item 5.07(d)'],
      ['8.01', undefined, '17 CFR 240.12b-20'],
      ['9.01', '2024-11-16', 'Item 9.01(a)(3)'],
    ])
  })

  it('is spoken of as such by deadline, with no day of the report it amends', () => {
    const world = worldWith({
      'filing.yaml': facts.replace('form: 8-K', 'form: 8-K/A\namendment: { number: 1, note: It corrects. }'),
    })
    const found = deadlines(world, usual, 'one', [])
    expect(found.due).toBeUndefined()
    expect(deadlineText(found)).toMatch(/amendment of the report of .* 2010; it has no last day of its own/)
    expect(deadlineText(found)).not.toContain('May 7')
  })
})

describe('the form by date', () => {
  it.each([
    ['2004-08-22', undefined],
    ['2004-08-23', '2004'],
    ['2017-04-11', '2004'],
    ['2017-04-12', '2017'],
    ['2019-05-01', '2017'],
    ['2019-05-02', '2019'],
  ])('the edition of %s is %s', (date, id) => expect(editionOn(isoDate(date))?.id).toBe(id))

  it('has each item once on any date, and never 6.10', () => {
    for (const { number, from } of items) {
      expect(items.filter((row) => row.number === number && itemOn(number, from) === row).length).toBe(1)
      expect(number).not.toBe('6.10')
    }
    expect(itemOn('5.02', isoDate('2006-11-06'))?.caption).toContain('Principal Officers')
    expect(itemOn('5.02', isoDate('2006-11-07'))?.caption).toContain('Compensatory Arrangements')
  })
})
