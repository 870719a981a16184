/**
 * Inlines -> words with looks, measured by the fonts.
 *
 * A word is what stands between spaces; it may change its look inside (bold, a raised figure). Widths at
 * break offsets come from shaping the whole word; a word that is broken is shaped again in its parts.
 */

import { hangingSign } from '../document/decimal.ts'
import type { Inline, Origin, Pt, Revision, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { invisible } from '../document/words.ts'
import type { FontBook } from '../fonts/book.ts'
import type { Face, Shaped } from '../fonts/face.ts'
import { firstRefused, type Refused } from '../fonts/scripts.ts'
import type { Tag } from './page.ts'

export interface TextLook {
  readonly face: Face
  readonly size: Pt
  readonly rise: Pt
  readonly color: string
  readonly underline: boolean
  readonly smallCaps: boolean
  readonly tag: Tag
  readonly revision?: Revision
}

export interface TextPiece {
  readonly text: string
  readonly look: TextLook
  readonly shaped: Shaped
}

/** A stretch of text in one look, shaped. */
export function piece(text: string, look: TextLook): TextPiece {
  return { text, look, shaped: look.face.shape(text, look.smallCaps ? 'small-caps' : 'normal') }
}

/** Width of a text in a look. */
export function widthOf(text: string, look: TextLook): Pt {
  return text === '' ? 0 : piece(text, look).shaped.width * look.size
}

/** What stands behind a word: nothing, a space that may break, one that may not, or a forced line end. */
export type After = 'nothing' | 'space' | 'tie' | 'line-end'

export interface Word {
  readonly pieces: readonly TextPiece[]
  readonly text: string
  readonly width: Pt
  readonly after: After
  /** The space behind it, which may be a no-break one, as its face has it. */
  readonly gap: TextPiece
}

export interface Shaping {
  readonly fonts: FontBook
  readonly missing: (character: string, origin: Origin | undefined) => void
  /** Called for text in a script that is not set. */
  readonly refused: (found: Refused, origin: Origin | undefined) => void
  readonly noFont: (family: string) => void
}

/** Raised and lowered text: its size, and its rise in em of the size around it. */
const script = 0.66
const raised = 0.34
const lowered = -0.16

/** Spaces that are not one plain space between words. */
const oddSpaces = /[\n\t\u00a0\u202f]| {2}/

export function readWords(inlines: readonly Inline[], style: Style, tag: Tag, shaping: Shaping): Word[] {
  const weight: Weight = { bold: style.fontWeight === 'bold', italic: style.fontStyle === 'italic' }
  const face = shaping.fonts.face(style.fontFamily, weight.bold, weight.italic)
  if (!face) {
    shaping.noFont(style.fontFamily)
    return []
  }
  const look: TextLook = {
    face,
    size: style.fontSize,
    rise: 0,
    color: style.color,
    underline: style.textDecoration === 'underline',
    smallCaps: style.fontVariant === 'small-caps',
    tag,
  }
  const collector = new Collector(shaping, style)
  if (style.textAlign === 'decimal') collector.sign = hangingSign(inlines)
  collector.inlines(inlines, look, weight)
  return collector.finish()
}

interface Weight {
  readonly bold: boolean
  readonly italic: boolean
}

class Collector {
  readonly #words: Word[] = []
  #pieces: TextPiece[] = []
  #gap: TextPiece | undefined
  /** A currency sign still to come that stands apart from its figure. */
  sign = ''
  readonly #shaping: Shaping
  readonly #style: Style

  constructor(shaping: Shaping, style: Style) {
    this.#shaping = shaping
    this.#style = style
  }

  inlines(list: readonly Inline[], look: TextLook, weight: Weight): void {
    for (const inline of list) this.#inline(inline, look, weight)
  }

  #inline(inline: Inline, plain: TextLook, weight: Weight): void {
    const look = inline.revision ? revisedLook(plain, inline.revision) : plain
    switch (inline.type) {
      case 'text':
        return this.#text(inline.value, look, inline.origin)
      case 'fact':
        return this.#text(inline.shown, look, inline.origin)
      case 'check-box':
        return this.#text(inline.checked ? '\u2612' : '\u2610', look, inline.origin)
      case 'break':
        return this.#end('line-end', ' ', look)
      case 'note-ref':
        return this.#text(
          inline.label,
          { ...look, tag: linkTag(`#note-${inline.id}`, look.tag) },
          inline.origin,
        )
      case 'link':
        return this.inlines(inline.inlines, { ...look, tag: linkTag(inline.href, look.tag) }, weight)
      case 'strong':
        return this.#weighted(inline.inlines, look, { ...weight, bold: true })
      case 'emphasis':
        // Emphasis within italics stands upright, as in print.
        return this.#weighted(inline.inlines, look, { ...weight, italic: !weight.italic })
      case 'underline':
        return this.inlines(inline.inlines, { ...look, underline: true }, weight)
      case 'small-caps':
        return this.inlines(inline.inlines, { ...look, smallCaps: true }, weight)
      case 'raised':
        return this.inlines(
          inline.inlines,
          { ...look, size: look.size * script, rise: look.rise + look.size * raised },
          weight,
        )
      case 'lowered':
        return this.inlines(
          inline.inlines,
          { ...look, size: look.size * script, rise: look.rise + look.size * lowered },
          weight,
        )
      default:
        return unknownKind(inline)
    }
  }

  #weighted(list: readonly Inline[], look: TextLook, weight: Weight): void {
    const face = this.#shaping.fonts.face(this.#style.fontFamily, weight.bold, weight.italic)
    this.inlines(list, face ? { ...look, face } : look, weight)
  }

  #text(given: string, look: TextLook, origin: Origin | undefined): void {
    const refused = firstRefused(given)
    if (refused) this.#shaping.refused(refused, origin)
    // What shows nothing is not painted: an author's soft hyphen must not become a hyphen.
    const value = given.replace(invisible, '')
    if (this.sign !== '' && value.trimStart().startsWith(this.sign)) {
      this.#pieces.push(piece(this.sign, look))
      this.#end('tie', ' ', look)
      const rest = value.trimStart().slice(this.sign.length).trimStart()
      this.sign = ''
      this.#text(rest, look, origin)
      return
    }
    if (oddSpaces.test(value)) {
      for (const part of value.split(/([ \n\t]+|[\u00a0\u202f])/)) {
        if (part === '\u00a0' || part === '\u202f') this.#end('tie', part, look)
        else if (part !== '' && part.trim() === '') this.#end('space', ' ', look)
        else this.#piece(part, look, origin)
      }
      return
    }
    value.split(' ').forEach((part, index) => {
      if (index > 0) this.#end('space', ' ', look)
      this.#piece(part, look, origin)
    })
  }

  #piece(text: string, look: TextLook, origin: Origin | undefined): void {
    if (text === '') return
    const made = piece(text, look)
    for (const character of made.shaped.missing) this.#shaping.missing(character, origin)
    this.#pieces.push(made)
  }

  #end(after: After, space: string, look: TextLook): void {
    const nothingYet = this.#pieces.length === 0
    if (nothingYet && after === 'space') return
    const [only] = this.#pieces
    const one = only && this.#pieces.length === 1
    let width = 0
    for (const { shaped, look } of this.#pieces) width += shaped.width * look.size
    this.#words.push({
      pieces: this.#pieces,
      text: one ? only.text : this.#pieces.map(({ text }) => text).join(''),
      width,
      after,
      gap: this.#gapOf(space, look),
    })
    this.#pieces = []
  }

  /** Neighbours mostly share theirs. */
  #gapOf(space: string, look: TextLook): TextPiece {
    if (this.#gap?.text !== space || this.#gap.look !== look) this.#gap = piece(space, look)
    return this.#gap
  }

  finish(): Word[] {
    const last = this.#pieces.at(-1)
    if (last) this.#end('nothing', '', last.look)
    return this.#words
  }
}

/** Colours of a redline; their forms are the painter's. */
const revisionColors: Partial<Record<Revision['kind'], string>> = {
  inserted: '#0a3fa8',
  deleted: '#b00020',
  dropped: '#b00020',
  'moved-from': '#00662b',
  'moved-to': '#00662b',
  restyled: '#7a4f00',
}

function revisedLook(look: TextLook, revision: Revision): TextLook {
  if (revision.kind === 'restyled' && revision.quiet) return { ...look, revision }
  const color = revisionColors[revision.kind]
  if (color === undefined) return look
  const role = revision.kind === 'inserted' || revision.kind === 'moved-to' ? 'Ins' : 'Del'
  const tag: Tag =
    revision.kind === 'restyled' || look.tag.role === 'Link'
      ? look.tag
      : { role, parent: look.tag, kids: [], inline: true }
  return { ...look, color, revision, tag }
}

/** One tag for all the text of a link, joined to its paragraph when it is shown. */
function linkTag(href: string, parent: Tag): Tag {
  return { role: 'Link', parent, kids: [], href, inline: true }
}

export function spaceWidth(look: TextLook): Pt {
  return look.face.space * look.size
}

/** Widths of the beginnings of a word as they stand in the whole, by how many letters each has. */
export function widthsUpTo({ pieces, text: whole }: Word): Float64Array {
  const widths = new Float64Array(whole.length + 1)
  let [before, start] = [0, 0]
  for (const { text, look, shaped } of pieces) {
    let width = before
    shaped.advances.forEach((advance, index) => {
      // Of a ligature each of its letters has a like share.
      const [at, letters] = [start + (shaped.offsets[index] ?? 0), shaped.texts[index]?.length ?? 1]
      for (let letter = 1; letter <= letters; letter++)
        widths[at + letter] = width + (letter / letters) * advance * look.size
      width += advance * look.size
    })
    before += shaped.width * look.size
    start += text.length
    widths[start] = before
  }
  return widths
}

/** The looks of the letters of a word, asked from its beginning on. */
export function looksOf({ pieces }: Word): (letter: number) => TextLook | undefined {
  let [index, end] = [0, pieces[0]?.text.length ?? 0]
  return (letter) => {
    while (letter >= end && index < pieces.length - 1) end += pieces[++index]?.text.length ?? 0
    return pieces[index]?.look
  }
}

/** The pieces of a word between two offsets. */
export function slice(word: Word, from: number, to: number): readonly TextPiece[] {
  if (from === 0 && to >= word.text.length) return word.pieces
  const found: TextPiece[] = []
  let start = 0
  for (const { text, look } of word.pieces) {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (part !== '') found.push(piece(part, look))
    start += text.length
  }
  return found
}
