/** Text parted otherwise: one unit whose words are those of several neighbours, or of one of another shape, together. */
import type { Partners, Split, Unit, Units } from './alignment.ts'
import { range } from './alignment.ts'
import { contained, likeness } from './likeness.ts'
import { copied } from './partners.ts'

const none = new Int32Array(0)

/** Old units whose words went on into units beside their partner, and the reverse; what is in a split has no partner then. */
export function splitsOf(
  { olds, news }: Units,
  partners: Partners,
): { readonly splits: readonly Split[]; readonly partners: Partners } {
  const own = copied(partners)
  const { toNew, toOld } = own
  const found: Split[] = []
  const take = (one: number, members: readonly number[], side: Int32Array, other: Int32Array) => {
    const before = side[one] ?? -1
    if (before >= 0) other[before] = -1
    side[one] = -2
    for (const member of members) {
      const partner = other[member] ?? -1
      if (partner >= 0) side[partner] = -1
      other[member] = -2
    }
  }
  for (let old = 0; old < olds.length; old++) {
    const members = whole(olds, old, news, toNew[old] ?? -1, toOld, behind(old, toNew))
    if (!members) continue
    found.push({ olds: [old], news: members })
    take(old, members, toNew, toOld)
  }
  for (let fresh = 0; fresh < news.length; fresh++) {
    const members = whole(news, fresh, olds, toOld[fresh] ?? -1, toNew, behind(fresh, toOld))
    if (!members) continue
    found.push({ olds: members, news: [fresh] })
    take(fresh, members, toOld, toNew)
  }
  return { splits: found, partners: own }
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
  if (!unit || !flat(unit) || partner < -1 || (partner >= 0 && others[partner]?.hash === unit.hash))
    return undefined
  const isFree = (index: number): boolean => {
    const other = others[index]
    // A list and the same list with a paragraph more are a list and a paragraph.
    const fits = other && flat(other) && (unit.shape === 'text' || other.shape === 'text')
    return fits === true && (index === partner || taken[index] === -1)
  }
  const alone = partner < 0 || (!isFree(partner - 1) && !isFree(partner + 1))
  if (partner >= 0 && (alone || !isFree(partner))) return undefined
  const starts = partner >= 0 ? [partner, partner - 1, partner - 2] : near < 0 ? [] : range(near, near + 3)
  if (!starts.some(isFree) || unit.words().length < 6) return undefined
  const shared = (words: Int32Array, least: number): number =>
    (likeness(unit.words(), words, least) * (unit.words().length + words.length)) / 2
  const own = others[partner]?.words() ?? none
  const before = shared(own, 0)
  let best: { likeness: number; members: number[] } | undefined
  for (const start of starts) {
    const members: number[] = []
    for (let index = start; index < start + 8 && isFree(index); index++) {
      const other = others[index] as Unit
      if (other.words().length === 0) break
      members.push(index)
      if (members.length < 2 && other.shape === unit.shape) continue
      if (partner >= 0 && !members.includes(partner)) continue
      // Each part must come from this unit for the most, and so must what stands beside the partner.
      if (!members.every((member) => contained(others[member]?.words() ?? none, unit.words()) >= 0.6)) break
      const words = joined(members.map((member) => others[member]?.words() ?? none))
      const found = likeness(unit.words(), words, 0.75)
      const gained = shared(words, 0.75) - before
      if (found >= 0.75 && gained >= 0.6 * (words.length - own.length) && found > (best?.likeness ?? 0))
        best = { likeness: found, members: [...members] }
    }
  }
  return best?.members
}

const flat = ({ shape, flat: is }: Unit): boolean => shape === 'text' || is === true

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
