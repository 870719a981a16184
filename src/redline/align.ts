/**
 * Which unit of the old version is which of the new: exact, edited, moved, split or joined.
 *
 * Units are blocks, items of a list or rows of a table, told by their words. Equal ones are paired first, unique ones
 * before those that only their neighbours tell apart; then edited ones between paired neighbours; then far ones by rare
 * runs of three words. A far match counts only when the longest common run of words confirms it: a bag of words would
 * pair unrelated prose. The heaviest increasing chain of pairs stays where it is; the rest has moved.
 */
import { shortestEdit } from './myers.ts'

/** A unit as numbers: its words in order, figures and names whole, spaces and signs left out. */
export interface Unit {
  /** Units of different shapes are never paired. */
  readonly shape: string
  /** Equal for equal content. */
  readonly hash: string
  readonly words: Int32Array
}

export interface Pair {
  readonly old: number
  readonly new: number
  /** Words in common over words of both; 1 for equal units. */
  readonly likeness: number
}

export interface Alignment {
  /** In both orders increasing. */
  readonly stays: readonly Pair[]
  readonly moves: readonly Pair[]
  /** One old unit that became several, or several that became one; all indices consecutive. */
  readonly splits: readonly { readonly old: number; readonly news: readonly number[] }[]
  readonly joins: readonly { readonly olds: readonly number[]; readonly new: number }[]
}

/** Likeness that neighbours need, and that units far apart need. */
const near = 0.38
const far = 0.5
/** Fewer words than this are never called moved: short lines repeat by chance. */
const leastMoved = 4
/** Cells of a table of likenesses between two stretches; larger ones are looked up by rare runs only. */
const largestTable = 250_000

export function align(olds: readonly Unit[], news: readonly Unit[]): Alignment {
  const state = new State(olds, news)
  state.exact()
  state.between()
  state.far()
  state.between()
  const { splits, joins } = state.partings()
  const pairs = state.pairs()
  const stays = heaviestChain(pairs, (pair) => 1 + (olds[pair.old]?.words.length ?? 0) * pair.likeness)
  const kept = new Set(stays)
  const moves = pairs.filter((pair) => !kept.has(pair) && (news[pair.new]?.words.length ?? 0) >= leastMoved)
  // Partings stand between what stays.
  const inOrder = (old: number, fresh: number) => stays.every((pair) => (pair.old < old) === (pair.new < fresh))
  return {
    stays,
    moves,
    splits: splits.filter(({ old, news: [first = 0] }) => inOrder(old, first)),
    joins: joins.filter(({ olds: [first = 0], new: fresh }) => inOrder(first, fresh)),
  }
}

class State {
  readonly #olds: readonly Unit[]
  readonly #news: readonly Unit[]
  /** Partner of each unit, -1 for none. */
  readonly #toNew: Int32Array
  readonly #toOld: Int32Array
  readonly #likeness: Float64Array

  constructor(olds: readonly Unit[], news: readonly Unit[]) {
    this.#olds = olds
    this.#news = news
    this.#toNew = new Int32Array(olds.length).fill(-1)
    this.#toOld = new Int32Array(news.length).fill(-1)
    this.#likeness = new Float64Array(olds.length)
  }

  #pair(old: number, fresh: number, likeness: number): void {
    this.#toNew[old] = fresh
    this.#toOld[fresh] = old
    this.#likeness[old] = likeness
  }

  #free(old: number, fresh: number): boolean {
    return this.#toNew[old] === -1 && this.#toOld[fresh] === -1
  }

  #equal(old: number, fresh: number): boolean {
    const [a, b] = [this.#olds[old], this.#news[fresh]]
    return a !== undefined && b !== undefined && a.shape === b.shape && a.hash === b.hash
  }

  /** Equal units: the unique ones, then their equal neighbours, then equal ones in order between those. */
  exact(): void {
    const places = (units: readonly Unit[]) => {
      const found = new Map<string, number>()
      units.forEach(({ shape, hash }, index) => {
        const key = `${shape}\0${hash}`
        found.set(key, found.has(key) ? -1 : index)
      })
      return found
    }
    const news = places(this.#news)
    for (const [key, old] of places(this.#olds)) {
      const fresh = news.get(key) ?? -1
      if (old >= 0 && fresh >= 0) this.#pair(old, fresh, 1)
    }
    this.#spread(1)
    this.#spread(-1)
    for (const [from, to, freshFrom, freshTo] of this.#gaps()) {
      let next = freshFrom
      for (let old = from; old < to; old++) {
        for (let fresh = next; fresh < freshTo; fresh++) {
          if (!this.#free(old, fresh) || !this.#equal(old, fresh)) continue
          this.#pair(old, fresh, 1)
          next = fresh + 1
          break
        }
      }
    }
  }

  #spread(step: 1 | -1): void {
    const count = this.#olds.length
    for (let index = step > 0 ? 0 : count - 1; index >= 0 && index < count; index += step) {
      const fresh = this.#toNew[index] ?? -1
      if (fresh < 0) continue
      const [old, next] = [index + step, fresh + step]
      if (old >= 0 && old < count && next >= 0 && next < this.#news.length && this.#free(old, next) && this.#equal(old, next)) this.#pair(old, next, 1)
    }
  }

  /** Stretches between neighbours of the chain that stays, as old and new bounds. */
  #gaps(): [number, number, number, number][] {
    const chain = heaviestChain(this.pairs(), (pair) => 1 + (this.#olds[pair.old]?.words.length ?? 0))
    const gaps: [number, number, number, number][] = []
    let [old, fresh] = [0, 0]
    for (const pair of chain) {
      if (pair.old > old || pair.new > fresh) gaps.push([old, pair.old, fresh, pair.new])
      ;[old, fresh] = [pair.old + 1, pair.new + 1]
    }
    if (old < this.#olds.length || fresh < this.#news.length) gaps.push([old, this.#olds.length, fresh, this.#news.length])
    return gaps
  }

  /** Edited units between paired neighbours: the order-keeping pairing of the greatest likeness. */
  between(): void {
    for (const [from, to, freshFrom, freshTo] of this.#gaps()) {
      const olds = range(from, to).filter((index) => this.#toNew[index] === -1)
      const news = range(freshFrom, freshTo).filter((index) => this.#toOld[index] === -1)
      if (olds.length === 0 || news.length === 0 || olds.length * news.length > largestTable) continue
      for (const [old, fresh, likeness] of bestInOrder(olds, news, (a, b) => this.#alike(a, b, near))) this.#pair(old, fresh, likeness)
    }
  }

  #alike(old: number, fresh: number, least: number): number {
    const [a, b] = [this.#olds[old], this.#news[fresh]]
    if (!a || !b || a.shape !== b.shape) return 0
    const found = likeness(a.words, b.words, least)
    return found >= least ? found : 0
  }

  /** Units that share runs of three words that are rare on both sides. */
  far(): void {
    const olds = range(0, this.#olds.length).filter((index) => this.#toNew[index] === -1)
    const news = range(0, this.#news.length).filter((index) => this.#toOld[index] === -1)
    if (olds.length === 0 || news.length === 0) return
    const index = runsOf(olds, this.#olds)
    const votes: { old: number; fresh: number; votes: number }[] = []
    const counts = runCounts(news, this.#news)
    for (const fresh of news) {
      const tally = new Map<number, number>()
      eachRun(this.#news[fresh]?.words, (run) => {
        if ((counts.get(run) ?? 0) > rare) return
        const found = index.get(run)
        if (found && found.length <= rare) for (const old of found) tally.set(old, (tally.get(old) ?? 0) + 1)
      })
      const best = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3)
      for (const [old, count] of best) votes.push({ old, fresh, votes: count })
    }
    votes.sort((a, b) => b.votes - a.votes || a.fresh - b.fresh || a.old - b.old)
    for (const { old, fresh } of votes) {
      if (!this.#free(old, fresh) || (this.#news[fresh]?.words.length ?? 0) < leastMoved) continue
      const found = this.#alike(old, fresh, far)
      if (found > 0) this.#pair(old, fresh, found)
    }
  }

  /** Old units whose words went on into the unpaired units behind their partner, and the reverse. */
  partings(): Pick<Alignment, 'splits' | 'joins'> {
    const splits: { old: number; news: number[] }[] = []
    const joins: { olds: number[]; new: number }[] = []
    for (let old = 0; old < this.#olds.length; old++) {
      const fresh = this.#whole(this.#olds, old, this.#news, this.#toNew[old] ?? -1, this.#toOld, this.#freshNear(old))
      if (!fresh) continue
      splits.push({ old, news: fresh })
      const before = this.#toNew[old] ?? -1
      if (before >= 0) this.#toOld[before] = -1
      this.#toNew[old] = -2
      for (const one of fresh) this.#toOld[one] = -2
    }
    for (let fresh = 0; fresh < this.#news.length; fresh++) {
      if (this.#toOld[fresh] === -2) continue
      const olds = this.#whole(this.#news, fresh, this.#olds, this.#toOld[fresh] ?? -1, this.#toNew, this.#oldNear(fresh))
      if (!olds) continue
      joins.push({ olds, new: fresh })
      const before = this.#toOld[fresh] ?? -1
      if (before >= 0) this.#toNew[before] = -1
      this.#toOld[fresh] = -2
      for (const one of olds) this.#toNew[one] = -2
    }
    return { splits, joins }
  }

  /** Where an unpaired old unit would stand in the new version: behind its neighbour's partner. */
  #freshNear(old: number): number {
    for (let index = old - 1; index >= 0 && index > old - 12; index--) {
      const fresh = this.#toNew[index] ?? -1
      if (fresh >= 0) return fresh + 1
    }
    return old === 0 ? 0 : -1
  }

  #oldNear(fresh: number): number {
    for (let index = fresh - 1; index >= 0 && index > fresh - 12; index--) {
      const old = this.#toOld[index] ?? -1
      if (old >= 0) return old + 1
    }
    return fresh === 0 ? 0 : -1
  }

  /** The consecutive units that together have the words of one; at most eight. */
  #whole(ones: readonly Unit[], one: number, others: readonly Unit[], partner: number, taken: Int32Array, near: number): number[] | undefined {
    const unit = ones[one]
    if (!unit || unit.shape !== 'text' || unit.words.length < 6 || partner < -1) return undefined
    if (partner >= 0 && likeness(unit.words, others[partner]?.words ?? none, 0.97) >= 0.97) return undefined
    const alone = partner >= 0 ? likeness(unit.words, others[partner]?.words ?? none, 0) : 0
    const isFree = (index: number) => taken[index] === -1 || index === partner
    const starts = partner >= 0 ? [partner, partner - 1, partner - 2] : near < 0 ? [] : range(near, near + 3)
    let best: { likeness: number; members: number[] } | undefined
    for (const start of starts) {
      const members: number[] = []
      for (let index = start; index < start + 8; index++) {
        const other = others[index]
        if (index < 0 || !other || other.shape !== 'text' || !isFree(index) || other.words.length === 0) break
        members.push(index)
        if (members.length < 2 || (partner >= 0 && !members.includes(partner))) continue
        // Each part must come from this unit for the most.
        if (!members.every((member) => contained(others[member]?.words ?? none, unit.words) >= 0.6)) break
        const found = likeness(unit.words, joined(members.map((member) => others[member]?.words ?? none)), 0.75)
        if (found >= 0.75 && found > alone + 0.03 && found > (best?.likeness ?? 0)) best = { likeness: found, members: [...members] }
      }
    }
    return best?.members
  }

  pairs(): Pair[] {
    const found: Pair[] = []
    this.#toNew.forEach((fresh, old) => {
      if (fresh >= 0) found.push({ old, new: fresh, likeness: this.#likeness[old] ?? 1 })
    })
    return found
  }
}

const none = new Int32Array(0)
/** A run of words that stands in more units than this tells nothing. */
const rare = 4

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Three words as one number; two runs with one number are harmless, because likeness is confirmed. */
function eachRun(words: Int32Array | undefined, see: (run: number) => void): void {
  if (!words) return
  for (let at = 0; at + 2 < words.length; at++) see((Math.imul(Math.imul(words[at] ?? 0, 0x9e3779b1) ^ (words[at + 1] ?? 0), 0x85ebca6b) ^ (words[at + 2] ?? 0)) | 0)
}

function runsOf(indices: readonly number[], units: readonly Unit[]): Map<number, number[]> {
  const index = new Map<number, number[]>()
  for (const one of indices) {
    eachRun(units[one]?.words, (run) => {
      const known = index.get(run)
      if (!known) index.set(run, [one])
      else if (known.at(-1) !== one && known.length <= rare) known.push(one)
    })
  }
  return index
}

function runCounts(indices: readonly number[], units: readonly Unit[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const one of indices) eachRun(units[one]?.words, (run) => counts.set(run, (counts.get(run) ?? 0) + 1))
  return counts
}

/** Twice the longest common run of words over the words of both; quickly 0 when a bag of words forbids `least`. */
export function likeness(a: Int32Array, b: Int32Array, least: number): number {
  const total = a.length + b.length
  if (total === 0) return 1
  if ((2 * Math.min(a.length, b.length)) / total < least) return 0
  if ((2 * common(a, b)) / total < least) return 0
  return (2 * commonInOrder(a, b)) / total
}

/** Share of the words of `a` that stand in `b` in order. */
function contained(a: Int32Array, b: Int32Array): number {
  return a.length === 0 ? 1 : commonInOrder(a, b) / a.length
}

function common(a: Int32Array, b: Int32Array): number {
  const counts = new Map<number, number>()
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of b) {
    const left = counts.get(word) ?? 0
    if (left === 0) continue
    counts.set(word, left - 1)
    shared++
  }
  return shared
}

function commonInOrder(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (const { same, aStart, aEnd } of shortestEdit(a, b, 4_000_000).stretches) if (same) shared += aEnd - aStart
  return shared
}

/** The pairing of two sequences in order with the greatest sum of likeness. */
function bestInOrder(olds: readonly number[], news: readonly number[], alike: (old: number, fresh: number) => number): [number, number, number][] {
  const width = news.length + 1
  const best = new Float64Array((olds.length + 1) * width)
  const like = new Float64Array((olds.length + 1) * width)
  for (let i = olds.length - 1; i >= 0; i--) {
    for (let j = news.length - 1; j >= 0; j--) {
      const at = i * width + j
      const own = alike(olds[i] ?? 0, news[j] ?? 0)
      like[at] = own
      best[at] = Math.max(best[at + width] ?? 0, best[at + 1] ?? 0, own > 0 ? own + (best[at + width + 1] ?? 0) : 0)
    }
  }
  const found: [number, number, number][] = []
  let [i, j] = [0, 0]
  while (i < olds.length && j < news.length) {
    const at = i * width + j
    const own = like[at] ?? 0
    if (own > 0 && best[at] === own + (best[at + width + 1] ?? 0)) {
      found.push([olds[i] ?? 0, news[j] ?? 0, own])
      i++
      j++
    } else if (best[at] === best[at + width]) i++
    else j++
  }
  return found
}

/** The increasing chain of pairs, in both orders, of the greatest weight: O(n log n) by a tree of prefix maxima. */
export function heaviestChain<T extends { readonly old: number; readonly new: number }>(pairs: readonly T[], weight: (pair: T) => number): T[] {
  const sorted = [...pairs].sort((a, b) => a.old - b.old || b.new - a.new)
  const size = sorted.reduce((most, pair) => Math.max(most, pair.new), 0) + 2
  const tree = new Int32Array(size + 1).fill(-1)
  const sums = new Float64Array(sorted.length)
  const before = new Int32Array(sorted.length).fill(-1)
  const heavier = (a: number, b: number): number => (b < 0 || (a >= 0 && (sums[a] ?? 0) >= (sums[b] ?? 0)) ? a : b)
  let top = -1
  sorted.forEach((pair, index) => {
    let best = -1
    for (let at = pair.new; at > 0; at -= at & -at) best = heavier(best, tree[at] ?? -1)
    before[index] = best
    sums[index] = weight(pair) + (best >= 0 ? (sums[best] ?? 0) : 0)
    for (let at = pair.new + 1; at <= size; at += at & -at) tree[at] = heavier(tree[at] ?? -1, index)
    top = heavier(top, index)
  })
  const chain: T[] = []
  for (let at = top; at >= 0; at = before[at] ?? -1) chain.push(sorted[at] as T)
  return chain.reverse()
}
