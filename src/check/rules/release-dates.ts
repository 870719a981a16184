/** Dates that must agree: dateline, item, index and cover page. */
import type { IsoDate } from '../../filing/dates.ts'
import type { Filing } from '../../filing/filing.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import type { Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const releaseDates = family(
  {
    A001: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'two dates of one event do not agree',
      hint: 'correct the one that is wrong, or waive it with the reason',
      in: 'ex99-1.md',
      wrong: 'date: 2026-03-01',
      right: 'date: 2026-03-02',
    },
  },
  {
    submission({ filing, report }, say) {
      if (!filing || !report) return
      checkReleaseDates(filing, report, say)
      checkReportDate(filing, report, say)
    },
  },
)

const issued = /\b(?:issued|announced|published|distributed)\b[^.]{0,80}\b(?:press|news|earnings)?\s*release/i

/** The dateline of a release against the sentence that says when it was issued, and against its title in the index. */
function checkReleaseDates({ exhibits, facts }: Filing, report: Reading, say: Say<'A001'>): void {
  const said = report.passages
    .filter(({ part, text }) => part === 'item' && issued.test(text))
    .flatMap((passage) =>
      datesIn(passage.text)
        .filter(({ start }) => start < passage.text.search(issued))
        .map(({ date }) => date),
    )
  for (const { facts: exhibit, content } of exhibits) {
    if (content.kind !== 'authored' || content.release.date === undefined) continue
    const { date } = content.release
    const others = new Map<string, string>()
    for (const one of datesIn(exhibit.title)) others.set('in the exhibit index', one.date)
    const [first] = said
    if (first !== undefined)
      others.set(`in Item ${report.passages.find(({ text }) => issued.test(text))?.item ?? ''}`, first)
    const differing = [...others].filter(([, other]) => other !== date)
    const [one] = differing
    if (one)
      say(
        'A001',
        content.places('date'),
        `the dateline of Exhibit ${exhibit.number} is ${longDate(date as IsoDate)}, but ${longDate(one[1] as IsoDate)} ${differing.map(([where]) => where).join(' and ')}`,
      )
    else if (others.size === 0 && date !== facts.reportDate)
      say(
        'A001',
        content.places('date'),
        `the dateline of Exhibit ${exhibit.number} is ${longDate(date as IsoDate)}; the date of report is ${longDate(facts.reportDate as IsoDate)}`,
      )
  }
}

/** The report's date is the day of an event that some item tells of, when items give days at all. */
function checkReportDate({ facts, places }: Filing, { passages }: Reading, say: Say<'A001'>): void {
  const given = passages
    .filter(({ part, item }) => part === 'item' && item !== '9.01')
    .flatMap(({ text }) => datesIn(text))
  const opening = passages.find(
    ({ part, kind, text }) => part === 'item' && kind === 'text' && /^on [a-z]/i.test(text),
  )
  if (opening && given.length > 0 && !given.some(({ date }) => date === facts.reportDate))
    say(
      'A001',
      places('reportDate'),
      `the date of report is ${longDate(facts.reportDate as IsoDate)}; the items speak of ${longDate(given[0]?.date as IsoDate)} and never of that day`,
    )
}
