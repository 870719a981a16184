import { command } from '../../command.ts'
import { showRebuilt } from './output.ts'
import {
  archiveOption,
  checkingOption,
  filingArgument,
  filingOf,
  keyFrom,
  opened,
  trustOption,
  versionArgument,
} from './shared.ts'

export const archiveRebuild = command({
  name: 'archive rebuild',
  group: 'Archive',
  summary: 'make the outputs of a version again with its own tool, and compare',
  arguments: [filingArgument, versionArgument],
  more: 'The archived tool is a program. It runs only if --key shows who signed it, or if it is this very filingpress, and then in a folder of its own.',
  options: { ...checkingOption, ...trustOption, ...archiveOption },
  examples: ['filingpress archive rebuild acme-2026-03-02 v1'],
  exits: { 1: 'an output differs, or the author must fix something' },
  async run({ world, words, values }) {
    const { rebuild } = await import('../../../commands/archive/rebuild.ts')
    const trust = { key: await keyFrom(world, values.key, 'public'), trust: values.trust }
    return rebuild(world, await opened(world, values), filingOf(words), words[1], trust)
  },
  async print(result, { words }) {
    const { heldTo } = await import('../../../commands/archive/rebuild.ts')
    return showRebuilt(filingOf(words), result, heldTo(result))
  },
})
