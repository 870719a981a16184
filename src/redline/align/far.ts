/** Units far apart that share runs of three words which are rare on both sides, and are alike. */

import type { Partners, Unit, Units } from './alignment.ts'
import { alike, far } from './alike.ts'
import { areFree, copied, enter, freeIn } from './partners.ts'

/** A run of words that stands in more units than this tells nothing. */
const rare = 4
/** Of each new unit so many old ones are looked at, those with the most runs in common. */
const mostLookedAt = 3
/** Fewer words than this are never called moved: short lines repeat by chance. */
export const leastMoved = 4

export function withFarOnes(units: Units, partners: Partners): Partners {
  const [olds, news] = [freeIn(partners.toNew), freeIn(partners.toOld)]
  if (olds.length === 0 || news.length === 0) return partners
  const own = copied(partners)
  for (const { old, fresh } of votesOf(units, olds, news)) {
    const [a, b] = [units.olds[old], units.news[fresh]]
    if (!areFree(own, old, fresh) || (b?.words().length ?? 0) < leastMoved) continue
    const likeness = alike(a, b, far)
    if (likeness > 0) enter(own, { old, new: fresh, likeness })
  }
  return own
}

interface Vote {
  readonly old: number
  readonly fresh: number
  /** Rare runs in common. */
  readonly votes: number
}

/** Which pairs share the most rare runs, those first. */
function votesOf(units: Units, olds: readonly number[], news: readonly number[]): Vote[] {
  const index = runsOf(olds, units.olds)
  const counts = runCounts(news, units.news)
  const votes = news.flatMap((fresh): Vote[] => {
    const tally = new Map<number, number>()
    eachRun(units.news[fresh]?.words(), (run) => {
      if ((counts.get(run) ?? 0) > rare) return
      const found = index.get(run)
      if (found && found.length <= rare) for (const old of found) tally.set(old, (tally.get(old) ?? 0) + 1)
    })
    const best = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostLookedAt)
    return best.map(([old, count]) => ({ old, fresh, votes: count }))
  })
  return votes.sort((a, b) => b.votes - a.votes || a.fresh - b.fresh || a.old - b.old)
}

/** Three words as one number; two runs with one number are harmless, because likeness is confirmed. */
function eachRun(words: Int32Array | undefined, see: (run: number) => void): void {
  if (!words) return
  for (let at = 0; at + 2 < words.length; at++)
    see(
      (Math.imul(Math.imul(words[at] ?? 0, 0x9e3779b1) ^ (words[at + 1] ?? 0), 0x85ebca6b) ^
        (words[at + 2] ?? 0)) |
        0,
    )
}

function runsOf(indices: readonly number[], units: readonly Unit[]): ReadonlyMap<number, number[]> {
  const index = new Map<number, number[]>()
  for (const one of indices) {
    eachRun(units[one]?.words(), (run) => {
      const known = index.get(run)
      if (!known) index.set(run, [one])
      else if (known.at(-1) !== one && known.length <= rare) known.push(one)
    })
  }
  return index
}

function runCounts(indices: readonly number[], units: readonly Unit[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const one of indices)
    eachRun(units[one]?.words(), (run) => counts.set(run, (counts.get(run) ?? 0) + 1))
  return counts
}
