/** Habits of houses and wordings of records: ready-made partials, and what `asFiled` prints. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { variants } from '../../src/compose/unused.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { composeFiling } from '../../src/pipeline.ts'
import { buildWith, type Files, usual, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

function printed(more: Files, change: (yaml: string) => string = (yaml) => yaml) {
  const files = { ...modern, 'filing.yaml': change(modern['filing.yaml']), ...more }
  const world = worldWith(files)
  const log = new Log()
  const content = readContent(world, usual, 'one', log)
  if (!content) throw new Error('no content')
  const { documents } = composeFiling(content, readOwnTheme(world, usual, 'one', log), log)
  const [report] = documents
  const text = report
    ? words(report)
        .map((word) => word.text)
        .join(' ')
    : ''
  const found = buildWith(files).diagnostics.map(({ code, message }) => `${code} ${message}`)
  return { text, found }
}

describe('a ready-made partial', () => {
  it.each(variants)('%s is there', (name) => expect(existsSync(`templates/partials/${name}.hbs`)).toBe(true))

  it.each([
    [
      'exhibit-index',
      '{{> exhibit-columns}}',
      'Exhibit No. Description Filing 99.1 Press release Filed herewith',
    ],
    [
      'item-heading',
      '{{> item-heading-with-section}}',
      'Section 7 – Regulation FD Item 7.01 Regulation FD Disclosure',
    ],
    [
      'signature-sentence',
      '{{> signature-sentence-dated}}',
      'as amended, the registrant has duly caused this report to be signed on its behalf by the undersigned hereunto duly authorized, on March 2, 2026.',
    ],
    [
      'signers',
      '{{> signers-labelled}}',
      'Date: March 2, 2026 By: /s/ Jane Roe Name: Jane Roe Title: Secretary',
    ],
    ['signers', '{{> signers-undated}}', 'Tidewater & Co. By: /s/ Jane Roe Jane Roe Secretary'],
    ['signature-heading', '<h2 class="signature-heading">SIGNATURE</h2>', 'SIGNATURE Pursuant'],
  ])('as %s: %s', (name, text, wanted) => {
    const { text: all, found } = printed({ [`content/one/partials/${name}.hbs`]: text })
    expect(all).toContain(wanted)
    expect(found.filter((one) => /^[TW]/.test(one))).toEqual([])
  })
})

describe('a wording of a record', () => {
  it.each([
    ['formerName: N/A', 'N/A (Former name or former address'],
    ['sections: { 5: SECTION 5. Governance }', 'SECTION 5. Governance Item 5.03'],
    ['exhibitsHeading: "(d) Exhibits:"', '(d) Exhibits: Exhibit No.'],
    ['exhibitNumberColumn: Number', 'Number Description'],
    ['signatureHeading: SIGNATURE', 'SIGNATURE Pursuant'],
    [
      'signatureLabels: { date: "Dated:", name: "Name:" }',
      'Dated: March 2, 2026 /s/ Jane Roe Name: Jane Roe Secretary',
    ],
    ['signatureNotes: ["[Signature Page]"]', 'Secretary [Signature Page]'],
  ])('%s prints as it is given, and is reported', (asFiled, wanted) => {
    const { text, found } = printed({}, (yaml) => `${yaml}asFiled: { ${asFiled} }\n`)
    expect(text).toContain(wanted)
    expect(found.filter((one) => one.startsWith('R004')).length).toBeGreaterThan(0)
  })

  it('may be how a telephone number is written, if it is the same number', () => {
    const written = (as: string) => (yaml: string) =>
      yaml.replace('number: 555-0100', `number: 555-0100, written: ${as}`)
    const { text, found } = printed({}, written('617.555.0100'))
    expect(text).toContain('including area code: 617.555.0100')
    expect(found).toEqual(['R004 the telephone number stands as written: "617.555.0100"'])
    expect(printed.bind(undefined, {}, written('617.555.0111'))).toThrow()
  })
})

describe('a cover page of several registrants', () => {
  const second = (yaml: string) =>
    yaml.replace(
      'xbrl: {',
      `  - { name: Ebbtide LLC, jurisdiction: Nevada, fileNumber: 1-51001, ein: 04-1234568, cik: 1234568, phone: { area: 617, number: 555-0101 }, address: { street: [1 Main Street], city: Boston, state: MA, zip: 02139 }, emergingGrowthCompany: false, boxes: { writtenCommunications: true } }
alsoFiledAs: [425]
xbrl: {`,
    )

  it('has the boxes of each under its name', () => {
    const { text, found } = printed({}, second)
    expect(text).toMatch(/Tidewater & Co\. Check the appropriate box/)
    expect(text).toMatch(/Ebbtide LLC Check the appropriate box .* ☒ Written communications/)
    expect(found).toEqual([])
  })

  it('is one for each where the filing says so', () => {
    const { text } = printed({}, (yaml) => second(yaml).replace('reportDate', 'covers: separate\nreportDate'))
    expect(text.match(/FORM 8-K/g)?.length).toBe(2)
    expect(text).not.toMatch(/Ebbtide LLC Check the appropriate box/)
  })
})
