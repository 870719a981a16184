import { command } from '../../command.ts'
import { said, UsageError } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveExport = command({
  name: 'archive export',
  group: 'Archive',
  summary: 'hand a version over as a BagIt bag or as a tar file',
  arguments: [filingArgument, versionArgument],
  options: {
    bag: { type: 'text', value: 'DIR', text: 'write a BagIt bag' },
    tar: { type: 'text', value: 'FILE', text: 'write one tar file' },
    ...archiveOption,
  },
  examples: ['filingpress archive export acme-2026-03-02 v2 --bag /tmp/acme-bag'],
  async run({ world, words, values }) {
    const { exportVersion } = await import('../../../commands/archive/keep.ts')
    const { bag, tar } = values
    if (bag !== undefined && tar !== undefined) throw new UsageError('give --bag DIR or --tar FILE, not both')
    const to = bag ?? tar
    if (to === undefined) throw new UsageError('archive export needs --bag DIR or --tar FILE')
    const kind = bag === undefined ? 'tar' : 'bag'
    exportVersion(world, await opened(world, values), filingOf(words), words[1], to, kind)
    return to
  },
  print: said,
})
