import { command } from '../../command.ts'
import { print } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveRebuild = command({
  name: 'archive rebuild',
  group: 'Archive',
  summary: 'make the outputs of a version again with its own tool, and compare',
  arguments: [filingArgument, versionArgument],
  options: archiveOption,
  examples: ['filingpress archive rebuild acme-2026-03-02 v1'],
  exits: { 1: 'an output differs, or the author must fix something' },
  async run({ world, words, values }) {
    const { rebuild } = await import('../../../commands/archive/rebuild.ts')
    return rebuild(await opened(world, values), filingOf(words), words[1])
  },
  print({ files, version, same }, { words }) {
    for (const { name, same: state } of files) print(`  ${name.padEnd(18)} ${states[`${state}`]}`)
    const verdict = same
      ? 'rebuilt to the same bytes by the archived tool, without a network'
      : 'NOT the same'
    print(`${filingOf(words)} ${version}: ${verdict}`)
    return same ? 0 : 1
  },
})

const states = {
  true: 'the same bytes',
  false: 'DIFFERS',
  missing: 'WAS NOT MADE',
  new: 'WAS NOT ARCHIVED',
} as const
