/**
 * One text in three versions: as it was sent, as it came back, and as it stands now. What either side changed is taken;
 * where both changed the same words in different ways nothing is, and the text is a conflict.
 */
import { cut } from '../redline/cut.ts'
import { numbered, shortestEdit } from '../redline/myers.ts'
import type { Rich } from '../word/units.ts'

/** A word, figure, sign or space, with the look of each of its code units. */
export interface Token extends Rich {
  /** Where it begins in its text. */
  readonly start: number
}

export function tokensOf({ text, looks }: Rich): Token[] {
  const found: Token[] = []
  cut(text, (start, end) => {
    found.push({ text: text.slice(start, end), looks: looks.slice(start, end), start })
  })
  return found
}

/** A stretch of tokens of one version that another has otherwise; either side may be empty. */
export interface Replaced {
  readonly start: number
  readonly end: number
  readonly by: readonly Token[]
  /** Where `by` begins in the other version. */
  readonly at: number
}

/** @returns what `b` has otherwise than `a`, and for each token of `a` that stayed the one of `b` */
export function changesOf(
  a: readonly Token[],
  b: readonly Token[],
): { readonly changes: readonly Replaced[]; readonly stayed: ReadonlyMap<number, Token> } {
  const texts = (tokens: readonly Token[]) => tokens.map(({ text }) => text)
  const changes: Replaced[] = []
  const stayed = new Map<number, Token>()
  for (const { same, aStart, aEnd, bStart, bEnd } of shortestEdit(...numbered(texts(a), texts(b)))
    .stretches) {
    if (!same) changes.push({ start: aStart, end: aEnd, by: b.slice(bStart, bEnd), at: bStart })
    else for (let at = aStart; at < aEnd; at++) stayed.set(at, b[bStart + at - aStart] as Token)
  }
  return { changes, stayed }
}

export const sameRich = (a: Rich, b: Rich): boolean => a.text === b.text && a.looks === b.looks

/** @returns undefined where both changed the same words, or words beside each other, in different ways */
export function threeWay(sent: Rich, theirs: Rich, ours: Rich): Rich | undefined {
  if (sameRich(sent, ours) || sameRich(theirs, ours)) return theirs
  if (sameRich(sent, theirs)) return ours
  const base = tokensOf(sent)
  const [left, right] = [changesOf(base, tokensOf(theirs)), changesOf(base, tokensOf(ours))]
  const looks = (at: number) => looked(base[at] as Token, left.stayed.get(at), right.stayed.get(at))
  const beside = (end: number, start: number) =>
    base.slice(end, start).every(({ text }) => text.trim() === '')
  const out: Rich[] = []
  let at = 0
  for (const { start, end, ours: mine, theirs: other } of grouped(left.changes, right.changes, beside)) {
    for (; at < start; at++) out.push(looks(at))
    const [one, two] = [patched(base, start, end, mine), patched(base, start, end, other)]
    const words = (list: readonly Rich[]) => list.map(({ text }) => text).join('')
    if (mine.length > 0 && other.length > 0 && words(one) !== words(two)) return undefined
    out.push(...(mine.length > 0 ? one : two))
    at = end
  }
  for (; at < base.length; at++) out.push(looks(at))
  return { text: out.map(({ text }) => text).join(''), looks: out.map(({ looks: own }) => own).join('') }
}

/** A stretch of something that was changed: by one side, or by both. */
export interface ChangedRange<T> {
  readonly start: number
  readonly end: number
  readonly by: readonly T[]
}

/** Changes of two sides, those that touch each other together. @param touch whether one that ends touches one that starts */
export function* grouped<T, S extends ChangedRange<T>>(
  ours: readonly S[],
  theirs: readonly S[],
  touch: (end: number, start: number) => boolean,
): Generator<{ start: number; end: number; ours: readonly S[]; theirs: readonly S[] }> {
  for (let [a, b] = [0, 0]; a < ours.length || b < theirs.length; ) {
    const start = Math.min(ours[a]?.start ?? Infinity, theirs[b]?.start ?? Infinity)
    const [fromA, fromB] = [a, b]
    let end = start
    for (let grown = true; grown; ) {
      grown = false
      for (const side of ['a', 'b'] as const) {
        const next = side === 'a' ? ours[a] : theirs[b]
        if (!next || !(next.start <= end || touch(end, next.start))) continue
        end = Math.max(end, next.end)
        grown = true
        if (side === 'a') a++
        else b++
      }
    }
    yield { start, end, ours: ours.slice(fromA, a), theirs: theirs.slice(fromB, b) }
  }
}

/** A stretch of something with changes made in it. */
export function patched<T>(
  base: readonly T[],
  start: number,
  end: number,
  changes: readonly ChangedRange<T>[],
): readonly T[] {
  const out: T[] = []
  let at = start
  for (const change of changes) {
    out.push(...base.slice(at, change.start), ...change.by)
    at = change.end
  }
  return [...out, ...base.slice(at, end)]
}

/** The look of a word that stayed: as changed by who changed it. */
const looked = (sent: Token, theirs: Token = sent, ours: Token = sent): Rich =>
  theirs.looks === sent.looks ? ours : theirs
