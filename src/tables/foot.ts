/**
 * Whether totals are the sums of the rows above them.
 *
 * A row marked `foot` is held against the rows of its section, or of the sections around it, or the last few rows above
 * it, whichever agrees; rows marked `less` are subtracted, and where nothing is marked all rows but the first may be. A
 * row that was footed stands for its parts from then on. A total closes all that is above it.
 */
import type { Table } from '../document/document.ts'
import { named, type Value, type ValueRow, valueRows, written } from './values.ts'

export interface FootingDifference {
  readonly value: Value
  readonly message: string
}

/** Rows that a total may be made of, with the number of frames it closes. */
interface Candidate {
  readonly parts: readonly ValueRow[]
  readonly closes: number
  /** How many rows of the outermost frame it leaves. */
  readonly leaves: number
  readonly signs: readonly (1 | -1)[]
}

export function footTable(table: Table): readonly FootingDifference[] {
  const found: FootingDifference[] = []
  /** Open sections from the outside in, each with its rows so far. */
  let frames: ValueRow[][] = [[]]
  for (const row of valueRows(table)) {
    if (row.header) continue
    if (row.classes.includes('section')) frames.push([])
    if (row.values.size === 0) continue
    const sums = row.classes.includes('total') || row.classes.includes('subtotal')
    const choice = row.classes.includes('foot') || sums ? chosen(row, frames) : undefined
    if (choice && row.classes.includes('foot')) found.push(...differences(row, choice))
    if (row.classes.includes('total')) frames = [[]]
    else if (choice) {
      frames = frames.slice(0, frames.length - choice.closes + 1)
      const outer = frames.at(-1) ?? []
      frames[frames.length - 1] = outer.slice(0, choice.leaves)
    }
    // A section whose total it is has ended.
    if (choice && frames.length > 1 && frames.at(-1)?.length === 0) frames.pop()
    if (row.classes.includes('total')) frames = [[]]
    else frames.at(-1)?.push(row)
  }
  return found
}

/** The rows that make the figure in most columns; of equals, those nearest to it. */
function chosen(row: ValueRow, frames: readonly (readonly ValueRow[])[]): Candidate | undefined {
  let best: { readonly candidate: Candidate; readonly wrong: number } | undefined
  for (const candidate of candidates(frames)) {
    const wrong = differences(row, candidate).length
    if (!best || wrong < best.wrong) best = { candidate, wrong }
    if (wrong === 0) break
  }
  return best?.candidate
}

function* candidates(frames: readonly (readonly ValueRow[])[]): Generator<Candidate> {
  const lists = frames.map((_, index) => frames.slice(frames.length - 1 - index).flat())
  for (const [index, parts] of lists.entries())
    if (parts.length > 0) yield* signed({ parts, closes: index + 1, leaves: 0 })
  const innermost = frames.at(-1) ?? []
  for (let leaves = innermost.length - 2; leaves > 0; leaves--)
    yield* signed({ parts: innermost.slice(leaves), closes: 1, leaves })
}

function* signed(candidate: Omit<Candidate, 'signs'>): Generator<Candidate> {
  const marked = candidate.parts.map(({ classes }) => (classes.includes('less') ? -1 : 1))
  yield { ...candidate, signs: marked }
  if (!marked.includes(-1) && marked.length > 1)
    yield { ...candidate, signs: marked.map((_, index) => (index === 0 ? 1 : -1)) }
}

function differences({ label, values }: ValueRow, { parts, signs }: Candidate): FootingDifference[] {
  return [...values].flatMap(([column, value]): FootingDifference[] => {
    const own = parts.flatMap((row, index) => {
      const part = row.values.get(column)
      const alike = part && (part.percent === value.percent || part.unit === 0)
      return alike ? [{ part, sign: signs[index] ?? 1 }] : []
    })
    if (own.length === 0) return []
    const sum = own.reduce((total, { part, sign }) => total + sign * part.number, 0)
    const off = value.number - sum
    const unit = Math.min(...own.map(({ part }) => part.unit).filter((one) => one > 0), value.unit || 1)
    if (Math.abs(off) < unit / 2) return []
    const terms = own.map(
      ({ part, sign }, index) =>
        `${index === 0 ? (sign < 0 ? '-' : '') : sign < 0 ? '- ' : '+ '}${named(part)}`,
    )
    const shown = terms.length > 6 ? [...terms.slice(0, 3), '…', ...terms.slice(-2)] : terms
    const message = `"${label}" is ${value.shown}, and its rows make ${written(sum, value)}, ${written(Math.abs(off), value)} ${off > 0 ? 'less' : 'more'}: ${shown.join(' ')}`
    return [{ value, message }]
  })
}
