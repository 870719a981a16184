import { command } from '../../command.ts'
import { said, UsageError } from '../../say.ts'
import { warn } from './output.ts'
import { archiveOption, filingArgument, filingOf, opened, signerFrom, whoIs, whoOptions } from './shared.ts'

export const archiveHold = command({
  name: 'archive hold',
  group: 'Archive',
  summary: 'put a legal hold on a filing, or take it off',
  arguments: [filingArgument, { name: 'on|off', optional: true, offers: ['on', 'off'] }],
  options: {
    message: { type: 'text', value: 'TEXT', required: true, text: 'the reason' },
    ...whoOptions,
    ...archiveOption,
  },
  examples: ['filingpress archive hold acme-2026-03-02 on --message "Subpoena of March 9" --by "J. Roe"'],
  async run({ world, words, values }) {
    const { hold } = await import('../../../commands/archive/filed.ts')
    const [, state = 'on'] = words
    if (state !== 'on' && state !== 'off') throw new UsageError('a legal hold is put on or off')
    const { version, warnings } = await hold(
      world,
      await opened(world, values),
      filingOf(words),
      state === 'on',
      {
        message: values.message,
        user: whoIs(values),
        key: await signerFrom(world, values),
      },
    )
    warn(warnings)
    return { version, state }
  },
  print: ({ version, state }) => said(`${version}: legal hold ${state}`),
})
