/** GIF <-> pixels (GIF89a): the first frame is read; one frame of at most 256 colours is written. */
import type { Budget } from '../diagnostics/budget.ts'
import { PictureError, type Pixels } from './error.ts'
import type { Reduced } from './palette.ts'

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
  readonly data: () => Uint8Array
  readonly transparent: number
}

const colors = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function eachFrame(bytes: Uint8Array, see: (frame: Frame) => void): void {
  const word = (at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
  const globalSize = colors(bytes[10] ?? 0)
  const global = bytes.subarray(13, 13 + globalSize)
  let transparent = -1
  let at = 13 + globalSize
  while (at < bytes.length) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9) transparent = (bytes[at + 3] ?? 0) & 1 ? (bytes[at + 6] ?? -1) : -1
      at = endOfParts(bytes, at + 2)
    } else if (bytes[at] === 0x2c) {
      const flags = bytes[at + 9] ?? 0
      const own = colors(flags)
      const [from, end] = [at + 11 + own, endOfParts(bytes, at + 11 + own)]
      see({
        left: word(at + 1),
        top: word(at + 3),
        width: word(at + 5),
        height: word(at + 7),
        interlaced: (flags & 0x40) !== 0,
        palette: own > 0 ? bytes.subarray(at + 10, at + 10 + own) : global,
        codeSize: bytes[at + 10 + own] ?? 8,
        data: () => joined(bytes, from, end),
        transparent,
      })
      at = end
    } else break
  }
}

/** Behind the parts from `from`: each says its length first, and the last has none. */
function endOfParts(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] ?? 0) + 1
  return at + 1
}

/** The parts without their lengths. */
function joined(bytes: Uint8Array, from: number, end: number): Uint8Array {
  const data = new Uint8Array(end - from)
  let length = 0
  for (let at = from; at < end - 1; at += (bytes[at] ?? 0) + 1) {
    const part = bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0))
    data.set(part, length)
    length += part.length
  }
  return data.subarray(0, length)
}

/** @throws PictureError for one that is damaged or cut short */
export function decodeGif(bytes: Uint8Array, budget: Budget): Pixels {
  const width = (bytes[6] ?? 0) + (bytes[7] ?? 0) * 256
  const height = (bytes[8] ?? 0) + (bytes[9] ?? 0) * 256
  const frames: Frame[] = []
  eachFrame(bytes, (frame) => frames.push(frame))
  const [frame] = frames
  if (!frame || width === 0 || height === 0) throw new PictureError('the GIF has no picture in it')
  budget.step(Math.max(width * height, frame.width * frame.height))
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
function unpacked({ codeSize, width, height, ...frame }: Frame): Uint8Array {
  if (codeSize < 1 || codeSize > 11) throw new PictureError('the GIF is damaged')
  const data = frame.data()
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
      if (previous < 0 || code > next) throw new PictureError('the GIF is damaged')
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
  if (done < out.length) throw new PictureError('the GIF is cut short')
  return out
}

/** A GIF of one frame. */
export function encodeGif({ palette, indices }: Reduced, width: number, height: number): Uint8Array {
  const head = [71, 73, 70, 56, 57, 97, width & 255, width >> 8, height & 255, height >> 8, 0xf7, 0, 0]
  const frame = [0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0, 8]
  const packed = packLzw(indices)
  const parts = Math.ceil(packed.length / 255)
  const out = new Uint8Array(head.length + 768 + frame.length + packed.length + parts + 2)
  out.set(head)
  out.set(palette, head.length)
  out.set(frame, head.length + 768)
  let to = head.length + 768 + frame.length
  for (let at = 0; at < packed.length; at += 255) {
    const part = packed.subarray(at, at + 255)
    out[to] = part.length
    out.set(part, to + 1)
    to += part.length + 1
  }
  out.set([0, 0x3b], to)
  return out
}

/** LZW with codes from 9 bits: a run of pixels and one behind it is a code of its own from its second time on. */
function packLzw(indices: Uint8Array): Uint8Array {
  // No run has a code of more than twelve bits.
  const out = new Uint8Array(Math.ceil((indices.length * 12) / 8) + Math.ceil(indices.length / 1000) + 16)
  let [length, held, bits, size] = [0, 0, 0, 9]
  const put = (code: number) => {
    held |= code << bits
    bits += size
    while (bits >= 8) {
      out[length++] = held & 255
      held >>>= 8
      bits -= 8
    }
  }
  // The code of a run and the pixel behind it, with the number of the table that it stands in: so none need be cleared.
  const table = new Int32Array(4096 * 256)
  let [round, next] = [1, 258]
  put(256)
  let run = indices[0] ?? 0
  for (let at = 1; at < indices.length; at++) {
    const value = indices[at] ?? 0
    const key = run * 256 + value
    const known = table[key] ?? 0
    if (known >> 12 === round) {
      run = known & 4095
      continue
    }
    put(run)
    if (next < 4096) {
      table[key] = (round << 12) | next++
      if (next - 1 === 1 << size && size < 12) size++
    } else {
      put(256)
      ;[round, next, size] = [round + 1, 258, 9]
    }
    run = value
  }
  put(run)
  put(257)
  if (bits > 0) out[length++] = held & 255
  return out.subarray(0, length)
}
