/** How alike two sequences of words are, against the table that every textbook has. */
import { describe, expect, it } from 'vitest'
import { likeness } from '../../../src/redline/align/likeness.ts'
import { random } from '../../support/random.ts'

/** Twice the longest common subsequence over both lengths. */
function byTable(a: Int32Array, b: Int32Array): number {
  const width = b.length + 1
  const best = new Int32Array((a.length + 1) * width)
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const at = i * width + j
      best[at] =
        a[i - 1] === b[j - 1]
          ? (best[at - width - 1] ?? 0) + 1
          : Math.max(best[at - width] ?? 0, best[at - 1] ?? 0)
    }
  }
  return a.length + b.length === 0 ? 1 : (2 * (best.at(-1) ?? 0)) / (a.length + b.length)
}

describe('likeness', () => {
  it('is the share of the longest common run on 500 edited sequences, and told below the least only as less', () => {
    const next = random(5)
    const whole = (most: number) => Math.floor(next() * most)
    let edited = 0
    for (let round = 0; round < 500; round++) {
      const a = Int32Array.from({ length: whole(40) }, () => whole(12))
      const changed = [...a]
      for (let edit = whole(6); edit > 0; edit--)
        changed.splice(whole(changed.length + 1), whole(3), whole(12))
      const b = Int32Array.from(changed)
      const expected = byTable(a, b)
      expect(likeness(a, b, 0)).toBeCloseTo(expected, 12)
      const least = next()
      const found = likeness(a, b, least)
      if (expected >= least) expect(found).toBeCloseTo(expected, 12)
      else expect(found).toBeLessThan(least)
      if (expected < 1) edited++
    }
    expect(edited).toBeGreaterThan(300)
  })
})
