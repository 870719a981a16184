/**
 * Pictures as they come - JPEG, GIF, PNG - and as EDGAR takes them: JPEG or GIF, standing still (EFM 5.2.2).
 *
 * A JPEG is passed through. A GIF is kept and its first frame decoded for the PDF. A PNG is decoded, laid on white and
 * written as a GIF, in at most 256 colours.
 */
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import { PictureError, type Pixels } from './error.ts'
import { decodeGif, encodeGif, gifFrames } from './gif.ts'
import { readJpeg } from './jpeg.ts'
import { reduced } from './palette.ts'
import { decodePng } from './png.ts'

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

/**
 * @throws PictureError for one that is damaged, or that no document can show
 * @throws FilingError for one that has more pixels than the budget
 */
export function readPicture(bytes: Uint8Array, budget: Budget = unnamed('picture')): Picture {
  const head = String.fromCharCode(...bytes.subarray(0, 4))
  if (bytes[0] === 0xff && bytes[1] === 0xd8)
    return { bytes, ending: 'jpg', pixels: undefined, ...readJpeg(bytes) }
  if (head === 'GIF8') {
    if (gifFrames(bytes) > 1) throw new PictureError('it moves; EDGAR takes pictures that stand still')
    const pixels = decodeGif(bytes, budget)
    return { bytes, ending: 'gif', width: pixels.width, height: pixels.height, pixels, components: 3 }
  }
  if (head === '\u0089PNG') {
    const { width, height, rgb } = decodePng(bytes, budget)
    const shown = reduced({ width, height, rgb })
    const gif = encodeGif(shown, width, height)
    // What the PDF shows is what the GIF has.
    for (let pixel = 0, at = 0; pixel < shown.indices.length; pixel++, at += 3) {
      const color = (shown.indices[pixel] ?? 0) * 3
      rgb[at] = shown.palette[color] ?? 0
      rgb[at + 1] = shown.palette[color + 1] ?? 0
      rgb[at + 2] = shown.palette[color + 2] ?? 0
    }
    return { bytes: gif, ending: 'gif', width, height, pixels: { width, height, rgb }, components: 3 }
  }
  throw new PictureError('it is not a JPEG, GIF or PNG')
}
