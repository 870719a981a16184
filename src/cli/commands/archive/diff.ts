import { command } from '../../command.ts'
import { print } from '../../say.ts'
import { archiveOption, filingArgument, filingOf, opened } from './shared.ts'

export const archiveDiff = command({
  name: 'archive diff',
  group: 'Archive',
  summary: 'show what changed between two archived versions',
  more: 'The newest and the one before it when no version is named.',
  arguments: [filingArgument, { name: 'OLD', optional: true }, { name: 'NEW', optional: true }],
  options: archiveOption,
  examples: ['filingpress archive diff acme-2026-03-02 v1 v3'],
  exits: { 0: 'nothing differs', 1: 'something differs', 2: 'it cannot be compared, or wrong usage' },
  failure: 2,
  async run({ world, words, values }) {
    const { archivedVersion, objectOf, versionOf } = await import('../../../commands/archive/objects.ts')
    const { diff } = await import('../../../commands/diff.ts')
    const place = await opened(world, values)
    const stored = await objectOf(place, filingOf(words))
    const newest = Number(stored.inventory.head.slice(1))
    const side = (wanted: string | undefined) => archivedVersion(place, stored, versionOf(stored, wanted))
    const [, first = String(Math.max(1, newest - 1)), second] = words
    return diff(await side(first), await side(second))
  },
  async print(diffed) {
    const { inWords } = await import('../../redline-words.ts')
    const { isSame } = await import('../../../commands/diff.ts')
    print(inWords(diffed))
    return isSame(diffed) ? 0 : 1
  },
})
