/** `filingpress tags`, by the finished bundle: what it says in text, in JSON and as a page. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modern } from '../support/modern.ts'

const command = resolve('dist/cli.cjs')
const folder = mkdtempSync(join(tmpdir(), 'filingpress-tags-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(() => {
  write('one', modern)
  write('bad', {
    ...modern,
    'filing.yaml': modern['filing.yaml'].replace('reportDate: 2026-03-02', 'reportDate: soon'),
  })
  write('old', {
    ...modern,
    'filing.yaml': modern['filing.yaml'].replaceAll('2026-03-02', '2018-03-02').replace(/^xbrl:.*\n/m, ''),
    'ex99-1.md': modern['ex99-1.md'].replaceAll('2026', '2018'),
  })
})

function write(slug: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, 'content', slug), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'content', slug, name), text)
}

function run(...args: string[]) {
  const { FORCE_COLOR: _colour, ...env } = process.env
  const done = spawnSync(process.execPath, [command, 'tags', ...args], { cwd: folder, encoding: 'utf8', env })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

/** Concept, value, fact and place of every tag of the sample; places are in a template or in the facts. */
const wanted = `
dei:DocumentType | 8-K | form | cover-page.hbs
dei:DocumentPeriodEndDate | 2026-03-02 | reportDate | cover-page.hbs
dei:EntityRegistrantName | Tidewater & Co. | registrants.0.name | cover-registrant.hbs
dei:EntityIncorporationStateCountryCode | DE | registrants.0.jurisdiction | cover-registrant.hbs
dei:EntityFileNumber | 1-51000 | registrants.0.fileNumber | cover-registrant.hbs
dei:EntityTaxIdentificationNumber | 04-1234567 | registrants.0.ein | cover-registrant.hbs
dei:EntityAddressAddressLine1 | 1 Main Street | registrants.0.address.street | address.hbs
dei:EntityAddressCityOrTown | Boston | registrants.0.address.city | address.hbs
dei:EntityAddressStateOrProvince | MA | registrants.0.address.state | address.hbs
dei:EntityAddressPostalZipCode | 02139 | registrants.0.address.zip | address.hbs
dei:CityAreaCode | 617 | registrants.0.phone | cover-registrant.hbs
dei:LocalPhoneNumber | 555-0100 | registrants.0.phone | cover-registrant.hbs
dei:WrittenCommunications | false | boxes.writtenCommunications | check-boxes.hbs
dei:SolicitingMaterial | false | boxes.solicitingMaterial | check-boxes.hbs
dei:PreCommencementTenderOffer | false | boxes.preCommencementTenderOffer | check-boxes.hbs
dei:PreCommencementIssuerTenderOffer | false | boxes.preCommencementIssuerTenderOffer | check-boxes.hbs
dei:Security12bTitle | Common Stock | registrants.0.securities.0.title | securities.hbs
dei:TradingSymbol | TDWR | registrants.0.securities.0.symbol | securities.hbs
dei:SecurityExchangeName | NASDAQ | registrants.0.securities.0.exchange | securities.hbs
dei:EntityEmergingGrowthCompany | false | registrants.0.emergingGrowthCompany | emerging-growth.hbs
dei:AmendmentFlag | false | form | hidden content/one/filing.yaml:2:7
dei:EntityCentralIndexKey | 0001234567 | registrants.0.cik | hidden content/one/filing.yaml:9:10
dei:CurrentFiscalYearEndDate | --12-31 | registrants.0.fiscalYearEnd | hidden content/one/filing.yaml:15:20
`
  .trim()
  .split('\n')

interface Row {
  readonly concept: string
  readonly value: string
  readonly fact: string
  readonly shown: string
  readonly format?: string
  readonly hidden: boolean
  readonly about: readonly string[]
  readonly place: string
  readonly line: number
}

/** A place in a template without its folder and line, which are the template's own matter. */
const short = (place: string) => place.replace(/^.*\/templates\/partials\/(.*?\.hbs):\d+:\d+$/, '$1')

describe('filingpress tags', () => {
  it('lists each fact as text, with concept, value and place, a line each', () => {
    const { code, out, err } = run('one')
    expect([code, err]).toEqual([0, ''])
    const [title, ...lines] = out.trimEnd().split('\n')
    expect(title).toBe('one: 23 facts')
    const cells = lines.map((line) => line.trim().split(/ {2,}/))
    expect(
      cells.map(([concept, value, fact, ...rest]) =>
        [concept, value, fact, short(rest.join(' '))].join(' | '),
      ),
    ).toEqual(wanted)
  })

  it('gives the same facts as JSON, with the words shown, their transformation and their line', () => {
    const { code, out, err } = run('one', '--json')
    expect([code, err]).toEqual([0, ''])
    const read = JSON.parse(out) as { slug: string; facts: Row[] }[]
    expect(read.map(({ slug }) => slug)).toEqual(['one'])
    const rows = read[0]?.facts ?? []
    expect(
      rows.map(({ concept, value, fact, hidden, place }) =>
        [concept, value, fact, `${hidden ? 'hidden ' : ''}${short(place)}`].join(' | '),
      ),
    ).toEqual(wanted)
    for (const { place, line } of rows) expect(place.split(':').at(-2)).toBe(String(line))
    const of = (name: string) => rows.find(({ concept }) => concept === `dei:${name}`)
    expect(of('DocumentPeriodEndDate')).toMatchObject({
      shown: 'March 2, 2026',
      format: 'ixt:date-monthname-day-year-en',
    })
    expect(of('SecurityExchangeName')).toMatchObject({
      shown: 'The Nasdaq Stock Market LLC',
      format: 'ixt-sec:exchnameen',
    })
  })

  it('tells what each fact of co-registrants and classes is about', () => {
    const { code, out } = run('--content', resolve('tests/filings/good'), 'harborlane-2026-03-24', '--json')
    expect(code).toBe(0)
    const rows = (JSON.parse(out) as { facts: Row[] }[])[0]?.facts ?? []
    const about = (name: string, value: string) =>
      rows.find((row) => row.concept === `dei:${name}` && row.value === value)?.about
    expect(about('EntityCentralIndexKey', '0001111111')).toEqual([])
    expect(about('EntityCentralIndexKey', '0002222222')).toEqual([
      expect.stringMatching(/^dei:LegalEntityAxis=hlh:\w+Member$/),
    ])
    expect(about('TradingSymbol', 'HLH')).toEqual([
      expect.stringMatching(/^us-gaap:StatementClassOfStockAxis=/),
    ])
  })

  it('says that a report before the rule is not tagged, and refuses what it cannot read', () => {
    expect(run('old')).toEqual({ code: 0, out: 'old: not tagged\n', err: '' })
    expect(run('bad')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('content/bad/filing.yaml:3:13: error Y005'),
    })
    expect(run('nobody')).toMatchObject({ code: 2, err: expect.stringContaining('no filing "nobody"') })
  })

  it('writes a page for people where --html names a folder', () => {
    expect(run('one', '--html', 'page').code).toBe(0)
    const page = readFileSync(join(folder, 'page/one.htm'), 'utf8')
    expect(page).toContain('type="checkbox"')
    for (const line of wanted.filter((one) => !one.includes('hidden')))
      expect(page, line).toContain(line.split(' | ')[0])
  })
})
