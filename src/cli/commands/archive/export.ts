import { command } from '../../command.ts'
import { complain, said, UsageError } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveExport = command({
  name: 'archive export',
  group: 'Archive',
  summary: 'export a version as a BagIt bag or as a tar file',
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
    const place = await opened(world, values)
    return { to, ...(await exportVersion(world, place, filingOf(words), words[1], to, kind)) }
  },
  print({ to, percent }) {
    for (const name of percent)
      complain(
        `warning W034: ${name} has a % in its name, which a bag writes as %25 (RFC 8493); bagit-python does not read that\n  hint: rename the file in content/ if the bag is for such a tool`,
      )
    return said(to)
  },
})
