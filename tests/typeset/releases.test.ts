/** Laws of setting on releases that nobody wrote. `npm run conformance -- --full` sets a thousand. */
import { describe, expect, it } from 'vitest'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { type Pages, textOf } from '../../src/typeset/page.ts'
import { settingReport } from '../../src/typeset/report.ts'
import { releaseOf } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { makeRelease, paragraphs } from '../support/releases.ts'
import { headsNamed } from '../support/statements.ts'

const count = Number(process.env['FILINGPRESS_RELEASES'] ?? 24)

/** Whether a table that leaves a page is longer than one: what stands of it there and on the next would not fit one page. */
function isLong({ pages }: Pages, leaves: number): boolean {
  const linesOf = (number: number) =>
    (pages[number - 1]?.marks ?? []).flatMap((mark) =>
      mark.kind === 'line' && !mark.artifact
        ? [{ y: mark.baseline, text: mark.line.runs.map(textOf).join('').trim() }]
        : [],
    )
  const [here, there] = [linesOf(leaves), linesOf(leaves + 1)]
  const begins = here.findLast(({ text }) => text === 'Condensed Consolidated Statements')?.y ?? 0
  const ends = there.find(({ text }) => text.startsWith('Figures may not add up'))?.y ?? 792
  const first = Math.min(...there.map(({ y }) => y))
  return Math.max(...here.map(({ y }) => y)) - begins + ends - first > 600
}

describe(`${count} generated releases`, () => {
  it('are set with nothing overfull, alone, laddered or full of holes, and read back word for word', () => {
    const source = paragraphs()
    expect(source.length).toBeGreaterThan(150)
    const next = random(43)
    const wrong: string[] = []
    let [justified, unjustified, tables] = [0, 0, 0]
    for (let round = 0; round < count; round++) {
      const statements = round % 2 === 0 ? 0 : 1 + (round % 3)
      const { document, pages } = releaseOf(makeRelease(next, source, statements))
      const report = settingReport(pages, document.pagePlan.margin.right)
      for (const kind of ['overfull', 'widows', 'orphans', 'strandedHeadings', 'ladders'] as const) {
        for (const { page, text } of report[kind])
          wrong.push(`release ${round}, page ${page}: ${kind}: ${text}`)
      }
      for (const { page, text } of report.stretch.beyondTwo)
        wrong.push(`release ${round}, page ${page}: stretched: ${text}`)
      for (const { page, before } of report.splits)
        if (!isLong(pages, page)) wrong.push(`release ${round}, page ${page}: table parted before ${before}`)
      const { cells, bare } = headsNamed(pages.tree)
      if (bare > 0) wrong.push(`release ${round}: ${bare} figures name no heads`)
      expect(cells > 0).toBe(statements > 0)
      tables += statements
      justified += report.stretch.justified
      unjustified += report.unjustified.length
      if (round % 8 > 1) continue
      const pdf = paint(pages, { title: 't', language: 'en', tool: 'x', date: '2010-05-03', links: true })
      expect(readPdf(pdf).words).toEqual(words(document).map(({ text }) => text))
    }
    expect(wrong).toEqual([])
    expect(tables).toBeGreaterThan(count / 2)
    // Flush left is the last resort: in texts cut up at random, some one line in twenty.
    expect(unjustified / (justified + unjustified)).toBeLessThan(0.08)
  }, 600_000)
})
