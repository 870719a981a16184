/**
 * Ordinary edits of a release, each with the marks that a careful lawyer draws by hand. A mark is its sign and its words:
 * `-` taken out, `+` put in, `<` moved from here, `>` moved to here, `~` another look. White space does not count in them.
 */

export interface Scenario {
  readonly name: string
  readonly old: string
  readonly new: string
  /** How many changes the terminal and the JSON tell; both ends of a move are one. */
  readonly changes: number
  readonly marks: readonly string[]
  /** The day of the report in the new version, where it is another. */
  readonly reportDate?: string
  /** The document that is looked at; the release where none is named. */
  readonly document?: string
  /** Other files of the filing and its theme, in each version. */
  readonly files?: { readonly old?: Files; readonly new?: Files }
}

type Files = Readonly<Record<string, string>>

const lead = 'Acme today announced its results for the quarter, which ended in September.'
const first = 'Revenue grew because more customers renewed their annual subscriptions.'
const second = 'Operating expenses fell after the closing of two older plants.'
const third = 'The board declared a dividend payable to holders of record in March.'
const table = (rows: readonly (readonly string[])[]): string =>
  rows
    .flatMap((cells, at) => [
      `| ${cells.join(' | ')} |`,
      ...(at === 0 ? [`|${cells.map(() => '---').join('|')}|`] : []),
    ])
    .join('\n')
const segments = [
  ['Segment', 'Q4 2025', 'Q4 2024'],
  ['Data services', '51.8', '48.1'],
  ['Software licences', '22.4', '20.9'],
  ['Professional services', '9.6', '9.1'],
  ['Interest income, net', '2.1', '1.4'],
]
const swap = (rows: readonly (readonly string[])[]) => rows.map(([a = '', b = '', c = '']) => [a, c, b])

export const scenarios: readonly Scenario[] = [
  {
    name: 'one figure at night',
    old: `${lead}\n\nRevenue was $51.8 million, and costs were $40.2 million.`,
    new: `${lead}\n\nRevenue was $52.5 million, and costs were $40.2 million.`,
    changes: 1,
    marks: ['-$51.8 million', '+$52.5 million'],
  },
  {
    name: 'a sentence moved within its paragraph',
    old: `${first} ${second} ${third}`,
    new: `${second} ${third} ${first}`,
    changes: 1,
    marks: [`<${first}`, `>${first}`],
  },
  {
    name: 'a sentence moved to another paragraph',
    old: `${lead} ${first} ${second}\n\n${third} A call is held today at noon.`,
    new: `${lead} ${second}\n\n${third} ${first} A call is held today at noon.`,
    changes: 1,
    marks: [`<${first}`, `>${first}`],
  },
  {
    name: 'a paragraph split',
    old: `${first} ${second} ${third}`,
    new: `${first} ${second}\n\n${third}`,
    changes: 1,
    marks: ['+¶'],
  },
  {
    name: 'two paragraphs joined',
    old: `${first} ${second}\n\n${third}`,
    new: `${first} ${second} ${third}`,
    changes: 1,
    marks: ['-¶'],
  },
  {
    name: 'bullets reordered',
    old: `${lead}\n\n- ${first}\n- ${second}\n- ${third}`,
    new: `${lead}\n\n- ${second}\n- ${third}\n- ${first}`,
    changes: 1,
    marks: [`<•${first}`, `>•${first}`],
  },
  {
    name: 'bullets numbered',
    old: `${lead}\n\n- ${first}\n- ${second}`,
    new: `${lead}\n\n1. ${first}\n2. ${second}`,
    // The indent of numbers is another than that of bullets.
    changes: 3,
    marks: ['-•', '+1.', '-•', '+2.'],
  },
  {
    name: 'a bullet inserted',
    old: `${lead}\n\n- ${first}\n- ${second}`,
    new: `${lead}\n\n- ${first}\n- ${third}\n- ${second}`,
    changes: 1,
    marks: [`+•${third}`],
  },
  {
    name: 'a row put in',
    old: table(segments.toSpliced(3, 1)),
    new: table(segments),
    changes: 1,
    marks: ['+Professional services9.69.1'],
  },
  {
    name: 'a row taken out',
    old: table(segments),
    new: table(segments.toSpliced(2, 1)),
    changes: 1,
    marks: ['-Software licences22.420.9'],
  },
  {
    name: 'a row moved',
    old: table(segments),
    new: table([...segments.toSpliced(1, 1), segments[1] ?? []]),
    changes: 1,
    marks: ['<Data services51.848.1', '>Data services51.848.1'],
  },
  {
    name: 'a row split in two',
    old: table(segments),
    new: table(
      segments.toSpliced(
        1,
        1,
        ['Data services, domestic', '31.8', '30.1'],
        ['Data services, foreign', '20.0', '18.0'],
      ),
    ),
    changes: 4,
    marks: ['+, domestic', '-51.8', '+31.8', '-48.1', '+30.1Data services, foreign20.018.0'],
  },
  {
    name: 'a column put in',
    old: table(segments.map((cells) => cells.slice(0, 2))),
    new: table(segments),
    changes: 1,
    marks: ['+Q4 2024', '+48.1', '+20.9', '+9.1', '+1.4'],
  },
  {
    name: 'a column taken out',
    old: table(segments),
    new: table(segments.map(([a = '', , c = '']) => [a, c])),
    changes: 1,
    marks: ['-Q4 2025', '-51.8', '-22.4', '-9.6', '-2.1'],
  },
  {
    name: 'columns swapped',
    old: table(segments),
    new: table(swap(segments)),
    changes: 1,
    marks: segments.flatMap(([, , c = '']) => [`>${c}`, `<${c}`]),
  },
  {
    name: 'figures restated',
    old: table(segments),
    new: table(segments.map(([a = '', b = '', c = '']) => [a, { '51.8': '52.5', '9.6': '9.4' }[b] ?? b, c])),
    changes: 2,
    marks: ['-51.8', '+52.5', '-9.6', '+9.4'],
  },
  {
    name: 'a term renamed throughout',
    old: 'The Company sells pumps. The Company was founded in Ohio.\n\nWe thank the Company and its staff.',
    new: 'The Issuer sells pumps. The Issuer was founded in Ohio.\n\nWe thank the Issuer and its staff.',
    changes: 3,
    marks: ['-Company', '+Issuer', '-Company', '+Issuer', '-Company', '+Issuer'],
  },
  {
    name: 'a date in a fact',
    old: 'Acme paid on {{date report.date}}.',
    new: 'Acme paid on {{date report.date}}.',
    reportDate: '2010-05-04',
    changes: 1,
    marks: ['-May 3, 2010', '+May 4, 2010'],
  },
  {
    name: 'a heading',
    old: `## Outlook\n\n${first}`,
    new: `## Outlook for 2026\n\n${first}`,
    changes: 1,
    marks: ['+ for 2026'],
  },
  {
    name: 'the text of a footnote',
    old: `${first}[^1]\n\n[^1]: Unaudited figures.`,
    new: `${first}[^1]\n\n[^1]: Audited figures.`,
    changes: 1,
    marks: ['-Unaudited', '+Audited'],
  },
  {
    name: 'a footnote put in',
    old: `${first} ${second}`,
    new: `${first}[^1] ${second}\n\n[^1]: Unaudited figures.`,
    changes: 2,
    marks: ['+(1)', '+(1)Unaudited figures.'],
  },
  {
    name: 'a footnote taken out',
    old: `${first}[^1] ${second}\n\n[^1]: Unaudited figures.`,
    new: `${first} ${second}`,
    changes: 2,
    marks: ['-(1)', '-(1)Unaudited figures.'],
  },
  {
    name: 'a footnote moved to another place',
    old: `${first}[^1] ${second}\n\n[^1]: Unaudited figures.`,
    new: `${first} ${second}[^1]\n\n[^1]: Unaudited figures.`,
    changes: 2,
    marks: ['-(1)', '+(1)'],
  },
  {
    name: 'capitals',
    old: 'The shares of common stock are listed.',
    new: 'The shares of Common Stock are listed.',
    changes: 1,
    marks: ['-common stock', '+Common Stock'],
  },
  {
    name: 'white space',
    old: 'Revenue grew  in March.',
    new: 'Revenue grew in March.',
    changes: 0,
    marks: [],
  },
  {
    name: 'a no-break space',
    old: 'Revenue was high in March 2026.',
    new: 'Revenue was high in March\u00a02026.',
    changes: 1,
    marks: [],
  },
  {
    name: 'quotes made typographic',
    old: 'The "Company" and its "Affiliates" are the parties.',
    new: 'The “Company” and its “Affiliates” are the parties.',
    changes: 4,
    marks: ['-"', '+“', '-"', '+”', '-"', '+“', '-"', '+”'],
  },
  {
    name: 'a paragraph rewritten',
    old: `${lead}\n\nWe expect that demand will even rise in this year because our products are new and because the market grows.`,
    new: `${lead}\n\nManagement sees slower orders even so, and this outlook depends on rates, on wages and on freight.`,
    changes: 1,
    marks: [
      '-We expect that demand will even rise in this year because our products are new and because the market grows.',
      '+Management sees slower orders even so, and this outlook depends on rates, on wages and on freight.',
    ],
  },
  {
    name: 'paragraphs swapped and one edited',
    old: `${lead}\n\n${first} ${second}\n\n${third} A call is held today.`,
    new: `${lead}\n\n${third} A call is held tomorrow.\n\n${first} ${second}`,
    changes: 2,
    marks: [`>${third} A call is held`, '-today', '+tomorrow', '>.', `<${third} A call is held today.`],
  },
  {
    name: 'sections exchanged',
    old: `## Results\n\n${first} ${second}\n\n## Dividend\n\n${third}`,
    new: `## Dividend\n\n${third}\n\n## Results\n\n${first} ${second}`,
    changes: 1,
    marks: [`>Dividend${third}`, `<Dividend${third}`],
  },
  {
    name: 'doses and negations',
    old: 'The dose is 3.6 mg/kg. It is approved and we do expect delays.',
    new: 'The dose is 4.8 mg/kg. It is not approved and we do not expect delays.',
    changes: 3,
    marks: ['-3.6 mg/kg', '+4.8 mg/kg', '+ not', '+ not'],
  },
  {
    name: 'a sentence made bullets',
    old: `${lead}\n\nThe plan has these parts: sell the plant; hire in Ohio; and pay down the loan.`,
    new: `${lead}\n\nThe plan has these parts:\n\n- sell the plant;\n- hire in Ohio; and\n- pay down the loan.`,
    changes: 1,
    marks: ['+¶•', '+¶•', '+¶•'],
  },
  {
    name: 'an enumeration made bullets',
    old: 'Acme will close the plant in Ohio, move its machines to Texas and hire forty people there.',
    new: 'Acme will:\n\n- close the plant in Ohio;\n- move its machines to Texas; and\n- hire forty people there.',
    changes: 1,
    marks: ['+:¶•', '-,', '+;¶•', '+;', '+¶•'],
  },
  {
    name: 'bullets made a paragraph',
    old: `${lead}\n\n- ${first}\n- ${second}\n- ${third}`,
    new: `${lead}\n\n${first} ${second} ${third}`,
    changes: 1,
    marks: ['-•', '-¶•', '-¶•'],
  },
  {
    name: 'paragraphs made bullets',
    old: `${lead}\n\n${first}\n\n${second}`,
    new: `${lead}\n\n- ${first}\n- ${second}`,
    changes: 1,
    marks: ['+•', '+•'],
  },
  {
    name: 'a paragraph split behind a short introduction',
    old: `${lead}\n\nOur outlook: ${first} ${second} ${third}`,
    new: `${lead}\n\nOur outlook:\n\n${first} ${second} ${third}`,
    changes: 1,
    marks: ['+¶'],
  },
  {
    name: 'a paragraph that became a list behind it',
    old: 'Alpha beta.',
    new: 'Alpha beta.\n\n- one;\n- two.',
    changes: 1,
    marks: ['+•one;•two.'],
  },
  {
    name: 'bold',
    old: `${first} ${second}`,
    new: `${first} **${second}**`,
    changes: 1,
    marks: [`~${second}`],
  },
]
