/** Dates that the calendar does not have, years that slipped, and spans of time that end before they begin. */
import { type IsoDate, isIsoDate, monthNames } from '../../filing/dates.ts'
import { matches } from '../../matches.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import { authoredIn, writtenIn } from '../texts.ts'

export const impossibleDates = family(
  {
    G011: {
      severity: 'finding',
      grade: 'convention',
      source: 'calendar',
      means: 'a date does not exist',
      hint: 'correct the day, the month or the year',
      in: '8-k.md',
      wrong: ' It ends on March 32, 2027.',
      right: '',
    },
    G012: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'the year of a date does not fit the report',
      hint: 'correct the year; waive it when the day of another year is meant',
      in: '8-k.md',
      wrong: ' The board met on March 2, 2016.',
      right: '',
    },
    G013: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'a span of time ends before it begins, or something takes effect before it was decided',
      hint: 'correct one of the two dates',
      in: '8-k.md',
      wrong: ' The term runs from May 1, 2028 through April 30, 2026.',
      right: '',
    },
  },
  {
    reading(reading, say) {
      for (const passage of authoredIn(reading)) {
        checkDays(passage, say)
        checkSpans(passage, say)
      }
    },
    submission: checkYears,
  },
)

const dayOfMonth = new RegExp(
  `\\b(${monthNames.join('|')})\\s+(\\d{1,3})(?:(?:st|nd|rd|th)\\b)?(?:\\s*,\\s*(\\d{4,5}))?(?![\\d,.:/]*\\d|\\s*(?:,?\\s*\\d{4}|%|percent))`,
  'g',
)
/** February has 29 where no year is given. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function checkDays(passage: Passage, say: Say<'G011'>): void {
  for (const match of matches(dayOfMonth, passage.text)) {
    const [whole, name = '', day = '', year] = match
    const month = (monthNames as readonly string[]).indexOf(name)
    const exists =
      year === undefined
        ? // "March 2027" reads as a month and figures; without a year only a day of two figures is one.
          day.length > 2 || (Number(day) >= 1 && Number(day) <= (longest[month] ?? 31))
        : year.length === 4 &&
          isIsoDate(`${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`)
    // "May 40" may be a verb and a count.
    if (exists || (year === undefined && (name === 'May' || name === 'March'))) continue
    say(
      'G011',
      passage.place(match.index, match.index + whole.length),
      `"${whole}" is not a day of the calendar`,
    )
  }
}

const from = /\b(?:from|between|beginning(?: on)?|commencing(?: on)?|starting(?: on)?)\s+$/i
const until =
  /^\s*(?:(?:,\s*)?(?:through|to|until|and|and ending(?: on)?|ending(?: on)?)(?: and including)?)\s+$/i
const decided = /\b(?:elected|appointed|adopted|approved|declared|resigned|notified|entered into|accepted)\b/i
const takesEffect = /\b(?:effective|to be effective|will become effective)(?:\s+(?:as of|on|from))?\s+$/i

function checkSpans(passage: Passage, say: Say<'G013'>): void {
  const { text } = passage
  const dates = datesIn(text)
  dates.forEach((second, index) => {
    const first = dates[index - 1]
    if (!first || second.date >= first.date) return
    const between = text.slice(first.end, second.start)
    const before = text.slice(Math.max(0, first.start - 40), first.start)
    const span = from.test(before) && until.test(between)
    const late =
      between.length < 160 &&
      !/(?<!\b(?:Mr|Mrs|Ms|Dr|Inc|Corp|Jr|Sr|[A-Z]))[.;]\s/.test(between) &&
      takesEffect.test(between) &&
      /^(?:.*\b)?on\s+$/i.test(before) &&
      decided.test(between)
    if (span || late)
      say(
        'G013',
        passage.place(second.start, second.end),
        `${longDate(second.date)} is before ${longDate(first.date)}`,
      )
  })
}

/** A day of the report with another year, or a year that nobody plans for. */
function checkYears(submission: Submission, say: Say<'G012'>): void {
  const { date, formKnown } = submission
  if (date === undefined || !formKnown) return
  for (const { passage } of writtenIn(submission)) {
    for (const { date: other, start, end } of datesIn(passage.text)) {
      const wrong = slipped(date, other)
      if (wrong)
        say(
          'G012',
          passage.place(start, end),
          `${longDate(other)} ${wrong}; the date of report is ${longDate(date)}`,
        )
    }
  }
}

function slipped(report: IsoDate, other: IsoDate): string | undefined {
  const [own, year] = [Number(report.slice(0, 4)), Number(other.slice(0, 4))]
  if (year - own > 99 || own - year > 150) return 'is far from the report'
  // Notes fall due on the day of their issue, ten years on.
  const decade = (own - year) % 10 === 0 && year < own
  if (decade && other.slice(5) === report.slice(5)) return 'is the day of the report in another decade'
  return undefined
}
