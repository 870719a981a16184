/**
 * Passages that were written anew: so little is left, and in such crumbs, that both versions are read better whole. They
 * are told apart from edits, because a redline cannot be expected to show few marks there.
 */
import type { LeafStretch } from './stretch.ts'
import type { Token } from './tokens.ts'

/** So many words in a row that were kept end a passage: a reader finds the way by them. */
const anchor = 7
/** Kept words over all words of the longer version, below which a passage was written anew. */
const mostKept = 0.42
/** Words in a row that are kept there on average. */
const crumbs = 3
/** A figure, or a word that turns a sentence round, weighs as much as so many other words. */
const figureWeight = 3
/** Words left at one end of a paragraph that are read with the rest of it. */
const mostLeft = 4

const isWord = ({ kind }: Token): boolean => kind === 'word' || kind === 'figure' || kind === 'special'
const wordsIn = (tokens: readonly Token[]): number => tokens.filter(isWord).length
const weight = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, one) => sum + (one.kind === 'figure' ? figureWeight : isWord(one) ? 1 : 0), 0)

/** The same edit, each passage that was written anew as one replacement. */
export function rewrittenWhole(stretches: readonly LeafStretch[]): readonly LeafStretch[] {
  if (stretches.filter(({ same }) => !same).length < 3) return wholeParagraph(stretches)
  const out: LeafStretch[] = []
  for (let at = 0; at < stretches.length; ) {
    const end = passageEnd(stretches, at)
    const passage = stretches.slice(at, end)
    if (writtenAnew(passage)) out.push(asOne(passage))
    else out.push(...passage)
    at = end
  }
  return wholeParagraph(out)
}

/** Where the passage ends that begins with a change: before the next anchor. What is no change stands alone. */
function passageEnd(stretches: readonly LeafStretch[], from: number): number {
  if (stretches[from]?.same) return from + 1
  let end = from + 1
  while (stretches[end + 1] && !endsPassage(stretches[end] as LeafStretch)) end += 2
  return Math.min(end, stretches.length)
}

const endsPassage = ({ same, olds }: LeafStretch): boolean =>
  same && (wordsIn(olds) >= anchor || olds.some(({ kind }) => kind === 'boundary'))

function writtenAnew(passage: readonly LeafStretch[]): boolean {
  const islands = passage.filter(({ same }) => same)
  if (islands.length < 2) return false
  const changed = passage.filter(({ same }) => !same)
  if (changed.some(({ olds, news }) => [...olds, ...news].some(({ kind }) => kind === 'boundary')))
    return false
  const sum = (of: (one: LeafStretch) => number, list: readonly LeafStretch[]) =>
    list.reduce((all, one) => all + of(one), 0)
  const kept = sum(({ olds }) => weight(olds), islands)
  const [lost, got] = [sum(({ olds }) => wordsIn(olds), changed), sum(({ news }) => wordsIn(news), changed)]
  if (Math.min(lost, got) < 4 || kept > mostKept * (kept + Math.max(lost, got))) return false
  return sum(({ olds }) => wordsIn(olds), islands) <= crumbs * islands.length
}

const asOne = (passage: readonly LeafStretch[]): LeafStretch => ({
  same: false,
  rewritten: true,
  olds: passage.flatMap(({ olds }) => olds),
  news: passage.flatMap(({ news }) => news),
})

/** Of a paragraph of which next to nothing is left, that too is part of what was written anew. */
function wholeParagraph(stretches: readonly LeafStretch[]): readonly LeafStretch[] {
  const changed = stretches.filter(({ same }) => !same)
  const [only] = changed
  if (!only || changed.length > 1 || stretches.length === 1 || endsIn(stretches)) return stretches
  const left = stretches.filter(({ same }) => same).map(({ olds }) => weight(olds))
  const [lost, got] = [wordsIn(only.olds), wordsIn(only.news)]
  const anew = only.rewritten || Math.min(lost, got) >= 8
  const little =
    left.every((words) => words <= mostLeft) && 4 * left.reduce((a, b) => a + b, 0) <= Math.min(lost, got)
  return anew && little ? [asOne(stretches)] : stretches
}

const endsIn = (stretches: readonly LeafStretch[]): boolean =>
  stretches.some(({ olds, news }) => [...olds, ...news].some(({ kind }) => kind === 'boundary'))
