/** Changes that a reader may take together: typography only, a term renamed throughout, labels and references renumbered. */

import type { Document } from '../document/document.ts'
import { words } from '../document/words.ts'
import type { Change, ChangeClass } from './changes.ts'
import { accept } from './settle.ts'

/** Fewer replacements of one term than this are told one by one. */
const leastRenamed = 3

/** The changes, each with its class where it has one. */
export function classed(changes: readonly Change[]): readonly Change[] {
  const times = new Map<string, number>()
  for (const change of changes) times.set(termOf(change), (times.get(termOf(change)) ?? 0) + 1)
  return changes.map((change): Change => {
    if (change.class !== null) return change
    if (isTypography(change)) return { ...change, class: 'typography' }
    if (isRenumbering(change)) return { ...change, class: 'renumbered' }
    const term = termOf(change)
    return term !== '' && (times.get(term) ?? 0) >= leastRenamed ? { ...change, class: 'renamed' } : change
  })
}

/** A replaced term with what replaced it; empty for what is no term. Figures that change alike are told one by one. */
function termOf({ kind, old, new: fresh, figures }: Change): string {
  const isTerm = kind === 'replaced' && figures.length === 0 && /\p{L}/u.test(old) && /\p{L}/u.test(fresh)
  return isTerm ? `${old.trim()}\0${fresh.trim()}` : ''
}

/** The same text but for the form of quotes, dashes, dots and spaces. */
function isTypography({ kind, old, new: fresh, figures }: Change): boolean {
  if (kind !== 'replaced' && kind !== 'inserted' && kind !== 'deleted') return false
  return figures.length === 0 && (old !== '' || fresh !== '') && plainForm(old) === plainForm(fresh)
}

const plainForm = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201f\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\s\u00a0\u2007\u202f]+/g, ' ')
    .trim()

/** A label of an item or note, or a reference to a note, that has another number and nothing else. */
function isRenumbering({ kind, old, new: fresh, figures }: Change): boolean {
  const isLabel = (text: string) => /^\((?:\d+|[a-z])\)$/.test(text.trim())
  return (
    kind === 'renumbered' || (kind === 'replaced' && figures.length === 0 && isLabel(old) && isLabel(fresh))
  )
}

/** How often a term still stands in the new version. */
export function leftOver(term: string, fresh: Document): number {
  const text = ` ${words(fresh)
    .map((word) => word.text)
    .join(' ')} `
  const escaped = term.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.match(new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, 'gu'))?.length ?? 0
}

/** Changes of one class taken together; each renamed term is a class of its own. */
export interface ClassOfChanges {
  readonly class: ChangeClass
  /** The term and what replaced it; of other classes what the first change says. */
  readonly old: string
  readonly new: string
  /** The numbers of the changes. */
  readonly numbers: readonly number[]
  /** How often a renamed term still stands in the new version; null for other classes. */
  readonly leftOver: number | null
}

/** The classes of a redline that hold more than one change, in the order of their first. */
export function classesOf(changes: readonly Change[], redlined: Document): ClassOfChanges[] {
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    if (change.class === null || change.class === 'rewritten') continue
    const key = change.class === 'renamed' ? termOf(change) : change.class
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  const found = [...groups.values()].filter(({ length }) => length > 1)
  const fresh = found.some(([first]) => first?.class === 'renamed') ? accept(redlined) : redlined
  return found.flatMap((group): ClassOfChanges[] => {
    const [first] = group
    if (!first || first.class === null) return []
    const [old, now] = [first.old.trim(), first.new.trim()]
    return [
      {
        class: first.class,
        old,
        new: now,
        numbers: group.map(({ number }) => number),
        leftOver: first.class === 'renamed' ? leftOver(old, fresh) : null,
      },
    ]
  })
}

/** `renamed throughout, 11 times, 0 left over`. */
export function classSentence({ class: kind, numbers, leftOver: left }: ClassOfChanges): string {
  if (kind === 'typography') return `typography only, ${numbers.length} times`
  if (kind === 'renumbered') return `renumbered, ${numbers.length} labels and references`
  return `renamed throughout, ${numbers.length} times, ${left} left over`
}
