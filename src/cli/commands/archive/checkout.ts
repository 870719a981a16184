import { command } from '../../command.ts'
import { said } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveCheckout = command({
  name: 'archive checkout',
  group: 'Archive',
  summary: 'write the files of a version into a folder',
  arguments: [filingArgument, versionArgument, { name: 'DIR', offers: 'files' }],
  options: archiveOption,
  examples: ['filingpress archive checkout acme-2026-03-02 v2 /tmp/acme-v2'],
  async run({ world, words, values }) {
    const { checkout } = await import('../../../commands/archive/keep.ts')
    const [version, to = ''] = words.length > 2 ? words.slice(1) : [undefined, words[1]]
    return { to, names: await checkout(world, await opened(world, values), filingOf(words), version, to) }
  },
  print: ({ to, names }) => said(`${to}: ${names.length} files, each as recorded`),
})
