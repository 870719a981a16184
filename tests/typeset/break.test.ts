/** Our line breaks against tex-linebreak, which we did not write, and laws of every set page. */
import { forcedBreak, type InputItem, breakLines as theirBreaks } from 'tex-linebreak'
import { describe, expect, it } from 'vitest'
import { always, breakLines, type Item, type Items } from '../../src/typeset/break.ts'
import { hyphenate } from '../../src/typeset/hyphenate.ts'
import { type Line, type Mark, textOf as textOfRun } from '../../src/typeset/page.ts'
import { pour } from '../../src/typeset/pour.ts'
import { tied } from '../../src/typeset/ties.ts'
import { documentsOf, wholeFilings } from '../support/filing.ts'
import { random } from '../support/random.ts'

/** A paragraph of words as items for both. */
function paragraph(next: () => number): { ours: Items; theirs: InputItem[] } {
  const ours: Item[] = []
  const theirs: InputItem[] = []
  const add = (kind: Item['kind'], width: number, stretch = 0, shrink = 0, cost?: number) =>
    ours.push({ kind, width, stretch, shrink, cost, hyphen: false, give: 0 })
  const count = 30 + Math.floor(next() * 80)
  for (let index = 0; index < count; index++) {
    const width = 8 + Math.floor(next() * 50)
    add('box', width)
    theirs.push({ type: 'box', width })
    if (index === count - 1) break
    add('glue', 5, 2.5, 1.65, 0)
    theirs.push({ type: 'glue', width: 5, stretch: 2.5, shrink: 1.65 })
  }
  add('glue', 0, 100_000)
  add('penalty', 0, 0, 0, always)
  theirs.push({ type: 'glue', width: 0, stretch: 100_000, shrink: 0 }, forcedBreak())
  return { ours, theirs }
}

/** Demerits of a set of breaks by TeX’s sums, the same for both. */
function demerits(items: Items, breaks: readonly number[], measure: number): number {
  let total = 0
  let start = 0
  for (const at of breaks) {
    let [width, stretch, shrink] = [0, 0, 0]
    for (let index = start; index < at; index++) {
      const item = items[index] as Item
      if (item.kind === 'penalty' || (item.kind === 'glue' && index === start)) continue
      width += item.width
      stretch += item.stretch
      shrink += item.shrink
    }
    const ratio = width < measure ? (measure - width) / stretch : (measure - width) / shrink
    total += (10 + 100 * Math.abs(ratio) ** 3) ** 2
    start = at + (items[at]?.kind === 'glue' ? 1 : 0)
  }
  return total
}

/** A short paragraph of words, most of which may be broken with a hyphen. */
function hyphenated(next: () => number): Items {
  const item = (kind: Item['kind'], width: number, more: Partial<Item> = {}): Item => ({
    ...{ kind, width, stretch: 0, shrink: 0, cost: undefined, hyphen: false, give: 0 },
    ...more,
  })
  const items: Item[] = []
  for (let word = 0; word < 9; word++) {
    if (word > 0) items.push(item('glue', 8, { stretch: 6, shrink: 2.5, cost: 0 }))
    items.push(item('box', 14 + Math.floor(next() * 26)))
    if (next() < 0.7)
      items.push(item('penalty', 3, { cost: 50, hyphen: true }), item('box', 10 + Math.floor(next() * 20)))
  }
  items.push(item('glue', 0, { stretch: 100_000 }), item('penalty', 0, { cost: always }))
  return items
}

/** Every way to break a paragraph into lines that are not looser than twice their stretch, with its demerits (TeX, 859). */
function everyBreaks(items: Items, measure: number): { at: number[]; cost: number }[] {
  const found: { at: number[]; cost: number }[] = []
  const places = items.flatMap(({ cost, kind }, index) =>
    cost !== undefined && (kind === 'penalty' || items[index - 1]?.kind === 'box') ? [index] : [],
  )
  const classOf = (ratio: number) => (ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3)
  const go = (start: number, at: number[], cost: number, fitness: number, hyphens: number) => {
    for (const place of places.filter((one) => one >= start)) {
      const item = items[place] as Item
      let [width, stretch, shrink] = [item.kind === 'penalty' ? item.width : 0, 0, 0]
      for (let index = start; index < place; index++) {
        const one = items[index] as Item
        if (one.kind === 'penalty') continue
        width += one.width
        stretch += one.stretch
        shrink += one.shrink
      }
      const missing = measure - width
      const ratio = missing > 0 ? (stretch > 0 ? missing / stretch : 1e9) : missing < 0 ? missing / shrink : 0
      if (ratio < -1) break
      const last = place === items.length - 1
      if (ratio > 2) continue
      const row = item.hyphen ? hyphens + 1 : 0
      if (row > 2) continue
      const bad = 10 + 100 * Math.abs(ratio) ** 3
      const price = item.cost ?? 0
      const own =
        (price >= 0 ? (bad + price) ** 2 : bad ** 2) +
        (Math.abs(classOf(ratio) - fitness) > 1 ? 3000 : 0) +
        (row === 2 ? 8000 : 0) +
        (last && hyphens > 0 ? 5000 : 0)
      const next = [...at, place]
      if (last) found.push({ at: next, cost: cost + own })
      else go(place + 1, next, cost + own, classOf(ratio), row)
    }
  }
  go(0, [], 0, 1, 0)
  return found
}

describe('line breaks', () => {
  it('are those of tex-linebreak or better, on 300 generated paragraphs', () => {
    const next = random(20070604)
    let same = 0
    for (let round = 0; round < 300; round++) {
      const { ours, theirs } = paragraph(next)
      const measure = 250 + Math.floor(next() * 250)
      const mine = breakLines(ours, { measures: [measure], rag: 0 }).map(({ at }) => at)
      const expected = theirBreaks(theirs, measure, {
        maxAdjustmentRatio: null,
        initialMaxAdjustmentRatio: 1,
        doubleHyphenPenalty: 0,
        adjacentLooseTightPenalty: 3000,
      }).slice(1)
      if (mine.join() === expected.join()) same++
      else
        expect(demerits(ours, mine, measure)).toBeLessThanOrEqual(
          demerits(ours, expected, measure) + 3000 * mine.length,
        )
    }
    expect(same).toBeGreaterThan(250)
  })

  it('are those of the least demerits of all there are, hyphens in a row and before the last line counted', () => {
    const next = random(8000)
    let [several, hyphened] = [0, 0]
    for (let round = 0; round < 800; round++) {
      const items = hyphenated(next)
      const measure = 110 + Math.floor(next() * 60)
      const mine = breakLines(items, { measures: [measure], rag: 0 }).map(({ at }) => at)
      const all = everyBreaks(items, measure)
      if (all.length < 2) continue
      several++
      const least = all.reduce((a, b) => (b.cost < a.cost ? b : a))
      if (least.at.some((at, index) => items[at]?.hyphen && items[least.at[index + 1] ?? 0]?.hyphen))
        hyphened++
      const cost = all.find(({ at }) => at.join() === mine.join())?.cost
      expect(cost, `round ${round}: ${mine.join()} for ${least.at.join()}`).toBeCloseTo(least.cost, 3)
    }
    expect(several).toBeGreaterThan(150)
    expect(hyphened).toBeGreaterThan(0)
  })

  it('never lose a word, however narrow the measure', () => {
    const { ours } = paragraph(random(7))
    for (const measure of [1, 10, 30, 60]) {
      const breaks = breakLines(ours, { measures: [measure], rag: 0 })
      expect(breaks.at(-1)?.at).toBe(ours.length - 1)
    }
  })
})

describe('hyphenation', () => {
  const shown = (word: string) => {
    const parts: string[] = []
    let from = 0
    for (const at of [...hyphenate(word), word.length]) {
      parts.push(word.slice(from, at))
      from = at
    }
    return parts.join('-')
  }
  it.each([
    'hy-phen-ation',
    'reg-is-trant',
    'al-go-rithm',
    'ported',
    'meta-static',
    'Genentech',
    'HER2',
    'huN901-DM1',
    'data',
    'the',
    'trastuzumab-DM1',
    'NASDAQ',
  ])('%s', (word) => expect(shown(word.replaceAll(/-(?=[a-z])/g, ''))).toBe(word))
})

describe('ties', () => {
  it.each([
    ['3.6', 'mg/kg'],
    ['Rule', '425'],
    ['CFR', '240.14a-12'],
    ['17', 'CFR'],
    ['Phase', 'II'],
    ['Item', '8.01'],
    ['J.', 'Smith'],
    ['word', '—'],
    ['June', '4,'],
    ['(617)', '995-2500'],
    ['Form', '8-K'],
    ['≤', '20'],
    ['Dr.', 'Roe'],
  ])('%s %s stay together', (a, b) => expect(tied(a, b)).toBe(true))
  it.each([
    ['four', 'of'],
    ['Phase', 'one'],
    ['in', 'June'],
    ['Item', 'by'],
    ['3.6', 'patients'],
    ['The', 'Rule'],
  ])('%s %s may part', (a, b) => expect(tied(a, b)).toBe(false))
})

describe.each(wholeFilings)('pages of %s/%s', (content, slug) => {
  const { proofs } = documentsOf(content, slug)
  const lines = (marks: readonly Mark[]) =>
    marks.flatMap((mark) => (mark.kind === 'line' && !mark.artifact ? [mark] : []))
  const textOf = (line: Line) => line.runs.map(textOfRun).join('')

  it('have no line outside the margins, none overfull, none stretched beyond twice the word space', () => {
    for (const { document, pages } of proofs) {
      const { margin, ...paper } = document.pagePlan
      for (const page of pages.pages) {
        // A page may be turned sideways, and is never made larger.
        const { width, height } = page
        expect([width, height].sort()).toEqual([paper.width, paper.height].sort())
        for (const { line, x, baseline } of lines(page.marks)) {
          expect(x, textOf(line)).toBeGreaterThanOrEqual(margin.left - 0.01)
          expect(x + line.width, textOf(line)).toBeLessThanOrEqual(width - margin.right + 0.5)
          expect(line.stretch, textOf(line)).toBeLessThanOrEqual(2)
          expect(baseline).toBeGreaterThan(margin.top)
          expect(baseline).toBeLessThan(height - margin.bottom)
        }
      }
    }
  })

  it('begin no page with the last line of a paragraph and end none with a first line or a heading', () => {
    for (const { pages } of proofs) {
      for (const page of pages.pages.slice(0, -1)) {
        const last = lines(page.marks).at(-1)
        const next = pages.pages[page.number]
        const first = next && lines(next.marks)[0]
        const tag = last?.line.runs[0]?.tag
        if (!last || !first || !tag) continue
        expect(tag.role.startsWith('H'), `page ${page.number} ends in a heading: ${textOf(last.line)}`).toBe(
          false,
        )
        if (first.line.runs[0]?.tag !== tag) continue
        const on = (marks: readonly Mark[]) =>
          lines(marks).filter(({ line }) => line.runs[0]?.tag === tag).length
        expect(on(page.marks), textOf(last.line)).toBeGreaterThanOrEqual(2)
        expect(on(next.marks), textOf(first.line)).toBeGreaterThanOrEqual(2)
        expect(last.line.hyphenated, textOf(last.line)).toBe(false)
      }
    }
  })

  it('have at most two hyphens in a row, and no name or code is broken', () => {
    for (const { pages } of proofs) {
      let run = 0
      for (const page of pages.pages) {
        for (const { line } of lines(page.marks)) {
          run = line.hyphenated ? run + 1 : 0
          expect(run).toBeLessThanOrEqual(2)
          if (line.hyphenated) expect(textOf(line)).toMatch(/(^|[\s("“‘'])[a-z]+\u00ad$|[A-Za-z0-9]-\u034f$/)
        }
      }
    }
  })

  it('look as they did: the golden text of every page (vitest -u updates it)', async () => {
    const shown = proofs.map(({ document, pages }) =>
      pages.pages
        .map(
          (page) =>
            `=== ${document.fileName} page ${page.number}\n${page.marks
              .map((mark) =>
                mark.kind === 'line'
                  ? `${Math.round(mark.x)},${Math.round(mark.baseline)} ${textOf(mark.line)}`
                  : '',
              )
              .filter(Boolean)
              .join('\n')}`,
        )
        .join('\n'),
    )
    await expect(shown.join('\n')).toMatchFileSnapshot(`golden/${slug}.txt`)
  })
})

describe('pouring', () => {
  const strip = (height: number) => ({ kind: 'strip', height, marks: [], decorations: [], lines: 1 }) as const
  const heights = (items: Parameters<typeof pour>[0]['items'], height: number) =>
    pour({ measure: 1, items }, height).map(({ strips }) => strips.length)

  it('fills pages and drops space at their heads', () => {
    const items = [
      strip(40),
      strip(40),
      { kind: 'skip', height: 30, decorations: [] } as const,
      strip(40),
      strip(40),
      strip(40),
      strip(40),
    ]
    expect(heights(items, 100)).toEqual([2, 2, 2])
  })
  it('breaks where it must and not where it may not', () => {
    const items = [
      strip(10),
      { kind: 'penalty', cost: -1_000_000 } as const,
      ...Array.from({ length: 5 }, () => [strip(30), { kind: 'penalty', cost: 1_000_000 } as const])
        .flat()
        .slice(0, -1),
    ]
    expect(heights(items, 160)).toEqual([1, 5])
  })
  it('sets a strip taller than the page on one of its own', () =>
    expect(heights([strip(10), strip(500), strip(10)], 100)).toEqual([1, 1, 1]))
  it('pulls lines over rather than leave a near-empty last page', () => {
    expect(
      heights(
        Array.from({ length: 21 }, () => strip(10)),
        200,
      ),
    ).toEqual([17, 4])
  })
})
