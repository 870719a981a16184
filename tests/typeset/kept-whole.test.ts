import { describe, expect, it } from 'vitest'
import { keptWhole } from '../../src/typeset/kept-whole.ts'
import { forbidden, type Galley, reluctant, type TableOnPage } from '../../src/typeset/page.ts'
import { linesOn, releaseOf } from '../support/filing.ts'

type Item = Galley['items'][number]

const table: TableOnPage = { title: 'Results', at: undefined, over: 0 }
const strip = (height: number, of?: TableOnPage): Item => ({
  kind: 'strip',
  height,
  marks: [],
  decorations: [],
  lines: 1,
  ...(of && { table: of }),
})
const skip = (height: number): Item => ({ kind: 'skip', height, decorations: [] })
const penalty = (cost: number, whole?: TableOnPage): Item => ({
  kind: 'penalty',
  cost,
  ...(whole && { whole }),
})

describe('a table that is to stay whole', () => {
  // Text, then heading, table of two rows and note: 20 + 10 + 2 x 30 + 5 + 10 = 105, with text 125.
  const around = (before: number, after: number): Item[] => [
    strip(12),
    penalty(before),
    skip(8),
    strip(20),
    penalty(forbidden),
    skip(10),
    strip(30, table),
    penalty(0, table),
    strip(30, table),
    penalty(after),
    skip(5),
    strip(10),
    penalty(0),
    skip(40),
    strip(50),
  ]
  const isWhole = (items: readonly Item[], height: number): boolean =>
    keptWhole(items, height).some((item) => item.kind === 'penalty' && item.cost > forbidden)

  it.each([
    ['with its heading and its note, to the point', 0, forbidden, 105],
    ['with two headings', forbidden, forbidden, 125],
    ['without what only announces it', reluctant, forbidden, 105],
    ['without the mark that ends the release', 0, reluctant, 90],
  ])('is counted %s', (_, before, after, height) => {
    expect(isWhole(around(before, after), height)).toBe(true)
    expect(isWhole(around(before, after), height - 0.1)).toBe(false)
  })
})

const textsOn = (page: Parameters<typeof linesOn>[0]) => linesOn(page).map(({ text }) => text)

describe('the mark that ends a release', () => {
  const wide = `| |${' A | B |'.repeat(8)}\n|---|${'---:|---:|'.repeat(8)}\n| Net sales and other income |${' 12,345 | 12,345 |'.repeat(8)}\n\n{.financial .landscape}`

  it.each(['###', '# # #', '-30-', '* * *'])(
    'stays on the turned page of the table before it: %s',
    (mark) => {
      const { pages } = releaseOf(`---\nheadline: News\n---\n\nText.\n\n${wide}\n\n${mark}\n`)
      expect(pages.pages.map(({ width }) => width)).toEqual([612, 792])
      expect(textsOn(pages.pages[1]).at(-1)).toBe(mark)
    },
  )

  it('takes lines of the text before it to a page of its own', () => {
    for (let count = 28; count < 36; count++) {
      const lines = Array.from({ length: count }, (_, at) => `Line ${at} of the text.`).join('\n\n')
      const { pages } = releaseOf(`---\nheadline: News\n---\n\n${lines}\n\n# # #\n`)
      const last = textsOn(pages.pages.at(-1))
      expect(last.length).toBeGreaterThan(1)
      expect(last.at(-1)).toBe('# # #')
    }
  })
})

describe('heads over several columns', () => {
  it('stand on one line before labels take what is left of the width', () => {
    const table = `| | Three months ended June 30, | < | Six months ended June 30, | < |
|---|---:|---:|---:|---:|
| | 2026 | 2025 | 2026 | 2025 |
| Shares used in computing earnings per share and in the tables below {.section} | | | | |
| Net sales | $31,951 | $27,208 | $62,640 | $53,873 |

{.financial}`
    const { pages } = releaseOf(`---\nheadline: News\n---\n\n${table}\n`)
    const lines = textsOn(pages.pages[0])
    expect(lines).toContain('Three months ended June 30,')
    expect(lines).toContain('Six months ended June 30,')
  })
})
