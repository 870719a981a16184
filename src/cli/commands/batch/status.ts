import { command } from '../../command.ts'
import { jsonOption, quietOption } from '../../options.ts'
import { queueOptions } from '../../queue-options.ts'

export const batchStatus = command({
  name: 'batch status',
  group: 'Many machines',
  summary: 'say how the jobs of a batch stand, with the reason of each dead letter',
  more: 'Without a batch: how many jobs the queue has, by state.',
  arguments: [{ name: 'BATCH', optional: true }],
  options: { ...queueOptions, ...jsonOption, ...quietOption },
  examples: ['filingpress batch status 3f9a1c20b7d4e856'],
  exits: { 1: 'a job failed' },
  async run({ world, words: [id], values }) {
    const { queueState, stateOf } = await import('../../batches.ts')
    return id === undefined ? { counts: await queueState(world, values) } : stateOf(world, id, values)
  },
  async print(state, { values }) {
    const { showBatch, showQueue } = await import('../../batch-tables.ts')
    return 'counts' in state ? showQueue(state.counts, values.json) : showBatch(state, values)
  },
})
