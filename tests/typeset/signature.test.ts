/** Signatures never stand alone on a page: two lines of text go with them, however long the text before is. */
import { expect, it } from 'vitest'
import { textOf } from '../../src/typeset/page.ts'
import { reportOf } from '../support/filing.ts'

const sentence =
  'The Company said on that day what it had decided, and why, in words that fill a line or two of print. '

it.each(Array.from({ length: 14 }, (_, index) => index))('with %i more lines before them', (count) => {
  const text = `${'Text that goes before.\n\n'.repeat(24 + count)}${sentence.repeat(3)}\n`
  const { pages } = reportOf(`# Item 8.01\n\n${text}`).pages
  const lines = pages.map(({ marks }) =>
    marks.flatMap((mark) =>
      mark.kind === 'line' && !mark.artifact ? [mark.line.runs.map(textOf).join('').trim()] : [],
    ),
  )
  const page = lines.find((list) => list.some((line) => /^SIGNATURES?$/.test(line))) ?? []
  expect(page.findIndex((line) => /^SIGNATURES?$/.test(line))).toBeGreaterThanOrEqual(2)
  // All of the block stands on that page.
  expect(page.some((line) => line.includes('Jane Roe'))).toBe(true)
})
