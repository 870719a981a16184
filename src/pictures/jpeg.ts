/** The frame of a JPEG, whose data stay as they are; it must be whole to its last marker (ITU T.81, annex B). */
import { PictureError } from './error.ts'

export interface JpegFrame {
  readonly width: number
  readonly height: number
  readonly components: number
}

const [endOfImage, startOfScan] = [0xd9, 0xda]
/** Frames that browsers and readers of PDFs show: baseline, extended and progressive, coded by Huffman's method. */
const shownFrames = [0xc0, 0xc1, 0xc2]
/** C4, C8 and CC are no frames, though their numbers stand among those of frames. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** @throws PictureError for one that is damaged, cut short, or of a kind that programs do not show */
export function readJpeg(bytes: Uint8Array): JpegFrame {
  let frame: JpegFrame | undefined
  let scans = 0
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) throw new PictureError('the JPEG is damaged')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === endOfImage) {
      if (!frame || scans === 0) throw new PictureError('the JPEG has no picture in it')
      return frame
    }
    at += 2
    if (standsAlone(marker)) continue
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (length < 2 || at + length > bytes.length) break
    if (isFrame(marker)) frame = readFrame(bytes, at, marker)
    at += length
    if (marker !== startOfScan) continue
    const end = endOfScan(bytes, at)
    if (end === at) throw new PictureError('the JPEG is damaged')
    scans++
    at = end
  }
  throw new PictureError('the JPEG is cut short')
}

function readFrame(bytes: Uint8Array, at: number, marker: number): JpegFrame {
  const [height = 0, width = 0] = [3, 5].map((by) => (bytes[at + by] ?? 0) * 256 + (bytes[at + by + 1] ?? 0))
  const components = bytes[at + 7] ?? 0
  if (!shownFrames.includes(marker))
    throw new PictureError('the JPEG is of a kind that browsers do not show: save it as a baseline JPEG')
  if (components !== 1 && components !== 3)
    throw new PictureError('the JPEG is neither grey nor RGB: save it as RGB')
  if (width === 0 || height === 0) throw new PictureError('the JPEG has no size')
  return { width, height, components }
}

/** Where the data of a scan end: at a marker that is neither a byte FF of theirs nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && (bytes[at + 1] === 0 || standsAlone(bytes[at + 1] ?? 0))) at = bytes.indexOf(0xff, at + 2)
  return at < 0 ? bytes.length : at
}
