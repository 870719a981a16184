/** How alike two sequences of words are, in order and not as bags. */
import { shortestEdit } from '../myers.ts'

/** Twice the longest common run of words over the words of both; quickly 0 when a bag of words forbids `least`. */
export function likeness(a: Int32Array, b: Int32Array, least: number): number {
  const total = a.length + b.length
  if (total === 0) return 1
  // What both begin and end with is in order; of an edited paragraph that is most of it.
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a[head] === b[head]) head++
  let tail = 0
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const [restA, restB] = [a.subarray(head, a.length - tail), b.subarray(head, b.length - tail)]
  const ofBoth = (rest: number) => (2 * (head + tail + rest)) / total
  if (restA.length === 0 || restB.length === 0) return ofBoth(0)
  if (ofBoth(shorter - head - tail) < least || ofBoth(common(restA, restB)) < least) return 0
  return ofBoth(commonInOrder(restA, restB))
}

/** Share of the words of `a` that stand in `b` in order. */
export function contained(a: Int32Array, b: Int32Array): number {
  return a.length === 0 ? 1 : commonInOrder(a, b) / a.length
}

export function common(a: Int32Array, b: Int32Array): number {
  const counts = new Map<number, number>()
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left === 0) continue
    counts.set(word, left - 1)
    shared++
  }
  return shared
}

export function commonInOrder(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (const { same, aStart, aEnd } of shortestEdit(a, b, 4_000_000).stretches)
    if (same) shared += aEnd - aStart
  return shared
}
