import { command } from '../../command.ts'
import { queueOptions } from '../../queue-options.ts'
import { said } from '../../say.ts'
import { urgencyOptions } from './submit.ts'

export const batchRetry = command({
  name: 'batch retry',
  group: 'Many machines',
  summary: 'give the dead letters of a batch to the workers again',
  arguments: [{ name: 'BATCH' }],
  options: { ...queueOptions, ...urgencyOptions },
  examples: ['filingpress batch retry 3f9a1c20b7d4e856 --priority live'],
  async run({ world, words: [id = ''], values }) {
    return (await import('../../batches.ts')).retryBatch(world, id, values)
  },
  print: ([count, of]) => said(`${count} of ${of} jobs were given up again`),
})
