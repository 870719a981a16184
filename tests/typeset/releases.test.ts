/** Laws of setting on releases that nobody wrote. `npm run conformance -- --full` sets a thousand. */
import { describe, expect, it } from 'vitest'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import { settingReport } from '../../src/typeset/report.ts'
import { releaseOf } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { makeRelease, paragraphs } from '../support/releases.ts'

const count = Number(process.env['FILINGPRESS_RELEASES'] ?? 40)

describe(`${count} generated releases`, () => {
  it('are set with nothing overfull, alone, laddered or full of holes, and read back word for word', () => {
    const source = paragraphs()
    expect(source.length).toBeGreaterThan(150)
    const next = random(43)
    const wrong: string[] = []
    let [justified, unjustified] = [0, 0]
    for (let round = 0; round < count; round++) {
      const { document, pages } = releaseOf(makeRelease(next, source))
      const report = settingReport(pages, document.pagePlan.margin.right)
      for (const kind of ['overfull', 'widows', 'orphans', 'strandedHeadings', 'ladders'] as const) {
        for (const { page, text } of report[kind])
          wrong.push(`release ${round}, page ${page}: ${kind}: ${text}`)
      }
      for (const { page, text } of report.stretch.beyondTwo)
        wrong.push(`release ${round}, page ${page}: stretched: ${text}`)
      justified += report.stretch.justified
      unjustified += report.unjustified.length
      if (round % 8 !== 0) continue
      const pdf = paint(pages, { title: 't', language: 'en', tool: 'x', date: '2010-05-03', links: true })
      expect(readPdf(pdf).words).toEqual(words(document).map(({ text }) => text))
    }
    expect(wrong).toEqual([])
    // Flush left is the last resort: in texts cut up at random, some one line in twenty.
    expect(unjustified / (justified + unjustified)).toBeLessThan(0.08)
  }, 600_000)
})
