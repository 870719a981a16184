import { isIsoDate } from '../../filing/dates.ts'
import { command } from '../command.ts'
import { filingsFor, jsonOption, placeOptions, placesOf } from '../options.ts'
import { said, UsageError } from '../say.ts'

export const deadline = command({
  name: 'deadline',
  group: 'Prepare',
  summary: 'show when reports are due, item by item',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    closed: {
      type: 'text',
      value: 'DATES',
      default: '',
      text: 'days on which the Commission was closed by order, as 2025-01-09,2018-12-05',
    },
    ...placeOptions,
    ...jsonOption,
  },
  examples: ['filingpress deadline acme-2026-03-02', 'filingpress deadline --closed 2025-01-09'],
  async run({ world, words, values }) {
    const { deadlines } = await import('../../commands/deadline.ts')
    const closed = values.closed.split(',').filter(Boolean)
    const wrong = closed.find((date) => !isIsoDate(date))
    if (wrong !== undefined) throw new UsageError(`"${wrong}" is not a date like 2025-01-09`)
    return filingsFor(world, words, values).map((slug) =>
      deadlines(world, placesOf(values), slug, closed.filter(isIsoDate)),
    )
  },
  async print(found, { values }) {
    const { deadlineText } = await import('../../commands/deadline.ts')
    return said(values.json ? JSON.stringify(found, undefined, 2) : found.map(deadlineText).join('\n\n'))
  },
})
