/**
 * Which unit of one version is which of another: first those that are the same, then by the names that they went out
 * with and by how alike their words are. The order is kept; what moved is gone in one place and new in another.
 */
import { likeness } from '../redline/align/likeness.ts'
import { numbered, shortestEdit } from '../redline/myers.ts'
import type { Unit } from '../word/units.ts'

/** Less alike, two texts are two texts. */
const leastAlike = 0.4
/** Pairs that are weighed in one gap; beyond that only names count. */
const mostWeighed = 40_000

/** All the words of a unit. */
export const wordsOf = (unit: Unit): string =>
  unit.type === 'text' ? unit.text : unit.rows.map((row) => row.map(({ text }) => text).join('\t')).join('\n')

/** @returns for each unit of `a` its index in `b`, or undefined */
export function pairUnits(a: readonly Unit[], b: readonly Unit[]): readonly (number | undefined)[] {
  const pairs: (number | undefined)[] = a.map(() => undefined)
  const key = (unit: Unit) => `${unit.type}\0${wordsOf(unit)}`
  const { stretches } = shortestEdit(...numbered(a.map(key), b.map(key)))
  for (const { same, aStart, aEnd, bStart, bEnd } of stretches) {
    if (same) for (let at = aStart; at < aEnd; at++) pairs[at] = bStart + at - aStart
    else for (const [at, to] of bestPairs(a, aStart, aEnd, b, bStart, bEnd)) pairs[at] = to
  }
  return pairs
}

/** The pairs of a gap, in order, that are most alike together (the usual table of best sums). */
function bestPairs(
  a: readonly Unit[],
  aStart: number,
  aEnd: number,
  b: readonly Unit[],
  bStart: number,
  bEnd: number,
): (readonly [number, number])[] {
  const [rows, columns] = [aEnd - aStart, bEnd - bStart]
  if (rows === 0 || columns === 0) return []
  if (rows * columns > mostWeighed)
    return namedPairs(a.slice(aStart, aEnd), b.slice(bStart, bEnd), aStart, bStart)
  const bags = numberedWords([...a.slice(aStart, aEnd), ...b.slice(bStart, bEnd)])
  const weight = (row: number, column: number): number => {
    const [one, other] = [a[aStart + row], b[bStart + column]]
    if (!one || !other || one.type !== other.type) return 0
    const named = one.type === 'text' && other.type === 'text' && one.id !== undefined && one.id === other.id
    if (named) return 1
    const [left, right] = [bags[row], bags[rows + column]]
    if (!left || !right) return 0
    const alike = likeness(left, right, leastAlike)
    return alike < leastAlike ? 0 : alike
  }
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  const weights = Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: columns }, (__, column) => weight(row, column)),
  )
  const at = (row: number, column: number) => best[row]?.[column] ?? 0
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const own = weights[row]?.[column] ?? 0
      const both = own === 0 ? 0 : own + at(row + 1, column + 1)
      ;(best[row] as Float64Array)[column] = Math.max(both, at(row + 1, column), at(row, column + 1))
    }
  const found: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const own = weights[row]?.[column] ?? 0
    if (own > 0 && at(row, column) === own + at(row + 1, column + 1)) {
      found.push([aStart + row, bStart + column])
      row++
      column++
    } else if (at(row, column) === at(row + 1, column)) row++
    else column++
  }
  return found
}

/** The pairs of a gap that is too wide to weigh: those of one name, in order. */
function namedPairs(
  a: readonly Unit[],
  b: readonly Unit[],
  aStart: number,
  bStart: number,
): (readonly [number, number])[] {
  const places = new Map(
    b.flatMap((unit, at) => (unit.type === 'text' && unit.id ? [[unit.id, at] as const] : [])),
  )
  const found: (readonly [number, number])[] = []
  let next = 0
  for (const [at, unit] of a.entries()) {
    const to = unit.type === 'text' && unit.id ? places.get(unit.id) : undefined
    if (to === undefined || to < next) continue
    found.push([aStart + at, bStart + to])
    next = to + 1
  }
  return found
}

function numberedWords(units: readonly Unit[]): Int32Array[] {
  const ids = new Map<string, number>()
  return units.map((unit) =>
    Int32Array.from(
      wordsOf(unit)
        .split(/\s+/)
        .filter((word) => word !== ''),
      (word) => {
        const known = ids.get(word) ?? ids.size
        ids.set(word, known)
        return known
      },
    ),
  )
}
