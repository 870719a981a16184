/** Changes that a reader takes together: each class is one line with its count, and typography is left out when asked. */
import { describe, expect, it } from 'vitest'
import { inWords, stat } from '../../src/cli/redline-words.ts'
import { composed } from '../../src/commands/composed.ts'
import { type Diff, diff, diffJson } from '../../src/commands/diff.ts'
import { plain } from '../../src/diagnostics/report.ts'
import { words } from '../../src/document/words.ts'
import { withSummary } from '../../src/reports/redline-summary.ts'
import { release, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }

function compared(before: string, after: string): Diff {
  const [old, fresh] = [before, after].map((body) => {
    const world = worldWith({ 'ex99-1.md': `${release}\n${body}\n` })
    return composed({ world, places, slug: 'one', label: 'x' })
  }) as [ReturnType<typeof composed>, ReturnType<typeof composed>]
  return diff(old, fresh)
}

function told(before: string, after: string, how = {}): string[] {
  const lines = inWords(compared(before, after), plain, how).split('\n')
  const from = lines.findIndex((line) => line.startsWith('ex99-1.htm'))
  return lines.slice(from).filter((line) => !line.startsWith('       by'))
}

describe('changes of one class', () => {
  const straight = 'The "Company" and its "Affiliates" sell the \'Product\' in March for $5.1 million.'
  const curled = 'The “Company” and its “Affiliates” sell the ‘Product’ in March for $5.2 million.'

  it('of typography are one line, in which a real one does not drown', () => {
    const [count, , quotes, figure, ...others] = told(straight, curled)
    expect(count).toBe('ex99-1.htm: 7 replacements')
    expect(quotes).toMatch(/^ {4}1 {2}typography only, 6 times: .*\(numbers 1, 2, 3, 4, 5, 6\)$/)
    expect(figure).toMatch(/^ {4}7 {2}….*\[-\$5\.1 million-\]\{\+\$5\.2 million\+\}\.$/)
    expect(others).toEqual([])
  })

  it('of typography are left out of lists and numbers when asked', () => {
    const lines = told(straight, curled, { ignore: true })
    expect(lines[0]).toBe('ex99-1.htm: 1 replacement')
    expect(lines).toHaveLength(3)
  })

  it('of a term renamed say how often, and how often it is left over', () => {
    const before = 'The Company sells. The Company buys. The Company rents. By-laws of the Company stay.'
    const after = before.replace(/The Company/g, 'The Issuer')
    expect(told(before, after).at(-1)).toMatch(
      /^ {4}1 {2}renamed throughout, 3 times, 1 left over: .*\[-Company-\]\{\+Issuer\+\}.*\(numbers 1, 2, 3\)$/,
    )
  })

  it('are told one by one when asked', () => {
    expect(told(straight, curled, { expand: true }).filter((line) => /^ +\d/.test(line))).toHaveLength(7)
  })

  it('stand in JSON with their numbers, in counts by kind, and on the first page of the redline', () => {
    const [before, after] = [straight, curled.replace('5.2', '5.1')].map((text, at) =>
      `${text} X pays. X asks. X waits.`.replace(/X/g, at === 0 ? 'The Maker' : 'The Seller'),
    ) as [string, string]
    const diffed = compared(before, after)
    const classes = [
      { class: 'typography', old: '"', new: '“', numbers: [1, 2, 3, 4, 5, 6], leftOver: null },
      { class: 'renamed', old: 'Maker', new: 'Seller', numbers: [7, 8, 9], leftOver: 0 },
    ]
    const [, counted] = [false, true].map((ignore) => {
      const { documents } = JSON.parse(diffJson(diffed, undefined, ignore)) as {
        documents: { name: string; classes: unknown; counts: unknown }[]
      }
      const own = documents.find(({ name }) => name === 'ex99-1.htm')
      expect(own?.classes).toEqual(classes)
      return own?.counts
    })
    expect(counted).toEqual({ replaced: 3 })
    const lines = ['  typography only, 6 times', '  renamed throughout, 3 times, 0 left over']
    expect(stat(diffed).split('\n')).toEqual(expect.arrayContaining(lines))
    expect(stat(diffed, true)).not.toContain('typography')
    const made = diffed.documents.find(({ name }) => name === 'ex99-1.htm')?.redline
    const side = { label: 'x', digest: 'x' }
    const titled = { old: side, new: side, tool: 'filingpress', proved: [] }
    const page = made && words(withSummary(made.document, made.changes, titled)).map(({ text }) => text)
    expect(page?.join(' ')).toContain('renamed throughout, 3 times, 0 left over Maker Seller 7, 8, 9')
  })

  it('are told by row and column where a row is put in', () => {
    const rows = [
      '| Segment | 2025 | 2024 |',
      '|---|---|---|',
      '| Data | 51.8 | 550 |',
      '| Other | 2.1 | 1.4 |',
    ]
    const diffed = compared(rows.join('\n'), rows.toSpliced(3, 0, '| Licences | 22.4 | 20.9 |').join('\n'))
    expect(stat(diffed)).toMatch(
      /Licences \| 2025: \(none\) -> 22\.4\n.*Licences \| 2024: \(none\) -> 20\.9$/,
    )
    expect(
      told(rows.join('\n'), rows.toSpliced(3, 0, '| Licences | 22.4 | 20.9 |').join('\n')).at(-1),
    ).toContain('row: {+Licences | 22.4 | 20.9+}')
  })

  it('show a space that was made one that does not break', () => {
    expect(told('In March 2026.', 'In March\u00a02026.').at(-1)).toContain('[-\u2423-]{+\u237d+}')
  })
})
