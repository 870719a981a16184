/** The day of signature against the day of the event and the day on which a report is due (General Instruction B.1). */
import { businessDaysAfter } from '../../filing/calendar.ts'
import type { IsoDate } from '../../filing/dates.ts'
import { longDate } from '../dates-in-text.ts'
import { family } from '../rule.ts'

export const signatureDates = family(
  {
    K074: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, General Instruction B.1',
      means: 'the report is signed before the event it reports',
      hint: 'correct reportDate or signature.date',
      in: 'filing.yaml',
      wrong: '  date: 2026-03-01',
      right: '  date: 2026-03-02',
    },
    K081: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, General Instruction B.1; 17 CFR 232.13',
      means: 'the report is signed after the day on which it was due',
      hint: 'file at once; say nothing in the form',
      in: 'filing.yaml',
      wrong: '  date: 2026-03-10',
      right: '  date: 2026-03-02',
    },
  },
  {
    filing({ facts, items, places }, say) {
      const signed = facts.signature.date as IsoDate | undefined
      const event = facts.reportDate as IsoDate
      if (signed === undefined) return
      if (signed < event)
        say(
          'K074',
          places('signature.date'),
          `signed on ${longDate(signed)}, before the event of ${longDate(event)}`,
        )
      const due = businessDaysAfter(event, 4)
      const counted = items.filter(({ number }) => !['7.01', '8.01', '9.01'].includes(number))
      const first = counted[0]
      // An amendment has its own day; what it amends was due then.
      if (first && facts.form === '8-K' && signed > due)
        say(
          'K081',
          places('signature.date'),
          `Item ${first.number} was due on ${longDate(due)}; the report is signed on ${longDate(signed)}`,
        )
    },
  },
)
