/** The heaviest chain, against every chain there is. */
import { expect, it } from 'vitest'
import { heaviestChain } from '../../../src/redline/align/chain.ts'
import { random } from '../../support/random.ts'

interface Weighed {
  readonly old: number
  readonly new: number
  readonly weight: number
}

const sum = (pairs: readonly Weighed[]): number => pairs.reduce((total, { weight }) => total + weight, 0)

const isChain = (pairs: readonly Weighed[]): boolean =>
  pairs.every((pair, index) => {
    const before = pairs[index - 1]
    return !before || (before.old < pair.old && before.new < pair.new)
  })

it('is as heavy as the heaviest of all chains of 400 sets of pairs', () => {
  const next = random(21)
  const whole = (most: number) => Math.floor(next() * most)
  for (let round = 0; round < 400; round++) {
    const pairs = Array.from({ length: whole(11) }, (_, index): Weighed => {
      // Some cross, some stand in order with all others, some have a side in common.
      const shift = next() < 0.5 ? 0 : whole(7) - 3
      return { old: index, new: Math.max(0, index + shift), weight: 1 + whole(5) }
    })
    const chain = heaviestChain(pairs, ({ weight }) => weight)
    let heaviest = 0
    for (let set = 0; set < 1 << pairs.length; set++) {
      const some = pairs.filter((_, index) => set & (1 << index))
      if (isChain(some)) heaviest = Math.max(heaviest, sum(some))
    }
    expect(isChain(chain)).toBe(true)
    expect(sum(chain)).toBe(heaviest)
  }
})
