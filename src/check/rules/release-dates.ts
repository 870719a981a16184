/** Dates that must agree: dateline, item, index and cover page. */
import type { IsoDate } from '../../filing/dates.ts'
import type { Filing } from '../../filing/filing.ts'
import { dateOfReport } from '../cover-dates.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import type { Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'

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
    submission(submission, say) {
      const { filing, report, formKnown } = submission
      if (!report || !formKnown) return
      if (filing) checkReleaseDates(filing, report, say)
      // What an amendment tells of was dated in the report that it amends.
      if (report.form !== '8-K/A') checkReportDate(submission, report, say)
    },
  },
)

const issued = /\b(?:issued|announced|published|distributed)\b[^.]{0,80}\b(?:press|news|earnings)?\s*release/i

/** The dateline of a release against the sentence that says when it was issued, and against its title in the index. */
function checkReleaseDates({ exhibits, facts }: Filing, report: Reading, say: Say<'A001'>): void {
  if (facts.form === '8-K/A') return
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
function checkReportDate({ date, place, filing }: Submission, { passages }: Reading, say: Say<'A001'>): void {
  if (date === undefined) return
  const items = passages.filter(({ part, item }) => part === 'item' && item !== '9.01')
  const given = items.flatMap(({ text }) => datesIn(text))
  const opening = items.find(({ kind, text }) => kind === 'text' && /^on [a-z]/i.test(text))
  const event = opening && datesIn(opening.text)[0]
  if (!event || given.some((one) => one.date === date)) return
  const page = passages.filter(({ part }) => part === 'cover-page')
  const cover = dateOfReport(page)
  // Some covers give the day of filing, and the day of the event in brackets.
  if (cover && !filing) {
    const near = page.slice(page.indexOf(cover.passage), page.indexOf(cover.passage) + 3)
    const shown = near.flatMap(({ text }) => datesIn(text).map((one) => one.date))
    if (given.some((one) => shown.includes(one.date))) return
  }
  say(
    'A001',
    filing ? place('reportDate') : cover?.passage.place(cover.start, cover.end),
    `the date of report is ${longDate(date)}; the items speak of ${longDate(event.date)} and never of that day`,
  )
}
