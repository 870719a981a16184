/** Tables as grids and back: nothing of a table that was only looked at changes. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cellsOfClipboard, gridAt, gridOf, gridText, withCells } from '../../src/studio/browser/grid.ts'

it('finds the table at the cursor and no other', () => {
  const text = 'Before\n\n| a | b |\n| - | -: |\n| c | 1 |\n\nAfter | not a table\n'
  const grid = gridAt(text, text.indexOf('c |'))
  expect(grid).toMatchObject({
    rows: [
      ['a', 'b'],
      ['c', '1'],
    ],
    aligns: ['-', '-:'],
  })
  expect(text.slice(grid?.start, grid?.end)).toBe('| a | b |\n| - | -: |\n| c | 1 |')
  expect(gridAt(text, 2)).toBeUndefined()
  expect(gridAt(text, text.length - 3)).toBeUndefined()
})

it('keeps the cells of every table of the earnings release, bars in expressions and behind \\ too', () => {
  const text = readFileSync('examples/earnings/ex99-1.md', 'utf8')
  let tables = 0
  for (let at = text.indexOf('\n|'); at >= 0; at = text.indexOf('\n|', at + 1)) {
    const grid = gridAt(text, at + 1)
    if (!grid) continue
    tables++
    expect(gridAt(gridText(grid), 0)).toMatchObject({ rows: grid.rows })
    at = grid.end - 1
  }
  expect(tables).toBeGreaterThan(2)
  expect(gridAt('| {{join a "|"}} | x \\| y |\n|---|---|\n', 0)?.rows).toEqual([
    ['{{join a "|"}}', 'x \\| y'],
  ])
})

it('makes a table of what a spreadsheet puts on the clipboard, figures on the right', () => {
  const cells = cellsOfClipboard(
    'In millions\t2026\t2025\r\nRevenue\t1,234.5\t$1,100.0\r\nLoss\t(3.2)\t—\r\n',
  )
  expect(gridText(gridOf(cells ?? []))).toBe(
    [
      '| In millions |    2026 |     2025 |',
      '| ----------- | ------: | -------: |',
      '| Revenue     | 1,234.5 | $1,100.0 |',
      '| Loss        |   (3.2) |        — |',
    ].join('\n'),
  )
  expect(cellsOfClipboard('one line of text')).toBeUndefined()
  expect(cellsOfClipboard('a|b\tc')).toEqual([['a\\|b', 'c']])
})

it('grows where pasted cells reach beyond it', () => {
  const grid = withCells({ rows: [['a'], ['b']], aligns: ['---'] }, 1, 1, [['x', 'y'], ['z']])
  expect(grid.rows).toEqual([
    ['a', '', ''],
    ['b', 'x', 'y'],
    ['', 'z', ''],
  ])
})
