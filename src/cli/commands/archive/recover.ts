import { command } from '../../command.ts'
import { said } from '../../say.ts'
import { archiveOption, opened } from './shared.ts'

export const archiveRecover = command({
  name: 'archive recover',
  group: 'Archive',
  summary: 'finish or set aside what an interrupted command left',
  more: 'Every command that writes to the archive does this first.',
  arguments: [],
  options: {
    force: { type: 'flag', text: 'remove locks of other machines, when you know that they are not at work' },
    ...archiveOption,
  },
  examples: ['filingpress archive recover'],
  async run({ world, values }) {
    const { recoverNow } = await import('../../../commands/archive/keep.ts')
    return recoverNow(await opened(world, values), values.force)
  },
  print({ completed, quarantined }) {
    const lines = [
      ...completed.map((object) => `completed ${object}`),
      ...quarantined.map((path) => `set aside ${path}`),
    ]
    return said(lines.length > 0 ? lines.join('\n') : 'nothing was left to do')
  },
})
