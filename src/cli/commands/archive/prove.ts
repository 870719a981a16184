import { command } from '../../command.ts'
import { jsonOption } from '../../options.ts'
import { print } from '../../say.ts'
import {
  archiveOption,
  checkingOption,
  filingArgument,
  filingOf,
  keyFrom,
  opened,
  rootsFrom,
  rootsOption,
  trustOption,
  versionArgument,
} from './shared.ts'

export const archiveProve = command({
  name: 'archive prove',
  group: 'Archive',
  summary: 'state what can be shown of a version, for a third party',
  arguments: [filingArgument, versionArgument],
  options: {
    ...checkingOption,
    ...rootsOption,
    ...trustOption,
    pdf: { type: 'text', value: 'FILE', text: 'also write the statement as a PDF' },
    ...jsonOption,
    ...archiveOption,
  },
  examples: ['filingpress archive prove acme-2026-03-02 v2 --key counsel.pub --pdf proof.pdf'],
  exits: { 1: 'something does not hold' },
  async run({ world, words, values }) {
    const { prove } = await import('../../../commands/archive/prove.ts')
    const trust = { key: await keyFrom(world, values.key, 'public'), trust: values.trust }
    const roots = await rootsFrom(world, values['tsa-roots'])
    return prove(world, await opened(world, values), filingOf(words), words[1], trust, roots)
  },
  async print(proof, { world, values }) {
    const { holds } = await import('../../../commands/archive/prove.ts')
    const { proofPage, proofText } = await import('../../../reports/archived-version.ts')
    if (values.pdf !== undefined) {
      const { fontBook } = await import('../../../fonts/book.ts')
      const { painted } = await import('../../../reports/painted.ts')
      const fonts = fontBook((file) => world.fontFile(file))
      world.writeFile(values.pdf, painted(proofPage(proof), fonts, proof.created.slice(0, 10)))
    }
    print(values.json ? JSON.stringify(proof, undefined, 2) : proofText(proof))
    return holds(proof) ? 0 : 1
  },
})
