/** The shared filings, imported: every word is in the rebuilt documents, every table exact to the cell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readImport } from '../../src/commands/import.ts'
import { real } from '../support/filing.ts'

const folder = '../shared/filings'
const skipped = !existsSync(folder)
const names = skipped ? [] : readdirSync(folder).filter((name) => !name.endsWith('.md'))

/** A submission where there is one, else the single files. */
function sourcesOf(name: string) {
  const files = readdirSync(join(folder, name)).sort()
  const whole = files.find((file) => file.startsWith('submission'))
  return (whole ? [whole] : files).map((file) => ({
    name: file,
    bytes: new Uint8Array(readFileSync(join(folder, name, file))),
  }))
}

describe.skipIf(skipped)('the shared filings (../shared/filings)', () => {
  it.each(names)('%s is as filed', (name) => {
    const { report } = readImport(real, sourcesOf(name), { templates: undefined, tracked: 'refused' })
    // An exhibit that was not brought, or is a picture of a page, is told and is not a matter of words.
    expect(report.mistakes.filter((one) => !/is missing$|has no words$/.test(one))).toEqual([])
    expect(report.words.found).toBe(report.words.source)
    // The label of an exhibit is printed also where the source has none.
    expect(report.differences.filter(({ words }) => !/^Exhibit [\d.]+$/.test(words))).toEqual([])
    expect(report.tables.filter(({ exact }) => !exact && report.mistakes.length === 0)).toEqual([])
  })
})
