/** How many changes of each kind there are, as figures and in words. */
import type { Change, ChangeKind } from './changes.ts'

const names: readonly (readonly [kind: ChangeKind, one: string, many: string])[] = [
  ['replaced', 'replacement', 'replacements'],
  ['inserted', 'insertion', 'insertions'],
  ['deleted', 'deletion', 'deletions'],
  ['moved', 'move', 'moves'],
  ['split', 'paragraph split', 'paragraphs split'],
  ['joined', 'paragraph joined to the next', 'paragraphs joined to the next'],
  ['reshaped', 'change between text and list', 'changes between text and list'],
  ['renumbered', 'label renumbered', 'labels renumbered'],
  ['restyled', 'change of look only', 'changes of look only'],
]

/** Counts by kind; both ends of a move are one. */
export function countsOf(changes: readonly Change[]): Partial<Record<ChangeKind, number>> {
  const counts: Partial<Record<ChangeKind, number>> = {}
  const moves = new Set<number>()
  for (const { kind, move } of changes) {
    if (kind === 'moved' && move !== null) {
      if (moves.has(move)) continue
      moves.add(move)
    }
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** `3 replacements, 1 move`, or that nothing changed. */
export function countSentence(changes: readonly Change[]): string {
  const counts = countsOf(changes)
  const parts = names.flatMap(([kind, one, many]) =>
    counts[kind] ? [`${counts[kind]} ${counts[kind] === 1 ? one : many}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'no changes'
}
