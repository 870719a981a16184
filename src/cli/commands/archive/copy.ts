import { command } from '../../command.ts'
import { said } from '../../say.ts'
import { archiveOption, lockFrom, objectLockOption, opened, reachOf } from './shared.ts'

export const archiveCopy = command({
  name: 'archive copy',
  group: 'Archive',
  summary: 'bring another archive up to date with this one, and verify it',
  arguments: [{ name: 'PLACE', offers: 'files' }],
  options: { ...objectLockOption, ...archiveOption },
  examples: ['filingpress archive copy ../vault-copy', 'filingpress archive copy s3://acme-filings/vault'],
  async run({ world, words: [to = ''], values }) {
    const { copy } = await import('../../../commands/archive/copy.ts')
    const from = await opened(world, values)
    const reach = to.startsWith('s3://') ? await reachOf(world, values.endpoint) : {}
    return copy(from, to, world.clock(), { ...reach, ...lockFrom(values) })
  },
  print: (ids) =>
    said(ids.length > 0 ? ids.map((id) => `copied and verified ${id}`).join('\n') : 'nothing to copy'),
})
