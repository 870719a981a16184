/** One face of a family: text -> glyphs with advances, kerned and with ligatures. */
import type { Budget } from '../diagnostics/budget.ts'
import { blankWidth } from './blanks.ts'
import { boxAdvance, boxCharacters } from './boxes.ts'
import { readKerning, readLigatures, readSubstitutions } from './layout-tables.ts'
import { readSfnt, type Sfnt, within } from './sfnt.ts'

/** Shaped text: parallel arrays, one entry a glyph. */
export interface Shaped {
  readonly glyphs: readonly number[]
  /** In em, kerning included. */
  readonly advances: readonly number[]
  /** The text each glyph stands for; a ligature stands for several letters. */
  readonly texts: readonly string[]
  /** UTF-16 offset of each glyph's text in the whole. */
  readonly offsets: readonly number[]
  /** Sum of the advances, in em. */
  readonly width: number
  /** Characters that the face has no glyph for. */
  readonly missing: readonly string[]
  /** Itself, set as it is: one for all the places where it stands. */
  readonly plain: RunPart
}

/** A word of a run, or a space: many runs share one word as it is shaped. */
export interface RunPart {
  readonly shaped: Shaped
  /** Added to the advance of each of its glyphs, in points: what stretches a space, or letters a little. */
  readonly apart: number
  /** Stands behind the text of its last glyph when that is extracted, and shows nothing. */
  readonly behind?: string
}

export interface Face {
  /** Stable name for caches and subsets, as `Source Serif 4 bold`. */
  readonly key: string
  readonly font: Sfnt
  /** In em. */
  readonly ascent: number
  readonly descent: number
  /** Width of a word space, in em. */
  readonly space: number
  shape(text: string, variant?: 'normal' | 'small-caps'): Shaped
}

/**
 * Characters that are one mark under several code points: a font that has the hyphen has them all. Nothing stands
 * for a character of another meaning. The soft hyphen is what the typesetter puts where it breaks a word.
 */
const sameMark: Readonly<Record<number, number>> = { 8208: 0x2d, 8209: 0x2d }
const softHyphen = 0xad

/** @throws FontError when the bytes are no font that can be used */
export function openFace(key: string, bytes: Uint8Array, budget?: Budget): Face {
  return within(() => new TrueTypeFace(key, readSfnt(bytes, budget)))
}

const none: readonly string[] = []

/** A text in its one plain part: the two name each other. */
function withPlain(shaped: Omit<Shaped, 'plain'>): Shaped {
  const whole = shaped as { -readonly [K in keyof Shaped]: Shaped[K] }
  whole.plain = { shaped: whole, apart: 0 }
  return whole
}

/**
 * The most that a pair is set apart, in em: from a tenth of an em on, readers of PDFs take a gap for a space (poppler, pdf.js),
 * and `(f)` of Source Serif would be two words to a search.
 */
const mostKern = 0.095

class TrueTypeFace implements Face {
  readonly key: string
  readonly font: Sfnt
  readonly ascent: number
  readonly descent: number
  readonly space: number
  readonly #kern: (left: number, right: number) => number
  readonly #ligatures: ReturnType<typeof readLigatures>
  #smallCaps: ReadonlyMap<number, number> | undefined
  readonly #drawsBoxes: boolean
  readonly #shaped = new Map<string, Shaped>()

  constructor(key: string, font: Sfnt) {
    this.key = key
    this.font = font
    this.ascent = font.ascent / font.unitsPerEm
    this.descent = -font.descent / font.unitsPerEm
    this.#kern = readKerning(font)
    this.#ligatures = readLigatures(font)
    this.space = font.advanceOf(font.glyphOf(0x20)) / font.unitsPerEm
    this.#drawsBoxes = boxCharacters.some((character) => font.glyphOf(character) === 0)
  }

  shape(text: string, variant: 'normal' | 'small-caps' = 'normal'): Shaped {
    const key = variant === 'normal' ? text : `\u0001${text}`
    const known = this.#shaped.get(key)
    if (known) return known
    const shaped = within(() => this.#shape(text, variant === 'small-caps'))
    // Words repeat within a filing; a bound keeps a long-running process from growing.
    if (this.#shaped.size > 20000) this.#shaped.clear()
    this.#shaped.set(key, shaped)
    return shaped
  }

  /** Ballot boxes that the font lacks live behind its last glyph. */
  #glyph(codePoint: number): number {
    const drawn = this.#drawsBoxes ? boxCharacters.indexOf(codePoint as (typeof boxCharacters)[number]) : -1
    if (drawn >= 0) return this.font.glyphCount + drawn
    if (codePoint === softHyphen) return this.font.glyphOf(0x2d)
    const glyph = this.font.glyphOf(codePoint)
    if (glyph !== 0) return glyph
    if (blankWidth(codePoint, this.font) !== undefined) return this.font.glyphOf(0x20)
    const same = sameMark[codePoint]
    return same === undefined ? 0 : this.font.glyphOf(same)
  }

  /** In font units: a blank that the font lacks has a width of its own on the glyph of the space. */
  #advance(glyph: number, text: string): number {
    const codePoint = text.codePointAt(0) ?? 0
    const lacking = codePoint > 0x7f && this.font.glyphOf(codePoint) === 0
    return (lacking ? blankWidth(codePoint, this.font) : undefined) ?? this.font.advanceOf(glyph)
  }

  #shape(text: string, smallCaps: boolean): Shaped {
    const glyphs: number[] = []
    const texts: string[] = []
    const offsets: number[] = []
    let missing: readonly string[] = none
    if (smallCaps) this.#smallCaps ??= readSubstitutions(this.font, 'smcp')
    let offset = 0
    for (const char of text) {
      const glyph = this.#glyph(char.codePointAt(0) ?? 0)
      if (glyph === 0) missing = [...missing, char]
      glyphs.push(smallCaps ? (this.#smallCaps?.get(glyph) ?? glyph) : glyph)
      texts.push(char)
      offsets.push(offset)
      offset += char.length
    }
    this.#ligate(glyphs, texts, offsets)
    const { unitsPerEm, glyphCount } = this.font
    let width = 0
    const advances = glyphs.map((glyph, index) => {
      if (glyph >= glyphCount) {
        width += boxAdvance
        return boxAdvance
      }
      const next = glyphs[index + 1]
      const kern =
        next === undefined || next >= glyphCount
          ? 0
          : Math.min(this.#kern(glyph, next), mostKern * unitsPerEm)
      const advance = (this.#advance(glyph, texts[index] ?? '') + kern) / unitsPerEm
      width += advance
      return advance
    })
    return withPlain({
      // A list that grew holds room for more, and most words are short.
      glyphs: glyphs.slice(),
      texts: texts.slice(),
      offsets: offsets.slice(),
      advances,
      width,
      missing,
    })
  }

  /** Replaces the longest run that has a ligature, from left to right. */
  #ligate(glyphs: number[], texts: string[], offsets: number[]): void {
    for (let at = 0; at < glyphs.length; at++) {
      const candidates = this.#ligatures.get(glyphs[at] ?? 0)
      const found = candidates
        ?.filter(({ rest }) => rest.every((glyph, index) => glyphs[at + 1 + index] === glyph))
        .reduce((a, b) => (b.rest.length > a.rest.length ? b : a), {
          rest: [] as readonly number[],
          glyph: -1,
        })
      if (!found || found.glyph < 0) continue
      const length = found.rest.length + 1
      glyphs.splice(at, length, found.glyph)
      texts.splice(at, length, texts.slice(at, at + length).join(''))
      offsets.splice(at + 1, length - 1)
    }
  }
}
