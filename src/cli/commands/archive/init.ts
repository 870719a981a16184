import { command } from '../../command.ts'
import { placeOptions, tidy } from '../../options.ts'
import { complain, said } from '../../say.ts'
import { endpointOption, lockFrom, objectLockOption, reachOf } from './shared.ts'

export const archiveInit = command({
  name: 'archive init',
  group: 'Archive',
  summary: 'make an archive (OCFL 1.1) and note it in .filingpress.json',
  more: 'PLACE is a folder, or s3://bucket/prefix: a bucket whose service keeps the conditions of writes, which is tried.',
  arguments: [{ name: 'PLACE', offers: 'files' }],
  options: {
    ...objectLockOption,
    ...endpointOption,
    out: placeOptions.out,
  },
  examples: [
    'filingpress archive init ../vault',
    'filingpress archive init s3://acme-filings/vault --object-lock compliance',
  ],
  async run({ world, words: [path = ''], values }) {
    const { init } = await import('../../../commands/archive/keep.ts')
    const reach = path.startsWith('s3://') ? await reachOf(world, values.endpoint) : {}
    return init(world, path, tidy(values.out), { ...reach, ...lockFrom(values) })
  },
  print({ path, warnings }) {
    for (const warning of warnings) complain(`warning: ${warning}`)
    return said(`${path} is the archive of this project (.filingpress.json)`)
  },
})
