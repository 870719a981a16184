/** Pieces of words -> the glyph runs of a line. */
import type { Pt } from '../document/document.ts'
import type { RunPart, Shaped } from '../fonts/face.ts'
import type { GlyphRun } from './page.ts'
import { piece, type TextLook, type TextPiece } from './shape.ts'

/** Puts glyphs one behind the other; neighbours of one look share a run. */
export class RunBuilder {
  readonly runs: GlyphRun[] = []
  x: Pt = 0
  #look: TextLook | undefined
  #start: Pt = 0
  #parts: RunPart[] = []

  /** @param apart added to the advance of every glyph: for a space, what stretches it */
  add({ look, shaped }: TextPiece, apart = 0): void {
    this.#use(look)
    if (shaped.glyphs.length === 0) return
    this.#parts.push(this.#part(shaped, apart))
    this.x += shaped.width * look.size + apart * shaped.glyphs.length
  }

  /** The spaces of a line are stretched alike, and words are not: a long document has few parts that differ. */
  #part(shaped: Shaped, apart: number): RunPart {
    if (apart === 0) return shaped.plain
    const before = this.#parts.at(-2)
    return before?.shaped === shaped && before.apart === apart ? before : { shaped, apart }
  }

  /** A hyphen of the typesetter's own, which extraction takes for none. */
  addHyphen(look: TextLook): void {
    this.add(piece('\u00ad', look))
  }

  /**
   * An authored hyphen at a line's end. Extractors take one for the typesetter's, drop it and join the lines; with a
   * grapheme joiner behind it (U+034F, which shows nothing) poppler and pdf.js keep it. A word that is broken without
   * any hyphen, as an address is, has a soft one in its text alone, so that extractors put it together again.
   */
  keepWord(): void {
    const last = this.#parts.pop()
    if (!last) return
    const behind = last.shaped.texts.at(-1)?.endsWith('-') ? '\u034f' : '\u00ad'
    this.#parts.push({ ...last, behind })
  }

  #use(look: TextLook): void {
    if (this.#look && same(this.#look, look)) return
    this.flush()
    this.#look = look
    this.#start = this.x
  }

  flush(): void {
    const look = this.#look
    if (look && this.#parts.length > 0) {
      this.runs.push({
        face: look.face,
        size: look.size,
        color: look.color,
        x: this.#start,
        rise: look.rise,
        // Without the room that a list which grew keeps for more.
        parts: this.#parts.slice(),
        width: this.x - this.#start,
        underline: look.underline,
        tag: look.tag,
        ...(look.revision && { revision: look.revision }),
      })
    }
    this.#look = undefined
    this.#parts = []
  }
}

function same(a: TextLook, b: TextLook): boolean {
  return (
    a === b ||
    (a.face === b.face &&
      a.size === b.size &&
      a.rise === b.rise &&
      a.color === b.color &&
      a.underline === b.underline &&
      a.smallCaps === b.smallCaps &&
      a.revision === b.revision &&
      a.tag === b.tag)
  )
}
