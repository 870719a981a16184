import { command } from '../../command.ts'
import { jsonOption } from '../../options.ts'
import { showList } from './output.ts'
import { archiveOption, opened } from './shared.ts'

export const archiveList = command({
  name: 'archive list',
  group: 'Archive',
  summary: 'list archived versions with their dates, signatures and changes',
  more: 'Nothing is verified for a list: archive verify does that.',
  arguments: [{ name: 'FILING', optional: true, offers: 'filings' }],
  options: { ...jsonOption, ...archiveOption },
  examples: ['filingpress archive list', 'filingpress archive list acme-2026-03-02 --json'],
  async run({ world, words, values }) {
    const { list } = await import('../../../commands/archive/show.ts')
    return list(await opened(world, values), words[0])
  },
  print: (listed, { values }) => showList(listed, values.json),
})
