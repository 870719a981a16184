/**
 * Pictures as they come - JPEG, GIF, PNG - and as EDGAR takes them: JPEG or GIF, standing still (EFM 5.2.2).
 *
 * A JPEG is passed through. A GIF is kept and its first frame decoded for the PDF. A PNG is decoded, laid on white and
 * written as a GIF, in at most 256 colours.
 */
import { decodeGif, encodeGif, gifFrames } from './gif.ts'
import { decodePng } from './png.ts'

/** Eight bits a sample, red, green, blue, rows from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

export interface Picture {
  /** What EDGAR is given. */
  readonly bytes: Uint8Array
  readonly ending: 'jpg' | 'gif'
  readonly width: number
  readonly height: number
  /** None for a JPEG, which a PDF takes as it is. */
  readonly pixels: Pixels | undefined
  /** Samples a pixel of a JPEG. */
  readonly components: number
}

/** Why a picture cannot be used, as a sentence. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
}

/** @throws PictureError */
export function readPicture(bytes: Uint8Array): Picture {
  const head = String.fromCharCode(...bytes.subarray(0, 4))
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
  if (head === 'GIF8') {
    if (gifFrames(bytes) > 1) throw new PictureError('it moves; EDGAR takes pictures that stand still')
    const pixels = decodeGif(bytes)
    return { bytes, ending: 'gif', width: pixels.width, height: pixels.height, pixels, components: 3 }
  }
  if (head === '\u0089PNG') {
    const pixels = decodePng(bytes)
    const gif = encodeGif(pixels)
    return {
      bytes: gif,
      ending: 'gif',
      width: pixels.width,
      height: pixels.height,
      pixels: decodeGif(gif),
      components: 3,
    }
  }
  throw new PictureError('it is no JPEG, GIF or PNG')
}

/** Size and components from the frame header (ITU T.81, B.2.2). */
function readJpeg(bytes: Uint8Array): Picture {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) throw new PictureError('the JPEG is damaged')
    const marker = bytes[at + 1] ?? 0
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const [height, width] = [5, 7].map(
        (offset) => (bytes[at + offset] ?? 0) * 256 + (bytes[at + offset + 1] ?? 0),
      )
      const components = bytes[at + 9] ?? 0
      if (components !== 1 && components !== 3)
        throw new PictureError('the JPEG is neither grey nor RGB: save it as RGB')
      if (!width || !height) throw new PictureError('the JPEG has no size')
      return { bytes, ending: 'jpg', width, height, pixels: undefined, components }
    }
    at += 2 + Math.max(2, length)
  }
  throw new PictureError('the JPEG has no picture in it')
}
