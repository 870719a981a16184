/** One fact drives the page, the tag and the header: each is changed at one place, and all three follow. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { parseHtml } from '../../src/html/parse.ts'
import { ofFile, readHtml } from '../../src/html/read.ts'
import { readTags } from '../../src/html/read-tags.ts'
import { modern } from '../support/modern.ts'
import { packed, text } from './packaged.ts'

interface Change {
  readonly fact: string
  readonly from: string
  readonly to: string
  /** Words of the page. */
  readonly page: string
  readonly concept: string
  readonly value: string
  /** Elements of submission.xml, a line of preview.txt and a value of the sheet, where it has one there. */
  readonly xml?: string
  readonly header?: string
  readonly sheet?: readonly [label: string, value: string]
}

const changes: readonly Change[] = [
  {
    fact: 'the report date',
    from: 'reportDate: 2026-03-02',
    to: 'reportDate: 2026-02-27',
    page: 'February 27, 2026',
    concept: 'DocumentPeriodEndDate',
    value: '2026-02-27',
    xml: '<cor:periodOfReport>02-27-2026</cor:periodOfReport>',
    header: 'CONFORMED PERIOD OF REPORT:\t20260227',
    sheet: ['Period of report', '02-27-2026'],
  },
  {
    fact: 'the name',
    from: 'name: Tidewater & Co.',
    to: 'name: Ebbtide & Sons Inc.',
    page: 'Ebbtide & Sons Inc.',
    concept: 'EntityRegistrantName',
    value: 'Ebbtide & Sons Inc.',
    header: 'COMPANY CONFORMED NAME:\t\tEBBTIDE & SONS INC.',
    sheet: ['Filer', 'Ebbtide & Sons Inc., CIK 0001234567'],
  },
  {
    fact: 'the state',
    from: 'jurisdiction: Delaware',
    to: 'jurisdiction: Nevada',
    page: 'Nevada',
    concept: 'EntityIncorporationStateCountryCode',
    value: 'NV',
    header: 'STATE OF INCORPORATION:\t\tNV',
  },
  {
    fact: 'the file number',
    from: '1-51000',
    to: '1-51999',
    page: '1-51999',
    concept: 'EntityFileNumber',
    value: '1-51999',
    xml: '<cor:fileNumber>1-51999</cor:fileNumber>',
    header: 'SEC FILE NUMBER:\t\t1-51999',
    sheet: ['File number', '1-51999'],
  },
  {
    fact: 'the employer number',
    from: '04-1234567',
    to: '04-7654321',
    page: '04-7654321',
    concept: 'EntityTaxIdentificationNumber',
    value: '04-7654321',
    header: 'EIN:\t\t047654321',
  },
  {
    fact: 'the zip code',
    from: 'zip: 02139',
    to: 'zip: 02140',
    page: '02140',
    concept: 'EntityAddressPostalZipCode',
    value: '02140',
    header: 'ZIP:\t\t02140',
  },
  {
    fact: 'the telephone number',
    from: '555-0100',
    to: '555-0177',
    page: '555-0177',
    concept: 'LocalPhoneNumber',
    value: '555-0177',
    header: 'BUSINESS PHONE:\t\t617 555-0177',
  },
  {
    fact: 'the exchange',
    from: 'exchange: The Nasdaq Stock Market LLC',
    to: 'exchange: New York Stock Exchange',
    page: 'New York Stock Exchange',
    concept: 'SecurityExchangeName',
    value: 'NYSE',
    xml: '<com:sroId>NYSE</com:sroId>',
    sheet: ['Exchanges', 'NYSE'],
  },
  {
    fact: 'the answer on growth',
    from: 'emergingGrowthCompany: false',
    to: 'emergingGrowthCompany: true',
    page: 'Emerging growth company ☒',
    concept: 'EntityEmergingGrowthCompany',
    value: 'true',
    xml: '<cor:emergingGrowthCompanyFlag>true</cor:emergingGrowthCompanyFlag>',
    sheet: ['Emerging growth company', 'yes; transition period declined: no'],
  },
]

/** What page, tags and header say of a filing with these facts. */
function said(yaml: string) {
  const { files, xml, preview, entry } = packed({
    ...modern,
    'filing.yaml': yaml,
    // What the release says of the company by itself is taken out, and it is of the day of the report.
    'ex99-1.md': modern['ex99-1.md']
      .replaceAll('Tidewater & Co. (Nasdaq: TDWR)', 'The company')
      .replace(/^letterhead: .*\n/m, '')
      .replace(/^date: .*$/m, `date: ${/^reportDate: (.*)$/m.exec(yaml)?.[1]}`),
  })
  const name = [...files.keys()].find((one) => /-\d{8}\.htm$/.test(one)) ?? ''
  const source = { path: name, text: text(files.get(name)) }
  const page = readHtml(source, { form: '8-K', fileName: name }, new Log())
  const { facts } = readTags(parseHtml(source.text, ofFile(source), new Log(), true))
  return {
    page: page
      ? words(page)
          .map((word) => word.text)
          .join(' ')
      : '',
    value: (concept: string) => facts.find((one) => one.name === `dei:${concept}`)?.value,
    xml,
    header: preview.slice(0, preview.indexOf('</SEC-HEADER>')),
    entry,
  }
}

describe('one fact drives page, tag and header', () => {
  const before = said(modern['filing.yaml'])

  it.each(changes.map((change) => [change.fact, change] as const))('%s', (_fact, change) => {
    expect(modern['filing.yaml'].split(change.from).length).toBe(2)
    const after = said(modern['filing.yaml'].replace(change.from, change.to))
    expect(before.page).not.toContain(change.page)
    expect(after.page).toContain(change.page)
    expect(before.value(change.concept)).not.toBe(change.value)
    expect(after.value(change.concept)).toBe(change.value)
    for (const [view, line] of [
      ['xml', change.xml],
      ['header', change.header],
    ] as const) {
      if (line === undefined) continue
      expect(before[view]).not.toContain(line)
      expect(after[view]).toContain(line)
    }
    if (change.sheet) expect(after.entry(change.sheet[0])).toBe(change.sheet[1])
  })
})
