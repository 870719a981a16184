/** Changes that a reader may take together: typography only, a term renamed throughout, labels and references renumbered. */
import type { Document } from '../document/document.ts'
import { words } from '../document/words.ts'
import type { Change } from './changes.ts'

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
