/**
 * Sentences of filings, each the smallest of its kind: what lawyers write and nothing is wrong with, and slips that
 * readers find. The first must say nothing; the second must be pointed at.
 */
import { describe, expect, it } from 'vitest'
import { buildWith, type Files } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

interface Change {
  /** Sentences of Item 8.01, in place of the one it has. */
  readonly other?: string
  /** A paragraph at the end of the release. */
  readonly release?: string
  readonly yaml?: (yaml: string) => string
  readonly items?: (items: string) => string
  readonly text?: (text: string) => string
  readonly files?: Files
}

function found({ other, release, yaml, items, text, files = {} }: Change) {
  const own = items ? items(modern['8-k.md']) : modern['8-k.md']
  const paper = text ? text(modern['ex99-1.md']) : modern['ex99-1.md']
  return buildWith({
    'filing.yaml': yaml ? yaml(modern['filing.yaml']) : modern['filing.yaml'],
    '8-k.md': other === undefined ? own : own.replace('Nothing else happened.', other),
    'ex99-1.md': release === undefined ? paper : `${paper}\n${release}\n`,
    ...files,
  }).diagnostics
}

const capitals = (yaml: string) => yaml.replace('name: Tidewater & Co.', 'name: TIDEWATER & CO.')
const listed = (entry: string) => (yaml: string) =>
  yaml.replace(
    '  - { number: 99.1, title: Press release }',
    `  - ${entry}\n  - { number: 99.1, title: Press release }`,
  )
const agreement = (body: string): Files => ({
  'ex10-1.htm': `<html>\n<head><title>x</title></head>\n<body>\n<p>Exhibit 10.1</p>\n${body}\n</body>\n</html>\n`,
})
/** What an item says, under Item 5.07. */
const voted = (text: string) => (items: string) =>
  items.replace(
    '# Item 7.01',
    `# Item 5.07\n\nThe annual meeting was held on March 2, 2026. ${text}\n\n# Item 7.01`,
  )
const statement = (rows: string) =>
  `| (in millions) | March 2, 2026 | March 2, 2025 |\n|---|---|---|\n${rows}\n\n{.financial widths="50% 25% 25%"}`

describe('nothing is wrong with', () => {
  it.each<readonly [string, Change]>([
    [
      'an exhibit of another filing',
      {
        other:
          'The agreement was filed as Exhibit 10.1 to the Current Report on Form 8-K of Larkspur Tools, Inc. filed on May 4, 2025.',
      },
    ],
    ['an exhibit of the agreement itself', { other: 'The form of note is Exhibit A to the Lease.' }],
    ['"pending"', { other: 'The lawsuit is still pending in Delaware.' }],
    [
      'a charter name in capitals',
      { yaml: capitals, other: 'Tidewater & Co. and its subsidiaries are fine. Tidewater has no debt.' },
    ],
    ['a plan with a year in its name', { other: 'The Tidewater 2019 Stock Plan was amended.' }],
    ['a fiscal year of 52 or 53 weeks', { other: 'The registrant has a 52/53-week fiscal year.' }],
    [
      'the name of another in a title',
      {
        yaml: (yaml) =>
          yaml.replace('title: Press release', 'title: "Press Release of Tidewater & Co. on March 2, 2026."'),
      },
    ],
    ['lists with (1) and a)', { other: 'The board (1) met and (2) voted: a) in person, b) by proxy.' }],
    ['feet and inches', { other: 'The vessel is 40\' 6" long.' }],
    [
      'style inside an agreement nobody can edit',
      {
        yaml: listed('{ number: 10.1, title: Lease, file: ex10-1.htm }'),
        other: 'The lease is Exhibit 10.1.',
        files: agreement(
          '<p>"Tenant" means the the tenant. &#8220;Landlord&#8221; means (the landlord. See Section 99.</p>',
        ),
      },
    ],
    [
      'an exhibit 5.1',
      {
        yaml: listed('{ number: 5.1, title: Opinion of counsel }'),
        other: 'The opinion of counsel is Exhibit 5.1.',
        files: { 'ex5-1.md': 'We have acted as counsel to the registrant.\n' },
      },
    ],
    [
      "an amended report's own day",
      {
        yaml: (yaml) =>
          yaml
            .replace('form: 8-K', 'form: 8-K/A\namendment: { number: 1, note: It corrects the text. }')
            .replace('  date: 2026-03-02\n  signatories', '  date: 2026-04-20\n  signatories'),
      },
    ],
    ['a date in an item of its own', { other: 'On February 12, 2026, the registrant paid a dividend.' }],
  ])('%s', (_name, change) => {
    const open = found(change).filter(({ severity }) => severity !== 'note')
    expect(open.map(({ code, message }) => `${code} ${message}`)).toEqual([])
  })
})

describe('pointed at is', () => {
  it.each<readonly [string, string, Change]>([
    ['an exhibit with its number behind No.', 'X003', { other: 'A copy is attached as Exhibit No. 10.1.' }],
    ['an exhibit with an escaped point', 'X003', { other: 'A copy is attached as Exhibit 10\\.1.' }],
    [
      'two exhibits of which one is not there',
      'X003',
      { other: 'Copies are attached as Exhibits 99.1 and 99.3.' },
    ],
    ['a row of exhibits', 'X003', { other: 'Copies are attached as Exhibits 4.1 through 4.10.' }],
    ['a day that is none', 'G011', { other: 'The term ends on March 32, 2027.' }],
    ['a figure with a nought too many', 'G014', { other: 'The price is $30,000,0000.' }],
    [
      'a sentence without its end',
      'G017',
      { release: 'The company was founded in 1901 and makes gauges for ships and harbours of every size' },
    ],
    [
      'a figure that the release has otherwise',
      'Q002',
      { items: (items) => items.replace('$12.4 million', '$21.4 million') },
    ],
    [
      'a release text against its own table',
      'Q004',
      {
        release: `Revenue was $512 million.\n\n${statement('| Revenue | 215 | 190 |\n| Cost of sales | 100 | 90 |')}`,
      },
    ],
    ['a year a decade off', 'G012', { other: 'On March 2, 2016, the board met.' }],
    [
      'a term that ends before it begins',
      'G013',
      { other: 'The term runs from June 1, 2027 through May 1, 2026.' },
    ],
    ['words and figures that differ', 'G015', { other: 'The price is five million dollars ($500,000).' }],
    ['an item that is not there', 'K089', { other: 'See Item 5.02 below.' }],
    ['a day of the week', 'G008', { other: 'The meeting was held on Monday, March 3, 2026.' }],
    ['a time zone', 'G016', { release: 'A call will be held at 10:00 a.m. EST on July 6, 2026.' }],
    [
      'a quarter that does not end so',
      'G011',
      { release: 'Results for the quarter ended June 31, 2026 are below.' },
    ],
    [
      'a column that does not foot',
      'Q015',
      { release: statement('| Valves | 100 | 90 |\n| Gauges | 50 | 40 |\n| Total orders | 160 | 130 |') },
    ],
    [
      'a balance sheet that does not balance',
      'Q016',
      {
        release: statement(
          '| Cash | 100 | 90 |\n| Plant | 300 | 310 |\n| Total assets | 400 | 400 |\n| Debt | 150 | 160 |\n| Total liabilities | 150 | 160 |\n| Equity | 240 | 240 |\n| Total liabilities and equity | 390 | 400 |',
        ),
      },
    ],
    [
      'forward-looking words without the legend',
      'K090',
      {
        text: (text) =>
          text.replace(
            ' This release contains forward-looking statements; actual results may differ materially.',
            '',
          ),
      },
    ],
    ['a measure that is not of GAAP', 'K095', { release: 'Adjusted EBITDA was $3 million.' }],
    ['a word of another item', 'K079', { other: 'On March 1, 2026, Jane Poe resigned as a director.' }],
    [
      'two classes with one symbol',
      'K112',
      {
        yaml: (yaml) =>
          yaml.replace(
            '    emergingGrowth',
            '      - { title: Warrants, symbol: TDWR, exchange: The Nasdaq Stock Market LLC }\n    emergingGrowth',
          ),
      },
    ],
    [
      'a filed exhibit that no item names',
      'X005',
      {
        yaml: listed('{ number: 10.1, title: Lease, file: ex10-1.htm }'),
        files: agreement(
          '<p>This is a lease of rooms between two parties, made on the second day of March.</p>',
        ),
      },
    ],
    [
      'four over three',
      'G021',
      {
        other:
          'The holders elected four directors:\n\n| Nominee | For | Withheld | Broker Non-Votes |\n|---|---|---|---|\n| Ann Poe | 100 | 1 | 5 |\n| Ben Roe | 99 | 2 | 5 |\n| Cid Low | 98 | 3 | 5 |',
      },
    ],
    [
      'broker non-votes that differ',
      'Q006',
      {
        items: voted(
          'The holders elected three directors:\n\n| Nominee | For | Withheld | Broker Non-Votes |\n|---|---|---|---|\n| Ann Poe | 100 | 1 | 5 |\n| Ben Roe | 99 | 2 | 5 |\n| Cid Low | 98 | 3 | 6 |',
        ),
      },
    ],
    [
      'a percentage that is not that of its votes',
      'Q006',
      {
        items: voted(
          'The proposal was approved:\n\n| | Votes | Percent |\n|---|---|---|\n| For | 900 | 80.0% |\n| Against | 100 | 10.0% |',
        ),
      },
    ],
  ])('%s', (_name, code, change) => {
    const plain = new Set(found({}).map((one) => `${one.code} ${one.message}`))
    const said = found(change).filter((one) => !plain.has(`${one.code} ${one.message}`))
    expect(said.map((one) => one.code)).toContain(code)
  })
})

describe('tables that add up in their own way are left alone', () => {
  it.each([
    [
      'a total of totals',
      '| Valves | 100 | 90 |\n| Gauges | 50 | 40 |\n| Total makes | 150 | 130 |\n| Repairs | 20 | 10 |\n| Total | 170 | 140 |',
    ],
    [
      'costs under sales',
      '| Sales | 300 | 280 |\n| Cost of sales | 200 | 190 |\n| Total margin | 100 | 90 |',
    ],
    ['rounding', '| Valves | 100.3 | 90.4 |\n| Gauges | 50.4 | 40.3 |\n| Total orders | 150.8 | 130.6 |'],
    ['a part that is not shown', '| Valves | 100 | 90 |\n| Gauges | 50 | 40 |\n| Total orders | 190 | 170 |'],
  ])('%s', (_name, rows) =>
    expect(found({ release: statement(rows) }).filter(({ code }) => /^Q01[56]$/.test(code))).toEqual([]),
  )
})
