/** Both versions in one order: pairs as they stand, and between them first what is gone, then what has come. */
import type { Alignment, Pair, Unit } from './align.ts'

/** Walks both versions at once: pairs in order, and between them first what is gone, then what has come. */
export function merge(
  { stays, splits }: Alignment,
  oldCount: number,
  newCount: number,
  see: {
    both: (old: number, fresh: number) => void
    deleted: (old: number) => void
    inserted: (fresh: number) => void
    parted: (olds: readonly number[], news: readonly number[]) => void
  },
): void {
  const steps = [
    ...stays.map(({ old, new: fresh }) => ({ olds: [old], news: [fresh], parted: false })),
    ...splits.map((split) => ({ ...split, parted: true })),
  ].sort((a, b) => (a.olds[0] ?? 0) - (b.olds[0] ?? 0))
  let [old, fresh] = [0, 0]
  const until = (oldEnd: number, newEnd: number) => {
    while (old < oldEnd) see.deleted(old++)
    while (fresh < newEnd) see.inserted(fresh++)
  }
  for (const { olds, news, parted } of steps) {
    const [firstOld = 0, firstNew = 0] = [olds[0], news[0]]
    // Two splits may cross; the later one then is shown as deleted and inserted.
    if (firstOld < old || firstNew < fresh) continue
    until(firstOld, firstNew)
    if (parted) see.parted(olds, news)
    else see.both(firstOld, firstNew)
    ;[old, fresh] = [(olds.at(-1) ?? 0) + 1, (news.at(-1) ?? 0) + 1]
  }
  until(oldCount, newCount)
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
  olds: readonly Unit[],
  news: readonly Unit[],
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
  const [fewer, more] = [old.words.length, fresh.words.length].sort((a, b) => a - b) as [number, number]
  return fewer >= leastInPlace && more <= fewer * mostLonger
}
