/** Runs of glyphs -> the strings that show them (ISO 32000-1, 9.4.3). */
import type { RunPart, Shaped } from '../fonts/face.ts'
import type { Subset } from '../fonts/subset.ts'
import type { GlyphRun } from '../typeset/page.ts'

/** A word whose glyphs all need whole corrections, so that it looks the same wherever it stands. */
interface Whole {
  /** Codes, with the corrections between them. */
  readonly codes: string
  /** Correction behind its last glyph. */
  readonly after: number
}

/** How far what was shown is ahead of its place, in thousandths of an em, and the correction that is still to come. */
interface Carry {
  ahead: number
  correction: number
}

/** Shows the glyphs of one subset. */
export class Shower {
  readonly #subset: Subset
  /** Words of a document come again and again; null for what depends on where it stands. */
  readonly #words = new Map<Shaped, Whole | null>()

  constructor(subset: Subset) {
    this.#subset = subset
  }

  /**
   * Glyphs with the corrections that bring each to its place. A PDF states widths in whole thousandths of an
   * em, so the difference is carried along and never grows.
   */
  show({ parts, size }: GlyphRun): string {
    const carry: Carry = { ahead: 0, correction: 0 }
    let out = '[('
    for (const part of parts) {
      const whole = part.apart === 0 && !part.behind ? this.#whole(part.shaped) : null
      if (whole) {
        out += corrected(carry.correction) + whole.codes
        carry.correction = whole.after
      } else out += this.#spell(part, size, carry)
    }
    return `${out})]`
  }

  #whole(shaped: Shaped): Whole | null {
    let whole = this.#words.get(shaped)
    if (whole === undefined) {
      const carry: Carry = { ahead: 0, correction: 0 }
      const inThousandths = shaped.advances.every(
        (advance) => Math.abs(advance * 1000 - Math.round(advance * 1000)) < rounding,
      )
      whole = inThousandths
        ? { codes: this.#spell({ shaped, apart: 0 }, 1, carry), after: carry.correction }
        : null
      this.#words.set(shaped, whole)
    }
    return whole
  }

  /** One part, glyph by glyph. What is behind its last glyph is left in the carry: at the end of a run it needs none. */
  #spell({ shaped, apart, behind }: RunPart, size: number, carry: Carry): string {
    const { glyphs, texts, advances } = shaped
    const last = glyphs.length - 1
    let out = ''
    for (let index = 0; index <= last; index++) {
      const text = texts[index] ?? ''
      const slot = this.#subset.slot(glyphs[index] ?? 0, index === last && behind ? text + behind : text)
      out += corrected(carry.correction) + codeOf(slot)
      carry.ahead += this.#subset.width(slot) - (((advances[index] ?? 0) * size + apart) * 1000) / size
      carry.correction = Math.round(carry.ahead)
      carry.ahead -= carry.correction
    }
    return out
  }
}

const corrected = (correction: number): string => (correction === 0 ? '' : `)${correction}(`)

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
