/**
 * Experiments with tagged reports: one thing changed in a good one, with the verdict of the SEC's own rule code (Arelle
 * 2.47 with the plugin EDGAR of release 25.4, efm-pragmatic; `strict` where that mode alone speaks).
 */
export type Verdict = 'clean' | 'WARNING' | 'ERROR'

/** Files of a submission by name, and what its header says. */
export interface Sample {
  readonly report: string
  readonly files: Readonly<Record<string, string>>
  readonly header: Readonly<Record<string, string>>
}

export type Change = (sample: Sample) => Sample

export interface Experiment {
  readonly name: string
  /** One class of securities and no emerging growth; or two classes and emerging growth. */
  readonly base: 'one' | 'two'
  readonly change: Change
  readonly verdict: Verdict
}

type Edit = (html: string) => string

const inReport =
  (edit: Edit): Change =>
  (sample) => ({ ...sample, report: edit(sample.report) })
const inFile =
  (ending: string, edit: Edit): Change =>
  (sample) => ({
    ...sample,
    files: Object.fromEntries(
      Object.entries(sample.files).map(([name, text]) => [name, name.endsWith(ending) ? edit(text) : text]),
    ),
  })
const withHeader =
  (header: Record<string, string>): Change =>
  (sample) => ({ ...sample, header: { ...sample.header, ...header } })
const both =
  (...changes: readonly Change[]): Change =>
  (sample) =>
    changes.reduce((made, change) => change(made), sample)

const put =
  (from: string | RegExp, to: string): Edit =>
  (html) => {
    const made = html.replace(from, () => to)
    if (made === html) throw new Error(`the sample does not hold ${from}`)
    return made
  }
const all =
  (from: string, to: string): Edit =>
  (html) => {
    if (!html.includes(from)) throw new Error(`the sample does not hold ${from}`)
    return html.replaceAll(from, to)
  }
const chain =
  (...edits: readonly Edit[]): Edit =>
  (html) =>
    edits.reduce((made, edit) => edit(made), html)

const tagOf = (name: string) =>
  new RegExp(`<ix:nonNumeric [^>]*name="dei:${name}"[^>]*>([^<]*)</ix:nonNumeric>`)
/** Takes a tag away: its words stay where a page shows them, and go where it was hidden. */
const untag =
  (name: string): Edit =>
  (html) => {
    const hiddenTo = html.indexOf('</ix:hidden>')
    const match = tagOf(name).exec(html)
    if (!match) throw new Error(`the sample has no ${name}`)
    return (
      html.slice(0, match.index) +
      (match.index < hiddenTo ? '' : match[1]) +
      html.slice(match.index + match[0].length)
    )
  }
const words =
  (name: string, to: string): Edit =>
  (html) => {
    const match = tagOf(name).exec(html)
    if (!match) throw new Error(`the sample has no ${name}`)
    return (
      html.slice(0, match.index) +
      match[0].replace(`>${match[1]}</`, () => `>${to}</`) +
      html.slice(match.index + match[0].length)
    )
  }
const format =
  (name: string, to: string | undefined): Edit =>
  (html) => {
    const match = tagOf(name).exec(html)
    if (!match) throw new Error(`the sample has no ${name}`)
    const bare = match[0].replace(/ format="[^"]*"/, '')
    const made = to === undefined ? bare : bare.replace(' id=', ` format="${to}" id=`)
    return html.slice(0, match.index) + made + html.slice(match.index + match[0].length)
  }
const tag = (name: string, value: string, by?: string, context = 'c-1') =>
  `<ix:nonNumeric contextRef="${context}" name="dei:${name}"${by ? ` format="${by}"` : ''} id="x-${name}${value.length}">${value}</ix:nonNumeric>`
const hide = (name: string, value: string, by?: string, context = 'c-1'): Edit =>
  put('</ix:hidden>', `${tag(name, value, by, context)}</ix:hidden>`)
const body = (html: string): Edit => put('</body>', `${html}</body>`)
const known = (...names: readonly string[]): Change =>
  both(
    ...['_pre.xml', '_lab.xml'].map((ending) =>
      inFile(ending, (text) =>
        text.replace(
          '</link:linkbase>',
          `${names
            .map((name) => `<!-- "#${name}" -->`)
            .join('')
            .replaceAll('"#', '#')}</link:linkbase>`,
        ),
      ),
    ),
  )
/** A fact more than the good one has, which its linkbases know. */
const also = (name: string, change: Change): Change => both(known(`dei_${name}`), change)

type Row = readonly [name: string, change: Change, verdict: Verdict]
const rows = (base: Experiment['base'], list: readonly Row[]): Experiment[] =>
  list.map(([name, change, verdict]) => ({ name, base, change, verdict }))

const missing = (name: string, verdict: Verdict): Row => [`missing ${name}`, inReport(untag(name)), verdict]
const page = (name: string, html: string, verdict: Verdict): Row => [name, inReport(body(html)), verdict]

const present: readonly Row[] = [
  missing('AmendmentFlag', 'WARNING'),
  missing('EntityCentralIndexKey', 'ERROR'),
  missing('DocumentType', 'ERROR'),
  missing('DocumentPeriodEndDate', 'WARNING'),
  missing('EntityRegistrantName', 'ERROR'),
  missing('EntityIncorporationStateCountryCode', 'WARNING'),
  missing('EntityFileNumber', 'WARNING'),
  missing('EntityTaxIdentificationNumber', 'WARNING'),
  missing('EntityAddressAddressLine1', 'WARNING'),
  missing('EntityAddressCityOrTown', 'WARNING'),
  missing('EntityAddressStateOrProvince', 'WARNING'),
  missing('EntityAddressPostalZipCode', 'WARNING'),
  missing('CityAreaCode', 'WARNING'),
  missing('LocalPhoneNumber', 'WARNING'),
  missing('WrittenCommunications', 'WARNING'),
  missing('Security12bTitle', 'WARNING'),
  missing('TradingSymbol', 'WARNING'),
  missing('SecurityExchangeName', 'clean'),
  missing('EntityEmergingGrowthCompany', 'WARNING'),
  [
    'missing all 12b',
    inReport(chain(untag('Security12bTitle'), untag('TradingSymbol'), untag('SecurityExchangeName'))),
    'clean',
  ],
]

// biome-ignore format: a table reads by rows
const markup: readonly Row[] = [
  page('u element', '<p><u>x</u></p>', 'ERROR'),
  page('font element', '<p><font>x</font></p>', 'ERROR'),
  page('center element', '<center>x</center>', 'ERROR'),
  page('b/i elements', '<p><b>x</b><i>y</i></p>', 'clean'),
  page('align attr on p', '<p align="center">x</p>', 'ERROR'),
  page('width attr td', '<table><tr><td width="10">x</td></tr></table>', 'ERROR'),
  page('bgcolor attr tr', '<table><tr bgcolor="#ffffff"><td>x</td></tr></table>', 'ERROR'),
  page('valign attr td', '<table><tr><td valign="top">x</td></tr></table>', 'clean'),
  page('nowrap attr td', '<table><tr><td nowrap="nowrap">x</td></tr></table>', 'ERROR'),
  page('cellpadding attr', '<table cellpadding="0"><tr><td>x</td></tr></table>', 'clean'),
  page('table align attr', '<table align="center"><tr><td>x</td></tr></table>', 'ERROR'),
  page('hr size attr', '<hr size="1"/>', 'ERROR'),
  page('hr plain', '<hr/>', 'clean'),
  page('hr style', '<hr style="width:40%"/>', 'clean'),
  page('thead tbody', '<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>', 'clean'),
  page('colgroup', '<table><colgroup></colgroup><tr><td>x</td></tr></table>', 'ERROR'),
  page('nested table', '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>', 'ERROR'),
  page('text directly in body', 'loose', 'ERROR'),
  page('span in body', '<span>x</span>', 'ERROR'),
  ['style element head', inReport(put('</title>', '</title><style>p { margin: 0 }</style>')), 'ERROR'],
  page('style attr', '<p style="margin:0">x</p>', 'clean'),
  page('class attr', '<p class="a">x</p>', 'clean'),
  page('script', '<p><script>1</script></p>', 'ERROR'),
  page('onclick', '<p onclick="x()">x</p>', 'ERROR'),
  ['link stylesheet', inReport(put('</title>', '</title><link rel="stylesheet" href="a.css"/>')), 'ERROR'],
  ['doctype', inReport((html) => `<!DOCTYPE html>\n${html}`), 'ERROR'],
  ['html lang attr', inReport(put('<html ', '<html lang="en" ')), 'ERROR'],
  page('external link', '<p><a href="https://www.example.com/">x</a></p>', 'ERROR'),
  page('mailto link', '<p><a href="mailto:a@example.com">x</a></p>', 'clean'),
  page('sec archive link https', '<p><a href="https://www.sec.gov/Archives/edgar/data/1/2/x.htm">x</a></p>', 'clean'),
  page('sec ix viewer link', '<p><a href="https://www.sec.gov/ix?doc=/Archives/edgar/data/1/2/x.htm">x</a></p>', 'clean'),
  page('sec other link', '<p><a href="https://www.sec.gov/rules">x</a></p>', 'ERROR'),
  page('local link', '<p><a href="ex99-1.htm">x</a></p>', 'clean'),
  page('fragment link + id', '<p id="here">y <a href="#here">x</a></p>', 'clean'),
  page('a name', '<p><a name="x">x</a></p>', 'ERROR'),
  page('img png', '<p><img src="a.png" alt="a"/></p>', 'ERROR'),
  page('img jpg missing file', '<p><img src="a.jpg" alt="a"/></p>', 'ERROR'),
  page('img data url', '<p><img src="data:image/gif;base64,R0lG" alt="a"/></p>', 'ERROR'),
  page('img no alt', '<p><img src="a.gif"/></p>', 'ERROR'),
  page('raw utf8 smart quote', '<p>\u201cx\u201d</p>', 'ERROR'),
  page('raw latin1 nbsp', '<p>a\u00a0b</p>', 'ERROR'),
  page('caret char', '<p>a^b</p>', 'ERROR'),
  page('entity mdash', '<p>a&mdash;b</p>', 'ERROR'),
  page('entity nbsp', '<p>a&nbsp;b</p>', 'ERROR'),
  page('numeric entity 8212', '<p>a&#8212;b</p>', 'clean'),
  page('hex entity', '<p>a&#x2014;b</p>', 'clean'),
]

// biome-ignore format: a table reads by rows
const values: readonly Row[] = [
  ['EIN no dash', inReport(words('EntityTaxIdentificationNumber', '041234567')), 'ERROR'],
  ['state full name via code fmt wrong', inReport(format('EntityIncorporationStateCountryCode', 'ixt-sec:edgarprovcountryen')), 'ERROR'],
  ['state no format', inReport(chain(words('EntityIncorporationStateCountryCode', 'DE'), format('EntityIncorporationStateCountryCode', undefined))), 'clean'],
  ['incorp state edgarprovcountryen', inReport(chain(words('EntityIncorporationStateCountryCode', 'Ireland'), format('EntityIncorporationStateCountryCode', 'ixt-sec:edgarprovcountryen'))), 'clean'],
  ['exchange NASDAQ code no fmt', inReport(chain(words('SecurityExchangeName', 'NASDAQ'), format('SecurityExchangeName', undefined))), 'clean'],
  ['exchange Nasdaq Capital Market', inReport(words('SecurityExchangeName', 'Nasdaq Capital Market')), 'ERROR'],
  ['exchange The Nasdaq Stock Market LLC', inReport((html) => html), 'clean'],
  ['exchange NYSE Texas', inReport(words('SecurityExchangeName', 'NYSE Texas')), 'ERROR'],
  ['EGC true no ExTransition', inReport(words('EntityEmergingGrowthCompany', '&#9746;')), 'ERROR'],
  ['EGC true with ExTransition', also('EntityExTransitionPeriod', inReport(chain(words('EntityEmergingGrowthCompany', '&#9746;'), body(`<p>${tag('EntityExTransitionPeriod', '&#9744;', 'ixt-sec:boolballotbox')}</p>`)))), 'clean'],
  ['EGC false with ExTransition', also('EntityExTransitionPeriod', inReport(body(`<p>${tag('EntityExTransitionPeriod', '&#9744;', 'ixt-sec:boolballotbox')}</p>`))), 'WARNING'],
  ...(['TradingSymbol', 'EntityRegistrantName', 'SecurityExchangeName', 'EntityEmergingGrowthCompany'] as const).flatMap((name): Row[] => {
    const value = { TradingSymbol: 'TDWR', EntityRegistrantName: 'Tidewater &amp; Co.', SecurityExchangeName: 'NASDAQ', EntityEmergingGrowthCompany: 'false' }[name]
    return [
      [`hidden unref ${name}`, inReport(chain(untag(name), hide(name, value))), 'WARNING'],
      [`hidden ref ${name}`, inReport(chain(untag(name), hide(name, value), body(`<p><span style="-sec-ix-hidden:x-${name}${value.length}">x</span></p>`))), 'WARNING'],
    ]
  }),
  ['hidden unref WrittenCommunications', inReport(chain(untag('WrittenCommunications'), hide('WrittenCommunications', 'false'))), 'clean'],
  ['hidden ref WrittenCommunications', inReport(chain(untag('WrittenCommunications'), hide('WrittenCommunications', 'false'), body('<p><span style="-sec-ix-hidden:x">x</span></p>'))), 'clean'],
  ['future period date', inReport(words('DocumentPeriodEndDate', 'March 2, 2099')), 'ERROR'],
  ['8-K/A doctype AmendmentFlag false', both(withHeader({ submissionType: '8-K/A' }), inReport(words('DocumentType', '8-K/A'))), 'clean'],
  ['8-K/A flag true no desc', both(withHeader({ submissionType: '8-K/A' }), inReport(chain(words('DocumentType', '8-K/A'), words('AmendmentFlag', 'true')))), 'WARNING'],
  ['8-K/A flag true + desc', both(withHeader({ submissionType: '8-K/A' }), also('AmendmentDescription', inReport(chain(words('DocumentType', '8-K/A'), words('AmendmentFlag', 'true'), hide('AmendmentDescription', 'It corrects a date.'))))), 'clean'],
  ['AmendmentDescription without flag', also('AmendmentDescription', inReport(hide('AmendmentDescription', 'It corrects a date.'))), 'WARNING'],
  ['CIK fact != context', inReport(words('EntityCentralIndexKey', '0007654321')), 'ERROR'],
  ['CIK 7 digits', inReport(words('EntityCentralIndexKey', '1234567')), 'ERROR'],
]

const context = /<xbrli:context id="c-1">.*?<\/xbrli:context>/
const copyOfContext =
  (id: string, edit: Edit): Edit =>
  (html) => {
    const [found = ''] = context.exec(html) ?? []
    return html.replace(found, `${found}${edit(found.replace('"c-1"', `"${id}"`))}`)
  }
const duration = /<xbrli:startDate>[^<]*<\/xbrli:startDate><xbrli:endDate>[^<]*<\/xbrli:endDate>/

// biome-ignore format: a table reads by rows
const frames: readonly Row[] = [
  ['unused context', inReport(copyOfContext('c-9', put(/startDate>[^<]*</, 'startDate>2026-03-01<'))), 'ERROR'],
  ['instant context', inReport(put(duration, '<xbrli:instant>2026-03-02</xbrli:instant>')), 'ERROR'],
  ['context end != DocumentPeriodEndDate', inReport(put(/endDate>[^<]*</, 'endDate>2026-03-05<')), 'clean'],
  ['ixt 2010 registry', inReport(put('transformation/2020-02-12', 'transformation/2010-04-20')), 'ERROR'],
  ['ixt 2022 registry', inReport(put('transformation/2020-02-12', 'transformation/2022-02-16')), 'clean'],
  ['ixt wrong prefix', inReport(chain(put('xmlns:ixt=', 'xmlns:ixtr='), all('"ixt:', '"ixtr:'))), 'ERROR'],
  ['xhtml prefix', inReport(put('xmlns="http://www.w3.org/1999/xhtml"', 'xmlns="http://www.w3.org/1999/xhtml" xmlns:xhtml="http://www.w3.org/1999/xhtml"')), 'ERROR'],
  ['no xml declaration', inReport((html) => html), 'clean'],
  ['declared UTF-8', inReport((html) => `<?xml version="1.0" encoding="UTF-8"?>\n${html}`), 'clean'],
  ['no meta', inReport((html) => html), 'clean'],
  ['meta charset', inReport(put('</title>', '</title><meta http-equiv="Content-Type" content="text/html; charset=us-ascii"/>')), 'clean'],
  ['meta generator', inReport(put('</title>', '</title><meta name="generator" content="x"/>')), 'ERROR'],
  ['no title', inReport(put(/<title>.*<\/title>/, '')), 'ERROR'],
  ['duplicate ids', inReport(body('<p id="a">x</p><p id="a">y</p>')), 'ERROR'],
  ['duplicate conflicting fact', inReport(body(`<p>${tag('TradingSymbol', 'TDWX')}</p>`)), 'ERROR'],
  ['duplicate same fact', inReport(body(`<p>${tag('TradingSymbol', 'TDWR')}</p>`)), 'clean'],
  page('unclosed p', '<div><p>x</div>', 'ERROR'),
  page('empty self-closed div', '<div/>', 'WARNING'),
  page('empty p', '<p></p>', 'clean'),
  page('page-break-before style', '<p style="page-break-before:always">x</p>', 'clean'),
  ['state AL+country', also('EntityAddressCountry', inReport(body(`<p>${tag('EntityAddressCountry', 'US')}</p>`))), 'clean'],
  ['DocumentFiscalYearFocus extra', also('DocumentFiscalYearFocus', inReport(hide('DocumentFiscalYearFocus', '2026'))), 'WARNING'],
  ['EntityFilerCategory extra', also('EntityFilerCategory', inReport(hide('EntityFilerCategory', 'Non-accelerated Filer'))), 'WARNING'],
  ['missing ix:references lang', inReport(put('<ix:references xml:lang="en-US">', '<ix:references>')), 'clean'],
  page('del/ins elements', '<p><del>x</del><ins>y</ins></p>', 'ERROR'),
  page('abbr element', '<p><abbr title="x">y</abbr></p>', 'clean'),
  page('sup sub', '<p><sup>x</sup><sub>y</sub></p>', 'clean'),
  page('pre element', '<pre>x</pre>', 'clean'),
  page('blockquote', '<blockquote><p>x</p></blockquote>', 'clean'),
  page('ul li', '<ul><li>x</li></ul>', 'clean'),
  page('ol type attr', '<ol type="a"><li>x</li></ol>', 'ERROR'),
  page('h1', '<h1>x</h1>', 'clean'),
  page('section element', '<section><p>x</p></section>', 'ERROR'),
  page('dl dt dd', '<dl><dt>x</dt><dd>y</dd></dl>', 'ERROR'),
  page('form', '<form><p>x</p></form>', 'ERROR'),
  page('iframe', '<p><iframe></iframe></p>', 'ERROR'),
  page('strike', '<p><strike>x</strike></p>', 'ERROR'),
  page('s element', '<p><s>x</s></p>', 'ERROR'),
  page('tt', '<p><tt>x</tt></p>', 'clean'),
  page('p in span', '<div><span><p>x</p></span></div>', 'ERROR'),
  page('div in p', '<p><div>x</div></p>', 'ERROR'),
  page('svg', '<p><svg></svg></p>', 'ERROR'),
]

const named =
  (from: string, to: string): Change =>
  (sample) => ({
    ...sample,
    report: sample.report.replaceAll(from, to),
    files: Object.fromEntries(
      Object.entries(sample.files).map(([name, text]) => [name.replace(from, to), text.replaceAll(from, to)]),
    ),
  })

// biome-ignore format: a table reads by rows
const submission: readonly Row[] = [
  ['parameter itemsList has 1.05, no cyd facts', withHeader({ items: '1.05 5.03 7.01' }), 'WARNING'],
  ['parameter itemsList has 5.03, no CurrentFiscalYearEndDate', inReport(untag('CurrentFiscalYearEndDate')), 'ERROR'],
  ['parameter cik differs', withHeader({ filerId: '7654321' }), 'ERROR'],
  ['parameter periodOfReport differs', withHeader({ periodOfReport: '03-03-2026' }), 'WARNING'],
  ['parameter EGC flag differs', withHeader({ emergingGrowthCompanyFlag: 'true' }), 'WARNING'],
  ['parameter submissionType=10-K', withHeader({ submissionType: '10-K' }), 'ERROR'],
  ['file name longer than 32', withHeader({ file: 'a-name-that-is-longer-than-edgar-takes-20260302.htm' }), 'ERROR'],
  ['file name starts with _, has a space, or ends .html', withHeader({ file: '_tdwr 20260302.html' }), 'ERROR'],
  ['file name upper case or starts with a digit', withHeader({ file: '8K-20260302.htm' }), 'clean'],
  ['schema not named base-YYYYMMDD.xsd', named('tdwr-20260302.xsd', 'tdwr.xsd'), 'ERROR'],
  ['extension targetNamespace https://', inFile('.xsd', all('http://www.tidewater.example/2', 'https://www.tidewater.example/2')), 'ERROR'],
  ['extension schema declares no prefix for its targetNamespace', inFile('.xsd', put(/ xmlns:tdwr="[^"]*"/, '')), 'ERROR'],
  ['roleType without all three usedOn (presentation, calculation, definition)', inFile('.xsd', put('<link:usedOn>link:definitionLink</link:usedOn>', '')), 'ERROR'],
  ['schemaRef straight to dei-2024.xsd, no presentation linkbase', inReport(put('href="tdwr-20260302.xsd"', 'href="https://xbrl.sec.gov/dei/2025/dei-2025.xsd"')), 'ERROR'],
  ['no label linkbase, efm-strict', both(withHeader({ strict: 'yes' }), inFile('_lab.xml', () => '<link:linkbase/>')), 'ERROR'],
  ['no label linkbase, efm-pragmatic', inFile('_lab.xml', () => '<link:linkbase/>'), 'clean'],
  ['EntityFileNumber N/A', inReport(words('EntityFileNumber', 'N/A')), 'ERROR'],
  ['check box printed as letter o, format boolballotbox', inReport(words('WrittenCommunications', 'o')), 'ERROR'],
  ['area code tagged with its brackets', inReport(words('CityAreaCode', '(617)')), 'clean'],
  ['date June 04, 2024', inReport(words('DocumentPeriodEndDate', 'March 02, 2026')), 'clean'],
  ['date 6/4/2024 with the month-name format', inReport(words('DocumentPeriodEndDate', '3/2/2026')), 'ERROR'],
  ['registrant name with a numeric reference (e acute)', inReport(words('EntityRegistrantName', 'Tidew&#233;ter &amp; Co.')), 'clean'],
  ['b element inside a tagged fact', inReport(words('EntityRegistrantName', '<b>Tidewater</b> &amp; Co.')), 'clean'],
  ['zip+4', inReport(words('EntityAddressPostalZipCode', '02139-4239')), 'clean'],
  page('link to an exhibit file that is not there', '<p><a href="ex99-9.htm">x</a></p>', 'clean'),
  ['no signature section', inReport(put(/<div class="signature-block">[\s\S]*?<\/div>\n<\/body>/, '</body>')), 'clean'],
  ['CR LF line ends', inReport((html) => html.replaceAll('\n', '\r\n')), 'clean'],
  ['two Security12bTitle facts in one context', inReport(body(`<p>${tag('Security12bTitle', 'Warrants')}</p>`)), 'ERROR'],
  ['only the word Nasdaq tagged (exchnameen) inside The Nasdaq Capital Market', inReport(words('SecurityExchangeName', 'Nasdaq')), 'clean'],
  ['NASDAQ hidden, visible text with -sec-ix-hidden', inReport(chain(untag('SecurityExchangeName'), hide('SecurityExchangeName', 'NASDAQ'))), 'WARNING'],
  ['parameter submissionType=8-K/A with DocumentType 8-K', withHeader({ submissionType: '8-K/A' }), 'clean'],
]

const one: readonly Experiment[] = rows('one', [...present, ...markup, ...values, ...frames, ...submission])

const classB = 'c-3'
/** A context like the first, with a member of its own. */
const entity =
  (members: string, cik = '0001790123'): Edit =>
  (html) =>
    copyOfContext('c-9', (text) =>
      text
        .replace('0001790123', cik)
        .replace(
          '</xbrli:identifier>',
          `</xbrli:identifier>${members === '' ? '' : `<xbrli:segment>${members}</xbrli:segment>`}`,
        ),
    )(html)
const partner =
  '<xbrldi:explicitMember dimension="dei:LegalEntityAxis">hlsi:PartnerMember</xbrldi:explicitMember>'
const ofPartner = (...names: readonly (readonly [string, string])[]): Change =>
  both(
    known('dei_LegalEntityAxis', 'hlsi_PartnerMember'),
    inReport(
      chain(
        entity(partner),
        ...names.map(([name, value]) => body(`<p>${tag(name, value, undefined, 'c-9')}</p>`)),
        hide('EntityCentralIndexKey', '0007654321', undefined, 'c-9'),
      ),
    ),
  )
const amended = (...edits: readonly Edit[]): Change =>
  both(
    withHeader({ submissionType: '8-K/A' }),
    also(
      'AmendmentDescription',
      inReport(chain(words('DocumentType', '8-K/A'), words('AmendmentFlag', 'true'), ...edits)),
    ),
  )
const jurisdiction = (printed: string, by?: string): Change =>
  inReport(
    chain(
      words('EntityIncorporationStateCountryCode', printed),
      format('EntityIncorporationStateCountryCode', by),
    ),
  )
const date = (printed: string, by: string | undefined): Change =>
  inReport(chain(words('DocumentPeriodEndDate', printed), format('DocumentPeriodEndDate', by)))
const box = (printed: string, by: string): Change =>
  inReport(chain(words('SolicitingMaterial', printed), format('SolicitingMaterial', by)))
/** A member of the company's own whose label has a word more than its name. */
const ownMember = both(
  inFile(
    '.xsd',
    put(
      '</xs:schema>',
      '<xs:element id="hlsi_WarrantsForOneShareMember" name="WarrantsForOneShareMember" abstract="true"/></xs:schema>',
    ),
  ),
  inFile(
    '_lab.xml',
    put(
      '</link:labelLink>',
      '<link:loc xlink:href="x#hlsi_WarrantsForOneShareMember" xlink:label="l1"/><link:label xlink:label="r1">Warrants, each for one share [Member]</link:label><link:labelArc xlink:from="l1" xlink:to="r1"/></link:labelLink>',
    ),
  ),
)
const monthFirst = 'ixt:date-monthname-day-year-en'

// biome-ignore format: a table reads by rows
const printed: readonly Row[] = [
  ['box printed as letter o, ixt:fixed-false', box('o', 'ixt:fixed-false'), 'clean'],
  ['box printed as [ ], ixt:fixed-false', box('[ ]', 'ixt:fixed-false'), 'clean'],
  ['box printed as x, ixt:fixed-true', box('x', 'ixt:fixed-true'), 'clean'],
  ['box U+2612, ixt:fixed-true', box('&#9746;', 'ixt:fixed-true'), 'clean'],
  ['box U+2713 boolballotbox', box('&#10003;', 'ixt-sec:boolballotbox'), 'ERROR'],
  ['NoTradingSymbolFlag visible None, fixed-true', also('NoTradingSymbolFlag', inReport(put(/<ix:nonNumeric contextRef="c-3" name="dei:TradingSymbol"[^>]*>[^<]*<\/ix:nonNumeric>/, tag('NoTradingSymbolFlag', 'None', 'ixt:fixed-true', classB)))), 'clean'],
  ['NoTradingSymbolFlag hidden true', also('NoTradingSymbolFlag', inReport(chain(put(/<ix:nonNumeric contextRef="c-3" name="dei:TradingSymbol"[^>]*>[^<]*<\/ix:nonNumeric>/, 'None'), hide('NoTradingSymbolFlag', 'true', undefined, classB)))), 'clean'],
  ['NoTradingSymbolFlag and TradingSymbol both', also('NoTradingSymbolFlag', inReport(hide('NoTradingSymbolFlag', 'true', undefined, classB))), 'WARNING'],
  ['TradingSymbol N/A printed and tagged as symbol', inReport(words('TradingSymbol', 'N/A')), 'clean'],
  ['class without symbol and without flag', inReport(untag('TradingSymbol')), 'WARNING'],
  ['class without exchange tag', inReport(untag('SecurityExchangeName')), 'clean'],
  ['date Feb. 24, 2026 date-monthname-day-year-en', date('Feb. 24, 2026', monthFirst), 'clean'],
  ['date FEBRUARY 24, 2026 date-monthname-day-year-en', date('FEBRUARY 24, 2026', monthFirst), 'clean'],
  ['date February 24th, 2026 date-monthname-day-year-en', date('February 24th, 2026', monthFirst), 'clean'],
  ['date Tuesday, February 24, 2026 date-monthname-day-year-en', date('Tuesday, February 24, 2026', monthFirst), 'ERROR'],
  ['date 24 February 2026 date-day-monthname-year-en', date('24 February 2026', 'ixt:date-day-monthname-year-en'), 'clean'],
  ['date 02/24/2026 date-month-day-year', date('02/24/2026', 'ixt:date-month-day-year'), 'clean'],
  ['date 2/24/26 date-month-day-year', date('2/24/26', 'ixt:date-month-day-year'), 'clean'],
  ['date 2026-02-24 date-year-month-day', date('2026-02-24', 'ixt:date-year-month-day'), 'clean'],
  ['date February&#160;24,&#160;2026 date-monthname-day-year-en', date('February&#160;24,&#160;2026', monthFirst), 'clean'],
  ['date 2026-02-24 no format', date('2026-02-24', undefined), 'clean'],
  ['name over two lines with br', inReport(words('EntityRegistrantName', 'Harborlight &amp; Sons<br/>Instruments, Inc.')), 'clean'],
  ['name in small caps span', inReport(words('EntityRegistrantName', '<span style="font-variant:small-caps">Harborlight &amp; Sons Instruments, Inc.</span>')), 'clean'],
  ['both street lines in one fact', inReport(chain(put(/<\/ix:nonNumeric>, <ix:nonNumeric contextRef="c-1" name="dei:EntityAddressAddressLine2"[^>]*>/, ', '))), 'clean'],
  ['city with its comma', inReport(words('EntityAddressCityOrTown', 'Portland,')), 'clean'],
  ['state code lower case', inReport(words('EntityAddressStateOrProvince', 'me')), 'ERROR'],
  ['state Me. stateprovnameen', inReport(chain(words('EntityAddressStateOrProvince', 'Maine'), format('EntityAddressStateOrProvince', 'ixt-sec:stateprovnameen'))), 'clean'],
  ['jurisdiction printed DE, no format', jurisdiction('DE'), 'clean'],
  ['jurisdiction Cayman Islands edgarprovcountryen', jurisdiction('Cayman Islands', 'ixt-sec:edgarprovcountryen'), 'clean'],
  ['jurisdiction Ireland edgarprovcountryen', jurisdiction('Ireland', 'ixt-sec:edgarprovcountryen'), 'clean'],
  ['jurisdiction Ontario stateprovnameen (two-letter ON)', jurisdiction('Ontario', 'ixt-sec:stateprovnameen'), 'ERROR'],
  ['foreign address: country in place of state', also('EntityAddressCountry', inReport(chain(untag('EntityAddressStateOrProvince'), body(`<p>${tag('EntityAddressCountry', 'Ireland', 'ixt-sec:countrynameen')}</p>`)))), 'clean'],
  ['phone: country code tagged CountryRegion', also('CountryRegion', inReport(body(`<p>${tag('CountryRegion', '353')}</p>`))), 'clean'],
  ['phone: only LocalPhoneNumber, no area code', inReport(untag('CityAreaCode')), 'WARNING'],
  ['phone: vanity number', inReport(words('LocalPhoneNumber', '555-SHIP')), 'clean'],
  ['former name tagged', also('EntityInformationFormerLegalOrRegisteredName', inReport(body(`<p>${tag('EntityInformationFormerLegalOrRegisteredName', 'Old Harbor Co.')}</p>`))), 'clean'],
  ['former name line Not applicable tagged', also('EntityInformationFormerLegalOrRegisteredName', inReport(body(`<p>${tag('EntityInformationFormerLegalOrRegisteredName', 'Not applicable')}</p>`))), 'clean'],
  ['former address on EntityAddressesAddressTypeAxis', both(known('dei_EntityAddressesAddressTypeAxis', 'dei_FormerAddressMember'), inReport(chain(entity('<xbrldi:explicitMember dimension="dei:EntityAddressesAddressTypeAxis">dei:FormerAddressMember</xbrldi:explicitMember>'), body(`<p>${tag('EntityAddressCityOrTown', 'Bath', undefined, 'c-9')}</p>`)))), 'clean'],
  ['8-K/A, description tagged on the page', amended(body(`<p>${tag('AmendmentDescription', 'It corrects a date.')}</p>`)), 'clean'],
  ['8-K/A, description of two spans', amended(body(`<p>${tag('AmendmentDescription', '<span>It corrects</span> <span>a date.</span>')}</p>`)), 'clean'],
  ['8-K/A, description hidden', amended(hide('AmendmentDescription', 'It corrects a date.')), 'clean'],
  ['8-K/A, no description', amended(), 'WARNING'],
  ['DocumentType 8-K/A, submissionType 8-K', both(withHeader({ submissionType: '8-K' }), inReport(words('DocumentType', '8-K/A'))), 'ERROR'],
  ['item 5.03, fiscal year end hidden --06-30', both(withHeader({ items: '5.03 9.01' }), also('CurrentFiscalYearEndDate', inReport(hide('CurrentFiscalYearEndDate', '--06-30')))), 'clean'],
  ['item 5.03, fiscal year end on the page', both(withHeader({ items: '5.03 9.01' }), also('CurrentFiscalYearEndDate', inReport(body(`<p>${tag('CurrentFiscalYearEndDate', 'June 30', 'ixt:date-monthname-day-en')}</p>`)))), 'clean'],
  ['no item 5.03, fiscal year end hidden', also('CurrentFiscalYearEndDate', inReport(hide('CurrentFiscalYearEndDate', '--06-30'))), 'ERROR'],
  ['dei 2025 with us-gaap 2024', inReport(all('fasb.org/us-gaap/2025', 'fasb.org/us-gaap/2024')), 'ERROR'],
  ['dei 2023', inReport(chain(all('dei/2025', 'dei/2023'), all('us-gaap/2025', 'us-gaap/2023'))), 'ERROR'],
  ['no definition linkbase (ref left out)', (sample) => ({ ...sample, files: Object.fromEntries(Object.entries(sample.files).filter(([name]) => !name.endsWith('_def.xml'))) }), 'clean'],
  ['hypercube open (closed left out)', inFile('_def.xml', put(' xbrldt:closed="true"', '')), 'clean'],
  ['line items without domain-member arcs to the facts', inFile('_def.xml', (text) => text.replace(/<link:definitionArc[^>]*domain-member" xlink:from="loc_dei_EntityInformationLineItems"[^>]*>\n/g, '')), 'clean'],
  ['no dimension-default', inFile('_def.xml', put(/<link:definitionArc[^>]*dimension-default"[^>]*>/, '')), 'ERROR'],
  ['own member for the warrants', both(withHeader({ strict: 'yes' }), known('hlsi_WarrantsForOneShareMember'), ownMember, inReport(put('us-gaap:WarrantMember', 'hlsi:WarrantsForOneShareMember'))), 'WARNING'],
  ['own member for the warrants, pragmatic', both(known('hlsi_WarrantsForOneShareMember'), ownMember, inReport(put('us-gaap:WarrantMember', 'hlsi:WarrantsForOneShareMember'))), 'clean'],
  ['member not in the presentation', inFile('_pre.xml', all('us-gaap_WarrantMember"', 'us-gaap_RightsMember"')), 'ERROR'],
  ['namespace host equal to a standard taxonomy (www.sec.gov)', both(inFile('.xsd', all('www.harborlight.example', 'www.sec.gov')), inReport(all('www.harborlight.example', 'www.sec.gov'))), 'ERROR'],
  ['role URI host differs from namespace host', inFile('.xsd', put('roleURI="http://www.harborlight.example', 'roleURI="http://www.other.example')), 'ERROR'],
  ['context end later than start', inReport(put(/endDate>[^<]*</, 'endDate>2026-02-26<')), 'clean'],
  ['class context with another date', inReport((html) => html.replace(/(id="c-2"[\s\S]*?startDate>)[^<]*(<[\s\S]*?endDate>)[^<]*</, '$12026-02-20$22026-02-20<')), 'clean'],
  ['facts without id', inReport((html) => html.replace(/(<ix:nonNumeric [^>]*?) id="[^"]*"/g, '$1')), 'clean'],
  ['fact nested in another fact', also('EntityAddressAddressLine3', inReport(put(/(<ix:nonNumeric[^>]*EntityAddressAddressLine1[^>]*>[^<]*)<\/ix:nonNumeric>/, `${tag('EntityAddressAddressLine1', `400 Breakwater ${tag('EntityAddressAddressLine3', 'Way')}`)}`))), 'clean'],
  ['co-registrant: own facts and CIK on LegalEntityAxis, identifier of the first', ofPartner(['EntityRegistrantName', 'Partner LP'], ['EntityFileNumber', '333-1']), 'clean'],
  ['co-registrant: the same with DocumentType, date, boxes, EGC, flag', ofPartner(['EntityRegistrantName', 'Partner LP'], ['DocumentType', '8-K'], ['DocumentPeriodEndDate', '2026-02-24'], ['WrittenCommunications', 'false'], ['EntityEmergingGrowthCompany', 'false']), 'clean'],
  ['co-registrant: name alone on LegalEntityAxis', ofPartner(['EntityRegistrantName', 'Partner LP']), 'clean'],
  ['co-registrant: context with the second CIK as identifier', both(known('dei_LegalEntityAxis', 'hlsi_PartnerMember'), inReport(chain(entity(partner, '0007654321'), body(`<p>${tag('EntityRegistrantName', 'Partner LP', undefined, 'c-9')}</p>`)))), 'ERROR'],
  ['co-registrant: second CIK as identifier without axis', inReport(chain(entity('', '0007654321'), body(`<p>${tag('EntityRegistrantName', 'Partner LP', undefined, 'c-9')}</p>`))), 'ERROR'],
  ['co-registrant, cikList of two', withHeader({ cikList: '0001790123,0007654321' }), 'ERROR'],
]

export const experiments: readonly Experiment[] = [...one, ...rows('two', printed)]

/** Experiments whose verdict ours need not have, each with its reason. */
export const listed: Readonly<Record<string, string>> = {
  'co-registrant, cikList of two':
    'the complaint is about the way the parameter was given to the plugin, not about the report',
}
