import { command } from '../../command.ts'
import { queueOptions } from '../../queue-options.ts'
import { said } from '../../say.ts'

export const batchCancel = command({
  name: 'batch cancel',
  group: 'Many machines',
  summary: 'cancel the jobs of a batch that have not begun',
  more: 'What is in hand is finished, and what is done stays.',
  arguments: [{ name: 'BATCH' }],
  options: queueOptions,
  examples: ['filingpress batch cancel 3f9a1c20b7d4e856'],
  async run({ world, words: [id = ''], values }) {
    return (await import('../../batches.ts')).cancelBatch(world, id, values)
  },
  print: ([count, of]) => said(`${count} of ${of} jobs were taken off the queue`),
})
