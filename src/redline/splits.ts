/** Paragraphs that were split or joined: one unit whose words are those of several neighbours together. */
import type { Alignment, Unit } from './align.ts'
import { contained, likeness } from './likeness.ts'

/** Units with the partner of each: -1 for none, -2 once it is part of a parting. */
interface Paired {
  readonly olds: readonly Unit[]
  readonly news: readonly Unit[]
  readonly toNew: Int32Array
  readonly toOld: Int32Array
}

const none = new Int32Array(0)
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

/** Old units whose words went on into the unpaired units behind their partner, and the reverse. */
export function splitsAndJoins({ olds, news, toNew, toOld }: Paired): Pick<Alignment, 'splits' | 'joins'> {
  const splits: { old: number; news: number[] }[] = []
  const joins: { olds: number[]; new: number }[] = []
  for (let old = 0; old < olds.length; old++) {
    const fresh = whole(olds, old, news, toNew[old] ?? -1, toOld, behind(old, toNew))
    if (!fresh) continue
    splits.push({ old, news: fresh })
    const before = toNew[old] ?? -1
    if (before >= 0) toOld[before] = -1
    toNew[old] = -2
    for (const one of fresh) toOld[one] = -2
  }
  for (let fresh = 0; fresh < news.length; fresh++) {
    if (toOld[fresh] === -2) continue
    const parts = whole(news, fresh, olds, toOld[fresh] ?? -1, toNew, behind(fresh, toOld))
    if (!parts) continue
    joins.push({ olds: parts, new: fresh })
    const before = toOld[fresh] ?? -1
    if (before >= 0) toNew[before] = -1
    toOld[fresh] = -2
    for (const one of parts) toNew[one] = -2
  }
  return { splits, joins }
}

/** Where an unpaired unit would stand in the other version: behind its neighbour's partner; -1 where nothing tells. */
function behind(one: number, partners: Int32Array): number {
  for (let index = one - 1; index >= 0 && index > one - 12; index--) {
    const partner = partners[index] ?? -1
    if (partner >= 0) return partner + 1
  }
  return one === 0 ? 0 : -1
}

/** The consecutive units that together have the words of one; at most eight. */
function whole(
  ones: readonly Unit[],
  one: number,
  others: readonly Unit[],
  partner: number,
  taken: Int32Array,
  near: number,
): number[] | undefined {
  const unit = ones[one]
  if (
    unit?.shape !== 'text' ||
    partner < -1 ||
    (partner >= 0 && others[partner]?.hash === unit.hash) ||
    unit.words.length < 6
  )
    return undefined
  if (partner >= 0 && likeness(unit.words, others[partner]?.words ?? none, 0.97) >= 0.97) return undefined
  const alone = partner >= 0 ? likeness(unit.words, others[partner]?.words ?? none, 0) : 0
  const isFree = (index: number) => taken[index] === -1 || index === partner
  const starts = partner >= 0 ? [partner, partner - 1, partner - 2] : near < 0 ? [] : range(near, near + 3)
  let best: { likeness: number; members: number[] } | undefined
  for (const start of starts) {
    const members: number[] = []
    for (let index = start; index < start + 8; index++) {
      const other = others[index]
      if (index < 0 || !other || other.shape !== 'text' || !isFree(index) || other.words.length === 0) break
      members.push(index)
      if (members.length < 2 || (partner >= 0 && !members.includes(partner))) continue
      // Each part must come from this unit for the most.
      if (!members.every((member) => contained(others[member]?.words ?? none, unit.words) >= 0.6)) break
      const found = likeness(unit.words, joined(members.map((member) => others[member]?.words ?? none)), 0.75)
      if (found >= 0.75 && found > alone + 0.03 && found > (best?.likeness ?? 0))
        best = { likeness: found, members: [...members] }
    }
  }
  return best?.members
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
