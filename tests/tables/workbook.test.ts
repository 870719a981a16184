/** What of a workbook cannot be taken is refused, with the cell it stands in. */
import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { readMarkdown } from '../../src/markdown/read.ts'

const book = readFileSync('tests/tables/statements/statements.xlsx')
const cash = 'xl/worksheets/sheet3.xml'

/** What is told of a range of the workbook, some part of which is written otherwise. */
function told(range: string, part = cash, from: string | RegExp = '', to = ''): string[] {
  const parts = unzipSync(book)
  const text = new TextDecoder().decode(parts[part])
  const changed = text.replace(from, to)
  if (from !== '') expect(changed).not.toBe(text)
  parts[part] = new TextEncoder().encode(changed)
  return read(zipSync(parts, { mtime: '2026-07-01' }), range)
}

function read(bytes: Uint8Array, range: string): string[] {
  const log = new Log()
  const text = `{xlsx="q2.xlsx" range="${range}" headers="2"}\n`
  readMarkdown({ path: 'x.md', text }, 0, log, {
    text: () => undefined,
    bytes: (path) => ({ path, bytes }),
  })
  return log.diagnostics.map(({ code, span, message }) => `${code} ${span?.source.path}: ${message}`)
}

it('takes a range that is there', () => expect(told('cash!A3:C23')).toEqual([]))

it.each([
  ['of a sheet that is not there', 'flows!A3:C23'],
  ['by a name that is not there', 'CashFlows'],
  ['that is none', 'cash!A3:'],
  ['with more cells than any table', 'cash!A1:ZZ9999'],
])('refuses a range %s', (_what, range) => {
  expect(told(range).map((one) => one.slice(0, 9))).toEqual(['M032 x.md'])
})

it('refuses a range that cuts through a merged cell', () => {
  expect(told('cash!C3:C23')).toContain('M032 q2.xlsx!cash!C3: the range cuts through a merged cell')
})

it('refuses what is no workbook', () => {
  expect(read(new TextEncoder().encode('PK no'), 'cash!A3:C23').join()).toMatch(
    /^M032 x\.md: .* is not a workbook/,
  )
})

it.each<[string, string, string | RegExp, string, string]>([
  ['a hidden row', cash, '<row r="7">', '<row r="7" hidden="1">', 'M033 q2.xlsx!cash!A7: row 7 is hidden'],
  [
    'a hidden column',
    cash,
    '<cols>',
    '<cols><col min="2" max="2" hidden="1"/>',
    'M033 q2.xlsx!cash!B3: column B is hidden',
  ],
  [
    'a hidden sheet',
    'xl/workbook.xml',
    'name="cash" sheetId="3" state="visible"',
    'name="cash" sheetId="3" state="hidden"',
    'M033 q2.xlsx!cash!A3: the sheet cash is hidden',
  ],
  ['an error', cash, 't="n"><v>3151</v>', 't="e"><v>#REF!</v>', 'M033 q2.xlsx!cash!B7: the cell shows #REF!'],
  [
    'a formula that was never computed',
    cash,
    't="n"><v>3151</v>',
    't="n"><f>B6*2</f>',
    'M033 q2.xlsx!cash!B7: the formula has no result in the file',
  ],
])('refuses %s', (_what, part, from, to, wanted) => {
  expect(told('cash!A3:C23', part, from, to)).toEqual([wanted])
})

it('takes the result that a formula was saved with', () => {
  expect(told('cash!A3:C23', cash, 't="n"><v>3151</v>', 't="n"><f>1/0</f><v>3151</v>')).toEqual([])
})

it('says nothing of what is hidden outside the range', () => {
  expect(told('cash!A3:C23', cash, '<row r="1">', '<row r="1" hidden="1">')).toEqual([])
})
