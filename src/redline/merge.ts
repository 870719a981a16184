/** Both versions in one order: pairs as they stand, and between them first what is gone, then what has come. */
import type { Alignment } from './align.ts'

/** Walks both versions at once: pairs in order, and between them first what is gone, then what has come. */
export function merge(
  { stays, splits, joins }: Alignment,
  oldCount: number,
  newCount: number,
  see: {
    both: (old: number, fresh: number) => void
    gone: (old: number) => void
    come: (fresh: number) => void
    split: (old: number, fresh: readonly number[]) => void
    join: (olds: readonly number[], fresh: number) => void
  },
): void {
  const steps = [
    ...stays.map(({ old, new: fresh }) => ({ olds: [old], news: [fresh] })),
    ...splits.map(({ old, news }) => ({ olds: [old], news })),
    ...joins.map(({ olds, new: fresh }) => ({ olds, news: [fresh] })),
  ].sort((a, b) => (a.olds[0] ?? 0) - (b.olds[0] ?? 0))
  let [old, fresh] = [0, 0]
  const until = (oldEnd: number, newEnd: number) => {
    while (old < oldEnd) see.gone(old++)
    while (fresh < newEnd) see.come(fresh++)
  }
  for (const { olds, news } of steps) {
    const [firstOld = 0, firstNew = 0] = [olds[0], news[0]]
    // Two splitsAndJoins may cross; the later one then is shown as gone and come.
    if (firstOld < old || firstNew < fresh) continue
    until(firstOld, firstNew)
    if (news.length > 1) see.split(firstOld, news)
    else if (olds.length > 1) see.join(olds, firstNew)
    else see.both(firstOld, firstNew)
    ;[old, fresh] = [(olds.at(-1) ?? 0) + 1, (news.at(-1) ?? 0) + 1]
  }
  until(oldCount, newCount)
}
