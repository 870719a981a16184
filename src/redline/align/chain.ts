/** Pairings that keep the order of both sides: the one of the greatest likeness, and the heaviest chain of given pairs. */

/** The pairing of two sequences in order with the greatest sum of likeness. */
export function bestInOrder(
  olds: readonly number[],
  news: readonly number[],
  alike: (old: number, fresh: number) => number,
): [number, number, number][] {
  const width = news.length + 1
  const best = new Float64Array((olds.length + 1) * width)
  const like = new Float64Array((olds.length + 1) * width)
  for (let i = olds.length - 1; i >= 0; i--) {
    for (let j = news.length - 1; j >= 0; j--) {
      const at = i * width + j
      const own = alike(olds[i] ?? 0, news[j] ?? 0)
      like[at] = own
      best[at] = Math.max(
        best[at + width] ?? 0,
        best[at + 1] ?? 0,
        own > 0 ? own + (best[at + width + 1] ?? 0) : 0,
      )
    }
  }
  const found: [number, number, number][] = []
  let [i, j] = [0, 0]
  while (i < olds.length && j < news.length) {
    const at = i * width + j
    const own = like[at] ?? 0
    if (own > 0 && best[at] === own + (best[at + width + 1] ?? 0)) {
      found.push([olds[i] ?? 0, news[j] ?? 0, own])
      i++
      j++
    } else if (best[at] === best[at + width]) i++
    else j++
  }
  return found
}

/**
 * The increasing chain of pairs, in both orders, of the greatest weight.
 *
 * @param weight above nothing, so that a pair in order with all others is in every such chain
 */
export function heaviestChain<T extends { readonly old: number; readonly new: number }>(
  pairs: readonly T[],
  weight: (pair: T) => number,
): T[] {
  const sorted = [...pairs].sort((a, b) => a.old - b.old || b.new - a.new)
  const least = new Int32Array(sorted.length + 1).fill(2 ** 31 - 1)
  for (let at = sorted.length - 1; at >= 0; at--)
    least[at] = Math.min(least[at + 1] as number, (sorted[at] as T).new)
  const chain: T[] = []
  let crossing: T[] = []
  let most = -1
  sorted.forEach((pair, index) => {
    if (pair.new > most && pair.new < (least[index + 1] as number)) {
      for (const one of heaviest(crossing, weight)) chain.push(one)
      crossing = []
      chain.push(pair)
    } else crossing.push(pair)
    most = Math.max(most, pair.new)
  })
  for (const one of heaviest(crossing, weight)) chain.push(one)
  return chain
}

/** The same of pairs that cross one another, sorted: O(n log n) by a tree of prefix maxima. */
function heaviest<T extends { readonly old: number; readonly new: number }>(
  sorted: readonly T[],
  weight: (pair: T) => number,
): T[] {
  if (sorted.length === 0) return []
  const first = sorted.reduce((least, pair) => Math.min(least, pair.new), 2 ** 31)
  const size = sorted.reduce((most, pair) => Math.max(most, pair.new), 0) - first + 2
  const tree = new Int32Array(size + 1).fill(-1)
  const sums = new Float64Array(sorted.length)
  const before = new Int32Array(sorted.length).fill(-1)
  const heavier = (a: number, b: number): number =>
    b < 0 || (a >= 0 && (sums[a] ?? 0) >= (sums[b] ?? 0)) ? a : b
  let top = -1
  sorted.forEach((pair, index) => {
    let best = -1
    const place = pair.new - first
    for (let at = place; at > 0; at -= at & -at) best = heavier(best, tree[at] ?? -1)
    before[index] = best
    sums[index] = weight(pair) + (best >= 0 ? (sums[best] ?? 0) : 0)
    for (let at = place + 1; at <= size; at += at & -at) tree[at] = heavier(tree[at] ?? -1, index)
    top = heavier(top, index)
  })
  const chain: T[] = []
  for (let at = top; at >= 0; at = before[at] ?? -1) chain.push(sorted[at] as T)
  return chain.reverse()
}
