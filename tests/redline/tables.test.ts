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

  describe('whose heads span', () => {
    const head = (columns: readonly string[]) => {
      // Neighbours of one span have it once, and `<` behind it.
      const spans = columns.map((one) => one.split(' of ')[1] ?? '')
      const joined = spans.map((one, at) => (at > 0 && one !== '' && one === spans[at - 1] ? '<' : one))
      return [joined, columns.map((one) => one.split(' of ')[0] ?? '')]
    }
    const figures: Readonly<Record<string, readonly string[]>> = {
      '2026 of Quarter': ['300', '120', '180'],
      '2025 of Quarter': ['200', '90', '110'],
      '2024 of Quarter': ['150', '80', '70'],
      '2026 of Year': ['900', '410', '490'],
      '2025 of Year': ['700', '320', '380'],
      Change: ['50%', '33%', '64%'],
    }
    const tableOf = (columns: readonly string[], labels = ['Sales', 'Costs', 'Profit']) => {
      const rows = [
        ...head(columns).map((cells) => ['', ...cells]),
        ...labels.map((label, at) => [label, ...columns.map((one) => figures[one]?.[at] ?? '')]),
      ]
      const lines = rows.map((cells) => `| ${cells.join(' | ')} |`)
      lines.splice(1, 0, `|${' --- |'.repeat(columns.length + 1)}`)
      return `${lines.join('\n')}\n\n{.financial headers="2"}\n`
    }
    const quarters = ['2026 of Quarter', '2025 of Quarter', '2026 of Year', '2025 of Year']
    const kinds = (old: string, fresh: string) => {
      const redline = redlineOf(old, fresh)
      expect(redline.fault).toBeUndefined()
      return redline.changes.map(({ kind, cell, old: was, new: is }) => [kind, cell?.column ?? '', was, is])
    }

    it('has a column put in or taken out as one change, whatever spans over it', () => {
      const more = ['2026 of Quarter', '2025 of Quarter', '2024 of Quarter', '2026 of Year', '2025 of Year']
      const words = '2024 | 150 | 80 | 70'
      expect(kinds(tableOf(quarters), tableOf(more))).toEqual([['inserted', 'Quarter 2024', '', words]])
      expect(kinds(tableOf(more), tableOf(quarters))).toEqual([['deleted', 'Quarter 2024', words, '']])
      const first = ['2024 of Quarter', ...quarters]
      expect(kinds(tableOf(first), tableOf(quarters)).map(([kind]) => kind)).toEqual(['deleted'])
      expect(kinds(tableOf(quarters), tableOf(first)).map(([kind]) => kind)).toEqual(['inserted'])
    })

    it('has a group of columns with its head put in or taken out', () => {
      const less = quarters.slice(0, 2)
      expect(kinds(tableOf(less), tableOf(quarters))).toEqual([
        ['inserted', 'Year 2026', '', 'Year | 2026 | 900 | 410 | 490'],
        ['inserted', 'Year 2025', '', '2025 | 700 | 320 | 380'],
      ])
      expect(kinds(tableOf(quarters), tableOf(less)).map(([kind]) => kind)).toEqual(['deleted', 'deleted'])
    })

    it('has columns in another order as moves, and what changed in them as that', () => {
      const swapped = ['2025 of Quarter', '2026 of Quarter', '2026 of Year', '2025 of Year']
      expect(kinds(tableOf(quarters), tableOf(swapped)).map(([kind, column]) => [kind, column])).toEqual([
        ['moved', 'Quarter 2025'],
        ['moved', 'Quarter 2025'],
      ])
      const restated = tableOf(swapped).replace('| 110 |', '| 111 |').replace('| 110 |', '| 111 |')
      expect(
        kinds(tableOf(quarters), restated)
          .map(([kind]) => kind)
          .sort(),
      ).toEqual(['moved', 'moved', 'replaced'])
    })

    it('has a row put in beside a column put in', () => {
      const more = [...quarters, 'Change']
      const found = kinds(tableOf(quarters, ['Sales', 'Profit']), tableOf(more, ['Sales', 'Costs', 'Profit']))
      expect(found.filter(([kind]) => kind !== 'inserted').map(([kind]) => kind)).not.toContain('deleted')
      expect(found.map(([kind, column]) => `${kind} ${column}`)).toContain('inserted Change')
    })

    it('is drawn with every row as wide as the table', () => {
      const more = [...quarters.slice(0, 2), '2024 of Quarter', ...quarters.slice(2)]
      for (const [old, fresh] of [
        [quarters, more],
        [more, quarters],
        [quarters, quarters.slice(0, 2)],
        [quarters, [...quarters.slice(2), ...quarters.slice(0, 2)]],
      ] as const) {
        const html = writeHtml(redlineOf(tableOf(old), tableOf(fresh)).document, 'reading')
        const rows = [...html.matchAll(/<tr[^>]*>(.*)<\/tr>/g)].map(([, row = '']) =>
          [...row.matchAll(/<t[dh]([^>]*)>/g)].reduce(
            (sum, [, own = '']) => sum + Number(/colspan="(\d+)"/.exec(own)?.[1] ?? 1),
            0,
          ),
        )
        expect(new Set(rows).size, `${old} to ${fresh}: ${rows}`).toBe(1)
      }
    })
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
