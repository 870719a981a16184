/** Cells that span, in Markdown and in CSV: one tree, all dialects, the structure of the PDF, and what is told. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Table } from '../../src/document/document.ts'
import { wordsOfBlocks } from '../../src/document/words.ts'
import { writeHtml } from '../../src/html/write.ts'
import { readCsv } from '../../src/markdown/csv.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { paint } from '../../src/pdf/paint.ts'
import { headsOf } from '../../src/tables/heads.ts'
import { releaseOf } from '../support/filing.ts'

const markdown = `| (in millions) | Three months ended June 30, | < | Change |
| --- | ---: | ---: | ---: |
| | 2026 | 2025 | ^ |
| Revenue: {.section} | | | |
| Products {.indent} | $120 | $100 | 20.0% |
| Total revenue {.total} | $150 | $125 | 20.0% |

{.financial headers="2" align="left decimal decimal decimal"}
`
const csv = `(in millions),"Three months ended June 30,",<,Change
,2026,2025,^
Revenue: {.section},,,
Products {.indent},$120,$100,20.0%
Total revenue {.total},$150,$125,20.0%
`

const tableIn = (text: string, log = new Log()): Table => {
  const { blocks } = readMarkdown({ path: 'x.md', text }, 0, log, {
    text: (name) => ({ path: name, text: csv }),
    bytes: () => undefined,
  })
  const table = blocks.map(({ block }) => block).find((block) => block.type === 'table')
  if (table?.type !== 'table') throw new Error(`no table: ${JSON.stringify(log.diagnostics)}`)
  return table
}
const shape = ({ rows }: Table) =>
  rows.map(({ header, classes, cells }) => ({
    header,
    classes,
    cells: cells.map(({ scope, colspan, rowspan, blocks }) => [
      wordsOfBlocks(blocks)
        .map(({ text }) => text)
        .join(' '),
      scope ?? '',
      colspan,
      rowspan,
    ]),
  }))
const codes = (text: string) => {
  const log = new Log()
  tableIn(text, log)
  return log.diagnostics.map(({ code }) => code)
}

describe('cells that span', () => {
  it('are told by < and ^ in Markdown', () => {
    expect(shape(tableIn(markdown)).slice(0, 4)).toEqual([
      {
        header: true,
        classes: [],
        cells: [
          ['(in millions)', 'column', 1, 1],
          ['Three months ended June 30,', 'column', 2, 1],
          ['Change', 'column', 1, 2],
        ],
      },
      {
        header: true,
        classes: [],
        cells: [
          ['', 'column', 1, 1],
          ['2026', 'column', 1, 1],
          ['2025', 'column', 1, 1],
        ],
      },
      {
        header: false,
        classes: ['section'],
        cells: [
          ['Revenue:', 'row', 1, 1],
          ['', '', 1, 1],
          ['', '', 1, 1],
          ['', '', 1, 1],
        ],
      },
      {
        header: false,
        classes: ['indent'],
        cells: [
          ['Products', 'row', 1, 1],
          ['$120', '', 1, 1],
          ['$100', '', 1, 1],
          ['20.0%', '', 1, 1],
        ],
      },
    ])
  })

  it('are the same table from CSV', () => {
    const beside = '{csv="x.csv" .financial headers="2" align="left decimal decimal decimal"}\n'
    expect(shape(tableIn(beside))).toEqual(shape(tableIn(markdown)))
    expect(readCsv({ path: 'x.csv', text: '\\<,b\n1,2\n' }, new Log()).rows[0]?.cells).toHaveLength(2)
  })

  it('take the rows they reach into the head, whatever the author says of it', () => {
    const one = markdown.replace(' headers="2"', '')
    expect(shape(tableIn(one)).map(({ header }) => header)).toEqual([true, true, false, false, false])
  })

  it.each<[string, string[]]>([
    ['| < | a |\n| --- | --- |\n| 1 | 2 |\n', ['M012']],
    ['| a | b |\n| --- | --- |\n| ^ | ^ |\n| 1 | 2 |\n', []],
    ['| a | < |\n| --- | --- |\n| ^ | 2 |\n', ['M012']],
    ['| a | \\< |\n| --- | --- |\n| 1 | 2 |\n', []],
    ['| a | b |\n| --- | --- |\n| 1 {#x} | 2 |\n', ['M009']],
    ['| a | b |\n| --- | --- |\n| 1 | 2 |\n\n{total="2"}\n', ['M012']],
    [
      '| | Three months ended | |\n| --- | --- | --- |\n| | 2026 | 2025 |\n| x | 1 | 2 |\n\n{headers="2"}\n',
      ['M031'],
    ],
  ])('%j: %j', (text, wanted) => expect(codes(text)).toEqual(wanted))

  it('head their columns, and the section its rows', () => {
    const table = tableIn(markdown)
    const heads = headsOf(table)
    const text = (blocks: Table['rows'][number]['cells'][number]['blocks']) =>
      wordsOfBlocks(blocks)
        .map(({ text: word }) => word)
        .join(' ')
    const figure = table.rows[3]?.cells[2]
    expect(figure && heads.get(figure)?.map(({ blocks }) => text(blocks))).toEqual([
      'Revenue:',
      'Three months ended June 30,',
      '2025',
      'Products',
    ])
  })

  it('are spelt in each dialect as far as it goes', () => {
    const { document } = releaseOf(`---\nheadline: News\n---\n\n${markdown}`)
    const plain = writeHtml(document, 'plain')
    expect(plain).toContain('<th class="column" style="')
    expect(plain).toMatch(/<th class="column"[^>]* colspan="2">Three months/)
    expect(plain).toMatch(/<th class="column"[^>]* rowspan="2">Change/)
    expect(plain).toMatch(/<tr class="total"><th class="row"/)
    expect(plain).not.toContain('scope=')
    for (const dialect of ['inline', 'reading'] as const) {
      const html = writeHtml(document, dialect)
      expect(html).toMatch(/colspan="2" scope="colgroup">Three months/)
      expect(html).toMatch(/scope="row">Products/)
    }
  })

  it('are spelt in the structure of the PDF, with the heads of every cell', () => {
    const { pages } = releaseOf(`---\nheadline: News\n---\n\n${markdown}`)
    const pdf = paint(pages, { title: 't', language: 'en', tool: 'x', date: '2010-05-03', links: true })
    const text = Buffer.from(pdf).toString('latin1')
    expect(text).toMatch(/\/S \/TH\n[\s\S]{0,200}\/Scope \/Column\n\/ColSpan 2/)
    expect(text).toMatch(/\/Headers \[\(cell-\d+\) \(cell-\d+\) \(cell-\d+\) \(cell-\d+\)\]/)
    expect(text).toContain('/IDTree')
  })
})

describe('rows', () => {
  const text =
    '| | 2026 |\n| --- | --- |\n| Assets: | |\n| Cash | 3 |\n| Total current assets | 3 |\n| Land {.bold} | 1 |\n| Total assets | 4 |\n\n'
  it('are recognized by their words on request, and told', () => {
    const log = new Log()
    const marks = tableIn(`${text}{recognize foot}\n`, log).rows.map(({ classes }) => classes.join(' '))
    expect(marks).toEqual(['', 'section', '', 'subtotal foot', 'bold', 'total foot'])
    expect(log.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'M034 recognized: "Assets:" section, "Total current assets" subtotal, "Total assets" total',
    ])
    expect(tableIn(text).rows.flatMap(({ classes }) => classes)).toEqual(['bold'])
  })

  it('are marked by number, counted below the head', () => {
    const marks = tableIn(`${text}{section="1" subtotal="3" total="5" indent="2-3"}\n`).rows
    expect(marks.map(({ classes }) => classes.join(' '))).toEqual([
      '',
      'section',
      'indent',
      'subtotal indent',
      'bold',
      'total',
    ])
  })
})

describe('an empty head', () => {
  it('is none, and does not take the first row of figures for one', () => {
    const table = tableIn('| | |\n| --- | --- |\n| Revenue | $1.2 billion |\n\n{.grid widths="50% 50%"}\n')
    expect(shape(table)).toEqual([
      {
        header: false,
        classes: [],
        cells: [
          ['Revenue', 'row', 1, 1],
          ['$1.2 billion', '', 1, 1],
        ],
      },
    ])
  })
})
