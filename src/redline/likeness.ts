/** How alike two sequences of words are, in order and not as bags. */
import { shortestEdit } from './myers.ts'

/** Twice the longest common run of words over the words of both; quickly 0 when a bag of words forbids `least`. */
export function likeness(a: Int32Array, b: Int32Array, least: number): number {
  const total = a.length + b.length
  if (total === 0) return 1
  if ((2 * Math.min(a.length, b.length)) / total < least) return 0
  if ((2 * common(a, b)) / total < least) return 0
  return (2 * commonInOrder(a, b)) / total
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
