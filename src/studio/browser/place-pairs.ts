/** Places of a document in a pane, by the letters before them: what is read in one pane is found in another. */

/** Letters before a place, and its distance from the beginning of what is scrolled; both grow. */
export type Places = readonly (readonly [letter: number, y: number])[]

export interface Pane {
  /** An element that is scrolled. */
  readonly scroller: { scrollTop: number; readonly scrollHeight: number; readonly clientHeight: number }
  readonly places: Places
}

/** Those that grow, from the beginning on. */
export const growing = (places: readonly (readonly [number, number])[]): Places => {
  const kept: (readonly [number, number])[] = [[0, 0]]
  for (const one of places) {
    const [letter, y] = kept.at(-1) ?? [0, 0]
    if (one[0] > letter && one[1] > y) kept.push(one)
  }
  return kept
}

/** The value that goes with `x`, between the two pairs around it. */
export function between(pairs: readonly (readonly [number, number])[], x: number, from: 0 | 1): number {
  const to = from === 0 ? 1 : 0
  let low = 0
  let high = pairs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pairs[middle]?.[from] ?? 0) <= x) low = middle
    else high = middle - 1
  }
  const [a, b] = [pairs[low] ?? [0, 0], pairs[low + 1]]
  if (!b) return a[to]
  return a[to] + ((x - a[from]) / (b[from] - a[from])) * (b[to] - a[to])
}

/** How far what is read moves down the pane as one scrolls: at its upper edge in the beginning, at its lower in the end. */
const readAt = ({ scrollTop, scrollHeight, clientHeight }: Pane['scroller']): number =>
  (scrollTop * scrollHeight) / Math.max(1, scrollHeight - clientHeight)

const scrollFor = ({ scrollHeight, clientHeight }: Pane['scroller'], y: number): number =>
  (y * Math.max(1, scrollHeight - clientHeight)) / scrollHeight

/** @returns how far the other is to be scrolled, to show what the first shows */
export function matching(from: Pane, to: Pane, letters: number): number {
  const ended = (one: Pane): Places => growing([...one.places, [letters, one.scroller.scrollHeight]])
  const letter = between(ended(from), readAt(from.scroller), 1)
  return scrollFor(to.scroller, between(ended(to), letter, 0))
}
