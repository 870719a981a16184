import { command } from '../command.ts'
import { filingDateOption, findingOptions, jobsOption, placeOptions } from '../options.ts'

export const check = command({
  name: 'check',
  group: 'Check',
  summary: 'check filings without writing, or finished files',
  more: 'Finished files are .htm, .txt and .pdf; they may be ours or anybody’s; those given together are read as one submission.',
  arguments: [{ name: 'FILING|FILE', optional: true, many: true, offers: 'either' }],
  options: { ...placeOptions, ...filingDateOption, ...jobsOption, ...findingOptions },
  examples: ['filingpress check acme-2026-03-02', 'filingpress check from-the-agent/8-k.htm --format sarif'],
  async run({ world, words, values }) {
    return (await import('../checking.ts')).checkAny(world, words, values)
  },
  async print(checked, { values }) {
    return (await import('../checking.ts')).printChecked(checked, values)
  },
})
