import { command } from '../command.ts'
import { buildOptions, filingDateOption, filingsFor, placeOptions } from '../options.ts'
import { complainOf, print } from '../say.ts'

export const submission = command({
  name: 'submission',
  group: 'Approve and compare',
  summary: 'make the folder that goes to EDGAR, from a final build',
  more: 'It holds the files to upload, submission.xml for EDGARLink Online, preview.txt and the sheet of what to enter. The CCC of the filer is never asked for: EDGARLink asks for it.',
  arguments: [{ name: 'FILING', many: true, offers: 'filings' }],
  options: {
    live: { type: 'flag', text: 'mark it LIVE; a TEST submission otherwise' },
    ...filingDateOption,
    ...placeOptions,
  },
  examples: ['filingpress submission acme-2026-03-02', 'filingpress submission acme-2026-03-02 --live'],
  async run({ world, words, values }) {
    const { packageFiling } = await import('../../commands/submission.ts')
    const { fontBook } = await import('../../fonts/book.ts')
    const fonts = fontBook((file) => world.fontFile(file))
    const options = buildOptions(values, true)
    return filingsFor(world, words, values).map((slug) =>
      packageFiling(world, slug, fonts, options, values.live),
    )
  },
  print(made) {
    for (const {
      slug,
      folder,
      submission: { live, files },
      log,
    } of made) {
      complainOf(log.diagnostics)
      print(`${slug}: ${live ? 'LIVE' : 'TEST'} submission in ${folder}`)
      for (const { name, type } of files) print(`  ${type.padEnd(12)} ${name}`)
      print('  load submission.xml in EDGARLink Online, and put the CCC in place of XXXXXXXX there')
    }
    return 0
  },
})
