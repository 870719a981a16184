/**
 * The shortest edit between two sequences of numbers (E. Myers, "An O(ND) Difference Algorithm", 1986), in linear
 * space by middle snakes.
 *
 * Work is bounded: a stretch whose edit would cost more than `budget` steps is given as replaced whole, and the
 * result says so. No timer, so the same inputs always give the same edit.
 */

/** A stretch of both sides: `same`, or replaced (either side may be empty). UTF-16 never enters here: tokens do. */
export interface EditRange {
  readonly same: boolean
  readonly aStart: number
  readonly aEnd: number
  readonly bStart: number
  readonly bEnd: number
}

export interface Edit {
  readonly stretches: readonly EditRange[]
  /** Whether some stretch was too much work and is coarser than need be. */
  readonly coarse: boolean
}

/** Steps of the inner loop; some seconds of work at the most. */
const usualBudget = 40_000_000

type Numbers = Int32Array | readonly number[]

export function shortestEdit(a: Numbers, b: Numbers, budget = usualBudget): Edit {
  const kept: [number, number, number][] = []
  const work = { left: budget, coarse: false }
  compare(a, 0, a.length, b, 0, b.length, kept, work)
  return { stretches: stretchesOf(kept, a.length, b.length), coarse: work.coarse }
}

/** Numbers for the items of both sides, equal for equal keys. */
export function numbered(a: readonly string[], b: readonly string[]): [Int32Array, Int32Array] {
  const ids = new Map<string, number>()
  const of = (keys: readonly string[]): Int32Array =>
    Int32Array.from(keys, (key) => {
      const known = ids.get(key)
      if (known !== undefined) return known
      ids.set(key, ids.size)
      return ids.size - 1
    })
  return [of(a), of(b)]
}

/** Runs of equal items -> alternating stretches that cover both sides. */
function stretchesOf(
  kept: readonly (readonly [number, number, number])[],
  n: number,
  m: number,
): EditRange[] {
  const out: EditRange[] = []
  let [x, y] = [0, 0]
  const replace = (aEnd: number, bEnd: number): void => {
    if (aEnd > x || bEnd > y) out.push({ same: false, aStart: x, aEnd, bStart: y, bEnd })
  }
  for (const [aStart, bStart, length] of kept) {
    const before = out.at(-1)
    if (before?.same && before.aEnd === aStart && before.bEnd === bStart) {
      out[out.length - 1] = { ...before, aEnd: aStart + length, bEnd: bStart + length }
    } else {
      replace(aStart, bStart)
      out.push({ same: true, aStart, aEnd: aStart + length, bStart, bEnd: bStart + length })
    }
    ;[x, y] = [aStart + length, bStart + length]
  }
  replace(n, m)
  return out
}

function compare(
  a: Numbers,
  aFrom: number,
  aTo: number,
  b: Numbers,
  bFrom: number,
  bTo: number,
  kept: [number, number, number][],
  work: { left: number; coarse: boolean },
): void {
  let [aStart, aEnd, bStart, bEnd] = [aFrom, aTo, bFrom, bTo]
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++
    bStart++
  }
  if (aStart > aFrom) kept.push([aFrom, bFrom, aStart - aFrom])
  let tail = 0
  while (aEnd > aStart && bEnd > bStart && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--
    bEnd--
    tail++
  }
  if (aStart < aEnd && bStart < bEnd) {
    const middle = middleSnake(a, aStart, aEnd, b, bStart, bEnd, work)
    if (middle) {
      const [x, y] = middle
      compare(a, aStart, x, b, bStart, y, kept, work)
      compare(a, x, aEnd, b, y, bEnd, kept, work)
    }
  }
  if (tail > 0) kept.push([aEnd, bEnd, tail])
}

/** A point on a shortest path, or nothing when the budget ends or no item is shared. */
function middleSnake(
  a: Numbers,
  aStart: number,
  aEnd: number,
  b: Numbers,
  bStart: number,
  bEnd: number,
  work: { left: number; coarse: boolean },
): readonly [number, number] | undefined {
  const n = aEnd - aStart
  const m = bEnd - bStart
  const most = Math.ceil((n + m) / 2)
  const delta = n - m
  const odd = (delta & 1) !== 0
  const size = 2 * most + 2
  const forward = new Int32Array(size + 1).fill(-1)
  const backward = new Int32Array(size + 1).fill(-1)
  forward[most + 1] = 0
  backward[most + 1] = 0
  for (let d = 0; d <= most; d++) {
    work.left -= 2 * d + 2
    if (work.left < 0) {
      work.coarse = true
      return undefined
    }
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (forward[most + k - 1] ?? 0) < (forward[most + k + 1] ?? 0))
      let x = down ? (forward[most + k + 1] ?? 0) : (forward[most + k - 1] ?? 0) + 1
      let y = x - k
      while (x < n && y < m && a[aStart + x] === b[bStart + y]) {
        x++
        y++
      }
      forward[most + k] = x
      if (odd && Math.abs(k - delta) <= d - 1 && x <= n && y <= m && y >= 0) {
        const back = backward[most + delta - k] ?? -1
        if (back >= 0 && x + back >= n) return usable(aStart + x, bStart + y, aStart, aEnd, bStart, bEnd)
      }
    }
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (backward[most + k - 1] ?? 0) < (backward[most + k + 1] ?? 0))
      let x = down ? (backward[most + k + 1] ?? 0) : (backward[most + k - 1] ?? 0) + 1
      let y = x - k
      while (x < n && y < m && a[aEnd - 1 - x] === b[bEnd - 1 - y]) {
        x++
        y++
      }
      backward[most + k] = x
      if (!odd && Math.abs(delta - k) <= d && x <= n && y <= m && y >= 0) {
        const ahead = forward[most + delta - k] ?? -1
        if (ahead >= 0 && x + ahead >= n) return usable(aEnd - x, bEnd - y, aStart, aEnd, bStart, bEnd)
      }
    }
  }
  return undefined
}

/** A point at a corner would divide nothing; then there is nothing shared. */
function usable(
  x: number,
  y: number,
  aStart: number,
  aEnd: number,
  bStart: number,
  bEnd: number,
): readonly [number, number] | undefined {
  const corner = (x === aStart && y === bStart) || (x === aEnd && y === bEnd)
  return corner ? undefined : [x, y]
}
