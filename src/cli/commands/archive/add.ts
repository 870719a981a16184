import { command } from '../../command.ts'
import { buildOptions, filingDateOption, filingsFor, placeOptions, renderingOptions } from '../../options.ts'
import { codeFor, complainOf, UsageError } from '../../say.ts'
import { showAdded } from './output.ts'
import {
  archiveOption,
  authorityFrom,
  filesOf,
  opened,
  signerFrom,
  tsaOption,
  whoIs,
  whoOptions,
} from './shared.ts'

export const archiveAdd = command({
  name: 'archive add',
  group: 'Archive',
  summary: 'keep filings as they stand, each as a new version',
  more: 'A version holds the content, the theme, the fonts, this tool, the outputs, the findings and the redline against the version before.',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    ...placeOptions,
    final: renderingOptions.final,
    ...filingDateOption,
    message: { type: 'text', value: 'TEXT', text: 'why this version is kept' },
    ...whoOptions,
    ...tsaOption,
    retain: { type: 'text', value: 'YEARS', default: '7', text: 'how long it must be kept' },
    'signature-page': {
      type: 'list',
      value: 'FILE',
      text: 'a signed authentication document, kept as 17 CFR 232.302(b) asks',
    },
    attestation: { type: 'list', value: 'FILE', text: 'an attestation for electronic signatures' },
    as: { type: 'text', value: 'ID', text: 'the archived filing it is, where that cannot be told' },
    ...archiveOption,
  },
  examples: ['filingpress archive add acme-2026-03-02 --message "As filed" --by "J. Roe" --key counsel.key'],
  async run({ world, words, values }) {
    const { addEach } = await import('../../../commands/archive/add.ts')
    const { fontBook } = await import('../../../fonts/book.ts')
    const place = await opened(world, values)
    const retain = Number(values.retain)
    if (!Number.isInteger(retain) || retain < 1) throw new UsageError('--retain is a number of years')
    const ask = authorityFrom(values.tsa)
    const how = {
      message: values.message ?? (values.final ? 'Final' : 'Draft'),
      user: whoIs(values),
      key: await signerFrom(world, values),
      retain,
      ...(ask && { ask }),
      signaturePages: filesOf(world, values['signature-page']),
      attestations: filesOf(world, values.attestation),
      ...(values.as !== undefined && { as: values.as }),
    }
    const slugs = filingsFor(world, words, values)
    if (values.as !== undefined && slugs.length > 1) throw new UsageError('--as is for one filing')
    const fonts = fontBook((file) => world.fontFile(file))
    const added = await addEach(world, place, slugs, fonts, buildOptions(values, true), how, showAdded)
    return added.flatMap(({ diagnostics }) => diagnostics)
  },
  // What was kept is told as soon as it is; here what was found.
  print(found) {
    complainOf(found)
    return codeFor(found, false)
  },
})
