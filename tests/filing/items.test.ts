/**
 * The items of the form held to an independent copy: digests of number, dates, status and caption, made from the form's text
 * and the captions of EDGAR's headers and not from our table. A caption that is altered here does not have its digest.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type ItemRow, items } from '../../src/filing/form-8-k.ts'

const official = JSON.parse(readFileSync('tests/filing/official-items.json', 'utf8')) as Record<
  string,
  string
>

function digestOf({ number, from, until, status, caption }: ItemRow): string {
  // Prints of the form have a dash of either width.
  const text = [number, from, until ?? '', status, caption.replace('–', '-')].join('\n')
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

it('are those of the form, with its captions, dates and status', () => {
  const ours = Object.fromEntries(items.map((row) => [`${row.number} ${row.from}`, digestOf(row)]))
  expect(ours).toEqual(official)
})

it('an altered caption of Item 5.06 has another digest', () => {
  const row = items.find(({ number }) => number === '5.06')
  expect(row && digestOf(row)).toBe(official['5.06 2005-11-07'])
  expect(row && digestOf({ ...row, caption: 'Changes in Shell Company Status' })).not.toBe(
    official['5.06 2005-11-07'],
  )
})
