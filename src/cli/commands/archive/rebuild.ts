import { command } from '../../command.ts'
import { jobsOption, jsonOption, quietOption } from '../../options.ts'
import { print, UsageError } from '../../say.ts'
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
  arguments: [{ ...filingArgument, optional: true }, versionArgument],
  more: 'With --all the newest version of every filing. The archived tool is a program. It runs only if --key shows who signed it, or if it is this very filingpress, and then in a folder of its own.',
  options: {
    all: { type: 'flag', text: 'the newest version of every filing' },
    ...checkingOption,
    ...trustOption,
    ...jobsOption,
    ...jsonOption,
    ...quietOption,
    ...archiveOption,
  },
  examples: [
    'filingpress archive rebuild acme-2026-03-02 v1',
    'filingpress archive rebuild --all --key counsel.pub --jobs 4',
  ],
  exits: { 1: 'an output differs, or the author must fix something' },
  async run({ world, words, values }) {
    if (values.all !== (words.length === 0)) throw new UsageError('name a filing, or say --all')
    const archive = await opened(world, values)
    const trust = { key: await keyFrom(world, values.key, 'public'), trust: values.trust }
    if (values.all) return (await import('../../verifying.ts')).rebuildEach(world, archive, values)
    const { rebuild } = await import('../../../commands/archive/rebuild.ts')
    return rebuild(world, archive, filingOf(words), words[1], trust)
  },
  async print(result, { words, values }) {
    const { heldTo } = await import('../../../commands/archive/rebuild.ts')
    if ('tally' in result) return (await import('./rebuilt-each.ts')).showRebuiltEach(result, values)
    if (values.json) print(JSON.stringify(result, undefined, 2))
    return values.json || values.quiet
      ? Number(!result.same)
      : showRebuilt(filingOf(words), result, heldTo(result))
  },
})
