import { command } from '../../command.ts'
import { buildOptions, filingsFor, placeOptions, renderingOptions } from '../../options.ts'
import { codeFor, complainOf, print, UsageError } from '../../say.ts'
import { archiveOption, filesOf, keyFrom, opened, whoIs, whoOptions } from './shared.ts'

export const archiveAdd = command({
  name: 'archive add',
  group: 'Archive',
  summary: 'keep filings as they stand, each as a new version',
  more: 'A version holds the content, the theme, the fonts, this tool, the outputs, the findings and the redline against the version before.',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    ...placeOptions,
    final: renderingOptions.final,
    message: { type: 'text', value: 'TEXT', text: 'why this version is kept' },
    ...whoOptions,
    retain: { type: 'text', value: 'YEARS', default: '7', text: 'how long it must be kept' },
    'signature-page': {
      type: 'list',
      value: 'FILE',
      text: 'a signed authentication document, kept as 17 CFR 232.302(b) asks',
    },
    attestation: { type: 'list', value: 'FILE', text: 'an attestation for electronic signatures' },
    ...archiveOption,
  },
  examples: ['filingpress archive add acme-2026-03-02 --message "As filed" --by "J. Roe" --key counsel.key'],
  async run({ world, words, values }) {
    const { add } = await import('../../../commands/archive/add.ts')
    const { fontBook } = await import('../../../fonts/book.ts')
    const place = await opened(world, values)
    const retain = Number(values.retain)
    if (!Number.isInteger(retain) || retain < 1) throw new UsageError('--retain is a number of years')
    const how = {
      message: values.message ?? (values.final ? 'Final' : 'Draft'),
      user: whoIs(values),
      key: await keyFrom(world, values.key, 'private'),
      retain,
      signaturePages: filesOf(world, values['signature-page']),
      attestations: filesOf(world, values.attestation),
    }
    const fonts = fontBook((file) => world.fontFile(file))
    return filingsFor(world, words, values).map((slug) => ({
      slug,
      ...add(world, place, slug, fonts, buildOptions(values, true), how),
    }))
  },
  print(added) {
    for (const { slug, version, files, signed, head } of added) {
      const signature = signed
        ? 'signed'
        : 'not signed: someone with write access could change it unnoticed (sign with --key)'
      print(`${slug} ${version}: archived, ${files} files; ${signature}\n  head ${head}`)
    }
    const found = added.flatMap(({ diagnostics }) => diagnostics)
    complainOf(found)
    return codeFor(found, false)
  },
})
