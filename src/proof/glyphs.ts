/**
 * Proves that each glyph of a finished PDF draws the character that its text says.
 *
 * The words of a PDF are read by the map from glyphs to text that the painter wrote; so the map is held to what is
 * drawn: the outline in the embedded program must be the one that the font itself, by its own character map, has for
 * that text. Ligatures and small capitals are taken as the font's tables give them, a blank must show nothing, and
 * ballot boxes are drawn by us.
 */
import { boxCharacters, boxGlyph } from '../fonts/boxes.ts'
import type { Face } from '../fonts/face.ts'
import { readLigatures, readSubstitutions } from '../fonts/layout-tables.ts'
import type { EmbeddedFont } from '../pdf/embedded.ts'
import { contoursOf, FontFile } from './font-file.ts'

/** What is wrong with the first glyph that draws something else, or undefined. */
export function wrongGlyph(fonts: readonly EmbeddedFont[], faces: readonly Face[]): string | undefined {
  for (const { name, program, texts } of fonts) {
    const judges = faces.filter(({ font }) => font.postScriptName === name).map(judgeOf)
    const drawn = new FontFile(program())
    for (const [code, text] of texts) {
      const outline = outlineOf(drawn, code)
      if (outline === undefined || !judges.some((judge) => judge.draws(text, outline)))
        return `glyph ${code} of ${name} draws another character than ${shown(text)}`
    }
  }
  return undefined
}

function outlineOf(font: FontFile, glyph: number): string | undefined {
  try {
    return font.outlineOf(glyph)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const shown = (text: string): string =>
  [...text]
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

const judges = new WeakMap<Face, Judge>()

function judgeOf(face: Face): Judge {
  let judge = judges.get(face)
  if (!judge) {
    judge = new Judge(face)
    judges.set(face, judge)
  }
  return judge
}

/** Space of any width, and nothing else. */
const blank = /^[ \u00a0\u2000-\u200a\u202f\u205f\u3000]$/
const hyphens = /^[\u00ad\u2010\u2011]$/
/** What shows nothing behind the text of a glyph (typeset/runs.ts). */
const behind = /(?<=.)[\u034f\u00ad]$/s

class Judge {
  readonly #face: Face
  readonly #file: FontFile
  #ligatures: ReturnType<typeof readLigatures> | undefined
  #smallCaps: ReadonlyMap<number, number> | undefined

  constructor(face: Face) {
    this.#face = face
    this.#file = new FontFile(face.font.bytes)
  }

  /** Whether the font draws a text by this outline. */
  draws(given: string, outline: string): boolean {
    const text = given.replace(behind, '')
    const points = [...text].map((one) => one.codePointAt(0) ?? 0)
    const glyphs = points.map((point) => this.#file.glyphOf(point))
    const [point = 0] = points
    if (points.length > 1) return !glyphs.includes(0) && this.#ligated(glyphs, outline)
    if (text === '\u00ad') return outline === this.#outlineFor(0x2d)
    const [glyph = 0] = glyphs
    if (glyph !== 0 && outline === this.#file.outlineOf(glyph)) return true
    if (boxCharacters.some((box) => box === point))
      return outline === contoursOf(boxGlyph(point, this.#file.unitsPerEm))
    if (glyph === 0)
      return blank.test(text) ? outline === '' : hyphens.test(text) && outline === this.#outlineFor(0x2d)
    this.#smallCaps ??= readSubstitutions(this.#face.font, 'smcp')
    const small = this.#smallCaps.get(glyph)
    return small !== undefined && outline === this.#file.outlineOf(small)
  }

  #outlineFor(point: number): string | undefined {
    const glyph = this.#file.glyphOf(point)
    return glyph === 0 ? undefined : this.#file.outlineOf(glyph)
  }

  #ligated([first = 0, ...rest]: readonly number[], outline: string): boolean {
    this.#ligatures ??= readLigatures(this.#face.font)
    const found = this.#ligatures
      .get(first)
      ?.filter(
        (one) => one.rest.length === rest.length && one.rest.every((glyph, index) => glyph === rest[index]),
      )
    return found?.some(({ glyph }) => outline === this.#file.outlineOf(glyph)) ?? false
  }
}
