/** Runs of glyphs -> the strings that show them (ISO 32000-1, 9.4.3). */
import type { Shaped } from '../fonts/face.ts'
import type { Subset } from '../fonts/subset.ts'
import type { GlyphRun } from '../typeset/page.ts'

/** A word whose glyphs all need whole corrections, so that it looks the same wherever it stands. */
interface Whole {
  /** Codes, with the corrections between them. */
  readonly codes: string
  /** Correction behind its last glyph. */
  readonly after: number
}

/** Shows the glyphs of one subset. */
export class Shower {
  readonly #subset: Subset
  /** Words of a document come again and again; undefined for what depends on where it stands. */
  readonly #words = new Map<Shaped, Whole | undefined>()

  constructor(subset: Subset) {
    this.#subset = subset
  }

  /**
   * Glyphs with the corrections that bring each to its place. A PDF states widths in whole thousandths of an
   * em, so the difference is carried along and never grows.
   */
  show({ parts, size }: GlyphRun): string {
    let out = '[('
    let ahead = 0
    let correction = 0
    for (const { shaped, apart, behind } of parts) {
      const whole = apart === 0 && !behind ? this.#whole(shaped) : undefined
      if (whole) {
        out += correction === 0 ? whole.codes : `)${correction}(${whole.codes}`
        correction = whole.after
        continue
      }
      const { glyphs, texts, advances } = shaped
      const last = glyphs.length - 1
      for (let index = 0; index <= last; index++) {
        // What is behind the last glyph needs no correction.
        if (correction !== 0) out += `)${correction}(`
        const text = texts[index] ?? ''
        const slot = this.#subset.slot(glyphs[index] ?? 0, index === last && behind ? text + behind : text)
        out += codeOf(slot)
        ahead += this.#subset.width(slot) - (((advances[index] ?? 0) * size + apart) * 1000) / size
        correction = Math.round(ahead)
        ahead -= correction
      }
    }
    return `${out})]`
  }

  #whole(shaped: Shaped): Whole | undefined {
    if (this.#words.has(shaped)) return this.#words.get(shaped)
    const whole = this.#wholeOf(shaped)
    this.#words.set(shaped, whole)
    return whole
  }

  #wholeOf({ glyphs, texts, advances }: Shaped): Whole | undefined {
    let codes = ''
    let after = 0
    let isWhole = true
    for (let index = 0; index < glyphs.length; index++) {
      if (after !== 0) codes += `)${after}(`
      const slot = this.#subset.slot(glyphs[index] ?? 0, texts[index] ?? '')
      codes += codeOf(slot)
      const ahead = this.#subset.width(slot) - (advances[index] ?? 0) * 1000
      after = Math.round(ahead)
      isWhole &&= Math.abs(ahead - after) < rounding
    }
    return isWhole ? { codes, after } : undefined
  }
}

/** What sums of binary fractions may be off, in thousandths of an em. */
const rounding = 1e-6

const codes: string[] = []

/** A glyph code as the two bytes of it; none needs an escape (fonts/subset.ts). */
function codeOf(slot: number): string {
  let code = codes[slot]
  if (code === undefined) {
    code = String.fromCharCode(slot >> 8, slot & 0xff)
    codes[slot] = code
  }
  return code
}
