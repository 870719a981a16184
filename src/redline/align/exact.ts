/** Equal units -> pairs: the unique ones, then their equal neighbours, then equal ones in order between those. */
import type { Partners, Unit, Units } from './alignment.ts'
import { areFree, copied, enter, gapsOf, noPartners } from './partners.ts'

export function exactPairs(units: Units): Partners {
  const partners = noPartners(units)
  pairUnique(units, partners)
  pairNeighbours(units, partners, 1)
  pairNeighbours(units, partners, -1)
  return inOrderBetween(units, partners)
}

/** Most units are text, and to put a name before a long text is to copy it. */
const keyOf = ({ shape, hash }: Pick<Unit, 'shape' | 'hash'>): string =>
  shape === 'text' ? hash : `${shape}\0${hash}`

/** The index of each key that one unit alone has; -1 for others. */
function places(units: readonly Unit[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  units.forEach((unit, index) => {
    const key = keyOf(unit)
    found.set(key, found.has(key) ? -1 : index)
  })
  return found
}

/** Enters pairs into `partners`, the caller's own. */
function pairUnique({ olds, news }: Units, partners: Partners): void {
  const fresh = places(news)
  for (const [key, old] of places(olds)) {
    const at = fresh.get(key) ?? -1
    if (old >= 0 && at >= 0) enter(partners, { old, new: at, likeness: 1 })
  }
}

/** Enters equal neighbours of pairs into `partners`, the caller's own: those behind, or those before. */
function pairNeighbours({ olds, news }: Units, partners: Partners, step: 1 | -1): void {
  const count = olds.length
  for (let index = step > 0 ? 0 : count - 1; index >= 0 && index < count; index += step) {
    const fresh = partners.toNew[index] ?? -1
    if (fresh < 0) continue
    const [old, next] = [index + step, fresh + step]
    const [a, b] = [olds[old], news[next]]
    const equal = a !== undefined && b !== undefined && a.shape === b.shape && a.hash === b.hash
    if (equal && areFree(partners, old, next)) enter(partners, { old, new: next, likeness: 1 })
  }
}

function inOrderBetween(units: Units, partners: Partners): Partners {
  const own = copied(partners)
  for (const { oldStart, oldEnd, newStart, newEnd } of gapsOf(units, partners)) {
    const waiting = new Map<string, number[]>()
    for (let fresh = newEnd - 1; fresh >= newStart; fresh--) {
      if (partners.toOld[fresh] !== -1) continue
      const key = keyOf(units.news[fresh] as Unit)
      const list = waiting.get(key)
      if (list) list.push(fresh)
      else waiting.set(key, [fresh])
    }
    let next = newStart
    for (let old = oldStart; old < oldEnd; old++) {
      if (partners.toNew[old] !== -1) continue
      const list = waiting.get(keyOf(units.olds[old] as Unit)) ?? []
      while ((list.at(-1) ?? next) < next) list.pop()
      const fresh = list.pop()
      if (fresh === undefined) continue
      enter(own, { old, new: fresh, likeness: 1 })
      next = fresh + 1
    }
  }
  return own
}
