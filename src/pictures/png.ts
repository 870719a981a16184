/** PNG -> pixels on white (ISO/IEC 15948): all colour types and depths, without interlacing. */
import { inflateSync } from 'node:zlib'
import { PictureError, type Pixels } from './picture.ts'

/** Larger than any figure of a filing in print; beyond it a small file could ask for much memory. */
const mostPixels = 40_000_000

export function decodePng(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data: Uint8Array[] = []
  let [palette, transparency] = [new Uint8Array(0), new Uint8Array(0)]
  let header: { width: number; height: number; depth: number; color: number; interlaced: boolean } | undefined
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR')
      header = {
        width: view.getUint32(at + 8),
        height: view.getUint32(at + 12),
        depth: body[8] ?? 8,
        color: body[9] ?? 2,
        interlaced: body[12] === 1,
      }
    else if (kind === 'PLTE') palette = new Uint8Array(body)
    else if (kind === 'tRNS') transparency = new Uint8Array(body)
    else if (kind === 'IDAT') data.push(body)
    at += 12 + length
  }
  if (!header) throw new PictureError('the PNG has no header')
  const { width, height, depth, color, interlaced } = header
  if (interlaced) throw new PictureError('the PNG is interlaced: save it without')
  if (width * height > mostPixels || width === 0 || height === 0)
    throw new PictureError('the PNG has no size that can be printed')
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[color]
  if (samples === undefined) throw new PictureError('the PNG has a colour type that does not exist')
  const raw = inflated(data)
  const rowBytes = Math.ceil((width * samples * depth) / 8)
  if (raw.length < (rowBytes + 1) * height) throw new PictureError('the PNG is cut short')
  const rows = unfiltered(raw, rowBytes, height, Math.max(1, (samples * depth) >> 3))
  return {
    width,
    height,
    rgb: onWhite(rows, { width, height, depth, color, samples, rowBytes }, palette, transparency),
  }
}

function inflated(parts: readonly Uint8Array[]): Uint8Array {
  try {
    return inflateSync(Buffer.concat(parts))
  } catch {
    throw new PictureError('the PNG is damaged')
  }
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

interface Shape {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly color: number
  readonly samples: number
  readonly rowBytes: number
}

function onWhite(
  rows: Uint8Array,
  { width, height, depth, color, samples, rowBytes }: Shape,
  palette: Uint8Array,
  transparency: Uint8Array,
): Uint8Array {
  const rgb = new Uint8Array(width * height * 3)
  const sample = (y: number, index: number): number => {
    if (depth === 16) return rows[y * rowBytes + index * 2] ?? 0
    if (depth === 8) return rows[y * rowBytes + index] ?? 0
    const bit = index * depth
    return ((rows[y * rowBytes + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
  }
  // Grey of fewer bits is spread over the whole range; an index of a palette is not.
  const spread = color !== 3 && depth < 8 ? 255 / ((1 << depth) - 1) : 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const first = x * samples
      let alpha = 255
      let [r, g, b] = [0, 0, 0]
      if (color === 3) {
        const index = sample(y, first)
        ;[r, g, b] = [palette[index * 3] ?? 0, palette[index * 3 + 1] ?? 0, palette[index * 3 + 2] ?? 0]
        alpha = transparency[index] ?? 255
      } else if (color === 0 || color === 4) {
        r = Math.round(sample(y, first) * spread)
        ;[g, b] = [r, r]
        if (color === 4) alpha = sample(y, first + 1)
      } else {
        ;[r, g, b] = [sample(y, first), sample(y, first + 1), sample(y, first + 2)]
        if (color === 6) alpha = sample(y, first + 3)
      }
      const at = (y * width + x) * 3
      const mix = (value: number) => Math.round((value * alpha + 255 * (255 - alpha)) / 255)
      rgb[at] = mix(r)
      rgb[at + 1] = mix(g)
      rgb[at + 2] = mix(b)
    }
  }
  return rgb
}
