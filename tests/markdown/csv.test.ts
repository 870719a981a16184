/** Tables from CSV files: cells, places, and what is wrong told where it stands. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { readCsv } from '../../src/markdown/csv.ts'
import { buildWith, codesOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const cells = (csv: string) => {
  const log = new Log()
  const { rows } = readCsv({ path: 'x.csv', text: csv }, log)
  const text = rows.map((row) =>
    row.cells.map(({ blocks: [block] }) =>
      block && 'inlines' in block && block.inlines[0]?.type === 'text' ? block.inlines[0].value : '',
    ),
  )
  return { text, codes: log.diagnostics.map(({ code }) => code) }
}

describe('a CSV file', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '"x, y","say ""so"""\n1,',
      [
        ['x, y', 'say "so"'],
        ['1', ''],
      ],
    ],
    ['"two\nlines",b', [['two lines', 'b']]],
    ['\ufeffa,b', [['a', 'b']]],
    ['<b>,*x*\n', [['<b>', '*x*']]],
  ])('%j', (csv, wanted) => expect(cells(csv)).toEqual({ text: wanted, codes: [] }))

  it.each([['a,b\n1\n'], ['"open,b\n']])('%j is told of', (csv) => expect(cells(csv).codes).toEqual(['M012']))

  it('is a table in the release, with its attributes', () => {
    const files = {
      ...modern,
      'ex99-1.md': `${modern['ex99-1.md']}\n{csv="q.csv" align="left decimal" .financial}\n`,
      'q.csv': ',2026\nRevenue,"$1,240"\n',
    }
    const { world, diagnostics } = buildWith(files)
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(new TextDecoder().decode(world.files.get('out/one/ex99-1.htm'))).toMatch(
      /<table class="data financial"[\s\S]*1,240/,
    )
    expect(
      codesOf(buildWith({ ...files, 'ex99-1.md': files['ex99-1.md'].replace('q.csv', 'r.csv') })),
    ).toEqual(['M012'])
  })
})
