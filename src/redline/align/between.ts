/** Edited units between paired neighbours: the order-keeping pairing of the greatest likeness. */

import type { Pair, Partners, Units } from './alignment.ts'
import { alike, near } from './alike.ts'
import { bestInOrder } from './chain.ts'
import { freeIn, gapsOf, withPairs } from './partners.ts'

/** Cells of a table of likenesses between two stretches; larger ones are looked up by rare runs only. */
const largestTable = 250_000

export function withNeighbours(units: Units, partners: Partners): Partners {
  const found = gapsOf(units, partners).flatMap(({ oldStart, oldEnd, newStart, newEnd }): Pair[] => {
    const olds = freeIn(partners.toNew, oldStart, oldEnd)
    const news = freeIn(partners.toOld, newStart, newEnd)
    if (olds.length === 0 || news.length === 0 || olds.length * news.length > largestTable) return []
    const best = bestInOrder(olds, news, (a, b) => alike(units.olds[a], units.news[b], near))
    return best.map(([old, fresh, likeness]) => ({ old, new: fresh, likeness }))
  })
  return withPairs(partners, found)
}
