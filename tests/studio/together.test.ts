/** What is read in one pane is what is read in the others. The panes themselves are looked at in a browser (conformance). */
import { expect, it } from 'vitest'
import { between, matching } from '../../src/studio/browser/place-pairs.ts'

const pairs = [
  [0, 0],
  [100, 400],
  [300, 500],
] as const

it('reckons between two places by their share, both ways', () => {
  expect([0, 50, 100, 200, 300].map((letter) => between(pairs, letter, 0))).toEqual([0, 200, 400, 450, 500])
  expect([0, 200, 400, 450].map((y) => between(pairs, y, 1))).toEqual([0, 50, 100, 200])
})

it('shows the same words in a pane of another length, from the beginning to the end', () => {
  const scroller = (scrollTop: number, scrollHeight: number) => ({
    scrollTop,
    scrollHeight,
    clientHeight: 100,
  })
  // Half of the letters are in the first tenth of one pane, and in the first half of the other.
  const from = (top: number) => ({ scroller: scroller(top, 1000), places: [[50, 100]] as const })
  const to = { scroller: scroller(0, 2000), places: [[50, 1000]] as const }
  expect(matching(from(0), to, 100)).toBe(0)
  expect(matching(from(900), to, 100)).toBe(1900)
  // At 90 of 900 what is read is at 100 of 1000: the middle, which stands at 1000 of 2000.
  expect(matching(from(90), to, 100)).toBeCloseTo(950)
})
