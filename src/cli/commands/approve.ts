import { open } from '../../diagnostics/diagnostic.ts'
import { command } from '../command.ts'
import { buildOptions, byOption, filingDateOption, filingsFor, placeOptions } from '../options.ts'
import { complainOf, print } from '../say.ts'

export const approve = command({
  name: 'approve',
  group: 'Approve and compare',
  summary: 'record the rendering that may be filed',
  more: 'build --final then makes only this rendering, and only while nothing is open.',
  arguments: [{ name: 'FILING', many: true, offers: 'filings' }],
  options: { ...byOption, ...filingDateOption, ...placeOptions },
  examples: ['filingpress approve acme-2026-03-02 --by "Jane Roe, General Counsel"'],
  async run({ world, words, values }) {
    const { approve: record } = await import('../../commands/approve.ts')
    const { fontBook } = await import('../../fonts/book.ts')
    const fonts = fontBook((file) => world.fontFile(file))
    return filingsFor(world, words, values).map((slug) => ({
      slug,
      ...record(world, slug, values.by, fonts, buildOptions(values, true)),
    }))
  },
  print(approved, { values }) {
    for (const { slug, approval, log } of approved) {
      complainOf(log.diagnostics)
      print(`${slug}: approved by ${values.by} on ${approval.at}\n  rendering ${approval.digest}`)
      for (const [name, digest] of Object.entries(approval.outputs)) print(`  ${name.padEnd(14)} ${digest}`)
      print(
        '  the name is recorded as given: nothing shows that it was this person unless the approval is signed',
      )
      if (log.diagnostics.some(open))
        print('  a final build will be refused until what is listed above is settled')
    }
    return 0
  },
})
