/** Periods: the quarter that an item reports is the one that the release reports, and a quarter ends when it ends. */
import { monthNames } from '../../filing/dates.ts'
import { matches } from '../../matches.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import { writtenIn } from '../texts.ts'

export const periods = family(
  {
    A009: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 2.02',
      means: 'an item and its release report different periods',
      hint: 'correct the end of the period in one of the two',
      in: 'folder',
      wrong: 'an item on the quarter ended December 31, 2024 and a release on that of 2025',
      right: 'both on the quarter of 2025',
    },
    G020: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'one quarter is given two end dates',
      hint: 'correct the number of the quarter or the date on which it ended',
      in: 'ex99-1.md',
      wrong:
        'The first quarter of 2025 ended March 31, 2025. The first quarter of 2025 ended June 30, 2025 was good.',
      right: '',
    },
  },
  {
    submission(submission, say) {
      checkItemPeriods(submission, say)
      checkQuarters(submission, say)
    },
  },
)

const month = monthNames.join('|')
const periodEnd = new RegExp(
  `\\b(?:quarter|year|period|months|half|weeks)\\s+(?:then\\s+)?(?:ended|ending)\\s+((?:${month})\\s+\\d{1,2},\\s+\\d{4})`,
  'gi',
)
const speaksOfResults = /\bannounc\w*|\breport\w*|\bresults\b|\breleas\w*|\bissued\b/i

function checkItemPeriods({ report, exhibits, formKnown }: Submission, say: Say<'A009'>): void {
  if (!report || !formKnown) return
  const releases = exhibits.filter(
    ({ form, fixed }) => !fixed && (form.startsWith('EX-99') || form === 'EX-'),
  )
  const said = releases.flatMap(({ passages }) =>
    passages.flatMap(({ text }) =>
      matches(periodEnd, inFull(text)).map((match) => datesIn(match[1] ?? '')[0]?.date ?? ''),
    ),
  )
  // The period that a release reports is the latest that it names; the others are those it is compared with.
  const latest = said.sort().at(-1)
  for (const passage of report.passages) {
    if (
      passage.part !== 'item' ||
      (passage.item !== '2.02' && passage.item !== '7.01' && passage.item !== '8.01')
    )
      continue
    const [match] = matches(periodEnd, passage.text)
    const found = match && datesIn(match[1] ?? '')[0]
    if (!match || !found || !speaksOfResults.test(passage.text.slice(0, match.index))) continue
    // Guidance for a period to come may be the latest in the release.
    const fits =
      latest === undefined ||
      said.filter((one) => one > found.date && one <= today(report.passages)).length === 0
    if (fits && (said.length === 0 || said.includes(found.date))) continue
    if (said.length === 0) continue
    const start = match.index + match[0].length - (match[1] ?? '').length
    say(
      'A009',
      passage.place(start, match.index + match[0].length),
      `the item reports the period ended ${longDate(found.date)}; the release reports one ended ${longDate(latest as typeof found.date)}`,
    )
  }
}

/** "Sept. 30, 2006" with the name of its month. */
const inFull = (text: string): string =>
  text.replace(
    /\b(Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.? (?=\d{1,2}, \d{4})/g,
    (_whole, short: string) => {
      return `${monthNames.find((name) => name.startsWith(short.slice(0, 3)))} `
    },
  )

/** The latest day that a report can tell of: the date of its signature or of the report. */
function today(passages: readonly Passage[]): string {
  const dates = passages
    .filter(({ part }) => part === 'cover-page' || part === 'signature-block')
    .flatMap(({ text }) => datesIn(text).map(({ date }) => date))
  return dates.sort().at(-1) ?? '9999'
}

const quarterEnd = new RegExp(
  `\\b(first|second|third|fourth)\\s+(?:fiscal\\s+)?quarter\\s+(?:of\\s+)?(?:fiscal\\s+)?(?:year\\s+)?(\\d{4})?,?\\s*(?:which\\s+)?(?:ended|ending)\\s+((?:${month})\\s+\\d{1,2},\\s+\\d{4})`,
  'gi',
)

/** The same quarter of a year cannot end on days a month and more apart. */
function checkQuarters(submission: Submission, say: Say<'G020'>): void {
  const ends = new Map<string, { date: string; shown: string }>()
  for (const { passage } of writtenIn(submission)) {
    for (const match of matches(quarterEnd, passage.text)) {
      const [whole, name = '', year, written = ''] = match
      const date = datesIn(written)[0]?.date
      if (date === undefined) continue
      const key = `${name.toLowerCase()} ${year ?? date.slice(0, 4)}`
      const before = ends.get(key)
      if (before && Math.abs(Date.parse(before.date) - Date.parse(date)) > 25 * 86_400_000)
        say(
          'G020',
          passage.place(match.index + whole.length - written.length, match.index + whole.length),
          `the ${key.split(' ')[0]} quarter ends on ${longDate(date)} here and on ${before.shown} elsewhere`,
        )
      ends.set(key, before ?? { date, shown: longDate(date) })
    }
  }
}
