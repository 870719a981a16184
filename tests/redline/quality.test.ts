/** How good redlines are, on small seeded counts; the full counts are in the conformance run. */
import { describe, expect, it } from 'vitest'
import { paragraph } from '../../src/document/build.ts'
import { redline } from '../../src/redline/redline.ts'
import { random } from '../support/random.ts'
import { scoreMarks, scoreMoves, scorePartings } from '../support/redline-quality.ts'
import { corpora, paragraphs } from '../support/releases.ts'
import { documentOf, prose, say, vocabulary } from '../support/revisions.ts'

const passages = paragraphs()

describe('moves', () => {
  it.each([
    [0, 0.99, 0.98],
    [0.2, 0.99, 0.98],
    [0.3, 0.98, 0.95],
  ])('with %d of the words edited are found: precision %d, recall %d', (share, precision, recall) => {
    const sum = { made: 0, found: 0, right: 0 }
    for (let seed = 1; seed <= 12; seed++) {
      const score = scoreMoves(random(seed), 120, 6, share)
      sum.made += score.made
      sum.found += score.found
      sum.right += score.right
    }
    expect(sum.right / sum.found).toBeGreaterThanOrEqual(precision)
    expect(sum.right / sum.made).toBeGreaterThanOrEqual(recall)
  })

  it('are never seen between unrelated texts', () => {
    const half = Math.floor(passages.length / 2)
    const unrelated = [...new Set(passages.slice(half))]
      .filter((text) => !passages.slice(0, half).includes(text))
      .slice(0, 300)
    const invented = vocabulary(random(5))
    const old = Array.from({ length: 1300 }, () => paragraph([say(prose(invented, 40))]))
    const { changes } = redline(
      documentOf(old),
      documentOf(unrelated.map((text) => paragraph([say(text)]))),
      { authored: true },
    )
    expect(old.length * unrelated.length).toBeGreaterThan(100_000)
    expect(changes.filter(({ kind }) => kind === 'moved')).toEqual([])
  })
})

describe.each(corpora())('splits and joins in %s', (_, texts) => {
  it('are found in at least 95 of 100', () => {
    const sum = { made: 0, found: 0 }
    for (let seed = 1; seed <= 6; seed++) {
      const score = scorePartings(random(seed), texts, 60, 20)
      sum.made += score.made
      sum.found += score.found
    }
    expect(sum.found / sum.made).toBeGreaterThanOrEqual(0.95)
  })
})

describe.each(corpora())('marks in %s', (_, texts) => {
  it('are within 2 % of the fewest there can be, and within 10 % in the worst document', () => {
    const sum = { marked: 0, fewest: 0 }
    let worst = 0
    for (let seed = 1; seed <= 20; seed++) {
      const score = scoreMarks(random(seed), texts, 20 + seed * 8)
      sum.marked += score.marked
      sum.fewest += score.fewest
      worst = Math.max(worst, score.marked / score.fewest)
    }
    expect(sum.marked / sum.fewest).toBeLessThanOrEqual(1.02)
    expect(worst).toBeLessThanOrEqual(1.1)
  })
})

describe('figures', () => {
  it('are never cut, and each change of one is listed with its difference', () => {
    const pairs = [
      ['$21,260', '$21,500', '+$240'],
      ['7.5%', '7.0%', '\u22120.5%'],
      ['$1.25 billion', '$1.30 billion', '+$0.05 billion'],
      ['(1,204)', '1,204', '+2,408'],
      ['3.6 mg/kg', '4.8 mg/kg', '+1.2 mg/kg'],
      ['June 3, 2007', 'June 4, 2007', null],
      ['995-2500', '995-2600', null],
    ] as const
    for (const [before, after, difference] of pairs) {
      const of = (value: string) => documentOf([paragraph([say(`It was ${value} in all.`)])])
      const { changes } = redline(of(before), of(after), { authored: true })
      expect(changes.map(({ old, new: fresh, figures }) => ({ old, fresh, figures }))).toEqual([
        { old: before, fresh: after, figures: [{ before, after, difference, where: 'It was' }] },
      ])
    }
  })
})
