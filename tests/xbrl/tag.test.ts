/** Tagging from facts: what is tagged, on which words, in which context; and what is not, with its place. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { parseHtml } from '../../src/html/parse.ts'
import { ofFile, readHtml } from '../../src/html/read.ts'
import { readTags } from '../../src/html/read-tags.ts'
import { writeHtml } from '../../src/html/write.ts'
import { packageOf } from '../../src/xbrl/package.ts'
import { tagsOf } from '../../src/xbrl/tagging.ts'
import { buildWith, documentsOf, type Files, taggedFilings } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const readBack = (html: string) =>
  readTags(parseHtml(html, ofFile({ path: 'x.htm', text: html }), new Log(), true))

/** A 2026 filing with some of its facts changed, as `concept@members = value`. */
function tagsWith(change: (facts: string) => string, more: Files = {}) {
  const result = buildWith({ ...modern, 'filing.yaml': change(modern['filing.yaml']), ...more })
  const file = [...result.world.files].find(([name]) => /-\d{8}\.htm$/.test(name))
  const { facts, contexts } = readBack(text(file?.[1]))
  const about = new Map(contexts.map(({ id, members }) => [id, members.join(' ')]))
  const read = facts.map(({ name, contextRef, shown, value, hidden, format }) => ({
    concept: name.replace('dei:', ''),
    about: about.get(contextRef),
    shown,
    value,
    hidden,
    format,
  }))
  const of = (concept: string) => read.filter((one) => one.concept === concept)
  const codes = result.diagnostics.map(({ code, message }) => `${code} ${message}`)
  return { read, of, codes, file: file?.[0], files: result.world.files, contexts }
}

const registrant = (from: string, to: string) => (facts: string) => {
  if (!facts.includes(from)) throw new Error(`the sample has no ${from}`)
  return facts.replace(from, to)
}

describe.each(taggedFilings)('%s/%s', (content, slug) => {
  const { proofs, tagging } = documentsOf(content, slug)
  const [report] = proofs
  if (!report || !tagging) throw new Error(`${slug} is not tagged`)
  const read = readBack(report.html)

  it('gives its facts back: every tag, by concept, context and value', () => {
    const about = (list: readonly { id: string }[]) => new Map(list.map((one) => [one.id, one]))
    const wanted = tagsOf(tagging).map(({ id, concept, context, value }) => [
      id,
      `dei:${concept}`,
      context,
      value,
    ])
    const found = read.facts.map(({ id, name, contextRef, value }) => [
      id,
      name,
      contextRef,
      (value ?? '').replace(/[\s\u00a0]+/g, ' '),
    ])
    expect(new Map(found.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map(wanted.map(([id, ...rest]) => [id, rest])),
    )
    expect(about(read.contexts).size).toBe(tagging.contexts.length)
  })

  it('has the same words with tags as without', () => {
    const wordsOf = (html: string) => {
      const source = { path: '8-k.htm', text: html }
      const document = readHtml(source, { form: '8-K', fileName: '8-k.htm' }, new Log())
      return document && words(document).map((one) => one.text)
    }
    expect(wordsOf(report.html)).toEqual(wordsOf(writeHtml(report.document, 'inline')))
    expect(wordsOf(report.html)).toEqual(words(report.document).map((one) => one.text))
  })

  it('names every concept and member of its in each linkbase, in ASCII alone', () => {
    const files = packageOf(tagging)
    const names = new Set(tagsOf(tagging).map(({ concept }) => `dei_${concept}`))
    for (const { members } of tagging.contexts)
      for (const { axis, member } of members) names.add(axis.replace(':', '_')).add(member.replace(':', '_'))
    for (const [name, content] of files) {
      expect(content).toMatch(/^[\n\x20-\x7e]*$/)
      if (!name.endsWith('.xml')) continue
      for (const one of names) expect(content, name).toContain(`#${one}"`)
    }
    expect([...files.keys()].every((name) => name.startsWith(tagging.identity.base))).toBe(true)
  })
})

describe('a report', () => {
  it('is named by ticker and date, with its schema beside it, and its PDF keeps its name', () => {
    const { files } = tagsWith((facts) => facts)
    const names = [...files.keys()].filter((name) => name.startsWith('out/one/')).map((name) => name.slice(8))
    expect(names.sort()).toEqual([
      '8-k.pdf',
      'build.json',
      'ex99-1.htm',
      'ex99-1.pdf',
      'tdwr-20260302.htm',
      'tdwr-20260302.xsd',
      'tdwr-20260302_lab.xml',
      'tdwr-20260302_pre.xml',
    ])
  })

  it('of one class has one context, and hides what no page shows', () => {
    const { contexts, read } = tagsWith((facts) => facts)
    expect(contexts.map(({ id, members, start, end }) => [id, members, start, end])).toEqual([
      ['c-1', [], '2026-03-02', '2026-03-02'],
    ])
    expect(read.filter(({ hidden }) => hidden).map(({ concept, value }) => `${concept} ${value}`)).toEqual([
      'AmendmentFlag false',
      'EntityCentralIndexKey 0001234567',
      'CurrentFiscalYearEndDate --12-31',
    ])
  })

  it('without tags is plain, whether they are not due or nobody can write them', () => {
    for (const change of [
      registrant('xbrl: { namespace: http://www.tidewater.example }', 'xbrl: { due: false, reason: New }'),
      registrant('    cik: 1234567\n', ''),
      registrant('xbrl: { namespace: http://www.tidewater.example }\n', ''),
      (facts: string) => facts.replaceAll('2026-03-02', '2022-03-02'),
    ]) {
      const { file, files, codes } = tagsWith(change)
      expect(file).toBeUndefined()
      expect(codes.filter((one) => one.startsWith('K064'))).toHaveLength(1)
      expect(text(files.get('out/one/8-k.htm'))).not.toMatch(/xmlns|<thead|<span/)
    }
  })

  it('of 2019 to June 2021 is tagged where its facts say how, and otherwise is not due', () => {
    const dated = (facts: string) => facts.replaceAll('2026-03-02', '2020-03-02')
    const year = (facts: string) => dated(facts).replace('example }', 'example, year: 2025 }')
    expect(tagsWith(year).file).toContain('tdwr-20200302.htm')
    const { file, codes } = tagsWith((facts) =>
      dated(facts).replace('xbrl: { namespace: http://www.tidewater.example }\n', ''),
    )
    expect([file, codes.filter((one) => one.startsWith('K064'))]).toEqual([undefined, []])
  })
})

describe('printed words', () => {
  it.each([
    ['jurisdiction: Delaware', 'jurisdiction: State of Delaware', 'Delaware', 'DE'],
    ['jurisdiction: Delaware', 'jurisdiction: The Cayman Islands', 'Cayman Islands', 'E9'],
    ['jurisdiction: Delaware', 'jurisdiction: Georgia', 'Georgia', 'GA'],
    ['jurisdiction: Delaware', 'jurisdiction: Georgia\n    jurisdictionCode: 2Q', 'Georgia', '2Q'],
    ['jurisdiction: Delaware', 'jurisdiction: DE', 'DE', 'DE'],
  ])('%s as %s are tagged on "%s" as %s', (from, to, shown, value) => {
    expect(tagsWith(registrant(from, to)).of('EntityIncorporationStateCountryCode')).toMatchObject([
      { shown, value },
    ])
  })

  it.each([
    ['The Nasdaq Stock Market LLC', 'The Nasdaq Capital Market', 'The Nasdaq', 'NASDAQ'],
    ['The Nasdaq Stock Market LLC', '"New York Stock Exchange, Inc."', 'New York Stock Exchange', 'NYSE'],
  ])('of an exchange %s as %s are tagged on "%s"', (from, to, shown, value) => {
    expect(tagsWith(registrant(from, to)).of('SecurityExchangeName')).toMatchObject([{ shown, value }])
  })

  it('that EDGAR cannot read are told with their place, and not tagged', () => {
    for (const [from, to, concept] of [
      ['jurisdiction: Delaware', 'jurisdiction: DELAWARE', 'EntityIncorporationStateCountryCode'],
      ['The Nasdaq Stock Market LLC', 'NYSE Texas', 'SecurityExchangeName'],
      ['state: MA', 'state: ma', 'x'],
    ] as const) {
      const { of, codes } = tagsWith(registrant(from, to))
      expect(of(concept)).toEqual([])
      if (concept !== 'x') expect(codes.some((one) => one.startsWith('K042'))).toBe(true)
    }
  })

  it('before a date stay outside its tag', () => {
    const { of } = tagsWith((facts) => facts, {
      'content/one/partials/cover-page.hbs':
        '<p>FORM {{form}}</p><p>{{date report.date "dddd, MMMM d, yyyy"}}</p>{{> cover-registrant registrant=registrant asFiled=asFiled}}',
    })
    expect(of('DocumentPeriodEndDate')).toMatchObject([{ shown: 'March 2, 2026', value: '2026-03-02' }])
  })
})

describe('classes of securities', () => {
  const classes = (rows: string) =>
    registrant(
      '    securities:\n      - { title: Common Stock, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }\n',
      `    securities:\n${rows}`,
    )

  it('have a context each where there are several', () => {
    const { of } = tagsWith(
      classes(
        '      - { title: "Class A Common Stock", symbol: TDWR, exchange: NYSE }\n' +
          '      - { title: "5.25% Senior Notes due 2030", symbol: TDWR30, exchange: NYSE }\n' +
          '      - { title: "4.5% Senior Notes due 2031", exchange: NYSE }\n',
      ),
    )
    const axis = 'us-gaap:StatementClassOfStockAxis'
    expect(of('Security12bTitle').map(({ about }) => about)).toEqual([
      `${axis}=us-gaap:CommonClassAMember`,
      `${axis}=tdwr:N525SeniorNotesDue2030Member`,
      `${axis}=tdwr:N45SeniorNotesDue2031Member`,
    ])
    expect(of('NoTradingSymbolFlag')).toMatchObject([
      { value: 'true', hidden: true, about: `${axis}=tdwr:N45SeniorNotesDue2031Member` },
    ])
  })

  it('on two exchanges have a context for each exchange', () => {
    const { of } = tagsWith(
      classes(
        '      - { title: Common Stock, symbol: TDWR, exchange: New York Stock Exchange }\n' +
          '      - { title: Common Stock, symbol: TDWR, exchange: Chicago Stock Exchange }\n',
      ),
    )
    expect(of('SecurityExchangeName').map(({ about, value }) => [about, value])).toEqual([
      ['dei:EntityListingsExchangeAxis=exch:XNYS', 'NYSE'],
      ['dei:EntityListingsExchangeAxis=exch:XCHI', 'CHX'],
    ])
  })

  it('may be none', () => {
    const { of, read } = tagsWith(classes('      []\n'))
    expect(read.filter(({ concept }) => /Security|Symbol/.test(concept))).toEqual([])
    expect(of('EntityEmergingGrowthCompany')).toMatchObject([{ value: 'false' }])
  })
})

describe('what is due only sometimes', () => {
  it('is the transition period of an emerging growth company', () => {
    expect(tagsWith((facts) => facts).of('EntityExTransitionPeriod')).toEqual([])
    const emerging = registrant('emergingGrowthCompany: false', 'emergingGrowthCompany: true')
    expect(tagsWith(emerging).of('EntityExTransitionPeriod')).toMatchObject([{ value: 'false' }])
  })

  it('is the description of an amendment', () => {
    const { of } = tagsWith(
      registrant('form: 8-K', 'form: 8-K/A\namendment: { number: 1, note: It corrects a date. }'),
    )
    expect(of('DocumentType')).toMatchObject([{ value: '8-K/A' }])
    expect(of('AmendmentFlag')).toMatchObject([{ value: 'true' }])
    expect(of('AmendmentDescription')).toMatchObject([{ value: 'It corrects a date.', hidden: false }])
  })

  it('is the end of the fiscal year, with Item 5.03 alone', () => {
    const items = modern['8-k.md'].replace('# Item 5.03', '# Item 5.05')
    expect(tagsWith((facts) => facts, { '8-k.md': items }).of('CurrentFiscalYearEndDate')).toEqual([])
  })
})

describe('the day of filing', () => {
  const yearOf = (day?: string) => {
    const { world } = buildWith(modern, day === undefined ? {} : { day })
    const schema = [...world.files].find(([name]) => name.endsWith('.xsd'))?.[1]
    return /xbrl.sec.gov\/dei\/(\d{4})/.exec(text(schema))?.[1]
  }

  it('chooses the taxonomy: that of the signature, or the one that is given', () => {
    expect([yearOf(), yearOf('2026-03-15'), yearOf('2026-03-16')]).toEqual(['2025', '2025', '2026'])
  })
})

describe('the name on record', () => {
  const recorded = (name: string) =>
    tagsWith(registrant('    cik: 1234567', `    cik: 1234567\n    conformedName: ${name}`)).codes.filter(
      (code) => code.startsWith('K113'),
    )

  it('must begin the one on the cover, as EDGAR cleans both', () => {
    expect(recorded('TIDEWATER & CO')).toEqual([])
    expect(recorded('TIDEWATER & CO /DE/')).toEqual([])
    expect(recorded('EBBTIDE & CO')).toEqual([
      'K113 EDGAR has "EBBTIDE & CO" on record, and the cover page says "Tidewater & Co.": it would suspend the filing',
    ])
  })
})
