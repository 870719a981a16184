/** Times of day: the zone that the season has, and calls that are held before they are announced. */
import type { IsoDate } from '../../filing/dates.ts'
import { matches } from '../../matches.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import { authoredIn } from '../texts.ts'

export const timesOfDay = family(
  {
    G016: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'a time is given in standard time in summer, or in daylight time in winter',
      hint: 'write "Eastern time", or the zone that the season has',
      in: 'ex99-1.md',
      wrong: 'The meeting is on July 9, 2026 at 9 a.m. EST.',
      right: '',
    },
    A007: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'a call or meeting is announced for a day that has passed',
      hint: 'correct the day of the call or of the release',
      in: 'ex99-1.md',
      wrong: 'A conference call will be held on February 24, 2026.',
      right: '',
    },
  },
  {
    reading(reading, say) {
      for (const passage of authoredIn(reading)) {
        for (const match of matches(zone, passage.text)) {
          const day = nearest(passage.text, match.index)
          if (day === undefined) continue
          const summer = /daylight|[ECMP]DT/i.test(match[0])
          const season = inSummer(day)
          if (season !== undefined && season !== summer)
            say(
              'G016',
              passage.place(match.index, match.index + match[0].length),
              `"${match[0]}" is not the time of ${longDate(day)}`,
            )
        }
      }
    },
    submission: checkCalls,
  },
)

const zone = /\b[ECMP][SD]T\b|\b(?:Eastern|Central|Mountain|Pacific) (?:[Ss]tandard|[Dd]aylight) [Tt]ime\b/g

/** The date that a time belongs to: the nearest within a sentence or so. */
function nearest(text: string, at: number): IsoDate | undefined {
  const near = datesIn(text)
    .map(({ date, start, end }) => ({ date, away: Math.min(Math.abs(start - at), Math.abs(end - at)) }))
    .filter(({ away }) => away < 160)
    .sort((a, b) => a.away - b.away)
  return near[0]?.date
}

/** Daylight time since 2007 runs from the second Sunday of March to the first Sunday of November; near either, all goes. */
function inSummer(date: IsoDate): boolean | undefined {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8))]
  if (date < '2007') return month > 4 && month < 10 ? true : month < 4 || month > 11 ? false : undefined
  if (month === 3) return day >= 15 ? true : day < 8 ? false : undefined
  if (month === 11) return day >= 8 ? false : undefined
  return month > 3 && month < 11
}

const call =
  /\b(?:will|to|is scheduled to|plans? to)\s+(?:host|hold|conduct|webcast|discuss|broadcast|be held|be webcast|be hosted)\b/i
/** What makes a date the day of the call: "on Thursday, ". */
const onDay = /\bon\s+(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day,?\s+)?$/i
const event = /\bconference call|webcast|meeting\b/i

function checkCalls({ report, exhibits, date }: Submission, say: Say<'A007'>): void {
  if (date === undefined || !report) return
  for (const reading of exhibits.filter(({ fixed }) => !fixed)) {
    for (const passage of reading.passages) {
      const { text } = passage
      if (!call.test(text) || !event.test(text)) continue
      for (const one of datesIn(text)) {
        const lead = text.slice(Math.max(0, one.start - 130), one.start)
        // A release goes out up to a few days before the report is due.
        if (one.date < daysBefore(date, 5) && call.test(lead) && onDay.test(lead))
          say(
            'A007',
            passage.place(one.start, one.end),
            `${longDate(one.date)} is before the release; the date of report is ${longDate(date)}`,
          )
      }
    }
  }
}

function daysBefore(date: IsoDate, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)
}
