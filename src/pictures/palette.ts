/**
 * The 256 colours that show a picture best, as a GIF takes no more: Heckbert's median cut over a histogram, its colours
 * then moved to the middle of what is nearest to them. Whole numbers throughout, so that every machine chooses alike.
 */
import type { Pixels } from './error.ts'

export interface Reduced {
  /** 256 colours of three bytes; those not needed are black. */
  readonly palette: Uint8Array
  /** The colour of each pixel. */
  readonly indices: Uint8Array
}

const mostColors = 256
/** Bits of each sample that tell one cell of the histogram from another. */
const bits = 5
const cells = 1 << (3 * bits)
const cellOf = (r: number, g: number, b: number) =>
  ((r >> (8 - bits)) << (2 * bits)) | ((g >> (8 - bits)) << bits) | (b >> (8 - bits))

/** All colours of a picture where there are no more than 256, else the best 256. */
export function reduced(pixels: Pixels): Reduced {
  return exact(pixels) ?? chosen(pixels)
}

function exact({ rgb, width, height }: Pixels): Reduced | undefined {
  const indices = new Uint8Array(width * height)
  const palette = new Uint8Array(mostColors * 3)
  const known = new Map<number, number>()
  for (let pixel = 0, at = 0; pixel < indices.length; pixel++, at += 3) {
    const color = ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0)
    let index = known.get(color)
    if (index === undefined) {
      if (known.size === mostColors) return undefined
      index = known.size
      known.set(color, index)
      palette.set([color >> 16, (color >> 8) & 255, color & 255], index * 3)
    }
    indices[pixel] = index
  }
  return { palette, indices }
}

/** Cells of the histogram: how many pixels each has, and the sums of their samples. */
interface Histogram {
  readonly counts: Float64Array
  readonly sums: readonly [Float64Array, Float64Array, Float64Array]
}

function chosen({ rgb, width, height }: Pixels): Reduced {
  const counts = new Float64Array(cells)
  const sums = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)] as const
  const cellsOfPixels = new Uint16Array(width * height)
  const [reds, greens, blues] = sums
  for (let pixel = 0, at = 0; pixel < cellsOfPixels.length; pixel++, at += 3) {
    const [r, g, b] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]
    const cell = cellOf(r, g, b)
    cellsOfPixels[pixel] = cell
    counts[cell] = (counts[cell] ?? 0) + 1
    reds[cell] = (reds[cell] ?? 0) + r
    greens[cell] = (greens[cell] ?? 0) + g
    blues[cell] = (blues[cell] ?? 0) + b
  }
  const histogram = { counts, sums }
  let palette = medianCut(histogram)
  for (let round = 0; round < 3; round++) palette = centred(histogram, nearest(histogram, palette), palette)
  const index = nearest(histogram, palette)
  const indices = new Uint8Array(cellsOfPixels.length)
  for (let pixel = 0; pixel < indices.length; pixel++) indices[pixel] = index[cellsOfPixels[pixel] ?? 0] ?? 0
  return { palette, indices }
}

const meanOf = ({ counts, sums }: Histogram, cell: number, channel: 0 | 1 | 2): number =>
  Math.round((sums[channel][cell] ?? 0) / (counts[cell] ?? 1))

/** Splits the box whose colours spread most, at the median of its pixels, until there are as many as colours. */
function medianCut(histogram: Histogram): Uint8Array {
  const used = [...histogram.counts.keys()].filter((cell) => (histogram.counts[cell] ?? 0) > 0)
  let boxes = [boxOf(histogram, used)]
  while (boxes.length < mostColors) {
    const widest = boxes.reduce((a, b) => (b.spread > a.spread ? b : a))
    if (widest.spread === 0) break
    const parts = split(histogram, widest)
    boxes = [...boxes.filter((one) => one !== widest), ...parts.map((part) => boxOf(histogram, part))]
  }
  const palette = new Uint8Array(mostColors * 3)
  for (const [index, { cells: own }] of boxes.entries()) palette.set(middleOf(histogram, own), index * 3)
  return palette
}

interface Box {
  readonly cells: readonly number[]
  readonly channel: 0 | 1 | 2
  /** Squared distance of its pixels from their middle, along the channel where it is the largest. */
  readonly spread: number
}

function boxOf(histogram: Histogram, own: readonly number[]): Box {
  const middle = middleOf(histogram, own)
  const spreads = ([0, 1, 2] as const).map((channel) =>
    own.reduce((sum, cell) => {
      const apart = meanOf(histogram, cell, channel) - middle[channel]
      return sum + (histogram.counts[cell] ?? 0) * apart * apart
    }, 0),
  )
  const spread = Math.max(...spreads)
  return { cells: own, channel: spreads.indexOf(spread) as Box['channel'], spread }
}

function middleOf({ counts, sums }: Histogram, own: readonly number[]): [number, number, number] {
  const total = Math.max(
    1,
    own.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0),
  )
  return sums.map((one) => Math.round(own.reduce((sum, cell) => sum + (one[cell] ?? 0), 0) / total)) as [
    number,
    number,
    number,
  ]
}

/** Both sides have a cell at least. */
function split(histogram: Histogram, { cells: own, channel }: Box): number[][] {
  const sorted = own.toSorted(
    (a, b) => meanOf(histogram, a, channel) - meanOf(histogram, b, channel) || a - b,
  )
  const total = sorted.reduce((sum, cell) => sum + (histogram.counts[cell] ?? 0), 0)
  let [at, before] = [0, 0]
  while (at < sorted.length - 1 && before * 2 < total) before += histogram.counts[sorted[at++] ?? 0] ?? 0
  return [sorted.slice(0, at), sorted.slice(at)]
}

/** For each cell in use the colour nearest to it. */
function nearest(histogram: Histogram, palette: Uint8Array): Uint8Array {
  const found = new Uint8Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    if (histogram.counts[cell] === 0) continue
    const [r, g, b] = [meanOf(histogram, cell, 0), meanOf(histogram, cell, 1), meanOf(histogram, cell, 2)]
    let best = Number.POSITIVE_INFINITY
    for (let color = 0; color < mostColors; color++) {
      const dr = (palette[color * 3] ?? 0) - r
      const dg = (palette[color * 3 + 1] ?? 0) - g
      const db = (palette[color * 3 + 2] ?? 0) - b
      const distance = dr * dr + dg * dg + db * db
      if (distance >= best) continue
      best = distance
      found[cell] = color
    }
  }
  return found
}

/** Each colour moved to the middle of the cells that are nearest to it; one that has none stays. */
function centred({ counts, sums }: Histogram, index: Uint8Array, palette: Uint8Array): Uint8Array {
  const totals = new Float64Array(mostColors)
  const samples = [new Float64Array(mostColors), new Float64Array(mostColors), new Float64Array(mostColors)]
  for (let cell = 0; cell < cells; cell++) {
    const color = index[cell] ?? 0
    totals[color] = (totals[color] ?? 0) + (counts[cell] ?? 0)
    for (const [channel, one] of samples.entries())
      one[color] = (one[color] ?? 0) + (sums[channel]?.[cell] ?? 0)
  }
  return palette.map((value, at) => {
    const total = totals[Math.floor(at / 3)] ?? 0
    return total === 0 ? value : Math.round((samples[at % 3]?.[Math.floor(at / 3)] ?? 0) / total)
  })
}
