/**
 * Every kind of block and inline, in every container, put in, taken out, moved, split, joined and turned into every other
 * kind: the redline gives back both versions, and its finished files show each letter in its mark.
 */
import { describe, expect, it } from 'vitest'
import { toBytes } from '../../src/bytes.ts'
import { Log } from '../../src/diagnostics/log.ts'
import type { Document } from '../../src/document/document.ts'
import { writeHtml } from '../../src/html/write.ts'
import { paint } from '../../src/pdf/paint.ts'
import { faultOfHtml, faultOfRedline, faultOfTree } from '../../src/proof/redline.ts'
import { withLooks } from '../../src/redline/looks.ts'
import { withMoveLinks } from '../../src/redline/moves.ts'
import { redline } from '../../src/redline/redline.ts'
import { withSummary } from '../../src/reports/redline-summary.ts'
import { typeset } from '../../src/typeset/typeset.ts'
import { everyKindOfPair } from '../support/every-kind.ts'
import { fonts } from '../support/filing.ts'
import { writeJudged } from '../support/judged.ts'

/** Where the conformance run wants redlines written, to have them judged by a browser. */
const folder = process.env['FILINGPRESS_JUDGED']
/** More in the conformance run. */
const onTrees = Number(process.env['FILINGPRESS_KINDS'] ?? 300)
const onPaper = Number(process.env['FILINGPRESS_KINDS_ON_PAPER'] ?? 60)
const from = Number(process.env['FILINGPRESS_KINDS_FROM'] ?? 1)

const side = { label: 'x', digest: 'x' }

function shown(seed: number): { made: ReturnType<typeof redline>; whole: Document } {
  const made = redline(...everyKindOfPair(seed), { authored: true })
  const titled = { old: side, new: side, tool: 'filingpress', proved: [] }
  return { made, whole: withMoveLinks(withSummary(withLooks(made.document), made.changes, titled)) }
}

describe('a redline of documents that hold every kind', () => {
  it(`gives back both versions, and its HTML shows each letter in its mark: ${onTrees} pairs`, () => {
    const wrong: string[] = []
    for (let seed = from; seed < from + onTrees; seed++) {
      const { made, whole } = shown(seed)
      if (made.fault !== undefined) wrong.push(`${seed}: ${made.fault}`)
      const html = writeHtml(whole, 'reading')
      const fault = faultOfTree(made.document) ?? faultOfHtml(whole, html)
      if (folder !== undefined && seed < from + 200)
        writeJudged(folder, {
          name: `kind-${seed}`,
          redlined: whole,
          files: new Map([['x.htm', toBytes(html)]]),
        })
      if (fault !== undefined) wrong.push(`${seed}: ${fault}`)
    }
    expect(wrong.slice(0, 12), `${wrong.length} pairs`).toEqual([])
  })

  it(`draws each letter in its mark on paper: ${onPaper} pairs`, () => {
    const wrong: string[] = []
    for (let seed = from; seed < from + onPaper; seed++) {
      const { made, whole } = shown(seed)
      const log = new Log()
      const pdf = paint(typeset(whole, fonts, log), {
        title: `Generated ${seed}`,
        language: 'en-US',
        tool: 'filingpress',
        date: '2026-01-02',
        links: true,
      })
      const fault = faultOfRedline(
        made.document,
        whole,
        { html: writeHtml(whole, 'reading'), pdf },
        fonts.opened(),
      )
      if (fault !== undefined) wrong.push(`${seed}: ${fault}`)
    }
    expect(wrong.slice(0, 12), `${wrong.length} pairs`).toEqual([])
  })
})
