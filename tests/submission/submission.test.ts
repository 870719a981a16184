/** The package for EDGAR: what it holds for each kind of report, and when it is refused. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { openSubmissions } from '../../src/check/submitted-text.ts'
import { commands } from '../../src/cli/commands.ts'
import { checkFiles } from '../../src/commands/check.ts'
import { schemaText } from '../../src/commands/schema.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { readSubmission } from '../../src/importing/submission.ts'
import { buildWith, codesOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { needs, run } from '../support/tools.ts'
import { approved, filesOf, packed, readPackage, refusal, text, worldOf } from './packaged.ts'

const change = (from: string, to: string, yaml = modern['filing.yaml']) => {
  if (!yaml.includes(from)) throw new Error(`the sample has no ${from}`)
  return { ...modern, 'filing.yaml': yaml.replace(from, to) }
}
const filer = (cik: string, file: string, ...more: string[]) => [
  '<cor:filer>',
  `<cor:filerId>${cik}</cor:filerId>`,
  '<cor:filerCcc>XXXXXXXX</cor:filerCcc>',
  `<cor:fileNumber>${file}</cor:fileNumber>`,
  ...more,
  '</cor:filer>',
]
const list = (name: string, each: string, values: readonly string[]) => [
  `<cor:${name}>`,
  ...values.map((value) => `<${each}>${value}</${each}>`),
  `</cor:${name}>`,
]
const document = (name: string, type: string, description: string) => [
  '<com:document>',
  `<com:conformedName>${name}</com:conformedName>`,
  `<com:conformedDocumentType>${type}</com:conformedDocumentType>`,
  `<com:description>${description}</com:description>`,
  '</com:document>',
]
const taxonomy = (base: string, parts: readonly ('DEF' | 'LAB' | 'PRE')[]) => [
  ...document(`${base}.xsd`, 'EX-101.SCH', 'XBRL TAXONOMY EXTENSION SCHEMA'),
  ...parts.flatMap((part) => {
    const long = { DEF: 'DEFINITION', LAB: 'LABEL', PRE: 'PRESENTATION' }[part]
    return document(
      `${base}_${part.toLowerCase()}.xml`,
      `EX-101.${part}`,
      `XBRL TAXONOMY EXTENSION ${long} LINKBASE`,
    )
  }),
]
const whole = (elements: readonly string[]) => [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<cor:edgarSubmission xmlns:cor="http://www.sec.gov/edgar/coreg" xmlns:com="http://www.sec.gov/edgar/common">',
  ...elements,
  '</cor:edgarSubmission>',
]
const header = (preview: string, label: string) =>
  preview
    .slice(0, preview.indexOf('</SEC-HEADER>'))
    .split('\n')
    .filter((line) => line.trim().startsWith(`${label}:`))
    .map((line) => line.slice(line.indexOf(':') + 1).trim())

describe('a plain 8-K', () => {
  const made = packed(modern)

  it('is in submission.xml as EDGARLink reads it, every element in its order', () => {
    expect(made.elements).toEqual(
      whole([
        '<cor:liveTestFlag>TEST</cor:liveTestFlag>',
        '<cor:submissionType>8-K</cor:submissionType>',
        ...filer('0001234567', '1-51000'),
        ...list('sros', 'com:sroId', ['NASD']),
        '<cor:periodOfReport>03-02-2026</cor:periodOfReport>',
        ...list('items', 'cor:item', ['5.03', '7.01', '8.01', '9.01']),
        ...list('fiscalYear', 'cor:fiscalYearEnd', ['12/31']),
        '<cor:emergingGrowthCompanyFlag>false</cor:emergingGrowthCompanyFlag>',
        '<cor:documents>',
        ...document('tdwr-20260302.htm', '8-K', '8-K'),
        ...document('ex99-1.htm', 'EX-99.1', 'Press release'),
        ...taxonomy('tdwr-20260302', ['LAB', 'PRE']),
        '</cor:documents>',
      ]),
    )
  })

  it('holds the bytes of each file, in the XML and in the preview as in the folder', () => {
    const names = [...made.xml.matchAll(/<com:conformedName>([^<]*)</g)].map(([, name]) => name ?? '')
    const contents = [...made.xml.matchAll(/<com:contents>([^<]*)</g)].map(([, body]) => body ?? '')
    expect(names.length).toBe(5)
    const published = readSubmission(made.preview).documents
    expect(published.map(({ fileName }) => fileName)).toEqual(names)
    for (const [index, name] of names.entries()) {
      const bytes = made.files.get(name)
      expect(Buffer.from(contents[index] ?? '', 'base64').equals(bytes ?? Buffer.from('absent')), name).toBe(
        true,
      )
      const { content } = published[index] ?? {}
      expect(content?.kind === 'text' ? content.text : '', name).toBe(text(bytes))
    }
  })

  it('has nothing in its folder but what is uploaded and what is told of it', () => {
    expect([...made.files.keys()].sort()).toEqual([
      'ex99-1.htm',
      'preview.txt',
      'sheet.pdf',
      'sheet.txt',
      'submission.xml',
      'tdwr-20260302.htm',
      'tdwr-20260302.xsd',
      'tdwr-20260302_lab.xml',
      'tdwr-20260302_pre.xml',
    ])
  })

  it('is in preview.txt as EDGAR would publish it, marked as no document of EDGAR', () => {
    const { preview } = made
    expect(preview).toContain('PREVIEW BY FILINGPRESS: NOT A DOCUMENT OF EDGAR')
    const said = {
      'CONFORMED SUBMISSION TYPE': ['8-K'],
      'PUBLIC DOCUMENT COUNT': ['5'],
      'CONFORMED PERIOD OF REPORT': ['20260302'],
      'ITEM INFORMATION': [
        'Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year',
        'Regulation FD Disclosure',
        'Other Events',
        'Financial Statements and Exhibits',
      ],
      'FILED AS OF DATE': ['20260302'],
      'COMPANY CONFORMED NAME': ['TIDEWATER & CO.'],
      'CENTRAL INDEX KEY': ['0001234567'],
      EIN: ['041234567'],
      'STATE OF INCORPORATION': ['DE'],
      'FISCAL YEAR END': ['1231'],
      'FORM TYPE': ['8-K'],
      'SEC FILE NUMBER': ['1-51000'],
      'STREET 1': ['1 MAIN STREET'],
      CITY: ['BOSTON'],
      ZIP: ['02139'],
      'BUSINESS PHONE': ['617 555-0100'],
    }
    for (const [label, values] of Object.entries(said))
      expect([label, header(preview, label)]).toEqual([label, values])
  })

  it('is on the sheet as it is entered, with the last day and hour', () => {
    const said = {
      Due: 'March 6, 2026, transmitted by 5:30 p.m. Eastern',
      'Live or test': 'TEST',
      'Submission type': '8-K',
      Filer: 'Tidewater & Co., CIK 0001234567',
      'File number': '1-51000',
      Exchanges: 'NASD',
      'Period of report': '03-02-2026',
      Items: '5.03, 7.01, 8.01, 9.01',
      'Also filed as': 'nothing',
      'Fiscal year end': '12/31',
      'Emerging growth company': 'no',
      'Document 1': `tdwr-20260302.htm, 8-K, 8-K, ${made.files.get('tdwr-20260302.htm')?.length} bytes`,
      'Document 2': `ex99-1.htm, EX-99.1, Press release, ${made.files.get('ex99-1.htm')?.length} bytes`,
    }
    for (const [label, value] of Object.entries(said))
      expect([label, made.entry(label)]).toEqual([label, value])
  })

  const poppler = needs('pdftotext')
  it.skipIf(poppler.skip)(`has the same words on the printed sheet${poppler.reason}`, () => {
    const { out } = run('pdftotext', ['-raw', '-', '-'], {
      input: made.files.get('sheet.pdf') ?? new Uint8Array(),
    })
    const squeezed = (words: string) => words.replace(/[\s:\u00ad]+/g, '').replace(/Page\d+of\d+/g, '')
    expect(squeezed(out)).toBe(squeezed(made.sheet))
  })

  it('is LIVE where it is told to be, and differs in nothing else', () => {
    const live = packed(modern, true)
    expect(live.xml).toBe(made.xml.replace('>TEST<', '>LIVE<'))
    expect(live.sheet).toBe(made.sheet.replace('TEST', 'LIVE'))
    expect(live.preview).toBe(made.preview)
  })
})

describe('the folder and its preview are checked as what they hold', () => {
  const made = packed(modern)
  const { files, preview } = made
  const bytes = (changed: string) => Buffer.from(changed, 'latin1')
  const codes = (text: string) => {
    const log = new Log()
    checkFinished(new Map([['preview.txt', bytes(text)]]), log)
    return log.diagnostics.map(({ code, span }) => `${code} ${span?.source.path}`)
  }

  it('the preview as the documents in it, with nothing to settle', () => {
    expect(openSubmissions(new Map([['preview.txt', bytes(preview)]])).files).toEqual(
      new Map(
        readSubmission(preview).documents.map(({ fileName }) => [
          `preview.txt/${fileName}`,
          Uint8Array.from(files.get(fileName) ?? []),
        ]),
      ),
    )
    expect(codes(preview)).toEqual([])
  })

  it('its header is held to the tags', () => {
    expect(codes(preview.replace('TIDEWATER & CO.', 'EBBTIDE CORP'))).toEqual([
      'K113 preview.txt/tdwr-20260302.htm',
    ])
    expect(codes(preview.replace('PERIOD OF REPORT:\t20260302', 'PERIOD OF REPORT:\t20260301'))).toEqual([
      'K044 preview.txt/tdwr-20260302.htm',
    ])
  })

  it('the folder as what is uploaded, without the sheets about it', () => {
    const { files: checked, diagnostics } = checkFiles(made.world, ['out/one-submission'])
    expect(checked.map((path) => path.split('/').at(-1)).sort()).toEqual([
      'ex99-1.htm',
      'submission.xml',
      'tdwr-20260302.htm',
      'tdwr-20260302.xsd',
      'tdwr-20260302_lab.xml',
      'tdwr-20260302_pre.xml',
    ])
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([])
  })
})

describe('an amendment', () => {
  const made = packed(filesOf('examples/amendment'))

  it('is an 8-K/A by type, document and header, and has no day of its own', () => {
    expect(made.elements.slice(3, 13)).toEqual([
      '<cor:submissionType>8-K/A</cor:submissionType>',
      ...filer('0009990102', '001-33651'),
      ...list('sros', 'com:sroId', ['NYSE']),
      '<cor:periodOfReport>01-08-2026</cor:periodOfReport>',
    ])
    expect(made.elements.join('\n')).toContain(document('cvf-20260108.htm', '8-K/A', '8-K/A').join('\n'))
    expect(header(made.preview, 'CONFORMED SUBMISSION TYPE')).toEqual(['8-K/A'])
    expect(header(made.preview, 'FORM TYPE')).toEqual(['8-K/A'])
    expect(header(made.preview, 'ITEM INFORMATION')).toEqual(['Financial Statements and Exhibits'])
    expect(header(made.preview, 'FILED AS OF DATE')).toEqual(['20260320'])
    expect(made.entry('Submission type')).toBe('8-K/A')
    expect(made.entry('Due')).toBe('no day of its own')
    expect(made.entry('Items')).toBe('9.01')
  })
})

describe('co-registrants', () => {
  const made = packed(filesOf('tests/filings/good/harborlane-2026-03-24'))

  it('are filers of one submission, each with its own numbers and boxes', () => {
    expect(made.elements.slice(2, 27)).toEqual([
      '<cor:liveTestFlag>TEST</cor:liveTestFlag>',
      '<cor:submissionType>8-K</cor:submissionType>',
      ...filer('0001111111', '001-41111'),
      '<cor:coregs>',
      ...filer(
        '0002222222',
        '333-222222-01',
        '<cor:emergingGrowthCompanyFlag>true</cor:emergingGrowthCompanyFlag>',
        '<cor:exTransitionPeriodFlag>false</cor:exTransitionPeriodFlag>',
      ),
      '</cor:coregs>',
      ...list('sros', 'com:sroId', ['NYSE']),
      '<cor:periodOfReport>03-24-2026</cor:periodOfReport>',
      ...list('items', 'cor:item', ['1.01', '2.03', '9.01']),
    ])
    expect(made.elements[27]).toBe('<cor:emergingGrowthCompanyFlag>false</cor:emergingGrowthCompanyFlag>')
    expect(made.elements.join('\n')).toContain(taxonomy('hlh-20260324', ['DEF', 'LAB', 'PRE']).join('\n'))
  })

  it('have a block each in the header, and lines each on the sheet', () => {
    expect(header(made.preview, 'CENTRAL INDEX KEY')).toEqual(['0001111111', '0002222222'])
    expect(header(made.preview, 'SEC FILE NUMBER')).toEqual(['001-41111', '333-222222-01'])
    expect(header(made.preview, 'STATE OF INCORPORATION')).toEqual(['MD', 'DE'])
    expect(header(made.preview, 'EIN')).toEqual(['111111112', '222222223'])
    expect(header(made.preview, 'BUSINESS PHONE')).toEqual(['617 555-0111', '617 555-0112'])
    expect(made.entry('Filer')).toBe('Harbor Lane Holdings Corp., CIK 0001111111')
    expect(made.entry('Co-registrant 1')).toBe(
      'Harbor Lane Operating Partnership, L.P., CIK 0002222222, its own CCC',
    )
    expect(made.entry('Its file number')).toBe('333-222222-01')
    expect(made.entry('Its emerging growth')).toBe('yes; transition period declined: no')
    expect(made.entry('Emerging growth company')).toBe('no')
  })
})

describe('the CCC', () => {
  const made = packed(modern)

  it('is no option, no argument and no fact', () => {
    for (const command of commands)
      expect(
        [...Object.keys(command.options), ...command.arguments.map(({ name }) => name)].join(' '),
      ).not.toMatch(/ccc/i)
    expect(schemaText()).not.toMatch(/ccc/i)
    const given = buildWith(change('cik: 1234567', 'cik: 1234567\n    ccc: abcd#123'))
    expect(codesOf(given).length).toBeGreaterThan(0)
    expect(given.diagnostics.map(({ message }) => message).join()).toContain('ccc')
  })

  it('is a placeholder in the XML, once for each filer', () => {
    const two = packed(filesOf('tests/filings/good/harborlane-2026-03-24'))
    expect(made.xml.match(/<cor:filerCcc>[^<]*</g)).toEqual(['<cor:filerCcc>XXXXXXXX<'])
    expect(two.xml.match(/<cor:filerCcc>[^<]*</g)).toHaveLength(2)
    expect(new Set(two.xml.match(/<cor:filerCcc>[^<]*</g))).toEqual(new Set(['<cor:filerCcc>XXXXXXXX<']))
  })
})

describe('a package is refused', () => {
  it('where nobody has approved the filing, and nothing is written', () => {
    const world = worldOf(modern)
    expect(refusal(world)).toEqual(['L003 nobody has approved this filing'])
    expect([...world.files.keys()].filter((name) => name.startsWith('out/'))).toEqual([])
  })

  it('where a fact was changed since, and the last one stays as it is', () => {
    const { world, xml } = packed(modern)
    const changed = change('555-0100', '555-0199')['filing.yaml']
    world.files.set('content/one/filing.yaml', Buffer.from(changed))
    const reasons = refusal(world)
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.map((reason) => reason.slice(0, 4))).toContain('L004')
    expect(readPackage(world).xml).toBe(xml)
  })

  const boxes = (checked: string, types: string) => ({
    ...change('boxes: {}', `boxes: { ${checked} }\nalsoFiledAs: [${types}]`),
    '8-k.md': modern['8-k.md'],
  })

  it.each([
    [
      'two form types beside the 8-K',
      boxes('writtenCommunications: true, solicitingMaterial: true', "'425', DEFA14A"),
      'EDGAR takes one form type beside an 8-K, not 425 and DEFA14A',
    ],
    [
      'a form type that EDGAR takes alone',
      boxes('preCommencementIssuerTenderOffer: true', 'SC TO-I'),
      'EDGAR does not take SC TO-I beside an 8-K: it is a submission of its own',
    ],
  ])('for %s', (_what, files, reason) => {
    const world = worldOf(files)
    approved(world)
    expect(refusal(world).join('\n')).toContain(`it cannot be submitted: ${reason}`)
    expect(readPackage(world).files.size).toBe(0)
  })

  it('but not for one form type that goes with it, which the package names', () => {
    const made = packed(boxes('writtenCommunications: true', "'425'"))
    expect(made.elements).toContain('<cor:itemSubmissionType>425</cor:itemSubmissionType>')
    expect(made.entry('Also filed as')).toBe('425')
  })
})
