/** A day of the week is that of its date. */
import { type IsoDate, weekday } from '../../filing/dates.ts'
import { matches } from '../../matches.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const weekdays = family(
  {
    G008: {
      severity: 'warning',
      grade: 'convention',
      source: 'calendar',
      means: 'a weekday does not fall on its date',
      hint: 'correct the day or the date',
      in: 'ex99-1.md',
      wrong: 'A call will be held on Friday, March 5, 2026.',
      right: 'A call will be held on Thursday, March 5, 2026.',
    },
  },
  {
    reading({ passages }, say) {
      for (const passage of passages.filter((one) => one.authored)) checkWeekdays(passage, say)
    },
  },
)

const dayName = /\b(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,?\s+(?=[A-Z])/g
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function checkWeekdays(passage: Passage, say: Say<'G008'>): void {
  for (const match of matches(dayName, passage.text)) {
    const start = match.index + match[0].length
    const found = datesIn(passage.text.slice(start, start + 24)).find((one) => one.start === 0)
    const name = `${match[1]}day`
    if (found && days[weekday(found.date as IsoDate)] !== name)
      say(
        'G008',
        passage.place(match.index, start + found.end),
        `${longDate(found.date)} is a ${days[weekday(found.date)]}, not a ${name}`,
      )
  }
}
