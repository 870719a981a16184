/** The six statements of an earnings release, from Markdown, from CSV and from a workbook: one tree. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { letter, plainStyle } from '../../src/document/build.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { difference } from '../../src/document/equal.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { gridOf, type Placed } from '../../src/tables/grid.ts'
import { headsOf } from '../../src/tables/heads.ts'

const folder = 'tests/tables/statements'
const read = (name: string) => readFileSync(`${folder}/${name}`)

/** Ranges of the workbook, and what its looks cannot say. */
const inWorkbook: Readonly<Record<string, string>> = {
  income: 'range="income!A3:E25" less="5 10 14" foot',
  balance: 'range="balance!A3:C27" foot',
  cash: 'range="cash!A3:C23" foot',
  reconciliation: 'range="reconciliation!A3:G10"',
  segments: 'range="segments!A3:Q8"',
  vote: 'range="vote!A3:E7"',
}

const documentOf = (text: string): Document => {
  const log = new Log()
  const { blocks } = readMarkdown({ path: 'x.md', text }, 0, log, {
    text: (name) => ({ path: name, text: read(name).toString() }),
    bytes: (name) => ({ path: name, bytes: read(name) }),
  })
  expect(log.diagnostics).toEqual([])
  const section = { role: 'release' as const, blocks: blocks.map(({ block }): Block => block) }
  return {
    form: 'EX-99.1',
    title: '',
    language: 'en',
    fileName: 'x.htm',
    pagePlan: letter,
    base: plainStyle,
    sections: [section],
  }
}

describe.each(Object.keys(inWorkbook))('the %s table', (name) => {
  const markdown = read(`${name}.md`).toString()
  const described = /\{\.financial (.*)\}/.exec(markdown)?.[1] ?? ''
  // In Markdown the line of dashes aligns the figures, as align="…" does beside a file; heads have no say in it.
  const aligned = markdown.replaceAll('---:', '---')

  it('is the same from CSV', () => {
    const csv = documentOf(`{csv="${name}.csv" .financial ${described}}\n`)
    expect(difference(documentOf(aligned), csv)).toBeUndefined()
  })

  it('is the same from the workbook', () => {
    const xlsx = documentOf(`{xlsx="statements.xlsx" ${inWorkbook[name]} .financial ${described}}\n`)
    expect(difference(documentOf(aligned), xlsx)).toBeUndefined()
  })

  it('names for every figure the heads over it and the label beside it', () => {
    const [table] = documentOf(markdown).sections[0]?.blocks.filter(({ type }) => type === 'table') ?? []
    if (table?.type !== 'table') throw new Error('no table')
    const { cells } = gridOf(table.rows)
    const named = headsOf(table)
    const has = ({ cell }: Placed) => cell.blocks.length > 0
    const covers = ({ column, cell: { colspan } }: Placed, at: number) =>
      column <= at && at < column + colspan
    let figures = 0
    for (const one of cells) {
      if (one.cell.scope || !has(one)) continue
      figures++
      // By where they stand alone: all heads that are over its column, and the label of its row.
      const over = cells.filter(
        (head) => head.cell.scope === 'column' && has(head) && covers(head, one.column),
      )
      const label = cells.filter((head) => head.cell.scope === 'row' && head.row === one.row)
      expect(over.length).toBeGreaterThan(0)
      expect(named.get(one.cell)).toEqual(expect.arrayContaining([...over, ...label].map(({ cell }) => cell)))
    }
    expect(figures).toBeGreaterThan(5)
  })
})
