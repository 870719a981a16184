/**
 * Which unit of the old version is which of the new: exact, edited, moved, split or joined.
 *
 * Equal units are paired first, unique ones before those that only their neighbours tell apart; then edited ones between
 * paired neighbours; then far ones by rare runs of three words. A far match counts only when the longest common run of
 * words confirms it: a bag of words would pair unrelated prose. The heaviest increasing chain of pairs stays where it
 * is; the rest has moved.
 */
import type { Alignment, Pair, Unit } from './alignment.ts'
import { withNeighbours } from './between.ts'
import { heaviestChain } from './chain.ts'
import { exactPairs } from './exact.ts'
import { leastMoved, withFarOnes } from './far.ts'
import { pairsOf } from './partners.ts'
import { splitsOf } from './splits.ts'

export function align(olds: readonly Unit[], news: readonly Unit[]): Alignment {
  const units = { olds, news }
  const edited = withNeighbours(units, exactPairs(units))
  const { splits, partners } = splitsOf(units, withNeighbours(units, withFarOnes(units, edited)))
  const pairs = pairsOf(partners)
  const stays = heaviestChain(pairs, (pair) => 1 + (olds[pair.old]?.hash.length ?? 0) * pair.likeness)
  const kept = new Set(stays)
  const moves = movesOf(
    pairs.filter((pair) => !kept.has(pair)),
    news,
  )
  // Splits stand between what stays.
  const inOrder = (old: number, fresh: number) => stays.every((pair) => pair.old < old === pair.new < fresh)
  return {
    stays,
    moves,
    splits: splits.filter(({ olds: [old = 0], news: [fresh = 0] }) => inOrder(old, fresh)),
  }
}

/** Long units, and short ones that went along with a neighbour: a heading with its section. */
function movesOf(crossing: readonly Pair[], news: readonly Unit[]): Pair[] {
  const moved = new Set(crossing.filter((pair) => (news[pair.new]?.words().length ?? 0) >= leastMoved))
  const at = new Map(crossing.map((pair) => [pair.new, pair]))
  for (const pair of [...moved]) {
    for (const step of [-1, 1]) {
      for (let place = pair.new + step; ; place += step) {
        const next = at.get(place)
        if (!next || moved.has(next) || next.old - pair.old !== place - pair.new) break
        moved.add(next)
      }
    }
  }
  return crossing.filter((pair) => moved.has(pair))
}
