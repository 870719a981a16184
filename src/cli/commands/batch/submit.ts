import { commands } from '../../../fleet/queue/message.ts'
import { command } from '../../command.ts'
import { filingDateOption, jsonOption, placeOptions, quietOption, renderingOptions } from '../../options.ts'
import { queueOptions, tracesOption } from '../../queue-options.ts'

export const urgencyOptions = {
  priority: {
    type: 'text',
    value: 'N',
    default: 'normal',
    text: 'live, normal or backfill, or a number of which 1 is first',
  },
  attempts: {
    type: 'text',
    value: 'N',
    default: '5',
    text: 'how often a job is tried before it is a dead letter',
  },
} as const

export const pageOption = {
  html: { type: 'text', value: 'FILE', text: 'of impact: also write the report by cause there, as a page' },
} as const

export const batchSubmit = command({
  name: 'batch submit',
  group: 'Many machines',
  summary: 'give filings to the workers of a queue',
  more: 'What is given: filings, folders of them, or lists with a name a line; all of content/ by default. archive is a flow: build, then check of the finished files, then one version in the archive.',
  arguments: [{ name: 'LIST|DIR', optional: true, many: true, offers: 'either' }],
  options: {
    ...queueOptions,
    command: {
      type: 'text',
      value: 'NAME',
      default: 'build',
      choices: commands,
      text: 'what to do with each',
    },
    wait: {
      type: 'flag',
      text: 'until all are done: what is built goes into --out, what is imported into --content',
    },
    redline: { type: 'text', value: 'DIR', needs: 'wait', text: 'where redlines of diff go' },
    ...urgencyOptions,
    ...placeOptions,
    ...renderingOptions,
    ...filingDateOption,
    strict: { type: 'flag', text: 'nothing may be left to settle' },
    message: { type: 'text', value: 'TEXT', text: 'why versions are kept' },
    retain: { type: 'text', value: 'YEARS', default: '7', text: 'how long they must be kept' },
    tracked: { type: 'text', value: 'HOW', default: 'refused', text: 'as for import' },
    against: { type: 'text', value: 'VERSION', text: 'as for diff: archive, or v1' },
    ...pageOption,
    summary: { type: 'text', value: 'FILE', text: 'write the outcome of each one to this file, as JSON' },
    ...tracesOption,
    ...jsonOption,
    ...quietOption,
  },
  examples: ['filingpress batch submit content --command archive --priority live --wait'],
  exits: {
    1: 'a job failed, the author must fix something, or by impact a filing would come out differently',
  },
  async run({ world, words, values }) {
    return (await import('../../batches.ts')).submit(world, words, values)
  },
  async print(state, { world, values }) {
    return (await import('../../batch-tables.ts')).showBatch(world, state, values)
  },
})
