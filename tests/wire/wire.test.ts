/** A release as plain text for the wires: every word, in 70 columns, tables in columns. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { proveWire } from '../../src/proof/wire.ts'
import { asciiOf } from '../../src/wire/ascii.ts'
import { writeWire } from '../../src/wire/write.ts'
import { buildWith, documentsOf, releaseOf, wholeFilings } from '../support/filing.ts'

const silent = { wide: () => {}, missing: () => {} }
const front = '---\nheadline: News\n---\n\n'
const written = (markdown: string, charset: 'utf-8' | 'ascii' = 'utf-8') =>
  writeWire(releaseOf(`${front}${markdown}`).document, charset, silent)
/** What stands below the headline. */
const body = (markdown: string) => written(markdown).split('\n\n').slice(2).join('\n\n')

describe.each(wholeFilings)('%s/%s', (content, slug) => {
  const documents = documentsOf(content, slug).proofs.map(({ document }) => document)
  it.each(documents.map((document) => [document.fileName, document] as const))(
    '%s has its words',
    (name, document) => {
      for (const charset of ['utf-8', 'ascii'] as const) {
        const log = new Log()
        const told: number[] = []
        const text = writeWire(document, charset, { ...silent, wide: (columns) => told.push(columns) })
        expect(proveWire(document, text, name, charset, log), log.diagnostics[0]?.message).toBe(true)
        const widest = Math.max(...text.split('\n').map((line) => line.length))
        // An address or a table may need more, and a table says so.
        if (told.length === 0 && words(document).every((word) => word.text.length < 60))
          expect(widest).toBeLessThanOrEqual(70)
        if (charset === 'ascii') expect(text).toMatch(/^[\n\x20-\x7e]*$/)
      }
    },
  )
})

it('sets figures on their points, labels that run on, and rules for sums', () => {
  const table = [
    '| | Three months | < |',
    '| --- | --- | --- |',
    '| (in millions) | 2026 | 2025 |',
    '| Selling, general and administrative expenses of all kinds and of every place | $1,234.5 | $(9.87) |',
    '| Other {.indent} | 3 | — |',
    '| Total {.total} | $1,237.5 | (9.87)% |',
    '',
    '{.financial headers="2" align="left decimal decimal"}',
  ]
  expect(body(table.join('\n'))).toBe(`                                                      Three months
                                                  --------------------
(in millions)                                       2026       2025
                                                  ---------  ---------
Selling, general and administrative expenses
  of all kinds and of every place                 $ 1,234.5  $ (9.87)
  Other                                                 3       —
                                                  ---------  ---------
Total                                             $ 1,237.5    (9.87)%
                                                  =========  =========
`)
})

it('sets lists, quotations, marks and notes as text', () => {
  const text =
    'A word[^1] and a \u201cquotation\u201d.\n\n- (a) one\n- (b) two\n\n> Said.\n>\n> \u2014 Jane Doe\n\n# # #\n\n[^1]: A note.\n'
  expect(body(text)).toBe(
    'A word(1) and a \u201cquotation\u201d.\n\n(a) one\n(b) two\n\n    Said.\n\n                                                        \u2014 Jane Doe\n\n                                # # #\n\n(1)  A note.\n',
  )
  expect(written('\u201cWe\u2019ll grow\u201d \u2014 by 5\u00bd% \u2026', 'ascii')).toContain(
    `"We'll grow" -- by 51/2% ...`,
  )
})

it('tells of characters that have no spelling', () => {
  const missed: string[] = []
  expect(asciiOf('caf\u00e9 \u65e5', (one) => missed.push(one))).toBe('cafe ?')
  expect(missed).toEqual(['\u65e5'])
})

it('is held to the words of its document', () => {
  const { document } = releaseOf(
    `${front}Net sales rose by 5% in the quarter.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n`,
  )
  const text = writeWire(document, 'utf-8', silent)
  const proves = (changed: string) => proveWire(document, changed, 'x', 'utf-8', new Log())
  expect(proves(text)).toBe(true)
  for (const [one, other] of [
    ['rose', 'fell'],
    ['sales rose', 'rose sales'],
    ['5%', ''],
    ['  2', '  3'],
    ['News', 'News again'],
  ] as const)
    expect(proves(text.replace(one, other)), one).toBe(false)
})

it('is made of releases alone, beside the page for a web site, and neither is approved or filed', () => {
  const { documents, diagnostics, world } = buildWith({}, { wire: 'utf-8', reading: true })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const others = documents.filter(({ kind }) => kind === 'reader').map(({ name }) => name)
  expect(others).toEqual(['8-k.reading.html', 'ex99-1.reading.html', 'ex99-1.wire.txt'])
  expect(new TextDecoder().decode(world.files.get('out/one/ex99-1.wire.txt'))).toContain('The news is good.')
})
