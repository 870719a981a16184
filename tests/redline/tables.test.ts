/** Tables of two versions: a span that is added, a row marked otherwise, a figure of a workbook, each with its cause. */
import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { writeHtml } from '../../src/html/write.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { type Files, fonts, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const version = (body: string, files: Files = {}) => {
  const world = worldWith({ 'ex99-1.md': `---\nheadline: News\n---\n\nText.\n\n${body}\n`, ...files })
  return composed({ world, places, slug: 'one', label: 'x' })
}
const redlineOf = (old: string, fresh: string, before: Files = {}, after: Files = {}) => {
  const [a, b] = [version(old, before), version(fresh, after)]
  const found = diff(a, b).documents.find(({ name }) => name === 'ex99-1.htm')?.redline
  if (!found) throw new Error('no redline')
  return found
}
const told = (redline: ReturnType<typeof redlineOf>) =>
  redline.changes.map(({ kind, old, new: fresh, looks, causes }) => [
    kind,
    old,
    fresh,
    looks.map(({ property, before, after }) => `${property} ${before} -> ${after}`).join('; '),
    causes.map(({ kind: by, at }) => `${by} ${at}`).join(', '),
  ])

const statement = (head: string, total = '{.subtotal}') =>
  `| | ${head} | Change |\n| --- | --- | --- | --- |\n| | 2026 | 2025 | |\n| Sales | 300 | 200 | 50% |\n| Total ${total} | 300 | 200 | 50% |\n\n{.financial headers="2" align="left decimal decimal decimal"}\n`

describe('a redline of tables', () => {
  it('shows a span that was added on its cell alone, and gives both versions back', () => {
    const redline = redlineOf(statement('Three months | '), statement('Three months | <'))
    expect(told(redline)).toEqual([
      ['restyled', 'Three months', 'Three months', 'colspan 1 -> 2', 'content content/one/ex99-1.md:7'],
    ])
    const back = redlineOf(statement('Three months | <'), statement('Three months | '))
    expect(told(back).map(([kind, , , look]) => [kind, look])).toEqual([['restyled', 'colspan 2 -> 1']])
    // In the page that shows it, the row is no wider than the table.
    const html = writeHtml(redline.document, 'reading')
    const row = /<tr class="head[^>]*>.*Three months.*<\/tr>/.exec(html)?.[0] ?? ''
    expect(row.match(/<th/g)).toHaveLength(3)
  })

  it('shows a row that is marked otherwise, by its mark', () => {
    const redline = redlineOf(statement('Three months | <'), statement('Three months | <', '{.total}'))
    const looks = told(redline).map(([kind, , fresh, look]) => `${kind} ${fresh}: ${look}`)
    expect(looks.some((one) => one.includes('class subtotal -> total'))).toBe(true)
    expect(redline.changes.every(({ kind }) => kind === 'restyled')).toBe(true)
  })

  it('names the cell of the workbook that changed', () => {
    const book = readFileSync('tests/tables/statements/statements.xlsx')
    const parts = unzipSync(book)
    const cash = 'xl/worksheets/sheet3.xml'
    const text = new TextDecoder().decode(parts[cash])
    expect(text).toContain('<v>3151</v>')
    parts[cash] = new TextEncoder().encode(text.replace('<v>3151</v>', '<v>3152</v>'))
    const body = '{xlsx="q2.xlsx" range="cash!A3:C23" .financial headers="2" align="left decimal decimal"}'
    const redline = redlineOf(
      body,
      body,
      { 'q2.xlsx': book },
      { 'q2.xlsx': zipSync(parts, { mtime: '2026-07-01' }) },
    )
    expect(told(redline)).toEqual([['replaced', '3,151', '3,152', '', 'content content/one/q2.xlsx!cash!B7']])
  })

  it('gives both versions back whatever spans came and went, also on paper', () => {
    const forms = [
      'Three months | <',
      'Three months | Six months',
      'Three months | ',
      '< | <'.replace('<', 'A'),
    ]
    for (const one of forms)
      for (const other of forms) {
        const [a, b] = [version(statement(one)), version(statement(other))]
        const found = diff(a, b).documents.find(({ name }) => name === 'ex99-1.htm')
        if (!found) throw new Error('no redline')
        const { document } = found.redline
        // That both come back is proved when it is made.
        const pdf = paint(typeset(document, fonts, new Log()), {
          title: 't',
          language: 'en',
          tool: 'x',
          date: '2010-05-03',
          links: true,
        })
        expect(readPdf(pdf).words).toEqual(words(document).map(({ text }) => text))
      }
  })
})
