/** Laws of setting on releases that nobody wrote. `npm run conformance -- --full` sets a thousand. */
import { describe, expect, it } from 'vitest'
import { Log } from '../../src/diagnostics/log.ts'
import { words } from '../../src/document/words.ts'
import { paint } from '../../src/pdf/paint.ts'
import { readPdf } from '../../src/pdf/read.ts'
import type { Proof } from '../../src/pipeline.ts'
import { footRuleHeight } from '../../src/typeset/feet.ts'
import { settingReport } from '../../src/typeset/report.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { fonts, linesOn, releaseOf } from '../support/filing.ts'
import { random } from '../support/random.ts'
import { makeRelease, paragraphs } from '../support/releases.ts'
import { headsNamed } from '../support/statements.ts'

const count = Number(process.env['FILINGPRESS_RELEASES'] ?? 24)

const begins = 'Condensed Consolidated Statements'
const ends = 'Figures may not add up because of rounding.'

/**
 * Whether a table that leaves a page is longer than one: from its heading to the line below it, as it stands on a page
 * with room for all, and with its note at the foot.
 */
function isLong({ document, pages }: Proof, leaves: number): boolean {
  const { pagePlan } = document
  const { margin, height } = pagePlan
  const endless = typeset({ ...document, pagePlan: { ...pagePlan, height: 100_000 } }, fonts, new Log())
  const which = pages.pages
    .slice(0, leaves)
    .flatMap(linesOn)
    .filter(({ text }) => text === begins).length
  const all = endless.pages.flatMap(linesOn)
  const nth = (text: string) => all.filter((line) => line.text === text)[which - 1]
  let first = nth(begins)?.mark
  const last = nth(ends)?.mark
  // Headings right above it stay with its own.
  for (const { mark } of all
    .slice(
      0,
      all.findIndex((line) => line.mark === first),
    )
    .reverse()) {
    if (!/^H\d$/.test(mark.line.runs[0]?.tag.role ?? '')) break
    first = mark
  }
  if (!first || !last) throw new Error('a statement has no heading or no last line')
  const foot = linesOn(pages.pages[leaves - 1]).find(({ text }) => text.startsWith('As the notes'))?.mark.line
  const notes = foot ? footRuleHeight + foot.ascent + foot.descent : 0
  const tall = last.baseline + last.line.descent - (first.baseline - first.line.ascent) + notes
  return tall > height - margin.top - margin.bottom
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
      const proof = releaseOf(makeRelease(next, source, statements))
      const { document, pages } = proof
      const report = settingReport(pages, document.pagePlan.margin.right)
      for (const kind of ['overfull', 'widows', 'orphans', 'strandedHeadings', 'ladders'] as const) {
        for (const { page, text } of report[kind])
          wrong.push(`release ${round}, page ${page}: ${kind}: ${text}`)
      }
      for (const { page, text } of report.stretch.beyondTwo)
        wrong.push(`release ${round}, page ${page}: stretched: ${text}`)
      for (const { page, before } of report.splits)
        if (!isLong(proof, page)) wrong.push(`release ${round}, page ${page}: table parted before ${before}`)
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
