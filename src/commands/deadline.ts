/** `filingpress deadline`: when a report is due, item by item. */
import { formatDate } from '../compose/helpers.ts'
import { Log } from '../diagnostics/log.ts'
import type { IsoDate } from '../filing/dates.ts'
import {
  amendmentDues,
  type Due,
  dueDates,
  financialStatementsDue,
  hasOwnDay,
  lastHour,
} from '../filing/deadline.ts'
import { wholeFiling } from '../intake/read.ts'
import type { World } from '../platform/world.ts'
import type { Places } from './places.ts'
import { readContent } from './read.ts'

export interface Deadlines {
  readonly filing: string
  /** The form type; with `/A` the days are those of the amendment. */
  readonly form: string
  readonly reportDate: string
  readonly items: readonly Due[]
  /** The earliest last day of all items; none where no item has one. */
  readonly due: string | undefined
  readonly by: string
  /** For Item 2.01: when the statements of the business acquired must follow. */
  readonly financialStatements: string | undefined
}

/** @throws FilingError when the filing cannot be read */
export function deadlines(world: World, places: Places, slug: string, closed: readonly IsoDate[]): Deadlines {
  const log = new Log()
  const filing = wholeFiling(readContent(world, places, slug, log), log)
  const event = filing.facts.reportDate as IsoDate
  const numbers = filing.items.map(({ number }) => number)
  const { form } = filing.facts
  const amends = form.endsWith('/A')
  const items = amends ? amendmentDues(numbers, event, closed) : dueDates(numbers, event, closed)
  // What an amendment must bring by a day depends on what the first report left out: none is its own.
  const mandatory = amends ? [] : items.filter(hasOwnDay)
  return {
    filing: slug,
    form,
    reportDate: event,
    items,
    due: mandatory[0]?.date,
    by: lastHour,
    financialStatements:
      numbers.includes('2.01') && !amends ? financialStatementsDue(event, closed) : undefined,
  }
}

const long = (date: string): string => formatDate(date, 'dddd, MMMM d, yyyy')

export function deadlineText(deadline: Deadlines): string {
  const { filing, form, reportDate, items, due, by, financialStatements } = deadline
  const amends = form.endsWith('/A')
  const lines = items.map((one) => {
    const { item, date = '', from, rule } = one
    if (amends)
      return `  Item ${item}  ${date === '' ? 'no day of its own' : `by ${long(date)} at the latest`}\n             ${from} (${rule})`
    const [when, counted] = hasOwnDay(one) ? [long(date), 'counted from '] : ['no day of its own', '']
    return `  Item ${item}  ${when}\n             ${counted}${from} (${rule})`
  })
  const of = `${amends ? 'amendment of the report' : 'report'} of ${long(reportDate)}`
  if (amends)
    return [`${filing}: ${of}; it has no last day of its own, but what it brings may have`, ...lines].join(
      '\n',
    )
  const first = due ? `due ${long(due)}, ${by}` : 'no item here has a last day of its own'
  const later = financialStatements
    ? [`  Financial statements of the business acquired: ${long(financialStatements)}`]
    : []
  return [`${filing}: ${of}; ${first}`, ...lines, ...later].join('\n')
}
