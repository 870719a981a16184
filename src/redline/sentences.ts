/**
 * Sentences of a paragraph, and edits moved to where they begin: of several shortest edits the one is shown that puts in
 * or takes out whole sentences, because `The Company {+sees growth. The Company+} plans` is read twice.
 */
import type { Stretch } from './myers.ts'
import { sameLook, type Token } from './tokens.ts'

/** Words whose point ends no sentence; nor does that of an initial or of letters with points between. */
const abbreviations = new Set(
  'Inc Corp Co Ltd Bros No Nos Mr Mrs Ms Messrs Dr Prof Gen Gov Sen Rep Jr Sr St Ave Blvd Rd vs Dept Est Ex Sec Art Fig Vol cf al etc approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec'.split(
    ' ',
  ),
)
const letters = /^(?:\p{L}|\p{L}(?:\.\p{L})+)$/u
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
  return mark === '.' && !abbreviations.has(word) && !letters.test(word)
}

/** The same edit, each insertion or deletion slid along equal words to where sentences begin, if it can be. */
export function bySentences(
  stretches: readonly Stretch[],
  olds: readonly Token[],
  news: readonly Token[],
): Stretch[] {
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
  const fits = (by: number) => startsSentence(tokens, from + by) && startsSentence(tokens, to + by)
  if (fits(0)) return 0
  const alike = (a: Token | undefined, b: Token | undefined) =>
    a !== undefined && b !== undefined && a.key === b.key && sameLook(a, b)
  for (let by = 1; by <= left && alike(tokens[from - by], tokens[to - by]); by++) if (fits(-by)) return -by
  for (let by = 1; by <= right && alike(tokens[from + by - 1], tokens[to + by - 1]); by++)
    if (fits(by)) return by
  return 0
}
