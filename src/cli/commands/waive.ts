import { command } from '../command.ts'
import { byOption, placeOptions } from '../options.ts'
import { said } from '../say.ts'

export const waive = command({
  name: 'waive',
  group: 'Check',
  summary: 'write into filing.yaml why a finding stands',
  more: 'The waiver holds for the passage as it is and lapses when it changes.',
  arguments: [
    { name: 'CODE', offers: 'codes' },
    { name: 'PLACE', optional: true },
    { name: 'FILING', optional: true, offers: 'filings' },
  ],
  options: {
    reason: { type: 'text', value: 'TEXT', required: true, text: 'why the finding stands' },
    ...byOption,
    ...placeOptions,
  },
  examples: [
    'filingpress waive K067 filing.yaml:26 --reason "As the registrant styles itself" --by "J. Roe"',
  ],
  async run({ world, words, values }) {
    return (await import('../checking.ts')).waiveOne(world, words, values)
  },
  print: (waived) => said(waived.map(({ code, message }) => `waived ${code}: ${message}`).join('\n')),
})
