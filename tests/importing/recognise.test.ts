/** What found blocks are: columns of tables, furniture of pages, parts of a report, facts of its cover. */
import { describe, expect, it } from 'vitest'
import { readAscii } from '../../src/importing/ascii.ts'
import { textOfBlocks } from '../../src/importing/found.ts'
import { readHtml } from '../../src/importing/html/read.ts'
import { addressOf, stateNames } from '../../src/importing/recognise/address.ts'
import { coverOf } from '../../src/importing/recognise/cover.ts'
import { dateIn } from '../../src/importing/recognise/dates.ts'
import { flowOf } from '../../src/importing/recognise/flow.ts'
import { setFurnitureAside } from '../../src/importing/recognise/furniture.ts'
import { gridOf } from '../../src/importing/recognise/grid.ts'
import { partsOf } from '../../src/importing/recognise/parts.ts'
import { releaseOf } from '../../src/importing/recognise/release.ts'
import { signatureOf } from '../../src/importing/recognise/signature.ts'

function grid(html: string) {
  const [table] = readHtml(`<table>${html}</table>`).blocks
  if (table?.type !== 'table') throw new Error('no table')
  const { columns, rows } = gridOf(table)
  const cells = rows.map(({ cells }) =>
    cells.map(({ column, colspan, text }) =>
      colspan > 1 ? `${column}+${colspan}:${text}` : `${column}:${text}`,
    ),
  )
  return { columns, cells }
}
const td = (...texts: string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`

describe('columns that a reader sees', () => {
  it('joins signs with their figures and leaves spacers out', () =>
    expect(grid(td('Revenue', '&nbsp;', '$', '1,234', '&nbsp;', '&nbsp;', '$', '(56', ')'))).toEqual({
      columns: 3,
      cells: [['0:Revenue', '1:$1,234', '2:$(56)']],
    }))
  it('keeps a note in brackets apart from the per cent behind it', () =>
    expect(grid(td('Other', '126', '', '(7', ')%') + td('Total', '68', '', '20', '%')).cells[0]).toEqual([
      '0:Other',
      '1:126',
      '2:(7)%',
    ]))
  it('makes a head over two columns span them', () =>
    expect(
      grid(
        `<tr><td></td><td colspan=4>Three months ended</td></tr>${td('', '2026', '', '2025', '')}${td('Net', '1', '', '2', '')}`,
      ),
    ).toEqual({
      columns: 3,
      cells: [['1+2:Three months ended'], ['1:2026', '2:2025'], ['0:Net', '1:1', '2:2']],
    }))
})

it('gives two texts of one row columns of their own, though a wider text lies over both', () =>
  expect(
    grid(
      `<tr><td colspan=3>10. COVENANTS</td><td>24</td></tr>${td('10.1', 'Earnings', '', '24')}${td('10.2', 'Committee', '', '24')}`,
    ),
  ).toEqual({
    columns: 3,
    cells: [
      ['0+2:10. COVENANTS', '2:24'],
      ['0:10.1', '1:Earnings', '2:24'],
      ['0:10.2', '1:Committee', '2:24'],
    ],
  }))

describe('furniture', () => {
  const page = (head: string, text: string, number: number) =>
    `<p>${head}</p><p>${text}</p><p align="center">${number}</p><p style="page-break-after:always"></p>`
  it('sets page numbers and repeated heads aside', () => {
    const html = page('Acme news', 'One.', 1) + page('Acme news', 'Two.', 2)
    const { blocks, losses } = setFurnitureAside(readHtml(html).blocks)
    expect(textOfBlocks(blocks)).toBe('One.\nTwo.')
    expect(losses.map(({ words }) => words)).toEqual(expect.arrayContaining(['1', '2', 'Acme news']))
  })
  it('joins a paragraph that a page end cut', () => {
    const html = `<p>${'We believe that this is so, and that it will be so for as long as'}</p><p style="page-break-after:always">7</p><p>anybody can foresee.</p>`
    const { blocks } = setFurnitureAside(readHtml(html).blocks)
    expect(textOfBlocks(blocks)).toBe(
      'We believe that this is so, and that it will be so for as long as anybody can foresee.',
    )
  })
  it('keeps a company’s name over each of its statements', () => {
    const html =
      '<p align=center>Acme Inc.</p><p align=center>BALANCE SHEETS</p><table><tr><td>Cash</td><td>1</td></tr></table><p style="page-break-after:always"></p>'
    expect(
      textOfBlocks(setFurnitureAside(readHtml(html + html).blocks).blocks).match(/Acme Inc/g),
    ).toHaveLength(2)
  })
  it('keeps a number in the middle of a page', () =>
    expect(
      textOfBlocks(
        setFurnitureAside(readHtml('<p>One</p><p>7</p><p>Two</p><p>3</p><p>4</p><p>5</p>').blocks).blocks,
      ),
    ).toContain('7'))
})

const cover = (text: string) => coverOf(flowOf(readAscii(text).blocks), [], [])

describe('a cover page', () => {
  it('is read by its captions', () => {
    const found = cover(`
                                    FORM 8-K
                Date of Report (Date of earliest event reported): March 2, 2026

                              LARKSPUR TOOLS, INC.
             (Exact name of registrant as specified in its charter)

      Delaware                     001-12345                  12-3456789
(State or other jurisdiction  (Commission File Number)  (IRS Employer Identification No.)

      100 Elm Street, Suite 4, Dover, Delaware                   19901
      (Address of principal executive offices)                (Zip Code)

   Registrant's telephone number, including area code: (302) 555-0142

[X]  Written communications pursuant to Rule 425 under the Securities Act
[ ]  Soliciting material pursuant to Rule 14a-12 under the Exchange Act
`)
    expect(found).toEqual({
      form: '8-K',
      reportDate: '2026-03-02',
      name: 'LARKSPUR TOOLS, INC.',
      jurisdiction: 'Delaware',
      fileNumber: '001-12345',
      ein: '12-3456789',
      address: { street: ['100 Elm Street', 'Suite 4'], city: 'Dover', state: 'Delaware', zip: '19901' },
      phone: '(302) 555-0142',
      boxes: [true, false, false, false],
    })
  })
  it('is read where captions stand over values, in rows of their own', () => {
    const { jurisdiction, fileNumber, ein } = cover(`
                             HAWTHORN MILLS, INC.

                                                                 IRS Employer
    State of                      Commission                    Identification
  Incorporation                   File Number                       Number
  Pennsylvania                      1-5502                       25-1234567

                                  Address and
                               Telephone Number
                                One Mill Place
                           Erie, Pennsylvania  16505
                                 814-555-2111
`)
    expect({ jurisdiction, fileNumber, ein }).toEqual({
      jurisdiction: 'Pennsylvania',
      fileNumber: '1-5502',
      ein: '25-1234567',
    })
  })
  it('takes no fax for the telephone, and a ZIP code of nine digits for no number to call', () => {
    const { phone, address } = cover(`
                              LARKSPUR TOOLS, INC.
             (Exact name of registrant as specified in its charter)

      100 Elm Street, Dover, Delaware                          19901-6999
      (Address of principal executive offices)                (Zip Code)

                               Tel. (302) 555-0142
                               Fax. (888) 312.0124
             (Registrant's telephone number, including area code)
`)
    expect({ phone, zip: address?.zip }).toEqual({ phone: '(302) 555-0142', zip: '19901-6999' })
  })
  it.each([
    [
      '1 Main Street\nBoston, Massachusetts 02139-4239',
      ['1 Main Street'],
      'Boston',
      'Massachusetts',
      '02139-4239',
    ],
    [
      '401 Congress Ave. Suite 1650 Austin, Texas\n78701',
      ['401 Congress Ave. Suite 1650'],
      'Austin',
      'Texas',
      '78701',
    ],
    ['P.O. Box 9\nNew York, NY 10017', ['P.O. Box 9'], 'New York', 'NY', '10017'],
  ])('cuts %j into its parts', (text, street, city, state, zip) =>
    expect(addressOf(text)).toEqual({ street, city, state, zip }),
  )
  it.each([
    ['March 2, 2026', '2026-03-02'],
    ['March  2,2026', '2026-03-02'],
    ['as of 3/2/2026', '2026-03-02'],
    ['February 30, 2026', undefined],
    ['no date', undefined],
  ])('reads the date of %j as %s', (text, date) => expect(dateIn(text)).toBe(date))
})

describe('the parts of a report', () => {
  const flow = flowOf(
    readHtml(
      '<p>Exact name of registrant</p><p>TABLE OF CONTENTS</p><p>Item 2.02 Results</p><p><b>Item 2.02. Results of Operations.</b></p><p>On March 2, Item 2.02 of this report was met.</p><table><tr><td>Item 9.01</td><td>Exhibits</td></tr></table><p>99.1 Release</p><p>SIGNATURE</p><p>Pursuant to the requirements of the Securities Exchange Act of 1934 it is signed.</p><p>/s/ Jane Roe</p><p>Jane Roe</p><p>Secretary</p><p>Date: March 3, 2026</p><p>EXHIBIT INDEX</p><p>99.1</p>',
    ).blocks,
  )
  const parts = partsOf(flow)
  it('are cut at headings, not at mentions or contents', () => {
    expect(parts.items.map(({ number, heading }) => [number, heading])).toEqual([
      ['2.02', 'Item 2.02. Results of Operations.'],
      ['9.01', 'Item 9.01 Exhibits'],
    ])
    expect([parts.contents.length, parts.after.length]).toEqual([2, 2])
  })
  it.each(['Item 5.02(e): Departure of Directors', 'Item 5.02 (b), (e). Departure of Directors'])(
    'have %s as Item 5.02',
    (head) => {
      const { items } = partsOf(flowOf(readHtml(`<p>FORM 8-K</p><p><b>${head}</b></p><p>Text.</p>`).blocks))
      expect(items.map(({ number, heading }) => [number, heading])).toEqual([['5.02', head]])
    },
  )
  it('say who signed and when', () =>
    expect(signatureOf(parts.signature)).toEqual({
      date: '2026-03-03',
      signatories: [{ name: 'Jane Roe', title: 'Secretary' }],
    }))
})

it.each([
  ['NJ', 'New Jersey'],
  ['DC', 'District of Columbia'],
  ['ON', 'Ontario'],
  ['NL', 'Newfoundland'],
])('%s is %s', (code, name) => expect(stateNames.get(code)).toBe(name))

it('a picture beside the cells of a table goes before them', () =>
  expect(
    flowOf(
      readHtml(
        '<table><tr><td><img src="logo.jpg"></td><td>Jane Roe</td><td>Max Power</td></tr><tr><td></td><td>1</td><td>2</td></tr></table>',
      ).blocks,
    ).map((block) => (block.type === 'table' ? block.grid.columns : block.type)),
  ).toEqual(['image', 2]))

it('a table of pictures alone gives its pictures', () =>
  expect(
    flowOf(
      readHtml('<table><tr><td><img src="a.jpg"></td><td>&nbsp;</td></tr></table><p>Text</p>').blocks,
    ).map(({ type }) => type),
  ).toEqual(['image', 'text']))

it('a release gives its headline and dateline', () => {
  const { body, ...facts } = releaseOf(
    flowOf(
      readHtml(
        '<p align=right>Exhibit 99.1</p><p align=center><b>Larkspur Reports Record Results</b></p><p>DOVER, Del., March 2, 2026 — Larkspur said.</p>',
      ).blocks,
    ),
    '99.1',
  )
  expect(facts).toEqual({
    headline: 'Larkspur Reports Record Results',
    place: 'DOVER, Del.',
    date: '2026-03-02',
  })
  expect(body).toHaveLength(1)
})

it.each([
  ['EXHIBIT 99.1', 'EXHIBIT 99.1'],
  ['Larkspur Controls, Inc.', 'omitted'],
])('an exhibit that begins with %s has the label %s', (first, label) =>
  expect(releaseOf(flowOf(readHtml(`<p>${first}</p><p>Text.</p>`).blocks), '99.1').exhibitLabel).toBe(label),
)

describe('old text filings', () => {
  it('have figures of their own, though one blank parts them', () => {
    const line = (label: string, figures: string) => `${label.padEnd(20)}${figures}\n`
    const text = `<TABLE>\n${line('', '     2003      2002')}${line('Net loss', '$(4,327) $(5,267)')}${line('Revenue', ' $44,958  $47,589')}</TABLE>`
    const [table] = flowOf(readAscii(text).blocks)
    expect(
      table?.type === 'table' && table.grid.rows.map(({ cells }) => cells.map(({ text: own }) => own)),
    ).toEqual([
      ['2003', '2002'],
      ['Net loss', '$(4,327)', '$(5,267)'],
      ['Revenue', '$44,958', '$47,589'],
    ])
  })

  it.each([
    ['Date of Report (Date of earliest event reported): March 14, 2002 (March 6, 2002)', '2002-03-06'],
    ['Date of Report: March 14, 2002 (formerly March 20, 2002)', '2002-03-14'],
  ])('%s is of the earliest event', (text, date) =>
    expect(coverOf(flowOf(readAscii(`FORM 8-K\n\n${text}\n`).blocks), [], []).reportDate).toBe(date),
  )

  it('have a day and its year in one cell, and a contents whose pages stand behind dots', () => {
    const texts = (text: string) =>
      flowOf(readAscii(text).blocks).map((block) =>
        block.type === 'table'
          ? block.grid.rows.map(({ cells }) => cells.map((one) => one.text))
          : block.type,
      )
    expect(
      texts(
        '<TABLE>\n                 Mar 31, 2005 Jun 30, 2004\nRevenue              1,200       900\n</TABLE>',
      ),
    ).toEqual([
      [
        ['Mar 31, 2005', 'Jun 30, 2004'],
        ['Revenue', '1,200', '900'],
      ],
    ])
    expect(
      texts('10.1   Announcement of Earnings........ 24\n10.2   Tax Treatment.................. 25\n'),
    ).toEqual([
      [
        ['10.1', 'Announcement of Earnings........', '24'],
        ['10.2', 'Tax Treatment..................', '25'],
      ],
    ])
    expect(
      texts(
        '17.8   Governing Law.  This Agreement shall be construed in accordance\nwith the laws of the State.\n',
      ),
    ).toEqual(['text'])
  })

  it('have paragraphs of wrapped lines, hyphens kept', () =>
    expect(
      textOfBlocks(
        readAscii(
          '     The Company issued a release with its results, which hold a non-\nGAAP measure\ntoday.\n\nSecond.\n',
        ).blocks,
      ),
    ).toBe('The Company issued a release with its results, which hold a non-GAAP measure today.\nSecond.'))
  it('have tables drawn with blanks', () => {
    const [table] = readAscii(
      '<TABLE>\n<CAPTION>\n                 2005      2004\n<S>              <C>       <C>\nRevenues     $  1,200   $   900\nCosts             (300)     (200)\n                 ------    ------\n</TABLE>\n',
    ).blocks
    if (table?.type !== 'table') throw new Error('no table')
    expect(gridOf(table).rows.map(({ cells, below }) => [...cells.map(({ text }) => text), below])).toEqual([
      ['2005', '2004', 'none'],
      ['Revenues', '$1,200', '$900', 'none'],
      ['Costs', '(300)', '(200)', 'single'],
    ])
  })
})
