import { command } from '../../command.ts'
import { jsonOption } from '../../options.ts'
import { print } from '../../say.ts'
import { shownText } from './output.ts'
import { archiveOption, filingArgument, filingOf, opened, versionArgument } from './shared.ts'

export const archiveShow = command({
  name: 'archive show',
  group: 'Archive',
  summary: 'show one archived version: who, when, why, and its files',
  arguments: [filingArgument, versionArgument],
  options: { ...jsonOption, ...archiveOption },
  exits: { 1: 'a file of it is damaged or missing' },
  examples: ['filingpress archive show acme-2026-03-02 v2'],
  async run({ world, words, values }) {
    const { show } = await import('../../../commands/archive/show.ts')
    return show(await opened(world, values), filingOf(words), words[1])
  },
  print(shown, { values }) {
    print(values.json ? JSON.stringify(shown, undefined, 2) : shownText(shown))
    return shown.files.every(({ state }) => state === 'as recorded') ? 0 : 1
  },
})
