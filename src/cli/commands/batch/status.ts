import { command } from '../../command.ts'
import { jsonOption, quietOption } from '../../options.ts'
import { queueOptions } from '../../queue-options.ts'
import { pageOption } from './submit.ts'

export const batchStatus = command({
  name: 'batch status',
  group: 'Many machines',
  summary: 'show how the jobs of a batch stand, with the reason of each dead letter',
  more: 'Of a batch of impact also what was measured so far, by cause. Without a batch: how many jobs the queue has, by state.',
  arguments: [{ name: 'BATCH', optional: true }],
  options: { ...queueOptions, ...pageOption, ...jsonOption, ...quietOption },
  examples: ['filingpress batch status 3f9a1c20b7d4e856'],
  exits: { 1: 'a job failed, or by impact a filing would come out differently' },
  async run({ world, words: [id], values }) {
    const { queueState, stateOf } = await import('../../batches.ts')
    return id === undefined ? { counts: await queueState(world, values) } : stateOf(world, id, values)
  },
  async print(state, { world, values }) {
    const { showBatch, showQueue } = await import('../../batch-tables.ts')
    return 'counts' in state ? showQueue(state.counts, values.json) : showBatch(world, state, values)
  },
})
