/** What nobody should write and somebody will: all of it is laid out with no word lost, or refused with its place. */
import { describe, expect, it } from 'vitest'
import { buildWith, codesOf } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const head = modern['ex99-1.md'].split('\n\n')[0] ?? ''
const release = (body: string) =>
  buildWith({
    ...modern,
    'ex99-1.md': `${head}\n\nTidewater & Co. (Nasdaq: TDWR) said that revenue was $12.4 million.\n\n${body}\n`,
  })
const cells = (count: number, value: (index: number) => string) =>
  `| ${Array.from({ length: count }, (_, index) => value(index)).join(' | ')} |`

/** `npm run conformance` asks for 10,000. */
const rows = Number(process.env['FILINGPRESS_ROWS'] ?? 2500)

describe('laid out with no lost word', () => {
  it.each<[string, string]>([
    [
      `a table of ${rows} rows`,
      `${cells(3, (i) => `Head ${i}`)}\n${cells(3, () => '---')}\n${Array.from({ length: rows }, (_, i) => cells(3, (at) => `r${i}c${at}`)).join('\n')}`,
    ],
    ['a word of 400 letters', `Here is ${'antidisestablishment'.repeat(20)} and more.`],
    [
      'a cell taller than a page',
      `| A | B |\n| --- | --- |\n| ${'many words in one cell '.repeat(900)} | b |`,
    ],
    [
      'a table of 40 columns',
      `${cells(40, (i) => `H${i}`)}\n${cells(40, () => '---')}\n${cells(40, (i) => `${i}`)}`,
    ],
    [
      'a list nine levels deep',
      Array.from({ length: 9 }, (_, level) => `${'  '.repeat(level)}- level ${level}`).join('\n'),
    ],
    ['a footnote longer than a page', `A text.[^1]\n\n[^1]: ${'The note goes on and on. '.repeat(400)}`],
    [
      '1,000 footnotes',
      `${Array.from({ length: 1000 }, (_, i) => `Text ${i}.[^n${i}]`).join(' ')}\n\n${Array.from({ length: 1000 }, (_, i) => `[^n${i}]: Note ${i}.`).join('\n\n')}`,
    ],
    ['a paragraph of 60,000 words', 'one two three four five six '.repeat(10_000)],
    ['a release of one letter', 'x'],
  ])(
    '%s',
    (_what, body) => {
      const { ok, documents, diagnostics } = release(body)
      expect(
        diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(({ code, message }) => `${code} ${message}`),
      ).toEqual([])
      expect(ok).toBe(true)
      expect(documents.find(({ name }) => name === 'ex99-1.pdf')?.words).toBeGreaterThan(5)
    },
    120_000,
  )
})

describe('refused with its place', () => {
  it.each<[string, string, string]>([
    ['right-to-left text without a font', 'The word is \u05e9\u05dc\u05d5\u05dd here.', 'F001'],
    ['Chinese without a font', 'The word is \u6f22\u5b57 here.', 'F001'],
    ['a quotation 30 levels deep', `${'> '.repeat(30)}deep`, 'M007'],
  ])('%s', (_what, body, code) => {
    const result = release(body)
    expect(codesOf(result)).toContain(code)
    expect(result.diagnostics.find((found) => found.code === code)?.span?.source.path).toBe(
      'content/one/ex99-1.md',
    )
  })
})
