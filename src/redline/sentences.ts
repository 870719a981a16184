/**
 * Sentences of a paragraph, and edits moved to where they begin: of several shortest edits the one is shown that puts in
 * or takes out whole sentences, because `The Company {+sees growth. The Company+} plans` is read twice.
 */
import { isAbbreviation } from '../document/abbreviations.ts'
import { heaviestChain } from './align/chain.ts'
import type { EditRange } from './myers.ts'
import { sameLook, type Token } from './tokens.ts'

const closing = /^["'”’)\]]$/
const opening = /^[\p{Lu}\d"'“‘([$€£¥]/u

/** Whether a sentence begins with the token; the end of a paragraph is no beginning. */
export function startsSentence(tokens: readonly Token[], at: number): boolean {
  if (at === 0) return tokens.length > 0
  const first = tokens[at]
  if (tokens[at - 1]?.kind !== 'space' || !first || !opening.test(first.key)) return false
  let end = at - 2
  while (end > 0 && closing.test(tokens[end]?.key ?? '')) end--
  const mark = tokens[end]?.key
  if (mark === '!' || mark === '?') return true
  const word = tokens[end - 1]?.key ?? ''
  return mark === '.' && !isAbbreviation(word)
}

/** Whether a sentence ends before the token, which is the space behind it or the end of the text. */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  if (at < tokens.length) return tokens[at]?.kind === 'space' && startsSentence(tokens, at + 1)
  let end = at - 1
  while (end > 0 && closing.test(tokens[end]?.key ?? '')) end--
  return /^[.!?]$/.test(tokens[end]?.key ?? '')
}

/** The same edit, each insertion or deletion slid along equal words to where sentences begin, if it can be. */
export function bySentences(
  stretches: readonly EditRange[],
  olds: readonly Token[],
  news: readonly Token[],
): EditRange[] {
  const slid = stretches.map((stretch) => ({ ...stretch }))
  slid.forEach((stretch, index) => {
    const [before, next] = [slid[index - 1], slid[index + 1]]
    if (stretch.same || !before || !next) return
    const { aStart, aEnd, bStart, bEnd } = stretch
    if (aStart < aEnd && bStart < bEnd) return
    const [tokens, from, to] =
      bStart < bEnd ? ([news, bStart, bEnd] as const) : ([olds, aStart, aEnd] as const)
    const by = slide(tokens, from, to, before.aEnd - before.aStart, next.aEnd - next.aStart)
    for (const side of ['a', 'b'] as const) {
      before[`${side}End`] += by
      stretch[`${side}Start`] += by
      stretch[`${side}End`] += by
      next[`${side}Start`] += by
    }
  })
  return slid.filter(({ aStart, aEnd, bStart, bEnd }) => aStart < aEnd || bStart < bEnd)
}

/** How far a window slides, to the left below nothing, so that a sentence begins at both its ends; 0 where none does. */
function slide(tokens: readonly Token[], from: number, to: number, left: number, right: number): number {
  // From one start of a sentence to another, or, where the last one is meant, from one end to another.
  const fits = (by: number) =>
    (startsSentence(tokens, from + by) && startsSentence(tokens, to + by)) ||
    (endsSentence(tokens, from + by) && endsSentence(tokens, to + by))
  if (fits(0)) return 0
  const alike = (a: Token | undefined, b: Token | undefined) =>
    a !== undefined && b !== undefined && a.key === b.key && sameLook(a, b)
  for (let by = 1; by <= left && alike(tokens[from - by], tokens[to - by]); by++) if (fits(-by)) return -by
  for (let by = 1; by <= right && alike(tokens[from + by - 1], tokens[to + by - 1]); by++)
    if (fits(by)) return by
  return 0
}

/** Fewer words than this are no sentence that moved: short ones stand twice by chance. */
const leastMoved = 5

/** A sentence of a paragraph: its tokens from `start` to `end`, the space that goes with it left out. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly key: string
}

/** The sentences that are long enough to be known again elsewhere. */
export function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const starts = tokens.flatMap((token, at) =>
    token.kind !== 'boundary' && (tokens[at - 1]?.kind === 'boundary' || startsSentence(tokens, at))
      ? [at]
      : [],
  )
  return starts.flatMap((start, index): Sentence[] => {
    let end = starts[index + 1] ?? tokens.length
    for (let at = start; at < end; at++) if (tokens[at]?.kind === 'boundary') end = at
    while (end > start && tokens[end - 1]?.kind === 'space') end--
    const own = tokens.slice(start, end)
    const words = own.filter(({ kind }) => kind === 'word' || kind === 'figure').length
    return words < leastMoved ? [] : [{ start, end, key: own.map(({ key }) => key).join('') }]
  })
}

/** Sentences that stand in one of two texts alone, or in both in another order. */
export function differingSentences(
  olds: readonly Token[],
  news: readonly Token[],
): { readonly lost: readonly Sentence[]; readonly found: readonly Sentence[] } {
  const [was, is] = [sentencesOf(olds), sentencesOf(news)]
  const places = new Map(is.map(({ key }, at) => [key, at]))
  const pairs = was.flatMap(({ key }, old) => {
    const fresh = places.get(key)
    return fresh === undefined ? [] : [{ old, new: fresh }]
  })
  // Of those in both, the heaviest row in one order stays.
  const stays = heaviestChain(pairs, ({ old }) => was[old]?.key.length ?? 1)
  const [keptOld, keptNew] = [new Set(stays.map((pair) => pair.old)), new Set(stays.map((pair) => pair.new))]
  return {
    lost: was.filter((_, at) => !keptOld.has(at)),
    found: is.filter((_, at) => !keptNew.has(at)),
  }
}

/** A sentence taken out of a text: where in the rest it stood, with the space that goes with it. */
export interface TakenOut {
  readonly at: number
  readonly tokens: readonly Token[]
  readonly key: string
}

export function withoutSentences(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
): { readonly rest: readonly Token[]; readonly taken: readonly TakenOut[] } {
  const rest: Token[] = []
  const taken: TakenOut[] = []
  let at = 0
  for (const { start, end, key } of sentences) {
    const behind = tokens[end]?.kind === 'space'
    const before = !behind && start > at && tokens[start - 1]?.kind === 'space'
    const [from, to] = [before ? start - 1 : start, behind ? end + 1 : end]
    rest.push(...tokens.slice(at, from))
    taken.push({ at: rest.length, tokens: tokens.slice(from, to), key })
    at = to
  }
  rest.push(...tokens.slice(at))
  return { rest, taken }
}
