/** PNG -> pixels on white (ISO/IEC 15948): all colour types and depths, interlaced or not. */
import { inflateSync } from 'node:zlib'
import type { Budget } from '../diagnostics/budget.ts'
import { PictureError, type Pixels } from './error.ts'

interface Header {
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly depth: number
  readonly color: number
  /** Samples of a pixel. */
  readonly samples: number
  readonly interlaced: boolean
}

/** By colour type: samples of a pixel, and the depths that they may have. */
const colorTypes: Readonly<Record<number, readonly [samples: number, depths: readonly number[]]>> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
}

/** The parts of an interlaced picture (Adam7): where its first pixel stands, and how far apart they are. */
const passes: readonly Pass[] = [
  { x: 0, y: 0, across: 8, down: 8 },
  { x: 4, y: 0, across: 8, down: 8 },
  { x: 0, y: 4, across: 4, down: 8 },
  { x: 2, y: 0, across: 4, down: 4 },
  { x: 0, y: 2, across: 2, down: 4 },
  { x: 1, y: 0, across: 2, down: 2 },
  { x: 0, y: 1, across: 1, down: 2 },
]
const whole: Pass = { x: 0, y: 0, across: 1, down: 1 }

interface Pass {
  readonly x: number
  readonly y: number
  readonly across: number
  readonly down: number
}

/** Rows of one pass, without their filters. */
interface Rows {
  readonly pass: Pass
  readonly width: number
  readonly height: number
  readonly rowBytes: number
}

/** @throws PictureError for one that is damaged */
export function decodePng(bytes: Uint8Array, budget: Budget): Pixels {
  const { header, palette, transparency, data } = chunksOf(bytes)
  const { width, height, depth, samples } = header
  budget.step(width * height)
  const parts = (header.interlaced ? passes : [whole]).flatMap((pass): Rows[] => {
    const [across, down] = [
      Math.ceil((width - pass.x) / pass.across),
      Math.ceil((height - pass.y) / pass.down),
    ]
    const rowBytes = Math.ceil((across * samples * depth) / 8)
    return across > 0 && down > 0 ? [{ pass, width: across, height: down, rowBytes }] : []
  })
  const length = parts.reduce((sum, { height, rowBytes }) => sum + (rowBytes + 1) * height, 0)
  const raw = inflated(data, length)
  const rgb = new Uint8Array(width * height * 3)
  let from = 0
  for (const part of parts) {
    const to = from + (part.rowBytes + 1) * part.height
    const step = Math.max(1, (samples * depth) >> 3)
    const rows = unfiltered(raw.subarray(from, to), part.rowBytes, part.height, step)
    onWhite(rows, part, header, { palette, transparency }, rgb)
    from = to
  }
  return { width, height, rgb }
}

function chunksOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data: Uint8Array[] = []
  const kept: Partial<Record<string, Uint8Array>> = {}
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (kind === 'IDAT') data.push(body)
    else kept[kind] ??= body
    at += 12 + length
  }
  const none = new Uint8Array(0)
  const { IHDR, PLTE = none, tRNS = none } = kept
  return { header: readHeader(IHDR), palette: PLTE, transparency: tRNS, data }
}

function readHeader(body: Uint8Array | undefined): Header {
  if (!body || body.length < 13) throw new PictureError('the PNG has no header')
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const [width, height, depth, color] = [view.getUint32(0), view.getUint32(4), body[8] ?? 0, body[9] ?? 0]
  const [samples, depths] = colorTypes[color] ?? [0, []]
  if (!depths.includes(depth)) throw new PictureError('the PNG has a colour type that does not exist')
  if (width === 0 || height === 0) throw new PictureError('the PNG has no size')
  return { width, height, depth, color, samples, interlaced: body[12] === 1 }
}

/** @param length of the samples, from the size that the header gives: what unpacks to more is not that picture */
function inflated(parts: readonly Uint8Array[], length: number): Uint8Array {
  let raw: Uint8Array
  try {
    raw = inflateSync(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), {
      maxOutputLength: length + 1,
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new PictureError(
      code === 'ERR_BUFFER_TOO_LARGE' ? 'the PNG holds more than its size says' : 'the PNG is damaged',
    )
  }
  if (raw.length < length) throw new PictureError('the PNG is cut short')
  return raw
}

function unfiltered(raw: Uint8Array, rowBytes: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (rowBytes + 1)] ?? 0
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x
      const left = x >= step ? (out[at - step] ?? 0) : 0
      const up = y > 0 ? (out[at - rowBytes] ?? 0) : 0
      const corner = x >= step && y > 0 ? (out[at - rowBytes - step] ?? 0) : 0
      const guess =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, corner)
                : 0
      out[at] = (raw[y * (rowBytes + 1) + 1 + x] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** What colours stand for: the palette, and which of them are seen through. */
interface Colors {
  readonly palette: Uint8Array
  readonly transparency: Uint8Array
}

/** Sets the pixels of one pass at their places. */
function onWhite(
  rows: Uint8Array,
  { pass, width, height, rowBytes }: Rows,
  { width: whole, color, depth, samples }: Header,
  colors: Colors,
  rgb: Uint8Array,
): void {
  const most = 2 ** depth - 1
  const sample = sampleOf(rows, rowBytes, depth)
  const alphaOf = clearing(color, colors.transparency, most)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let r = sample(y, x * samples)
      let [g, b] = [r, r]
      let alpha = most
      if (color === 2 || color === 6) {
        g = sample(y, x * samples + 1)
        b = sample(y, x * samples + 2)
      }
      if (color >= 4) alpha = sample(y, x * samples + samples - 1)
      else if (alphaOf) alpha = alphaOf(r, g, b)
      const scale = color === 3 ? 1 : 255 / most
      if (color === 3) {
        const index = r * 3
        r = colors.palette[index] ?? 0
        g = colors.palette[index + 1] ?? 0
        b = colors.palette[index + 2] ?? 0
      }
      const at = ((pass.y + y * pass.down) * whole + pass.x + x * pass.across) * 3
      const [seen, ground] = [(alpha * scale) / most, ((most - alpha) * 255) / most]
      rgb[at] = Math.round(r * seen + ground)
      rgb[at + 1] = Math.round(g * seen + ground)
      rgb[at + 2] = Math.round(b * seen + ground)
    }
  }
}

/** A sample of a row, in its own depth. */
function sampleOf(rows: Uint8Array, rowBytes: number, depth: number): (y: number, index: number) => number {
  if (depth === 8) return (y, index) => rows[y * rowBytes + index] ?? 0
  if (depth === 16)
    return (y, index) =>
      (rows[y * rowBytes + index * 2] ?? 0) * 256 + (rows[y * rowBytes + index * 2 + 1] ?? 0)
  return (y, index) => {
    const bit = index * depth
    return ((rows[y * rowBytes + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
  }
}

/** How far a pixel is seen, out of `most`: by its colour in the palette, or where one colour of all is clear. */
function clearing(
  color: number,
  transparency: Uint8Array,
  most: number,
): ((r: number, g: number, b: number) => number) | undefined {
  if (transparency.length === 0) return undefined
  if (color === 3) return (index) => ((transparency[index] ?? 255) * most) / 255
  const clear = (index: number) => (transparency[index * 2] ?? 0) * 256 + (transparency[index * 2 + 1] ?? 0)
  const [red, green, blue] = color === 0 ? [clear(0), clear(0), clear(0)] : [clear(0), clear(1), clear(2)]
  return (r, g, b) => (r === red && g === green && b === blue ? 0 : most)
}
