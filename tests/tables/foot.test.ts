/** Arithmetic of statements: what is right passes, and each figure that is changed by one is found. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import type { Table } from '../../src/document/document.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { agreeTable } from '../../src/tables/agree.ts'
import { footTable } from '../../src/tables/foot.ts'

const tableIn = (text: string): Table => {
  const log = new Log()
  const { blocks } = readMarkdown({ path: 'x.md', text }, 0, log)
  expect(log.diagnostics).toEqual([])
  const found = blocks.map(({ block }) => block).find((block) => block.type === 'table')
  if (found?.type !== 'table') throw new Error('no table')
  return found
}
const read = (name: string) => readFileSync(`tests/tables/statements/${name}.md`, 'utf8')
const messages = (table: Table) => {
  const { balance, ratio, share } = agreeTable(table)
  return [...footTable(table), ...balance, ...ratio, ...share].map(({ message }) => message)
}

describe('the arithmetic of a statement', () => {
  it.each(['income', 'balance', 'cash'])('of %s holds', (name) => {
    expect(messages(tableIn(read(name)))).toEqual([])
  })

  it.each(['income', 'balance', 'cash'])(
    'of %s is found wrong, whichever figure of a sum is another',
    (name) => {
      const text = read(name)
      const lines = text.split('\n')
      const missed: string[] = []
      let [section, count] = ['', 0]
      lines.forEach((line, index) => {
        if (line.includes('{.section}')) section = line
        const figure = /\| (\$?\(?)([\d,]+)(\)?) \|/.exec(line)
        // Shares and figures per share are no part of a sum; a last digit of theirs may be within rounding.
        if (!figure || index < 3 || /per share/.test(section)) return
        const other = String(Number((figure[2] ?? '').replaceAll(',', '')) + 1)
        const changed = line.replace(figure[0], `| ${figure[1]}${other}${figure[3]} |`)
        count++
        const wrong = messages(
          tableIn([...lines.slice(0, index), changed, ...lines.slice(index + 1)].join('\n')),
        )
        if (wrong.length === 0) missed.push(changed)
      })
      expect(missed).toEqual([])
      expect(count).toBeGreaterThan(12)
    },
  )

  it.each<[string, string]>([
    [
      '| | 2026 |\n| --- | --- |\n| A | 3 |\n| B | 2 |\n| Total {.total foot} | 6 |\n',
      '"Total" is 6, and its rows make 5, 1 less: 3 (x.md:3) + 2 (x.md:4)',
    ],
    [
      '| | 2026 | 2025 | Change |\n| --- | --- | --- | --- |\n| A | 300 | 200 | 40% |\n| B | 50 | 50 | — |\n| C {.total foot} | 350 | 250 | 40% |\n',
      '"A" changed by 40%, and 300 (x.md:3) is 50% from 200 (x.md:3)',
    ],
    [
      '| | 2026 |\n| --- | --- |\n| Net sales | 3,000 |\n| Costs | 2,000 |\n| Gross margin {.total foot} | 1,000 |\n| Gross margin percentage | 34% |\n',
      '"Gross margin percentage" is 34%, and 1,000 (x.md:5) is 33% of 3,000 (x.md:3)',
    ],
    [
      '| | 2026 |\n| --- | --- |\n| Sales | 1,200 |\n| Costs {.less} | 200 |\n| Net income {.total foot} | 1,000 |\n| Diluted earnings per share | $2.60 |\n| Weighted average shares, diluted | 400 |\n',
      '"Diluted earnings per share" is $2.60, and 1,000 (x.md:5) over 400 (x.md:7) shares is 2.50',
    ],
  ])('%#', (text, message) => expect(messages(tableIn(text))).toEqual([message]))
})
