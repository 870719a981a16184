import { command } from '../../command.ts'
import { placeOptions, tidy } from '../../options.ts'
import { complain, said } from '../../say.ts'

export const archiveInit = command({
  name: 'archive init',
  group: 'Archive',
  summary: 'make an archive (OCFL 1.1) and note it in .filingpress.json',
  arguments: [{ name: 'DIR', offers: 'files' }],
  options: { out: placeOptions.out },
  examples: ['filingpress archive init ../vault'],
  async run({ world, words: [path = ''], values }) {
    const { init } = await import('../../../commands/archive/keep.ts')
    return init(world, path, tidy(values.out))
  },
  print({ path, warnings }) {
    for (const warning of warnings) complain(`warning: ${warning}`)
    return said(`${path} is the archive of this project (.filingpress.json)`)
  },
})
