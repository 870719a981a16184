/** The texts of a filing that two people changed apart: three states of each file as one, line by line, then word by word. */
import { numbered, shortestEdit } from '../redline/myers.ts'
import type { Conflict } from './plan.ts'
import { type ChangedRange, grouped, patched, threeWay } from './three-way.ts'

export interface FileMerge {
  /** The text as both made it; where they cannot be had together it has ours. Undefined for a file that goes. */
  readonly text: string | undefined
  readonly conflicts: readonly Conflict[]
  /** Stretches that were taken over from theirs. */
  readonly taken: readonly { readonly before: string; readonly after: string }[]
}

export function mergeTexts(
  base: string | undefined,
  theirs: string | undefined,
  ours: string | undefined,
): FileMerge {
  if (theirs === base || theirs === ours) return { text: ours, conflicts: [], taken: [] }
  if (ours === base) return { text: theirs, conflicts: [], taken: differing(base ?? '', theirs ?? '') }
  if (base === undefined || theirs === undefined || ours === undefined) {
    const why =
      base === undefined ? 'they and you began the same file' : 'one took out a file that the other changed'
    const conflict = { why, sent: base ?? '', theirs: theirs ?? '', ours: ours ?? '' }
    return { text: ours, conflicts: [conflict], taken: [] }
  }
  return mergedLines(base.split('\n'), theirs.split('\n'), ours.split('\n'))
}

function mergedLines(base: readonly string[], theirs: readonly string[], ours: readonly string[]): FileMerge {
  const out: string[] = []
  const conflicts: Conflict[] = []
  const taken: { before: string; after: string }[] = []
  let at = 0
  const sides = [stretchesOf(base, ours), stretchesOf(base, theirs)] as const
  for (const { start, end, ours: mine, theirs: other } of grouped(...sides, () => false)) {
    out.push(...base.slice(at, start))
    at = end
    const [own, their] = [patched(base, start, end, mine), patched(base, start, end, other)]
    if (other.length === 0) {
      out.push(...own)
      continue
    }
    const [before, after, sent] = [own, their, base.slice(start, end)].map((lines) => lines.join('\n')) as [
      string,
      string,
      string,
    ]
    const merged = mine.length === 0 ? { lines: their, text: after } : byWords(sent, after, before)
    if (!merged)
      conflicts.push({ why: 'they and you changed the same words', sent, theirs: after, ours: before })
    else if (merged.text !== before) taken.push({ before, after: merged.text })
    out.push(...(merged?.lines ?? own))
  }
  return { text: [...out, ...base.slice(at)].join('\n'), conflicts, taken }
}

/** Lines that both changed, word by word. */
function byWords(
  sent: string,
  theirs: string,
  ours: string,
): { lines: readonly string[]; text: string } | undefined {
  const plain = (text: string) => ({ text, looks: '0'.repeat(text.length) })
  const merged = threeWay(plain(sent), plain(theirs), plain(ours))
  return merged && { lines: merged.text.split('\n'), text: merged.text }
}

function stretchesOf(a: readonly string[], b: readonly string[]): ChangedRange<string>[] {
  return shortestEdit(...numbered(a, b)).stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }) =>
    same ? [] : [{ start: aStart, end: aEnd, by: b.slice(bStart, bEnd) }],
  )
}

const differing = (before: string, after: string): { before: string; after: string }[] =>
  stretchesOf(before.split('\n'), after.split('\n')).map(({ start, end, by }) => ({
    before: before.split('\n').slice(start, end).join('\n'),
    after: by.join('\n'),
  }))
