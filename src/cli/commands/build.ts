import { command } from '../command.ts'
import { findingOptions, jobsOption, placeOptions, renderingOptions } from '../options.ts'
import { print } from '../say.ts'

export const build = command({
  name: 'build',
  group: 'Prepare',
  summary: 'make the documents of filings (all of content/ by default)',
  more: 'A failed build leaves the last good output as it was. A filing of which nothing changed since the last build is not built again.',
  arguments: [{ name: 'FILING', optional: true, many: true, offers: 'filings' }],
  options: {
    ...placeOptions,
    ...renderingOptions,
    docx: {
      type: 'text',
      value: 'DIR',
      text: 'also write each document as a Word file, for review; merge takes it back',
    },
    reading: {
      type: 'flag',
      text: 'also make ex99-1.reading.html of each document, one file for a web site',
    },
    wire: {
      type: 'text',
      value: 'CHARSET',
      choices: ['utf-8', 'ascii'],
      text: 'also make ex99-1.wire.txt of each release, for the news wires: utf-8 or ascii',
    },
    force: {
      type: 'flag',
      text: 'build also what is unchanged, and replace outputs that were changed by hand; a copy is kept',
    },
    watch: { type: 'flag', text: 'build again whenever content or templates change' },
    stages: { type: 'flag', text: 'show how long each stage took' },
    report: { type: 'flag', text: 'report how each PDF is set: stretch, hyphens, widows, with places' },
    ...jobsOption,
    ...findingOptions,
  },
  examples: [
    'filingpress build acme-2026-03-02',
    'filingpress build --draft "Draft 3" --line-numbers --out /tmp/proofs',
    'SOURCE_DATE_EPOCH=1790000000 filingpress build     # the date that PDFs carry',
  ],
  async run({ world, words, values }) {
    const { buildFilings, watchBuild } = await import('../building.ts')
    return values.watch
      ? watchBuild(world, words, values)
      : buildFilings(world, words, values, { dryRun: false })
  },
  async print(built, { world, values }) {
    const { printBuilt, writeWordFiles } = await import('../building.ts')
    const code = printBuilt(built, values)
    if (values.docx !== undefined) {
      const paths = await writeWordFiles(world, built, values.docx, values)
      if (!values.quiet && !values.json) print(paths.join('\n'))
    }
    return code
  },
})
