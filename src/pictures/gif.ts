/** GIF <-> pixels (GIF89a): the first frame is read; one frame of at most 256 colours is written. */
import { PictureError, type Pixels } from './picture.ts'

/** Pictures in a GIF, by walking its blocks: what stands inside one is never taken for another. */
export function gifFrames(bytes: Uint8Array): number {
  let count = 0
  eachFrame(bytes, () => count++)
  return count
}

interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly interlaced: boolean
  readonly palette: Uint8Array
  readonly codeSize: number
  readonly data: Uint8Array
  readonly transparent: number
}

const colors = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function eachFrame(bytes: Uint8Array, see: (frame: Frame) => void): void {
  const word = (at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
  const globalSize = colors(bytes[10] ?? 0)
  const global = bytes.subarray(13, 13 + globalSize)
  let transparent = -1
  let at = 13 + globalSize
  const parts = (from: number): { data: Uint8Array; end: number } => {
    const found: number[] = []
    let next = from
    while (next < bytes.length && bytes[next] !== 0) {
      const length = bytes[next] ?? 0
      for (let index = 1; index <= length; index++) found.push(bytes[next + index] ?? 0)
      next += length + 1
    }
    return { data: Uint8Array.from(found), end: next + 1 }
  }
  while (at < bytes.length) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9) transparent = (bytes[at + 3] ?? 0) & 1 ? (bytes[at + 6] ?? -1) : -1
      at = parts(at + 2).end
    } else if (bytes[at] === 0x2c) {
      const flags = bytes[at + 9] ?? 0
      const own = colors(flags)
      const { data, end } = parts(at + 11 + own)
      const palette = own > 0 ? bytes.subarray(at + 10, at + 10 + own) : global
      see({
        left: word(at + 1),
        top: word(at + 3),
        width: word(at + 5),
        height: word(at + 7),
        interlaced: (flags & 0x40) !== 0,
        palette,
        codeSize: bytes[at + 10 + own] ?? 8,
        data,
        transparent,
      })
      at = end
    } else break
  }
}

export function decodeGif(bytes: Uint8Array): Pixels {
  const width = (bytes[6] ?? 0) + (bytes[7] ?? 0) * 256
  const height = (bytes[8] ?? 0) + (bytes[9] ?? 0) * 256
  const frames: Frame[] = []
  eachFrame(bytes, (frame) => frames.push(frame))
  const [frame] = frames
  if (!frame || width === 0 || height === 0) throw new PictureError('the GIF has no picture in it')
  const rgb = new Uint8Array(width * height * 3).fill(255)
  const indices = unpacked(frame)
  const order = frame.interlaced ? interlacedRows(frame.height) : undefined
  for (let y = 0; y < frame.height; y++) {
    const row = (order?.[y] ?? y) + frame.top
    for (let x = 0; x < frame.width; x++) {
      const index = indices[y * frame.width + x] ?? 0
      if (index === frame.transparent || row >= height || x + frame.left >= width) continue
      rgb.set(frame.palette.subarray(index * 3, index * 3 + 3), (row * width + x + frame.left) * 3)
    }
  }
  return { width, height, rgb }
}

function interlacedRows(height: number): number[] {
  return [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ].flatMap(([start = 0, step = 1]) =>
    Array.from(
      { length: Math.max(0, Math.ceil((height - start) / step)) },
      (_, index) => start + index * step,
    ),
  )
}

/** LZW with codes of growing length. */
function unpacked({ codeSize, data, width, height }: Frame): Uint8Array {
  const out = new Uint8Array(width * height)
  const clear = 1 << codeSize
  const prefix = new Int32Array(4096)
  const suffix = new Uint8Array(4096)
  const stack = new Uint8Array(4097)
  let [size, next, previous, first, bits, held, at, done] = [codeSize + 1, clear + 2, -1, 0, 0, 0, 0, 0]
  while (done < out.length) {
    while (bits < size && at < data.length) {
      held |= (data[at++] ?? 0) << bits
      bits += 8
    }
    if (bits < size) break
    const code = held & ((1 << size) - 1)
    held >>= size
    bits -= size
    if (code === clear) {
      ;[size, next, previous] = [codeSize + 1, clear + 2, -1]
      continue
    }
    if (code === clear + 1) break
    let [walk, depth] = [code, 0]
    if (code >= next) {
      if (previous < 0) throw new PictureError('the GIF is damaged')
      stack[depth++] = first
      walk = previous
    }
    while (walk >= clear) {
      stack[depth++] = suffix[walk] ?? 0
      walk = prefix[walk] ?? 0
    }
    first = walk
    stack[depth++] = first
    while (depth > 0 && done < out.length) out[done++] = stack[--depth] ?? 0
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous
      suffix[next] = first
      next++
      if (next === 1 << size && size < 12) size++
    }
    previous = code
  }
  return out
}

export function encodeGif(pixels: Pixels): Uint8Array {
  const { palette, indices } = reduced(pixels)
  const { width, height } = pixels
  const head = [71, 73, 70, 56, 57, 97, width & 255, width >> 8, height & 255, height >> 8, 0xf7, 0, 0]
  const table = new Uint8Array(768)
  table.set(palette.subarray(0, 768))
  const frame = [0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0, 8]
  const packed = packLzw(indices)
  const blocks: number[] = []
  for (let at = 0; at < packed.length; at += 255) {
    const part = packed.subarray(at, at + 255)
    blocks.push(part.length, ...part)
  }
  return Uint8Array.from([...head, ...table, ...frame, ...blocks, 0, 0x3b])
}

/** At most 256 colours: all of them where there are no more, else a cube of 6 x 7 x 6 shades. */
function reduced({ rgb, width, height }: Pixels): { palette: Uint8Array; indices: Uint8Array } {
  const indices = new Uint8Array(width * height)
  const known = new Map<number, number>()
  for (let index = 0; index < indices.length && known.size <= 256; index++) {
    const color = ((rgb[index * 3] ?? 0) << 16) | ((rgb[index * 3 + 1] ?? 0) << 8) | (rgb[index * 3 + 2] ?? 0)
    if (!known.has(color)) known.set(color, known.size)
    indices[index] = known.get(color) ?? 0
  }
  if (known.size <= 256)
    return {
      palette: Uint8Array.from(
        [...known.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]),
      ),
      indices,
    }
  const levels = [6, 7, 6] as const
  const level = (value: number, count: number) => Math.round((value / 255) * (count - 1))
  const palette = new Uint8Array(768)
  for (let r = 0; r < 6; r++) {
    for (let g = 0; g < 7; g++) {
      for (let b = 0; b < 6; b++)
        palette.set(
          [Math.round((r * 255) / 5), Math.round((g * 255) / 6), Math.round((b * 255) / 5)],
          ((r * 7 + g) * 6 + b) * 3,
        )
    }
  }
  for (let index = 0; index < indices.length; index++) {
    const [r, g, b] = levels.map((count, channel) => level(rgb[index * 3 + channel] ?? 0, count))
    indices[index] = ((r ?? 0) * 7 + (g ?? 0)) * 6 + (b ?? 0)
  }
  return { palette, indices }
}

function packLzw(indices: Uint8Array): Uint8Array {
  const out: number[] = []
  let [held, bits, size] = [0, 0, 9]
  const put = (code: number) => {
    held |= code << bits
    bits += size
    while (bits >= 8) {
      out.push(held & 255)
      held >>>= 8
      bits -= 8
    }
  }
  let table = new Map<number, number>()
  let next = 258
  put(256)
  let run = indices[0] ?? 0
  for (let at = 1; at < indices.length; at++) {
    const value = indices[at] ?? 0
    const key = run * 256 + value
    const code = table.get(key)
    if (code !== undefined) {
      run = code
      continue
    }
    put(run)
    if (next < 4096) {
      table.set(key, next++)
      if (next - 1 === 1 << size && size < 12) size++
    } else {
      put(256)
      ;[table, next, size] = [new Map(), 258, 9]
    }
    run = value
  }
  put(run)
  put(257)
  if (bits > 0) out.push(held & 255)
  return Uint8Array.from(out)
}
