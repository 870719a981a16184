/**
 * Two paragraphs -> what is the same, deleted and inserted between them, as stretches of whole tokens.
 *
 * The shortest edit first; then a careful clean-up: islands of spaces, signs and small words between two changes join
 * them, because nobody reads a sentence in crumbs. An island with a figure or a negation is never swallowed.
 */
import { type EditRange, numbered, shortestEdit } from './myers.ts'
import { rewrittenWhole } from './rewritten.ts'
import { bySentences } from './sentences.ts'
import type { LeafStretch } from './stretch.ts'
import type { Token } from './tokens.ts'

export interface LeafEdit {
  readonly stretches: readonly LeafStretch[]
  /** Tokens marked by the shortest edit, before the clean-up. */
  readonly shortest: number
  readonly coarse: boolean
}

const small = new Set(
  'a an the of and or in on to for from with by at as is was were are be been that which who its it their has have had'.split(
    ' ',
  ),
)
/** Words that turn a sentence round; an island with one stays. */
const negation = /^(?:not|no|never|none|nor|without|cannot|neither|non-.*|un.*|.*n[’']t)$/i
/** Small words that an island may hold. */
const longestIsland = 2

export function editLeaf(olds: readonly Token[], news: readonly Token[]): LeafEdit {
  // What both begin and end with stays whatever the edit between: of an edited paragraph that is most of it.
  const shorter = Math.min(olds.length, news.length)
  let head = 0
  while (head < shorter && olds[head]?.key === news[head]?.key) head++
  let tail = 0
  while (tail < shorter - head && olds.at(-1 - tail)?.key === news.at(-1 - tail)?.key) tail++
  const keys = (tokens: readonly Token[]) => tokens.slice(head, tokens.length - tail).map(({ key }) => key)
  const edit = shortestEdit(...numbered(keys(olds), keys(news)))
  let shortest = 0
  const found: EditRange[] = []
  if (head > 0) found.push({ same: true, aStart: 0, aEnd: head, bStart: 0, bEnd: head })
  for (const { same, aStart, aEnd, bStart, bEnd } of edit.stretches) {
    if (!same) shortest += aEnd - aStart + bEnd - bStart
    const [a, b] = [aStart + head, bStart + head]
    found.push({ same, aStart: a, aEnd: aEnd + head, bStart: b, bEnd: bEnd + head })
  }
  const [a, b] = [olds.length, news.length]
  if (tail > 0) found.push({ same: true, aStart: a - tail, aEnd: a, bStart: b - tail, bEnd: b })
  const stretches = bySentences(found, olds, news).map(
    ({ same, aStart, aEnd, bStart, bEnd }): LeafStretch => ({
      same,
      olds: olds.slice(aStart, aEnd),
      news: news.slice(bStart, bEnd),
    }),
  )
  const read = rewrittenWhole(cleaned(oneByOne(stretches)))
  return { stretches: read.flatMap(spaceKept), shortest, coarse: edit.coarse }
}

/**
 * A lone blank between two insertions, or two deletions, that could as well stand at the end or the beginning of both:
 * `price{+, but+} {+rising +}costs` is one insertion.
 */
function oneByOne(stretches: readonly LeafStretch[]): LeafStretch[] {
  const out = [...stretches]
  for (let at = 1; at + 1 < out.length; at++) {
    const [before, blank, next] = out.slice(at - 1, at + 2) as [LeafStretch, LeafStretch, LeafStretch]
    const side = sideOf(before)
    if (!blank.same || blank.olds.length !== 1 || blank.olds[0]?.kind !== 'space') continue
    if (side === undefined || side !== sideOf(next)) continue
    const key = blank.olds[0].key
    const [first, second] = [before[side], next[side]]
    const own = blank[side] as readonly Token[]
    const one = (tokens: readonly Token[]): LeafStretch => ({
      same: false,
      olds: [],
      news: [],
      [side]: tokens,
    })
    if (second.at(-1)?.key === key)
      out.splice(
        at - 1,
        3,
        one([...first, ...own, ...second.slice(0, -1)]),
        shifted(blank, side, second.at(-1)),
      )
    else if (first[0]?.key === key)
      out.splice(at - 1, 3, shifted(blank, side, first[0]), one([...first.slice(1), ...own, ...second]))
    else continue
    at = Math.max(0, at - 2)
  }
  return out
}

const sideOf = ({ same, olds, news }: LeafStretch): 'olds' | 'news' | undefined =>
  same || (olds.length > 0 && news.length > 0) ? undefined : olds.length > 0 ? 'olds' : 'news'

/** The blank, now the one that another token stood for on that side. */
const shifted = (blank: LeafStretch, side: 'olds' | 'news', token: Token | undefined): LeafStretch => ({
  ...blank,
  [side]: token ? [token] : [],
})

function cleaned(stretches: readonly LeafStretch[]): LeafStretch[] {
  const out: LeafStretch[] = []
  stretches.forEach((stretch, index) => {
    const [before, next] = [out.at(-1), stretches[index + 1]]
    const island = stretch.same && before && !before.same && next && !next.same
    if (island && swallowed(stretch.olds, before, next)) {
      out[out.length - 1] = {
        same: false,
        olds: [...before.olds, ...stretch.olds],
        news: [...before.news, ...stretch.news],
      }
    } else if (!stretch.same && before && !before.same) {
      out[out.length - 1] = {
        same: false,
        olds: [...before.olds, ...stretch.olds],
        news: [...before.news, ...stretch.news],
      }
    } else out.push(stretch)
  })
  return out
}

/** A space that ends both sides of a replacement stays out of it. */
function spaceKept(stretch: LeafStretch): LeafStretch[] {
  const { same, olds, news } = stretch
  const [old, fresh] = [olds.at(-1), news.at(-1)]
  if (same || old?.kind !== 'space' || old.key !== fresh?.key) return [stretch]
  const rest = { ...stretch, olds: olds.slice(0, -1), news: news.slice(0, -1) }
  return [rest, { same: true, olds: [old], news: [fresh] }]
}

function swallowed(island: readonly Token[], before: LeafStretch, next: LeafStretch): boolean {
  const words = island.filter(({ kind }) => kind === 'word')
  if (island.some(({ kind }) => kind === 'figure' || kind === 'special' || kind === 'boundary')) return false
  if (
    words.length > longestIsland ||
    words.some(({ key }) => !small.has(key.toLowerCase()) || negation.test(key))
  )
    return false
  // Two insertions, or two deletions, with a space between them read well as they are.
  const replaces = ({ olds, news }: LeafStretch) => wordy(olds) && wordy(news)
  if (words.length === 0 && !(replaces(before) && replaces(next)))
    return island.every(({ kind }) => kind === 'space') && (replaces(before) || replaces(next))
  const marked = (one: LeafStretch) =>
    [...one.olds, ...one.news].filter(({ kind }) => kind === 'word' || kind === 'figure').length
  return (
    marked(before) >= words.length && marked(next) >= words.length && (replaces(before) || replaces(next))
  )
}

const wordy = (tokens: readonly Token[]): boolean =>
  tokens.some(({ kind }) => kind === 'word' || kind === 'figure')
