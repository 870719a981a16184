/** The graph of figures and its sheet: every figure with what supports it, and marks that lead there. */
import { describe, expect, it } from 'vitest'
import { tieSheetFiles } from '../../src/commands/tie-sheet.ts'
import { buildWith, fonts } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const item = (sentence: string) => modern['8-k.md'].replace('Revenue was $12.4 million.', sentence)
const edgesOf = (files: Readonly<Record<string, string>>) =>
  buildWith({ ...modern, ...files }, { dryRun: true, figures: true }).edges()
const shown = (files: Readonly<Record<string, string>>) =>
  edgesOf(files)
    .filter(({ statement: { kind } }) => kind === 'money')
    .map(({ statement, outcome, support, note }) => [
      statement.text,
      statement.where,
      outcome,
      support?.where ?? note,
    ])

describe('the graph of figures', () => {
  it('says of each figure whether it agrees, differs, or could not be matched', () => {
    expect(shown({})).toContainEqual(['$12.4 million', 'Item 7.01', 'agrees', 'Exhibit 99.1'])
    expect(shown({ '8-k.md': item('Revenue was $12.4 billion.') })).toContainEqual([
      '$12.4 billion',
      'Item 7.01',
      'differs',
      'Exhibit 99.1',
    ])
    expect(shown({ '8-k.md': item('Revenue was $77.7 million.') })).toContainEqual([
      '$77.7 million',
      'Item 7.01',
      'unmatched',
      undefined,
    ])
  })

  it('takes a figure tied by hand for settled, and names what it rests on', () => {
    const files = {
      '8-k.md': item('Cash was $77.7 million.'),
      'filing.yaml': `${modern['filing.yaml']}ties:\n  - { figure: $77.7 million, item: "7.01", support: board deck p. 12 }\n`,
    }
    expect(shown(files)).toContainEqual(['$77.7 million', 'Item 7.01', 'by hand', 'board deck p. 12'])
    expect(buildWith({ ...modern, ...files }, { dryRun: true }).diagnostics.map(({ code }) => code)).toEqual(
      [],
    )
  })

  it('ties the text of a release to its own tables, rounded as the text rounds', () => {
    const table =
      '\n\n(in thousands)\n\n| | 2026 | 2025 |\n|---|---|---|\n| Revenue | 12,412 | 11,020 |\n| Costs | 9,000 | 8,000 |\n\n{.financial widths="50% 25% 25%"}\n'
    expect(shown({ 'ex99-1.md': modern['ex99-1.md'] + table })).toContainEqual([
      '$12.4 million',
      'Exhibit 99.1',
      'agrees',
      'Exhibit 99.1, table',
    ])
  })

  it('is written as HTML, PDF and JSON, the same bytes each time, each mark leading to a paragraph that is there', () => {
    const make = () => tieSheetFiles('one', edgesOf({}), fonts, '2026-03-02')
    const [first, second] = [make(), make()]
    expect([...first.keys()]).toEqual(['one-ties.htm', 'one-ties.pdf', 'one-ties.json'])
    for (const [name, bytes] of first)
      expect(Buffer.compare(bytes, second.get(name) ?? Buffer.alloc(0)), name).toBe(0)
    const html = new TextDecoder().decode(first.get('one-ties.htm'))
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
    expect(targets.length).toBeGreaterThan(4)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
    const { figures, summary } = JSON.parse(new TextDecoder().decode(first.get('one-ties.json')))
    expect(summary).toMatch(new RegExp(`^${figures.length} figures`))
  })
})
