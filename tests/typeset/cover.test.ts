/** The cover page is one page, tightened where it must be, and what fits by nothing runs on in whole blocks. */
import { describe, expect, it } from 'vitest'
import { readContent, readOwnTheme } from '../../src/commands/read.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { build } from '../../src/pipeline.ts'
import { type Page, textOf } from '../../src/typeset/page.ts'
import { fonts, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

/** Pages of a report with so many classes of securities. */
function pagesWith(classes: number): readonly Page[] {
  const more = Array.from(
    { length: classes - 1 },
    (_, index) =>
      `      - { title: "${index + 1}.125% Senior Notes due ${2030 + index}", symbol: TD${index}, exchange: New York Stock Exchange }\n`,
  )
  const yaml = modern['filing.yaml'].replace(
    '    emergingGrowthCompany',
    `${more.join('')}    emergingGrowthCompany`,
  )
  const world = worldWith({ ...modern, 'filing.yaml': yaml })
  const log = new Log()
  const places = { content: 'content', templates: undefined, out: 'out' }
  const content = readContent(world, places, 'one', log)
  if (!content) throw new Error('no content')
  const { proofs } = build({ content, theme: readOwnTheme(world, places, 'one', log), fonts }, log)
  return proofs[0]?.pages.pages ?? []
}

const runsOf = ({ marks }: Page) =>
  marks.flatMap((mark) => (mark.kind === 'line' && !mark.artifact ? mark.line.runs : []))
const textOn = (page: Page | undefined): string => (page ? runsOf(page).map(textOf).join(' ') : '')
const lastSentence = /Section 13\(a\) of the/
const firstItem = /Item 5\.03/
const least = (page: Page | undefined): number =>
  Math.min(...(page ? runsOf(page) : []).map(({ size }) => size))

describe('a cover page', () => {
  it.each([1, 6, 12])('of %i classes is one page, and no letter of it is too small', (classes) => {
    const [cover, next] = pagesWith(classes)
    expect(textOn(cover)).toMatch(lastSentence)
    expect(textOn(cover)).not.toMatch(firstItem)
    expect(textOn(next)).toMatch(firstItem)
    expect(least(cover)).toBeGreaterThanOrEqual(8)
  })

  it('that fits is set as the house has it', () => {
    const [cover] = pagesWith(1)
    expect([...new Set((cover ? runsOf(cover) : []).map(({ size }) => size))]).toEqual(
      expect.arrayContaining([14, 18, 17, 9.75, 8.5]),
    )
  })

  it('that fits by nothing goes over in whole blocks, and the items follow on', () => {
    const pages = pagesWith(30)
    const over = pages.find((page) => lastSentence.test(textOn(page)))
    expect(over?.number).toBe(2)
    expect(textOn(over)).toMatch(firstItem)
    expect(textOn(over)).toMatch(/If an emerging growth company, indicate/)
  })
})
