/**
 * Spaces of a width of their own (The Unicode Standard, 6.2.3): a font that lacks one shows its word space, which is as
 * blank, at that width. A figure space is as wide as a figure and never shows one.
 */
import type { Sfnt } from './sfnt.ts'

/** In em. */
const widths: Readonly<Record<number, number>> = {
  8192: 1 / 2,
  8193: 1,
  8194: 1 / 2,
  8195: 1,
  8196: 1 / 3,
  8197: 1 / 4,
  8198: 1 / 6,
  8201: 1 / 5,
  8202: 1 / 10,
  8239: 1 / 5,
  8287: 4 / 18,
  12288: 1,
}

/** As wide as another character: the no-break, the figure and the punctuation space. */
const like: Readonly<Record<number, number>> = { 160: 0x20, 8199: 0x30, 8200: 0x2e }

/** Width of a blank in font units; undefined for what is no blank. */
export function blankWidth(codePoint: number, font: Sfnt): number | undefined {
  const same = like[codePoint]
  if (same !== undefined) return font.advanceOf(font.glyphOf(same))
  const width = widths[codePoint]
  return width === undefined ? undefined : Math.round(width * font.unitsPerEm)
}
