/** Changes that a reader takes together: each class is one line with its count, and typography is left out when asked. */
import { describe, expect, it } from 'vitest'
import { inWords } from '../../src/cli/redlining.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { plain } from '../../src/diagnostics/report.ts'
import { release, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }

function told(before: string, after: string, how = {}): string[] {
  const [old, fresh] = [before, after].map((body) => {
    const world = worldWith({ 'ex99-1.md': `${release}\n${body}\n` })
    return composed({ world, places, slug: 'one', label: 'x' })
  }) as [ReturnType<typeof composed>, ReturnType<typeof composed>]
  const lines = inWords(diff(old, fresh), plain, how).split('\n')
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

  it('show a space that was made one that does not break', () => {
    expect(told('In March 2026.', 'In March\u00a02026.').at(-1)).toContain('[-\u2423-]{+\u237d+}')
  })
})
