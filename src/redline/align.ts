/**
 * Which unit of the old version is which of the new: exact, edited, moved, split or joined.
 *
 * Units are blocks, items of a list or rows of a table, told by their words. Equal ones are paired first, unique ones
 * before those that only their neighbours tell apart; then edited ones between paired neighbours; then far ones by rare
 * runs of three words. A far match counts only when the longest common run of words confirms it: a bag of words would
 * pair unrelated prose. The heaviest increasing chain of pairs stays where it is; the rest has moved.
 */
import { bestInOrder, heaviestChain } from './chain.ts'
import { likeness } from './likeness.ts'
import { splitsOf } from './splits.ts'

/** What is aligned. */
export interface Unit {
  /** Units of different shapes are never paired. */
  readonly shape: string
  /** Equal for equal content; its length tells how much a unit weighs. */
  readonly hash: string
  /** Two of one key, where it is not empty, are one edited unit, however few of their words are the same. */
  readonly key?: string
  /** A list that is made of single paragraphs, whose words may stand in paragraphs of the other version. */
  readonly flat?: boolean
  /** Its words in order as numbers, figures and names whole, spaces and signs left out. Cut only when asked for. */
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
  readonly splits: readonly Split[]
}

/** One old unit that became several, several that became one, or one of another shape; all indices consecutive. */
export interface Split {
  readonly olds: readonly number[]
  readonly news: readonly number[]
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
  const splits = state.splits()
  const pairs = state.pairs()
  const stays = heaviestChain(pairs, (pair) => 1 + (olds[pair.old]?.hash.length ?? 0) * pair.likeness)
  const kept = new Set(stays)
  const moves = movesOf(
    pairs.filter((pair) => !kept.has(pair)),
    news,
  )
  // Splits stand between what stays.
  const inOrder = (old: number, fresh: number) => stays.every((pair) => pair.old < old === pair.new < fresh)
  return {
    stays,
    moves,
    splits: splits.filter(({ olds: [old = 0], news: [fresh = 0] }) => inOrder(old, fresh)),
  }
}

/** Long units, and short ones that went along with a neighbour: a heading with its section. */
function movesOf(crossing: readonly Pair[], news: readonly Unit[]): Pair[] {
  const moved = new Set(crossing.filter((pair) => (news[pair.new]?.words.length ?? 0) >= leastMoved))
  const at = new Map(crossing.map((pair) => [pair.new, pair]))
  for (const pair of [...moved]) {
    for (const step of [-1, 1]) {
      for (let place = pair.new + step; ; place += step) {
        const next = at.get(place)
        if (!next || moved.has(next) || next.old - pair.old !== place - pair.new) break
        moved.add(next)
      }
    }
  }
  return crossing.filter((pair) => moved.has(pair))
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
      units.forEach((unit, index) => {
        const key = keyOf(unit)
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
      const waiting = new Map<string, number[]>()
      for (let fresh = freshTo - 1; fresh >= freshFrom; fresh--) {
        if (this.#toOld[fresh] !== -1) continue
        const key = keyOf(this.#news[fresh] as Unit)
        const list = waiting.get(key)
        if (list) list.push(fresh)
        else waiting.set(key, [fresh])
      }
      let next = freshFrom
      for (let old = from; old < to; old++) {
        if (this.#toNew[old] !== -1) continue
        const list = waiting.get(keyOf(this.#olds[old] as Unit)) ?? []
        while ((list.at(-1) ?? next) < next) list.pop()
        const fresh = list.pop()
        if (fresh === undefined) continue
        this.#pair(old, fresh, 1)
        next = fresh + 1
      }
    }
  }

  #spread(step: 1 | -1): void {
    const count = this.#olds.length
    for (let index = step > 0 ? 0 : count - 1; index >= 0 && index < count; index += step) {
      const fresh = this.#toNew[index] ?? -1
      if (fresh < 0) continue
      const [old, next] = [index + step, fresh + step]
      if (
        old >= 0 &&
        old < count &&
        next >= 0 &&
        next < this.#news.length &&
        this.#free(old, next) &&
        this.#equal(old, next)
      )
        this.#pair(old, next, 1)
    }
  }

  /** Stretches between neighbours of the chain that stays, as old and new bounds. */
  #gaps(): [number, number, number, number][] {
    const chain = heaviestChain(this.pairs(), (pair) => 1 + (this.#olds[pair.old]?.hash.length ?? 0))
    const gaps: [number, number, number, number][] = []
    let [old, fresh] = [0, 0]
    for (const pair of chain) {
      if (pair.old > old || pair.new > fresh) gaps.push([old, pair.old, fresh, pair.new])
      ;[old, fresh] = [pair.old + 1, pair.new + 1]
    }
    if (old < this.#olds.length || fresh < this.#news.length)
      gaps.push([old, this.#olds.length, fresh, this.#news.length])
    return gaps
  }

  /** Edited units between paired neighbours: the order-keeping pairing of the greatest likeness. */
  between(): void {
    for (const [from, to, freshFrom, freshTo] of this.#gaps()) {
      const olds = range(from, to).filter((index) => this.#toNew[index] === -1)
      const news = range(freshFrom, freshTo).filter((index) => this.#toOld[index] === -1)
      if (olds.length === 0 || news.length === 0 || olds.length * news.length > largestTable) continue
      for (const [old, fresh, likeness] of bestInOrder(olds, news, (a, b) => this.#alike(a, b, near)))
        this.#pair(old, fresh, likeness)
    }
  }

  #alike(old: number, fresh: number, least: number): number {
    const [a, b] = [this.#olds[old], this.#news[fresh]]
    if (!a || !b || a.shape !== b.shape) return 0
    const found = likeness(a.words, b.words, least)
    if (found >= least) return found
    if (least !== near) return 0
    return (a.key && a.key === b.key) || beginAlike(a, b) ? near : 0
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

  splits(): Split[] {
    return splitsOf({ olds: this.#olds, news: this.#news, toNew: this.#toNew, toOld: this.#toOld })
  }

  pairs(): Pair[] {
    const found: Pair[] = []
    this.#toNew.forEach((fresh, old) => {
      if (fresh >= 0) found.push({ old, new: fresh, likeness: this.#likeness[old] ?? 1 })
    })
    return found
  }
}

/** Paragraphs that begin with so many equal words, as under one caption, are one paragraph, however the rest goes on. */
const sameBeginning = 5

function beginAlike({ shape, words: a }: Unit, { words: b }: Unit): boolean {
  if (shape !== 'text' && shape !== 'item') return false
  for (let at = 0; at < sameBeginning; at++) if (a[at] === undefined || a[at] !== b[at]) return false
  return true
}

/** Most units are text, and to put a name before a long text is to copy it. */
const keyOf = ({ shape, hash }: Pick<Unit, 'shape' | 'hash'>): string =>
  shape === 'text' ? hash : `${shape}\0${hash}`

/** A run of words that stands in more units than this tells nothing. */
const rare = 4

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

/** Three words as one number; two runs with one number are harmless, because likeness is confirmed. */
function eachRun(words: Int32Array | undefined, see: (run: number) => void): void {
  if (!words) return
  for (let at = 0; at + 2 < words.length; at++)
    see(
      (Math.imul(Math.imul(words[at] ?? 0, 0x9e3779b1) ^ (words[at + 1] ?? 0), 0x85ebca6b) ^
        (words[at + 2] ?? 0)) |
        0,
    )
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
