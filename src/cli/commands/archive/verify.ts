import { command } from '../../command.ts'
import { jobsOption, jsonOption, quietOption } from '../../options.ts'
import { print } from '../../say.ts'
import { errorsOf, forPrograms, showVerdict } from './output.ts'
import { archiveOption, checkingOption, keyFrom, opened, rootsFrom, rootsOption } from './shared.ts'

export const archiveVerify = command({
  name: 'archive verify',
  group: 'Archive',
  summary: 'compare every archived file with its recorded digest',
  more: 'With --key the signatures and their chain are checked; with --expect it is seen whether the newest versions were dropped.',
  arguments: [{ name: 'FILING', optional: true, offers: 'filings' }],
  options: {
    ...checkingOption,
    ...rootsOption,
    expect: { type: 'text', value: 'HEAD', text: 'the newest head as it was written down elsewhere' },
    ...jobsOption,
    ...jsonOption,
    ...quietOption,
    ...archiveOption,
  },
  examples: ['filingpress archive verify --key counsel.pub'],
  exits: { 1: 'something is damaged, missing or unsigned' },
  async run({ world, words, values }) {
    const { verify } = await import('../../../commands/archive/verify.ts')
    const key = await keyFrom(world, values.key, 'public')
    const archive = await opened(world, values)
    await rootsFrom(world, values['tsa-roots'])
    const options = { key, expect: values.expect, filing: words[0] }
    const { verifyEach } = await import('../../verifying.ts')
    return verify(archive, options, (folders) => verifyEach(world, archive, folders, values))
  },
  print(verdict, { values }) {
    if (values.json) print(JSON.stringify(forPrograms(verdict), undefined, 2))
    else showVerdict(verdict, values.quiet)
    return errorsOf(verdict) > 0 ? 1 : 0
  },
})
