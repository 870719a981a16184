/**
 * Cuts a paragraph into lines by the least total of demerits (Knuth and Plass, 1981).
 *
 * In: boxes, glue and penalties. Out: the indices at which lines end. Passes as in TeX: without
 * hyphens, with them, and at any price; before the last, space between the letters of a line may take what its word
 * spaces should not. A paragraph that even then has no break gets the widest line that a break allows.
 */

export interface Item {
  readonly kind: 'box' | 'glue' | 'penalty'
  /** Of a box or glue; of a penalty that of the hyphen it would show. */
  readonly width: number
  readonly stretch: number
  readonly shrink: number
  /** Undefined for boxes; glue may break at 0; penalties cost what they say. */
  readonly cost: number | undefined
  /** A break that shows a hyphen. */
  readonly hyphen: boolean
  /** How much a box may grow by space between its letters, where a pass allows it. */
  readonly give: number
}

export type Items = readonly Item[]

export const never = 10_000
export const always = -10_000
/** Penalties from here on are for words that have no good place to break: only the later passes take them. */
export const hard = 1_000

export interface BreakOptions {
  /** Room of the first line, and of all others. */
  readonly measures: readonly number[]
  /** Stretch that a line has besides its glue: ragged and centred text have plenty. */
  readonly rag: number
}

export interface LineBreak {
  /** Index of the item at which the line ends. */
  readonly at: number
  /** How far glue is stretched (over 0) or shrunk (under 0). */
  readonly ratio: number
}

interface Node {
  readonly at: number
  readonly line: number
  readonly fitness: number
  readonly ratio: number
  readonly demerits: number
  readonly before: Node | undefined
  readonly hyphens: number
  /** Sums behind the break, where the next line begins. */
  readonly width: number
  readonly stretch: number
  readonly shrink: number
  readonly give: number
}

const linePenalty = 10
const fitnessDemerits = 3_000
const doubleHyphenDemerits = 8_000
const lastHyphenDemerits = 5_000

/** The first pass, which takes no hyphen and no line much looser than its neighbours. @returns undefined where it fails */
export function breakWithoutHyphens(items: Items, options: BreakOptions): LineBreak[] | undefined {
  return attempt(items, options, { tolerance: 1, hyphens: false, letters: false, hard: false })
}

/** Twice the natural word space, where a space may grow by half of itself at a ratio of one. */
export const loosest = 2
const within: readonly Pass[] = [
  { tolerance: loosest, hyphens: true, letters: false, hard: false },
  { tolerance: loosest, hyphens: true, letters: true, hard: false },
  { tolerance: loosest, hyphens: true, letters: true, hard: true },
]
const atAnyPrice: readonly Pass[] = [
  { tolerance: 6, hyphens: true, letters: true, hard: true },
  { tolerance: Number.POSITIVE_INFINITY, hyphens: true, letters: true, hard: true },
]

function firstOf(passes: readonly Pass[], items: Items, options: BreakOptions): LineBreak[] | undefined {
  let found: LineBreak[] | undefined
  for (const pass of passes) found ??= attempt(items, options, pass)
  return found
}

/**
 * The passes behind the first: no word space is more than twice its width.
 *
 * @returns undefined where there are no such lines
 */
export function breakWithinLoosest(items: Items, options: BreakOptions): LineBreak[] | undefined {
  return firstOf(within, items, options)
}

export function breakLines(items: Items, options: BreakOptions): LineBreak[] {
  return (
    breakWithoutHyphens(items, options) ??
    breakWithinLoosest(items, options) ??
    firstOf(atAnyPrice, items, options) ??
    []
  )
}

interface Pass {
  readonly tolerance: number
  readonly hyphens: boolean
  /** Whether letters may stand apart to keep a line within the tolerance. */
  readonly letters: boolean
  /** Whether words may break where they have no good place. */
  readonly hard: boolean
}

function attempt(items: Items, options: BreakOptions, pass: Pass): LineBreak[] | undefined {
  const count = items.length
  let active: Node[] = [
    {
      at: -1,
      line: 0,
      fitness: 1,
      ratio: 0,
      demerits: 0,
      before: undefined,
      hyphens: 0,
      width: 0,
      stretch: 0,
      shrink: 0,
      give: 0,
    },
  ]
  const sum = { width: 0, stretch: 0, shrink: 0, give: 0 }
  for (let at = 0; at < count; at++) {
    const item = items[at] as Item
    const price = item.cost
    const allowed =
      price !== undefined &&
      price < (pass.hard ? never : hard) &&
      (pass.hyphens || !item.hyphen) &&
      (item.kind !== 'glue' || items[at - 1]?.kind === 'box')
    if (allowed) {
      active = consider(items, options, pass, active, at, price, sum)
      if (active.length === 0) return undefined
    }
    if (item.kind !== 'penalty') {
      sum.width += item.width
      sum.stretch += item.stretch
      sum.shrink += item.shrink
      sum.give += item.give
    }
  }
  const best = active.filter((node) => node.at === count - 1).reduce<Node | undefined>(cheaper, undefined)
  if (!best) return undefined
  const breaks: LineBreak[] = []
  for (let node: Node | undefined = best; node && node.at >= 0; node = node.before) {
    breaks.push({ at: node.at, ratio: node.ratio })
  }
  return breaks.reverse()
}

function cheaper(best: Node | undefined, node: Node): Node {
  return best && best.demerits <= node.demerits ? best : node
}

/** Tries a line from every live break to this one; returns the breaks that live on. */
function consider(
  items: Items,
  { measures, rag }: BreakOptions,
  { tolerance, letters }: Pass,
  active: readonly Node[],
  at: number,
  price: number,
  sum: Sums,
): Node[] {
  const live: Node[] = []
  // Lines behind the first are all of one measure, so only how tight the last one was tells breaks apart.
  const best: (Node | undefined)[] = [undefined, undefined, undefined, undefined]
  const { kind, width, hyphen } = items[at] as Item
  const extra = kind === 'penalty' ? width : 0
  const isLast = at === items.length - 1
  let after: Sums | undefined
  let overfull: Node | undefined
  for (let index = 0; index < active.length; index++) {
    const node = active[index] as Node
    const room = (node.line === 0 ? measures[0] : measures[1]) ?? measures[0] ?? 0
    const missing = room - (sum.width - node.width + extra)
    const growing = sum.stretch - node.stretch + rag
    const ratio = ratioOf(missing, growing, sum.shrink - node.shrink)
    if (ratio < -1) {
      if (!overfull || node.demerits < overfull.demerits) overfull = node
      continue
    }
    if (price !== always) live.push(node)
    if (ratio > tolerance) {
      const given = letters && growing > 0 ? sum.give - node.give : 0
      if (given === 0 || missing - given > tolerance * growing) continue
    }
    const fitness = fitnessOf(ratio)
    const hyphens = hyphen ? node.hyphens + 1 : 0
    // No third hyphen in a row, unless nothing else is left.
    if (hyphens > 2 && tolerance !== Number.POSITIVE_INFINITY) continue
    const demerits = node.demerits + demeritsOf(node, price, ratio, fitness, hyphens, isLast)
    const rival = best[fitness]
    if (rival && rival.demerits <= demerits) continue
    after ??= behind(items, at, sum)
    best[fitness] = nodeAt(at, node, ratio, fitness, demerits, hyphens, after)
  }
  for (let index = 0; index < best.length; index++) {
    const node = best[index]
    if (node) live.push(node)
  }
  if (live.length === 0 && overfull && tolerance === Number.POSITIVE_INFINITY) {
    // Nothing fits: a line longer than its measure, told of by the caller, beats a lost word.
    live.push(nodeAt(at, overfull, -1, 0, overfull.demerits + 1e8, 0, behind(items, at, sum)))
  }
  return live
}

interface Sums {
  readonly width: number
  readonly stretch: number
  readonly shrink: number
  readonly give: number
}

function nodeAt(
  at: number,
  before: Node,
  ratio: number,
  fitness: number,
  demerits: number,
  hyphens: number,
  { width, stretch, shrink, give }: Sums,
): Node {
  return {
    at,
    line: before.line + 1,
    fitness,
    ratio,
    demerits,
    before,
    hyphens,
    width,
    stretch,
    shrink,
    give,
  }
}

function ratioOf(missing: number, stretch: number, shrink: number): number {
  if (missing > 0) return stretch > 0 ? missing / stretch : Number.POSITIVE_INFINITY
  // A thousandth of a point of rounding is no overfull line.
  if (missing < -0.001) return shrink > 0 ? missing / shrink : Number.NEGATIVE_INFINITY
  return 0
}

/** 0 tight, 1 decent, 2 loose, 3 very loose. */
function fitnessOf(ratio: number): number {
  return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3
}

function demeritsOf(
  node: Node,
  price: number,
  ratio: number,
  fitness: number,
  hyphens: number,
  isLast: boolean,
): number {
  const bounded = Math.min(Math.abs(ratio), 20)
  const badness = linePenalty + 100 * bounded * bounded * bounded
  let demerits = price >= 0 ? (badness + price) ** 2 : badness ** 2
  if (price < 0 && price > always) demerits -= price ** 2
  if (Math.abs(fitness - node.fitness) > 1) demerits += fitnessDemerits
  if (hyphens === 2) demerits += doubleHyphenDemerits
  if (hyphens > 2) demerits += 1e9
  if (isLast && node.hyphens > 0) demerits += lastHyphenDemerits
  return demerits
}

/** Sums at the first box behind a break: glue and penalties there vanish with it. */
function behind(items: Items, at: number, sum: Sums): Sums {
  let { width, stretch, shrink } = sum
  const { give } = sum
  for (let index = at; index < items.length; index++) {
    const item = items[index] as Item
    if (item.kind === 'box') break
    if (index > at && item.cost === always) break
    if (item.kind === 'glue') {
      width += item.width
      stretch += item.stretch
      shrink += item.shrink
    }
  }
  return { width, stretch, shrink, give }
}
