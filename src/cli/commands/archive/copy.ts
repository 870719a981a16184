import { command } from '../../command.ts'
import { said } from '../../say.ts'
import { archiveOption, opened } from './shared.ts'

export const archiveCopy = command({
  name: 'archive copy',
  group: 'Archive',
  summary: 'bring another archive up to date with this one, and verify it',
  arguments: [{ name: 'DIR', offers: 'files' }],
  options: archiveOption,
  examples: ['filingpress archive copy ../vault-copy'],
  async run({ world, words: [to = ''], values }) {
    const { copy } = await import('../../../commands/archive/keep.ts')
    return copy(await opened(world, values), to)
  },
  print: (ids) =>
    said(ids.length > 0 ? ids.map((id) => `copied and verified ${id}`).join('\n') : 'nothing to copy'),
})
