/** Both versions in one order: pairs as they stand, and between them first what was deleted, then what was inserted. */
import type { Alignment, Pair, Unit, Units } from './alignment.ts'

/** One place in the order of both versions; indices of units. */
export type Placed =
  | { readonly kind: 'both'; readonly old: number; readonly new: number }
  | { readonly kind: 'deleted'; readonly old: number }
  | { readonly kind: 'inserted'; readonly new: number }
  | { readonly kind: 'parted'; readonly olds: readonly number[]; readonly news: readonly number[] }

/** Every unit of both versions once, in order. @param olds how many there are of the old version, and `news` of the new */
export function inOrder({ stays, splits }: Alignment, olds: number, news: number): Placed[] {
  const steps = [
    ...stays.map((pair) => ({ olds: [pair.old], news: [pair.new], parted: false })),
    ...splits.map((split) => ({ ...split, parted: true })),
  ].sort((a, b) => (a.olds[0] ?? 0) - (b.olds[0] ?? 0))
  const out: Placed[] = []
  let [old, fresh] = [0, 0]
  const until = (oldEnd: number, newEnd: number) => {
    while (old < oldEnd) out.push({ kind: 'deleted', old: old++ })
    while (fresh < newEnd) out.push({ kind: 'inserted', new: fresh++ })
  }
  for (const { parted, ...step } of steps) {
    const [firstOld = 0, firstNew = 0] = [step.olds[0], step.news[0]]
    // Two splits may cross; the later one then is shown as deleted and inserted.
    if (firstOld < old || firstNew < fresh) continue
    until(firstOld, firstNew)
    out.push(parted ? { kind: 'parted', ...step } : { kind: 'both', old: firstOld, new: firstNew })
    ;[old, fresh] = [(step.olds.at(-1) ?? 0) + 1, (step.news.at(-1) ?? 0) + 1]
  }
  until(olds, news)
  return out
}

/** Words that a text needs to be taken for another's in its place, and how much longer one may be. */
const leastInPlace = 5
const mostLonger = 5

/**
 * The alignment with those paired that alone stand in one place in both versions, unlike as they are: a text written anew.
 *
 * @param elsewhere whether an old unit, or a new one, is known to have moved
 */
export function withInPlace(
  alignment: Alignment,
  { olds, news }: Units,
  elsewhere: { readonly old: (at: number) => boolean; readonly new: (at: number) => boolean },
): Alignment {
  const found: Pair[] = []
  const ends = [
    ...alignment.stays.map((pair) => ({ olds: [pair.old], news: [pair.new] })),
    ...alignment.splits,
    { olds: [olds.length], news: [news.length] },
  ].sort((a, b) => (a.olds[0] ?? 0) - (b.olds[0] ?? 0))
  let [old, fresh] = [0, 0]
  for (const end of ends) {
    const only = (from: number, to: number, away: (at: number) => boolean): number | undefined => {
      const there: number[] = []
      for (let at = from; at < to && there.length < 2; at++) if (!away(at)) there.push(at)
      return there.length === 1 ? there[0] : undefined
    }
    const [deleted, inserted] = [
      only(old, end.olds[0] ?? 0, elsewhere.old),
      only(fresh, end.news[0] ?? 0, elsewhere.new),
    ]
    if (deleted !== undefined && inserted !== undefined && inPlace(olds[deleted], news[inserted]))
      found.push({ old: deleted, new: inserted, likeness: 0 })
    ;[old, fresh] = [(end.olds.at(-1) ?? 0) + 1, (end.news.at(-1) ?? 0) + 1]
  }
  return found.length === 0 ? alignment : { ...alignment, stays: [...alignment.stays, ...found] }
}

function inPlace(old: Unit | undefined, fresh: Unit | undefined): boolean {
  if (!old || !fresh || old.shape !== fresh.shape || (old.shape !== 'text' && old.shape !== 'item'))
    return false
  const [fewer, more] = [old.words().length, fresh.words().length].sort((a, b) => a - b) as [number, number]
  return fewer >= leastInPlace && more <= fewer * mostLonger
}
