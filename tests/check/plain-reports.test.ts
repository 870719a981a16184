/** Reports as filers wrote them in plain text and in tables: lists in running text, names behind other words, marks in cells. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { Log } from '../../src/diagnostics/log.ts'

const report = (date: string, item: string, exhibits: string): string => `UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549

FORM 8-K

CURRENT REPORT
Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934

Date of Report (Date of earliest event reported): ${date}

LARKSPUR VALVES CORPORATION
---------------------------
(Exact name of registrant as specified in its charter)

Item 8.01 Other Events

${item}

Item 9.01 Financial Statements and Exhibits

${exhibits}

SIGNATURE

Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be
signed on its behalf by the undersigned hereunto duly authorized.

LARKSPUR VALVES CORPORATION
`

const told = (text: string, name = '8-k.txt') => {
  const log = new Log()
  checkFinished(new Map([[name, new TextEncoder().encode(text)]]), log)
  return log.diagnostics
}
const messages = (code: string, text: string, name?: string) =>
  told(text, name).flatMap((one) => (one.code === code ? [one.message] : []))

const attached = 'A copy of the release is attached as Exhibit 99.1, and the agreement as Exhibit 10.1.'

describe('a list of exhibits in running text', () => {
  it.each([
    [
      'one a line',
      '(d) Exhibits\n\n99.1 Press Release dated March 3, 2008.\n\n10.1 364 Day Credit Agreement',
    ],
    [
      'below a heading',
      '(d) Exhibits\n\nEXHIBIT NO. DESCRIPTION\n- ----------- -----------\n99.1 Release\n10.1 Agreement',
    ],
  ])('is read: %s', (_, exhibits) => {
    expect(messages('X003', report('March 3, 2008', attached, exhibits))).toEqual([])
    const wrong = attached.replace('10.1', '10.2')
    expect(messages('X003', report('March 3, 2008', wrong, exhibits))).toEqual([
      'exhibit 10.2 is referred to but not listed in Item 9.01',
    ])
  })

  it('names an exhibit that no item speaks of once, however often it stands there', () => {
    const list = '(d) Exhibits\n\n99.1 Press Release\n\n10.1 Agreement\n\n10.1 Agreement'
    expect(messages('X005', report('March 3, 2008', 'See Exhibit 99.1.', list))).toHaveLength(1)
  })

  it('has the letter (c) before Item 9.01 had shell companies, and (d) since', () => {
    const list = '(c) Exhibits\n\n99.1 Press Release'
    expect(messages('K082', report('August 19, 2005', 'See Exhibit 99.1.', list))).toEqual([])
    expect(messages('K082', report('August 22, 2005', 'See Exhibit 99.1.', list))).toHaveLength(1)
  })
})

it('a registrant of another kind of company is found behind any word, and not as a part of a longer name', () => {
  const names = (item: string) => messages('A003', report('March 3, 2008', item, '(d) Exhibits'))
  expect(names('An officer of Larkspur Valves, Inc. spoke of its plans for the year.')).toHaveLength(1)
  expect(names('On March 3, 2008, Larkspur Valves Limited bought a plant in the north.')).toHaveLength(1)
  expect(names('An officer of Great Larkspur Valves, Inc. spoke of its plans for the year.')).toEqual([])
  expect(names('An officer of Larkspur Valves Corporation spoke of its plans for the year.')).toEqual([])
})

it('what is said of an attached press release is not said of the item', () => {
  const says = (subject: string) =>
    messages(
      'K080',
      report('March 3, 2008', '', '').replace(
        'Item 8.01 Other Events',
        `Item 5.02 Departure of Directors\n\nA director left. ${subject} is furnished and shall not be deemed "filed" for purposes of Section 18.`,
      ),
    )
  expect(says('The press release attached hereto')).toEqual([])
  expect(says('The information in this Item')).toHaveLength(1)
})

it('marks of punctuation that stand twice or apart are found in cells of words, not of figures', () => {
  const table = (cell: string) =>
    `<html><head><title>x</title></head><body><p>Exhibit 99.1</p><table><tr><td>99.1</td><td>${cell}</td></tr></table></body></html>`
  expect(messages('G018', table('Press release,, dated May 4, 2020'), 'ex99-1.htm')).toHaveLength(1)
  expect(messages('G018', table('Press release , dated May 4, 2020'), 'ex99-1.htm')).toHaveLength(1)
  expect(messages('G018', table('1,234 , 1,300'), 'ex99-1.htm')).toEqual([])
})

it('a citation that a box lacks is told as that', () => {
  const boxes = '[ ] Written communications pursuant to Rule 425 under the Securities Act'
  const text = report('March 3, 2008', 'See Exhibit 99.1.', '(d) Exhibits').replace(
    'Item 8.01',
    `${boxes}\n\nItem 8.01`,
  )
  expect(messages('K068', text)).toContain(
    'the citation in the box for Rule 425 is missing: "(17 CFR 230.425)"',
  )
})

it('a lettered part before a colon is no other caption, and a box between braces is no placeholder', () => {
  const text = report('March 3, 2008', 'Check one: { } yes, {X} no. The price is {price}.', '(d) Exhibits')
  expect(messages('K076', text.replace('Item 8.01', 'Item 8.01(a):'))).toEqual([])
  expect(messages('G001', text)).toEqual(['"{price}" is a placeholder'])
})
