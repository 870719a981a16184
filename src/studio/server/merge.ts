/**
 * Two changes of one text brought together, line by line (three-way merge). Where both changed the same lines nobody
 * guesses: the text on disk stays, and the person is shown all three.
 */
import { numbered, shortestEdit } from '../../redline/myers.ts'
import type { Conflict } from '../protocol.ts'

export interface Merged {
  readonly text: string
  readonly conflicts: readonly Conflict[]
}

/** Lines `start` to `end` of the base, and what one side has in their place. */
interface Change {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

/** @returns both changes; at a conflict the text is theirs */
export function merge(base: string, mine: string, theirs: string): Merged {
  const lines = linesOf(base)
  const [own, other] = [changesOf(lines, linesOf(mine)), changesOf(lines, linesOf(theirs))]
  const out: string[] = []
  const conflicts: Conflict[] = []
  let [at, a, b] = [0, 0, 0]
  while (a < own.length || b < other.length) {
    const first = Math.min(
      own[a]?.start ?? Number.POSITIVE_INFINITY,
      other[b]?.start ?? Number.POSITIVE_INFINITY,
    )
    const group = { start: first, end: first, own: [] as Change[], other: [] as Change[] }
    // All changes that meet, directly or by way of others, are settled together.
    for (let grown = true; grown; ) {
      grown = false
      const [x, y] = [own[a], other[b]]
      if (x && meets(x, group)) {
        grow(group, group.own, x)
        a++
        grown = true
      } else if (y && meets(y, group)) {
        grow(group, group.other, y)
        b++
        grown = true
      }
    }
    out.push(...lines.slice(at, group.start))
    const [mineHere, theirsHere] = [applied(lines, group, group.own), applied(lines, group, group.other)]
    const both = group.own.length > 0 && group.other.length > 0 && mineHere !== theirsHere
    if (both)
      conflicts.push({
        line: out.join('').split('\n').length,
        base: lines.slice(group.start, group.end).join(''),
        mine: mineHere,
        theirs: theirsHere,
      })
    out.push(group.other.length > 0 ? theirsHere : mineHere)
    at = group.end
  }
  out.push(...lines.slice(at))
  return { text: out.join(''), conflicts }
}

type Group = { start: number; end: number }

/** Insertions at one place meet too: nobody can say which comes first. */
const meets = ({ start, end }: Change, group: Group): boolean =>
  start < group.end ||
  start === group.start ||
  (start === group.end && start === end && group.end > group.start)

function grow(group: Group, into: Change[], change: Change): void {
  group.end = Math.max(group.end, change.end)
  into.push(change)
}

function changesOf(base: readonly string[], fresh: readonly string[]): Change[] {
  return shortestEdit(...numbered(base, fresh))
    .stretches.filter(({ same }) => !same)
    .map(({ aStart, aEnd, bStart, bEnd }) => ({ start: aStart, end: aEnd, lines: fresh.slice(bStart, bEnd) }))
}

/** A stretch of the base with one side's changes in it. */
function applied(base: readonly string[], { start, end }: Group, changes: readonly Change[]): string {
  const out: string[] = []
  let at = start
  for (const change of changes) {
    out.push(...base.slice(at, change.start), ...change.lines)
    at = change.end
  }
  return [...out, ...base.slice(at, end)].join('')
}
