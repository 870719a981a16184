/**
 * Pours a galley onto pages: the page ends are chosen together, by least cost over the whole document.
 *
 * In: a galley, whose lines are already set, and the height of the body. Out: for every page the strips that
 * stand on it, with their distance from its top. White space at the head of a page vanishes; the head of a
 * table that runs on is set again.
 *
 * A page costs the square of what it leaves empty, what its end costs, and a little for being there. A last
 * page with a line or two costs more than a looser page before it.
 */
import type { Pt } from '../document/document.ts'
import { footRuleHeight } from './feet.ts'
import { forbidden, forced, type Galley, type Skip, type Strip } from './page.ts'

export interface PouredStrip {
  readonly strip: Strip
  readonly y: Pt
  /** A table's head set again. */
  readonly again: boolean
}

export interface PouredPage {
  readonly strips: readonly PouredStrip[]
  /** Skips with shading, drawn through. */
  readonly skips: readonly { readonly skip: Skip; readonly y: Pt }[]
  /** Notes at its foot. */
  readonly feet: readonly PouredStrip[]
  /** Upper edge of what its notes take, their rule included; none where there are no notes. */
  readonly feetFrom: Pt | undefined
}

const pageCost = 300
const lonelyPageCost = 4_000
/** Lines that make a last page look meant. */
const fullEnough = 4

type Piece = Strip | Skip

/** Pieces with the cost of ending the page before each. */
interface Flow {
  readonly pieces: readonly Piece[]
  readonly costs: readonly number[]
}

export function pour(galley: Galley, height: Pt): PouredPage[] {
  const flow = flowOf(galley)
  const ends = pageEnds(flow, height)
  let start = 0
  return ends.map((end) => {
    const page = lay(flow, start, end, height)
    start = end
    return page
  })
}

function flowOf(galley: Galley): Flow {
  const pieces: Piece[] = []
  const costs: number[] = []
  let cost = 0
  for (const item of galley.items) {
    if (item.kind === 'penalty') {
      cost = cost === forced || item.cost === forced ? forced : Math.max(cost, item.cost)
      continue
    }
    // A skip stands on the page before its break: the cost belongs to the strip behind it.
    costs.push(item.kind === 'skip' ? forbidden : cost)
    pieces.push(item)
    if (item.kind === 'strip') cost = 0
  }
  return { pieces, costs }
}

interface Best {
  readonly cost: number
  readonly from: number
}

/** Indices before which pages end, the last being the end of the flow. */
function pageEnds({ pieces, costs }: Flow, height: Pt): number[] {
  const count = pieces.length
  if (count === 0) return [0]
  const best: (Best | undefined)[] = [{ cost: 0, from: -1 }]
  for (let start = 0; start < count; start++) {
    const before = best[start]
    if (!before) continue
    let used = 0
    let trailing = 0
    let begun = false
    let lines = 0
    let noted = false
    for (let end = start; end < count; end++) {
      const piece = pieces[end] as Piece
      if (end > start && costs[end] === forced) break
      if (piece.kind === 'strip') {
        if (!begun && piece.repeat && end > 0) used += piece.repeat.height
        used += trailing + piece.height
        if (piece.feet) {
          for (const foot of piece.feet) {
            used += foot.height + (noted ? 0 : footRuleHeight)
            noted = true
          }
        }
        trailing = 0
        begun = true
        lines += piece.lines
      } else if (begun) trailing += piece.height
      const tooTall = used > height + 0.01
      if (tooTall && end > start && begun) break
      const last = end + 1 === count
      const price = last ? 0 : (costs[end + 1] ?? 0)
      if (!last && piece.kind === 'strip' && pieces[end + 1]?.kind === 'skip') continue
      const cost = before.cost + priceOf(price, height - used, height, last, lines, start > 0)
      const rival = best[end + 1]
      if (!rival || cost < rival.cost) best[end + 1] = { cost, from: start }
      if (price === forced) break
    }
  }
  const ends: number[] = []
  for (let at = count; at > 0; at = best[at]?.from ?? 0) ends.push(at)
  return ends.reverse()
}

function priceOf(
  price: number,
  empty: Pt,
  height: Pt,
  last: boolean,
  lines: number,
  notFirst: boolean,
): number {
  const share = empty > 0 ? empty / height : 0
  if (last) return pageCost + (notFirst && lines < fullEnough ? lonelyPageCost : 0)
  if (price === forced) return pageCost
  return pageCost + share * share * 10_000 + price
}

function lay({ pieces }: Flow, start: number, end: number, height: Pt): PouredPage {
  const strips: PouredStrip[] = []
  const skips: { skip: Skip; y: Pt }[] = []
  let y = 0
  for (let index = start; index < end; index++) {
    const piece = pieces[index] as Piece
    if (piece.kind === 'skip') {
      if (strips.length === 0) continue
      skips.push({ skip: piece, y })
      y += piece.height
      continue
    }
    if (strips.length === 0 && piece.repeat && index > 0) {
      strips.push({ strip: piece.repeat, y, again: true })
      y += piece.repeat.height
    }
    strips.push({ strip: piece, y, again: false })
    y += piece.height
  }
  return { strips, skips, ...layFeet(strips, height) }
}

/** Notes end where the page does, however short its text is. */
function layFeet(strips: readonly PouredStrip[], height: Pt): Pick<PouredPage, 'feet' | 'feetFrom'> {
  // In a redline a reference may have moved before another; the structure keeps the order of the notes.
  const notes = strips
    .flatMap(({ strip, again }) => (again ? [] : (strip.feet ?? [])))
    .sort((a, b) => a.order - b.order)
  if (notes.length === 0) return { feet: [], feetFrom: undefined }
  const total = notes.reduce((sum, one) => sum + one.height, 0)
  const feet: PouredStrip[] = []
  let y = height - total
  for (const item of notes.flatMap(({ items }) => items)) {
    if (item.kind === 'strip') feet.push({ strip: item, y, again: false })
    if (item.kind !== 'penalty') y += item.height
  }
  return { feet, feetFrom: height - total - footRuleHeight }
}
