import type { Listed } from '../../../commands/archive/keep.ts'
import { columns } from '../../columns.ts'
import { command } from '../../command.ts'
import { jsonOption } from '../../options.ts'
import { print, said } from '../../say.ts'
import { archiveOption, opened } from './shared.ts'

export const archiveList = command({
  name: 'archive list',
  group: 'Archive',
  summary: 'list archived versions with their dates, signatures and changes',
  arguments: [{ name: 'FILING', optional: true, offers: 'filings' }],
  options: { ...jsonOption, ...archiveOption },
  examples: ['filingpress archive list', 'filingpress archive list acme-2026-03-02 --json'],
  async run({ world, words, values }) {
    const { list } = await import('../../../commands/archive/keep.ts')
    return list(await opened(world, values), words[0])
  },
  print(listed, { values }) {
    if (values.json) return said(JSON.stringify(listed, undefined, 2))
    if (listed.length === 0) return said('the archive is empty')
    print(columns(listed.map(listRow), 'left').join('\n'))
    for (const entry of listed)
      if (entry.hold && entry === listed.filter((each) => each.id === entry.id).at(-1))
        print(`${entry.filing} is under a legal hold: nothing of it may be given up`)
    return 0
  },
})

const listRow = (entry: Listed): string[] => [
  entry.filing,
  entry.version,
  entry.created.slice(0, 16).replace('T', ' '),
  entry.user,
  entry.errors === 0 ? 'whole' : 'DAMAGED',
  entry.signed ? 'signed' : '-',
  entry.accession ?? '-',
  `${entry.retainYears} y${entry.hold ? ' HOLD' : ''}`,
  entry.changed === '' ? entry.message : `${entry.message}: ${entry.changed}`,
]
