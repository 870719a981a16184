/** What is marked inside a paragraph and a cell, and the numbers that stand beside it. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { textOf } from '../../src/typeset/page.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { fonts } from '../support/filing.ts'
import { report, under } from '../support/reports.ts'

describe('a time of day', () => {
  it('is one figure, and has no difference', () => {
    const { changes } = report(
      under('8.01', 'A call will be held at 5:00 p.m. Eastern Time.'),
      under('8.01', 'A call will be held at 6:00 p.m. Eastern Time.'),
    )
    expect(changes.map(({ old, new: fresh }) => [old, fresh])).toEqual([['5:00 p.m.', '6:00 p.m.']])
    expect(changes[0]?.figures).toMatchObject([{ before: '5:00 p.m.', after: '6:00 p.m.', difference: null }])
  })
})

describe('a cell of a table', () => {
  it('is the same cell though nothing of its text is: one figure for another', () => {
    const table = (age: number, position: string) =>
      under('8.01', `| Name | Age | Position |\n| --- | --- | --- |\n| Jane Doe | ${age} | ${position} |`)
    const { changes } = report(table(51, 'Treasurer'), table(52, 'Chief Financial Officer'))
    expect(changes.map(({ kind, old, new: fresh }) => [kind, old, fresh])).toEqual([
      ['replaced', '51', '52'],
      ['replaced', 'Treasurer', 'Chief Financial Officer'],
    ])
    expect(changes[0]?.figures).toMatchObject([{ before: '51', after: '52', difference: '+1' }])
  })
})

describe('a replacement', () => {
  it('takes in what is gone behind a space, so that it reads as one', () => {
    const { changes } = report(
      under('8.01', 'The Company does not expect to pay a dividend.'),
      under('8.01', 'The Company expects to pay a dividend.'),
    )
    expect(changes.map(({ kind, old, new: fresh }) => [kind, old, fresh])).toEqual([
      ['replaced', 'does not expect', 'expects'],
    ])
  })
})

describe('the numbers of changes side by side', () => {
  it('stand in one list beside their row', () => {
    const table = (...cells: string[]) =>
      `| A | B | C | D |\n| --- | --- | --- | --- |\n| Tidal gauges | ${cells.join(' | ')} |`
    const { document } = report(
      under('8.01', table('51', '61', '71')),
      under('8.01', table('52', '62', '72')),
    )
    const pages = typeset(document, fonts, new Log())
    const beside = pages.pages.flatMap(({ marks }) =>
      marks.flatMap((mark) =>
        mark.kind === 'line' && mark.artifact ? [mark.line.runs.map(textOf).join('').trim()] : [],
      ),
    )
    expect(beside).toContain('1-3')
  })
})
