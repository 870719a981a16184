/** Units and their partners: what stages of an alignment read off the pairs so far. */
import type { Pair, Partners, Units } from './alignment.ts'
import { heaviestChain } from './chain.ts'

export const noPartners = ({ olds, news }: Units): Partners => ({
  toNew: new Int32Array(olds.length).fill(-1),
  toOld: new Int32Array(news.length).fill(-1),
  likeness: new Float64Array(olds.length),
})

export const copied = ({ toNew, toOld, likeness }: Partners): Partners => ({
  toNew: toNew.slice(),
  toOld: toOld.slice(),
  likeness: likeness.slice(),
})

/** Enters a pair into arrays that are the caller's own, as of `copied`. */
export function enter({ toNew, toOld, likeness }: Partners, pair: Pair): void {
  toNew[pair.old] = pair.new
  toOld[pair.new] = pair.old
  likeness[pair.old] = pair.likeness
}

/** The partners with more pairs, of units that had none. */
export function withPairs(partners: Partners, pairs: readonly Pair[]): Partners {
  if (pairs.length === 0) return partners
  const own = copied(partners)
  for (const pair of pairs) enter(own, pair)
  return own
}

export const areFree = ({ toNew, toOld }: Partners, old: number, fresh: number): boolean =>
  toNew[old] === -1 && toOld[fresh] === -1

/** Indices of units without a partner. @param to bounds, by default all of them */
export function freeIn(partners: Int32Array, from = 0, to = partners.length): number[] {
  const found: number[] = []
  for (let index = from; index < to; index++) if (partners[index] === -1) found.push(index)
  return found
}

/** All pairs in the order of the old units. */
export function pairsOf({ toNew, likeness }: Partners): Pair[] {
  const found: Pair[] = []
  toNew.forEach((fresh, old) => {
    if (fresh >= 0) found.push({ old, new: fresh, likeness: likeness[old] ?? 1 })
  })
  return found
}

/** A stretch of both versions between two pairs that stay; ends are the first units that no longer belong to it. */
export interface Gap {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** The stretches between neighbours of the chain of pairs that stays. */
export function gapsOf({ olds, news }: Units, partners: Partners): Gap[] {
  const chain = heaviestChain(pairsOf(partners), (pair) => 1 + (olds[pair.old]?.hash.length ?? 0))
  const gaps: Gap[] = []
  let [oldStart, newStart] = [0, 0]
  const until = (oldEnd: number, newEnd: number) => {
    if (oldEnd > oldStart || newEnd > newStart) gaps.push({ oldStart, oldEnd, newStart, newEnd })
  }
  for (const pair of chain) {
    until(pair.old, pair.new)
    ;[oldStart, newStart] = [pair.old + 1, pair.new + 1]
  }
  until(olds.length, news.length)
  return gaps
}
