/** The quick way of cutting a text into tokens is the way of the pattern that defines them. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cut, kindOf, pattern } from '../../src/redline/cut.ts'
import { random } from '../support/random.ts'
import { hasShared, shared } from '../support/tools.ts'

function quickly(text: string): string[] {
  const pieces: string[] = []
  cut(text, (start, end, kind) => pieces.push(`${start} ${end} ${kind}`))
  return pieces
}

const byPattern = (text: string): string[] =>
  [...text.matchAll(new RegExp(pattern))].map(
    (match) => `${match.index} ${match.index + match[0].length} ${kindOf(match)}`,
  )

const scraps = [
  ...[
    'June',
    'June 4, 2007',
    'June 4',
    '2007',
    '4',
    '12:30',
    'p.m.',
    '1,234.5',
    '$',
    'US',
    'US$',
    'C$',
    '€',
    'HK',
  ],
  ...[
    ' ',
    '  ',
    '\n',
    '\t',
    '\u00a0',
    '\u202f',
    '\u2028',
    '.',
    ',',
    ';',
    '_',
    '(',
    ')',
    '-',
    '–',
    '’',
    "'",
    '&',
    '/',
  ],
  ...[
    'million',
    '%',
    'mg',
    'mg/m²',
    'kg',
    'basis points',
    'a',
    'U.S.',
    'w1',
    'é',
    '²',
    '\u0301',
    '\u{1f600}',
  ],
  ...['\ud800', '\ue001', '\ue002', '\ue003'],
]

it('cuts 40,000 texts of words, figures and signs as the pattern does', () => {
  const next = random(3)
  for (let round = 0; round < 40_000; round++) {
    const count = 1 + Math.floor(next() * 8)
    const text = Array.from({ length: count }, () => scraps[Math.floor(next() * scraps.length)]).join('')
    const pieces = quickly(text)
    expect(pieces, JSON.stringify(text)).toEqual(byPattern(text))
  }
})

it.skipIf(!hasShared)(
  `cuts real filings as the pattern does${hasShared ? '' : ' (skipped: no ../shared)'}`,
  () => {
    const names = readdirSync(`${shared}/filings`, { recursive: true, encoding: 'utf8' })
    const files = names.filter((name) => /\.(?:htm|txt)$/.test(name))
    expect(files.length).toBeGreaterThan(10)
    for (const name of files) {
      const text = readFileSync(`${shared}/filings/${name}`, 'utf8')
      expect(quickly(text).join('\n') === byPattern(text).join('\n'), name).toBe(true)
    }
  },
)
