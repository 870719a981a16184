/** Every rule on its own examples: the right one says nothing, the wrong one this code and nothing else. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { type OtherReader, otherPdfOf } from '../../src/check/pdf-text.ts'
import { families, type RuleCode, ruleCodes, rules } from '../../src/check/registry.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { buildWith, type Files, real } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const decode = (data: Uint8Array | undefined) => new TextDecoder().decode(data)

/** What is open in finished files, by code; of notes, which nobody has to settle, those of the rule that is tried. */
function found(
  files: Readonly<Record<string, string | Uint8Array>>,
  tried?: RuleCode,
  readOther: OtherReader = (data) => otherPdfOf(real.readOtherPdf(data)),
): string[] {
  const log = new Log()
  const entries = Object.entries(files).map(
    ([name, data]) => [name, typeof data === 'string' ? bytes(data) : data] as const,
  )
  checkFinished(new Map(entries), log, new Set(), readOther)
  return log.diagnostics.filter((one) => open(one) || one.code === tried).map(({ code }) => code)
}

const release =
  'BOSTON, March 2, 2026 (Nasdaq: TDWR). The company has news, and says so here in more than a dozen words.'
const plain = (body: string): string =>
  body === '<html'
    ? plain('')
    : body.startsWith('\ufeff')
      ? `\ufeff${plain('<p>x</p>')}`
      : body.startsWith('<html')
        ? body.replace('<body>', `<body><p>Exhibit 99.1</p><p>${release}</p>`)
        : `<html><head><title>x</title></head><body><p>Exhibit 99.1</p><p>${release}</p>${body}</body></html>`
const inline = (body: string) => {
  const [root, rest] = body.startsWith(' xmlns') ? [body, ''] : ['>', body]
  const [meta, inside] = rest.startsWith('<meta') ? [rest, ''] : ['', rest]
  return `<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-US"${root}<head><title>x</title>${meta}</head><body><p>Exhibit 99.1</p><p>${release}</p>${inside}</body></html>`
}
const still = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const body = still.subarray(0, -1)
/** Two pictures in one file: the block of the first again. */
const moving = Buffer.concat([body, still.subarray(still.indexOf(0x2c), -1), Buffer.from([0x3b])])
const showing = (name: string) => plain(`<p><img src="${name}" alt="logo"></p>`)

const built = buildWith(modern)
/** The tagged report has its ticker and date for a name. */
const named = (name: string) => (name === '8-k.htm' ? 'tdwr-20260302.htm' : name)
const output = (name: string) => decode(built.world.files.get(`out/one/${named(name)}`))
/** What would be submitted: the report with its schema and linkbases, and its exhibit. */
const submission = () => ({
  '8-k.htm': output('8-k.htm'),
  'ex99-1.htm': output('ex99-1.htm'),
  ...Object.fromEntries(
    ['.xsd', '_lab.xml', '_pre.xml'].map((end) => [`tdwr-20260302${end}`, output(`tdwr-20260302${end}`)]),
  ),
})
const header = (facts: string) =>
  `<cor:edgarSubmission>${facts}<cor:items><cor:item>5.03</cor:item></cor:items><cor:documents></cor:documents></cor:edgarSubmission>`
const pdf = (name: string) => built.world.files.get(`out/one/${name}`) ?? new Uint8Array()
const edgar = () =>
  buildWith(modern, { edgarPdf: true }).world.files.get('out/one/ex99-1.edgar.pdf') ?? new Uint8Array()
const withObject = (file: Uint8Array, object: string) =>
  Buffer.concat([Buffer.from(file), Buffer.from(`\n9999 0 obj\n<< ${object} >>\nendobj\n`)])

/** A document of these words, and a PDF of another program that says something. */
const other = (words: readonly string[]) =>
  `<html><head><title>x</title></head><body>${words.map((word) => `<p>${word}</p>`).join('')}</body></html>`
const otherPdf = (text: string) => ({
  pages: [{ lines: [{ text, artifact: false, left: 72, right: 540, baseline: 700, size: 11 }], hidden: [] }],
  damage: [],
})

/** What the wrong example of a rule cannot help breaking too. */
const also: Partial<Record<RuleCode, RuleCode[]>> = {
  K065: ['A001'],
  K107: ['X003'],
  K004: ['K003'],
  K084: ['K083'],
  K078: ['K077'],
  K100: ['K003'],
  // A template that loses a fact loses its tag.
  K073: ['K037'],
  K043: ['K065'],
  // A tag more than the linkbases know.
  K041: ['K061', 'K062'],
  K047: ['K061', 'K062'],
  K049: ['K061', 'K062'],
  K056: ['K061', 'K062'],
}

/** A folder or PDF that breaks the rule, and one that keeps it, for rules that are not a piece of text. */
const whole: Partial<Record<RuleCode, () => readonly [wrong: string[], right: string[]]>> = {
  K004: () => [
    found({ 'ex99-1.htm': plain(''), 'Ex99-1.htm': plain('') }),
    found({ 'ex99-1.htm': plain(''), 'ex99-2.htm': plain('') }),
  ],
  K012: () => [
    found({ 'x.htm': showing('moving.gif'), 'moving.gif': moving }),
    found({ 'x.htm': showing('still.gif'), 'still.gif': still }),
  ],
  K099: () => [
    found({ 'ex99-1.htm': output('ex99-1.htm'), 'ex99-7.pdf': edgar() }),
    found({ 'ex99-1.htm': output('ex99-1.htm'), 'ex99-1.pdf': edgar() }),
  ],
  K100: () => [
    found({ 'ex99-1.htm': output('ex99-1.htm'), 'ex99-1.pdf': edgar(), 'ex99-1.PDF': edgar() }),
    found({ 'ex99-1.htm': output('ex99-1.htm'), 'ex99-1.pdf': edgar() }),
  ],
  K038: () => [
    found({ ...submission(), 'submission.xml': header('<cor:submissionType>8-K12B</cor:submissionType>') }),
    found({ ...submission(), 'submission.xml': header('<cor:submissionType>8-K/A</cor:submissionType>') }),
  ],
  K044: () => [
    found({
      ...submission(),
      'submission.xml': header('<cor:periodOfReport>03-03-2026</cor:periodOfReport>'),
    }),
    found({
      ...submission(),
      'submission.xml': header('<cor:periodOfReport>03-02-2026</cor:periodOfReport>'),
    }),
  ],
  K045: () => [
    found({
      ...submission(),
      'submission.xml': header('<cor:emergingGrowthCompanyFlag>true</cor:emergingGrowthCompanyFlag>'),
    }),
    found({
      ...submission(),
      'submission.xml': header('<cor:emergingGrowthCompanyFlag>false</cor:emergingGrowthCompanyFlag>'),
    }),
  ],
  K104: () => [
    found({ 'x.htm': plain(''), 'unused.gif': still }),
    found({ 'x.htm': showing('a.gif'), 'a.gif': still }),
  ],
  K096: () => [found({ '8-k.pdf': pdf('8-k.pdf') }), found({ 'ex99-1.pdf': edgar() })],
  K097: () => [
    found({ 'ex99-1.pdf': withObject(edgar(), '/Type /EmbeddedFile') }),
    found({ 'ex99-1.pdf': edgar() }),
  ],
  K098: () => [
    found({ 'ex99-1.htm': output('ex99-1.htm').replace('12.4', '12.5'), 'ex99-1.pdf': edgar() }),
    found({ 'ex99-1.htm': output('ex99-1.htm'), 'ex99-1.pdf': edgar() }),
  ],
  K109: () => [found({ 'ex99-1.pdf': edgar().subarray(0, 900) }), found({ 'ex99-1.pdf': edgar() })],
  P003: () => [
    found({ 'ex99-1.htm': other(['Exhibit 99.1', release]), 'ex99-1.pdf': bytes('%PDF-1.4') }, 'P003', () =>
      otherPdf(`${release} Exhibit 99.1`),
    ),
    found({ 'ex99-1.htm': other(['Exhibit 99.1', release]), 'ex99-1.pdf': bytes('%PDF-1.4') }, 'P003', () =>
      otherPdf(`Exhibit 99.1 ${release}`),
    ),
  ],
  K073: () => {
    const partial = real.readFile(`${real.ownTemplates}/partials/cover-registrant.hbs`)
    const without = decode(partial).replace('<b>{{registrant.ein}}</b><br>', '')
    const codesOf = (files: Files) =>
      buildWith(files, { dryRun: true })
        .diagnostics.filter(open)
        .map((one) => one.code)
    return [
      codesOf({
        ...modern,
        'partials/cover-registrant.hbs': without,
        'content/one/partials/cover-registrant.hbs': without,
      }),
      codesOf(modern),
    ]
  },
  K110: () => [
    found({ '8-k.htm': turned(), 'ex99-1.htm': output('ex99-1.htm') }, 'K110'),
    found({ '8-k.htm': output('8-k.htm'), 'ex99-1.htm': output('ex99-1.htm') }, 'K110'),
  ],
  X005: () => [withLetter(''), withLetter('Exhibit 99.2 is a letter.')],
  A009: () => [quarters(2024), quarters(2025)],
  A010: () => [agreed('April 1, 2026'), agreed('March 1, 2026')],
  Q005: () => [agreed('March 1, 2026', '$40 million'), agreed('March 1, 2026')],
  Q006: () => [votesOf('1,000', '1,001', '1,000'), votesOf('1,000', '1,000', '1,000')],
  K010: () => [
    found({ 'x.txt': `Exhibit 99.1\n\n${'a word or two '.repeat(7)}\n` }),
    found({ 'x.txt': `Exhibit 99.1\n\n${'a word or two '.repeat(5)}\n${'a word or two '.repeat(2)}\n` }),
  ],
  K094: () => [
    found({
      'ex99-1.htm': '<html><body><p>Exhibit 99.1</p><p><img src="a.gif" alt="the release"></p></body></html>',
    }),
    found({ 'ex99-1.htm': output('ex99-1.htm') }),
  ],
}

/** Codes of a filing with these texts, of those tried and those that are open. */
function authoredWith(changes: Files, tried?: RuleCode): string[] {
  return buildWith({ ...modern, ...changes }, { dryRun: true })
    .diagnostics.filter((one) => open(one) || one.code === tried)
    .map((one) => one.code)
}

const moreExhibits = (...rows: readonly string[]) =>
  modern['filing.yaml'].replace('exhibits:\n', `exhibits:\n${rows.map((row) => `  - ${row}\n`).join('')}`)
const saying = (sentence: string) =>
  modern['8-k.md'].replace('the board changed the bylaws.', `the board changed the bylaws. ${sentence}`)

/** A report on an agreement, with the agreement of March 1 and its fee of $45 million. */
function agreed(listed: string, fee = '$45 million'): string[] {
  return authoredWith({
    'filing.yaml': moreExhibits(
      `{ number: 10.1, title: "Agreement dated as of ${listed}", file: ex10-1.htm }`,
    ),
    '8-k.md': `# Item 1.01\n\nOn {{date report.date}}, it signed what is Exhibit 10.1, with a termination fee of ${fee}.\n\n${modern['8-k.md']}`,
    'ex10-1.htm':
      '<html><head><title>x</title></head><body><p>Exhibit 10.1</p><p>AGREEMENT dated as of March 1, 2026</p><p>The termination fee is $45 million. It is paid by the seller to the buyer.</p></body></html>',
  })
}

/** A vote on three directors, with their broker non-votes. */
function votesOf(...nonVotes: readonly string[]): string[] {
  const names = ['Ann Poe', 'Ben Roe', 'Cal Doe']
  const rows = nonVotes.map((count, at) => `| ${names[at]} | 9,000 | 20 | ${count} |`).join('\n')
  const table = `| Nominee | For | Withheld | Broker Non-Votes |\n|---|---|---|---|\n${rows}\n\n{.financial widths="40% 20% 20% 20%"}`
  return authoredWith({
    '8-k.md': modern['8-k.md'].replace(
      '# Item 7.01',
      `# Item 5.07\n\nThese were elected.\n\n${table}\n\n# Item 7.01`,
    ),
  })
}

/** A quarter in the item, and the quarter of 2025 in the release. */
const quarters = (year: number) =>
  authoredWith({
    '8-k.md': modern['8-k.md'].replace(
      'Revenue was $12.4 million.',
      `It announced results for the quarter ended December 31, ${year}. Revenue was $12.4 million.`,
    ),
    'ex99-1.md': modern['ex99-1.md'].replace(
      'has news.',
      'has news of the quarter ended December 31, 2025 and of the quarter ended December 31, 2024.',
    ),
  })

/** A letter as Exhibit 99.2. */
const withLetter = (sentence: string) =>
  authoredWith(
    {
      'filing.yaml': moreExhibits('{ number: 99.2, title: Letter, file: ex99-2.htm }'),
      '8-k.md': saying(sentence),
      'ex99-2.htm':
        '<html><head><title>x</title></head><body><p>Exhibit 99.2</p><p>A letter.</p></body></html>',
    },
    'X005',
  )

/** Our cover page with the Commission's place below the name of the report. */
function turned(): string {
  const html = output('8-k.htm')
  const place = />Washington, D\.C\. 20549</.exec(html)?.[0] ?? ''
  return html.replace(place, '>CURRENT REPORT<').replace(/>CURRENT REPORT<(?=\/b)/, place)
}

describe('the maker of a file', () => {
  it.each([
    ['<meta name="author" content="J. Doe">', true],
    ['<meta content="J. Doe" name=Author>', true],
    ['<meta name="author" content="">', false],
    ['<!-- made by filing software -->', false],
    ['<!-- \\\\server\\deals\\ex99.docx -->', true],
    ['<!-- /Users/jdoe/deals/ex99.docx -->', true],
    ['<p>https://www.sec.gov/home/jdoe/x</p>', false],
  ])('%s', (markup, named) =>
    expect(found({ 'ex99-1.htm': plain('').replace('<body', `${markup}<body`) }).includes('K108')).toBe(
      named,
    ),
  )

  it('of a PDF is found in its properties', () => {
    expect(found({ 'ex99-1.pdf': withObject(edgar(), '/Author (J. Doe)') })).toContain('K108')
    expect(found({ 'ex99-1.pdf': withObject(edgar(), '/Author ()') })).not.toContain('K108')
  })
})

const swapped = (text: string, right: string, wrong: string) => {
  if (right === '') return wrong === '' ? text : text
  if (!text.includes(right)) throw new Error(`the good sample does not hold ${JSON.stringify(right)}`)
  return text.replace(right, () => wrong)
}

function tryRule(code: RuleCode): readonly [wrong: string[], right: string[]] {
  const special = whole[code]
  if (special) return special()
  const { in: sample, wrong, right } = rules[code]
  const finished = (name: string): readonly [string[], string[]] => {
    const files = submission()
    const bad = {
      ...files,
      [name]:
        code === 'K088'
          ? files['ex99-1.htm'].replaceAll('Exhibit 99.1', 'Ex')
          : code === 'K085'
            ? moved(files['8-k.htm'])
            : swapped(files[name as keyof typeof files], right, wrong),
    }
    return [found(bad, code), found(files, code)]
  }
  const authored = (name: string): readonly [string[], string[]] => {
    const before = String((modern as Files)[name])
    const changed =
      right === ''
        ? appended(before, name, wrong)
        : wrong === ''
          ? before.replace(right, '')
          : swapped(before, right, wrong)
    const codesOf = (files: Files) =>
      buildWith(files, { dryRun: true })
        .diagnostics.filter((one) => open(one) || one.code === code)
        .map((one) => one.code)
    return [codesOf({ ...modern, [name]: changed }), codesOf(modern)]
  }
  switch (sample) {
    case 'file name':
      return [found({ [wrong]: plain('') }, code), found({ [right]: plain('') }, code)]
    case 'plain':
      return [found({ 'x.htm': plain(wrong) }, code), found({ 'x.htm': plain(right) }, code)]
    case 'inline':
      return [found({ 'x.htm': inline(wrong) }, code), found({ 'x.htm': inline(right) }, code)]
    case '8-k.htm':
    case 'ex99-1.htm':
      return finished(sample)
    case '.xsd':
    case '_lab.xml':
    case '_pre.xml':
      return finished(`tdwr-20260302${sample}`)
    case 'filing.yaml':
    case '8-k.md':
    case 'ex99-1.md':
      return authored(sample)
    default:
      throw new Error(`${code} has no sample`)
  }
}

/** A sentence more at the end of the first paragraph, or at the end of the release. */
function appended(text: string, name: string, sentence: string): string {
  return name === '8-k.md'
    ? text.replace('\n\n# Item 7.01', `${sentence}\n\n# Item 7.01`)
    : `${text}\n${sentence}\n`
}

/** The index behind the signatures. */
function moved(html: string): string {
  const from = html.indexOf('<h2', html.indexOf('id="item-7.01"'))
  const start = html.indexOf('<div class="item" id="item-9.01"')
  const end = html.indexOf('<div class="signature-block"')
  expect(from).toBeGreaterThan(0)
  return html.slice(0, start) + html.slice(end).replace('</body>', `${html.slice(start, end)}</body>`)
}

it('no two rules share a code', () => {
  const all = families.flatMap((one) => Object.keys(one.rules))
  expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([])
})

describe('the good sample', () => {
  it('has nothing to settle', () => {
    expect(built.diagnostics.filter(open).map(({ code, message }) => `${code} ${message}`)).toEqual([])
    expect(found(submission())).toEqual([])
  })
})

describe.each(ruleCodes)('%s', (code) => {
  it('is found in its wrong example alone, and its right example says nothing', () => {
    const [wrong, right] = tryRule(code)
    const kept = wrong.filter((one) => !also[code]?.includes(one as RuleCode))
    expect({ wrong: [...new Set(kept)], right }).toEqual({ wrong: [code], right: [] })
  })
})
