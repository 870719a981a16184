/** Dots that lead from the labels of a financial table to its figures. */
import { describe, expect, it } from 'vitest'
import { writeHtml } from '../../src/html/write.ts'
import { type Mark, textOf as textOfRun } from '../../src/typeset/page.ts'
import { buildWith, documentsOf } from '../support/filing.ts'

const { proofs } = documentsOf('tests/filings/good', 'harborlight-2026-02-24')
const release = proofs.find(({ document }) => document.fileName === 'ex99-1.htm')
if (!release) throw new Error('no release')
const page = release.pages.pages.find(({ marks: all }) => all.some(({ kind }) => kind === 'leader'))
const marks = page?.marks ?? []
const leaders = marks.flatMap((mark) => (mark.kind === 'leader' ? [mark] : []))
const lines = marks.flatMap((mark) => (mark.kind === 'line' ? [mark] : []))
const textOf = ({ line }: Extract<Mark, { kind: 'line' }>) => line.runs.map(textOfRun).join('').trim()

describe('leaders', () => {
  it('stand behind each label that has figures, between it and them', () => {
    expect(leaders).toHaveLength(12)
    for (const { x1, x2, y } of leaders) {
      const row = lines.filter(({ baseline }) => Math.abs(baseline - y) < 1)
      const [label, ...figures] = row.sort((a, b) => a.x - b.x)
      expect(figures.length).toBeGreaterThan(1)
      expect(x1).toBeGreaterThan((label?.x ?? 0) + (label?.line.width ?? 0))
      expect(x2).toBeLessThan(figures[0]?.x ?? 0)
    }
  })

  it('are not behind a label that stands alone, and no part of the text or the HTML', () => {
    const alone = lines.filter((mark) => textOf(mark) === 'Revenue').at(-1)
    expect(leaders.some(({ y }) => Math.abs(y - (alone?.baseline ?? 0)) < 1)).toBe(false)
    expect(writeHtml(release.document, 'reading')).not.toMatch(/leader:|\. \. \./)
  })

  it('are dotted or none', () => {
    const { diagnostics } = buildWith({ 'templates/house.css': '' }, {})
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const wrong = buildWith({ 'house/house.css': 'p { leader: dashed }' }, { templates: 'house' })
    expect(wrong.diagnostics.map(({ message }) => message).join()).toContain('dashed')
  })
})

describe('a table of contents', () => {
  it('writes the page of each heading at the right edge, as furniture', () => {
    const agreement = documentsOf('tests/filings/good', 'northcote-2026-09-15').proofs.find(
      ({ document }) => document.fileName === 'ex10-1.htm',
    )
    const { pages = [], bookmarks = [], places = new Map() } = agreement?.pages ?? {}
    const all = pages[1]?.marks.flatMap((mark) => (mark.kind === 'line' ? [mark] : [])) ?? []
    const numbers = all.filter((mark) => mark.artifact && /^\d+$/.test(textOf(mark)))
    expect(numbers.map(textOf)).toEqual(['3', '3', '3', '3', '3', '3', '4', '5'])
    // As the bookmarks have them, which are found in another way.
    expect(bookmarks.slice(-8).map(({ page }) => String(page))).toEqual(numbers.map(textOf))
    expect(places.get('schedule-a')?.page).toBe(4)
    for (const { x, line } of numbers) expect(x + line.width).toBeCloseTo(540, 1)
  })
})
