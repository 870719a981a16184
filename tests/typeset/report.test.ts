import { describe, expect, it } from 'vitest'
import type { Line, Mark, Pages, Tag } from '../../src/typeset/page.ts'
import { settingReport } from '../../src/typeset/report.ts'
import { documentsOf, wholeFilings } from '../support/filing.ts'

const tag = (role: Tag['role']): Tag => ({ role, parent: undefined, kids: [], inline: false })
const line = (own: Tag, more: Partial<Line> = {}, x = 72): Mark => {
  const run = { parts: [{ shaped: { texts: ['x'] }, apart: 0 }], tag: own } as unknown as Line['runs'][number]
  const whole: Line = {
    runs: [run],
    x: 0,
    width: 400,
    ascent: 8,
    descent: 2,
    hyphenated: false,
    stretch: 1,
    ...more,
  }
  return { kind: 'line', line: whole, x, baseline: 100, artifact: false }
}
const pages = (...marks: Mark[][]): Pages =>
  ({
    pages: marks.map((list, index) => ({ number: index + 1, width: 612, marks: list })),
  }) as unknown as Pages
const counts = (made: Pages) => {
  const { ladders, overfull, orphans, widows, strandedHeadings, stretch } = settingReport(made, 72)
  return [ladders, overfull, orphans, widows, strandedHeadings, stretch.beyondTwo].map((list) => list.length)
}

describe('the report on typesetting', () => {
  const p = tag('P')
  const longHeading = (): Pages => {
    const heading = tag('H2')
    return pages([line(heading), line(heading)], [line(heading), line(heading), line(p)])
  }
  it.each<[string, Pages, number[]]>([
    ['nothing', pages([line(p), line(p)], [line(tag('P'))]), [0, 0, 0, 0, 0, 0]],
    ['three hyphens in a row', pages([1, 2, 3].map(() => line(p, { hyphenated: true }))), [1, 0, 0, 0, 0, 0]],
    ['a line too wide', pages([line(p, { width: 469 })]), [0, 1, 0, 0, 0, 0]],
    ['a first line left behind', pages([line(p)], [line(p), line(p)]), [0, 0, 1, 0, 0, 0]],
    ['a last line alone', pages([line(p), line(p)], [line(p)]), [0, 0, 0, 1, 0, 0]],
    ['a heading at the end of a page', pages([line(tag('H2'))], [line(p)]), [0, 0, 0, 0, 1, 0]],
    ['a heading longer than its page', longHeading(), [0, 0, 0, 0, 0, 0]],
    ['a line stretched too far', pages([line(p, { stretch: 2.1 })]), [0, 0, 0, 0, 0, 1]],
  ])('counts %s', (_what, made, expected) => expect(counts(made)).toEqual(expected))

  it.each(wholeFilings)('finds nothing overfull, alone, stranded or laddered in %s/%s', (content, slug) => {
    for (const { document, pages: made } of documentsOf(content, slug).proofs) {
      const { pagePlan } = document
      const found = settingReport(made, pagePlan.margin.right)
      const { ladders, overfull, orphans, widows, strandedHeadings } = found
      expect({ ladders, overfull, orphans, widows, strandedHeadings }, document.fileName).toEqual({
        ladders: [],
        overfull: [],
        orphans: [],
        widows: [],
        strandedHeadings: [],
      })
    }
  })
})
