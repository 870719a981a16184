/** How alike two units are: by their words in order, by their key, by how they begin. */
import type { Unit } from './alignment.ts'
import { likeness } from './likeness.ts'

/** Likeness that neighbours need, and that units far apart need. */
export const near = 0.38
export const far = 0.5

/** Their likeness where it is enough, else 0. @param least `near` or `far` */
export function alike(a: Unit | undefined, b: Unit | undefined, least: number): number {
  if (!a || !b || a.shape !== b.shape) return 0
  const found = likeness(a.words(), b.words(), least)
  if (found >= least) return found
  if (least !== near) return 0
  return (a.key !== '' && a.key === b.key) || beginAlike(a, b) ? near : 0
}

/** Paragraphs that begin with so many equal words, as under one caption, are one paragraph, however the rest goes on. */
const sameBeginning = 5

function beginAlike(old: Unit, fresh: Unit): boolean {
  if (old.shape !== 'text' && old.shape !== 'item') return false
  const [a, b] = [old.words(), fresh.words()]
  for (let at = 0; at < sameBeginning; at++) if (a[at] === undefined || a[at] !== b[at]) return false
  return true
}
