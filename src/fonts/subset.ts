/**
 * A subset of a face: only the glyphs that are shown, in slots of their own.
 *
 * A slot is a glyph together with the text it stands for: the hyphen at a line's end and the hyphen of a
 * compound share an outline but not a meaning, so each has its slot, and extraction gives the right one back.
 */

import { unnamed } from '../diagnostics/budget.ts'
import { boxCharacters, boxGlyph } from './boxes.ts'
import { concat } from './bytes.ts'
import type { Face } from './face.ts'
import { within } from './sfnt.ts'

export interface Slot {
  readonly glyph: number
  readonly text: string
}

/** Line feed, carriage return, brackets, backslash. */
const awkward = new Set([0x0a, 0x0d, 0x28, 0x29, 0x5c])

export class Subset {
  readonly face: Face
  /** Slot 0 is .notdef, which is never shown. */
  readonly slots: Slot[] = [{ glyph: 0, text: '' }]
  readonly #known = new Map<number | string, number>()
  readonly #widths: number[] = []

  constructor(face: Face) {
    this.face = face
  }

  /** The slot of a glyph that stands for a text. */
  slot(glyph: number, text: string): number {
    // One letter a glyph is the rule, and numbers are faster keys.
    const key = text.length === 1 ? glyph * 65536 + text.charCodeAt(0) : `${glyph}:${text}`
    let slot = this.#known.get(key)
    if (slot === undefined) {
      // Codes whose second byte would need an escape in a PDF string stay unused (ISO 32000-1, 7.3.4.2).
      while (awkward.has(this.slots.length & 0xff)) this.slots.push({ glyph: 0, text: '' })
      slot = this.slots.push({ glyph, text }) - 1
      this.#known.set(key, slot)
    }
    return slot
  }

  /** Advance of a slot in whole thousandths of an em, as a PDF states widths. */
  width(slot: number): number {
    let width = this.#widths[slot]
    if (width === undefined) {
      width = Math.round(this.#advance(slot))
      this.#widths[slot] = width
    }
    return width
  }

  #advance(slot: number): number {
    const { font } = this.face
    const glyph = this.slots[slot]?.glyph ?? 0
    if (glyph >= font.glyphCount) {
      const character = boxCharacters[glyph - font.glyphCount] ?? 0x2610
      return this.face.shape(String.fromCodePoint(character)).width * 1000
    }
    return (font.advanceOf(glyph) * 1000) / font.unitsPerEm
  }

  /** A TrueType file whose glyph ids are the slots. */
  write(): Uint8Array {
    return within(() => this.#written())
  }

  #written(): Uint8Array {
    const { glyphs, metrics } = this.#outlines()
    const { font } = this.face
    const copy = (tag: string): Uint8Array => {
      const table = font.tables.get(tag)
      return table ? font.bytes.slice(table.offset, table.offset + table.length) : new Uint8Array(0)
    }
    const loca = new Uint8Array((glyphs.length + 1) * 4)
    const glyf = concat(glyphs)
    const locaView = new DataView(loca.buffer)
    let offset = 0
    glyphs.forEach((glyph, index) => {
      locaView.setUint32(index * 4, offset)
      offset += glyph.length
    })
    locaView.setUint32(glyphs.length * 4, offset)
    const head = copy('head')
    new DataView(head.buffer).setUint32(8, 0)
    new DataView(head.buffer).setInt16(50, 1)
    const hhea = copy('hhea')
    new DataView(hhea.buffer).setUint16(34, glyphs.length)
    const maxp = copy('maxp')
    new DataView(maxp.buffer).setUint16(4, glyphs.length)
    return assemble([
      ['glyf', glyf],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', metrics],
      ['loca', loca],
      ['maxp', maxp],
    ])
  }

  /** Outlines by slot; the parts of composite glyphs are added behind, in slots without text. */
  #outlines(): { glyphs: Uint8Array[]; metrics: Uint8Array } {
    const { font } = this.face
    const wanted = this.slots.map(({ glyph }) => glyph)
    const parts = new Map<number, number>()
    // Of each file anew: in a font made to be large each of many glyphs has the outlines of all.
    const budget = unnamed('font')
    const glyphs: Uint8Array[] = []
    for (let slot = 0; slot < wanted.length; slot++) {
      const outline = this.#outline(wanted[slot] ?? 0)
      budget.bytes(outline.length)
      eachPart(outline, (view, at) => {
        const part = view.getUint16(at)
        let place = parts.get(part)
        if (place === undefined) {
          place = wanted.push(part) - 1
          parts.set(part, place)
        }
        view.setUint16(at, place)
      })
      glyphs.push(outline)
    }
    const metrics = new Uint8Array(wanted.length * 4)
    const view = new DataView(metrics.buffer)
    wanted.forEach((glyph, index) => {
      const drawn = glyph >= font.glyphCount
      const advance = drawn ? Math.round((this.width(index) * font.unitsPerEm) / 1000) : font.advanceOf(glyph)
      const outline = glyphs[index]
      const left =
        outline && outline.length > 4 ? new DataView(outline.buffer, outline.byteOffset).getInt16(2) : 0
      view.setUint16(index * 4, advance)
      view.setInt16(index * 4 + 2, left)
    })
    return { glyphs, metrics }
  }

  /** A copy, padded to four bytes: glyph ids in it are about to be changed. */
  #outline(glyph: number): Uint8Array {
    const { font } = this.face
    if (glyph >= font.glyphCount) {
      return padded(boxGlyph(boxCharacters[glyph - font.glyphCount] ?? 0x2610, font.unitsPerEm))
    }
    const loca = font.tables.get('loca')?.offset ?? 0
    const glyf = font.tables.get('glyf')?.offset ?? 0
    const at = (index: number) =>
      font.longOffsets ? font.view.getUint32(loca + index * 4) : font.view.getUint16(loca + index * 2) * 2
    return padded(unhinted(font.bytes.subarray(glyf + at(glyph), glyf + at(glyph + 1))))
  }
}

/**
 * A copy of an outline without its instructions, which no reader of PDFs runs at today's resolutions (OpenType,
 * `glyf`).
 */
function unhinted(outline: Uint8Array): Uint8Array {
  if (outline.length < 12) return outline.slice()
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
  const contours = view.getInt16(0)
  if (contours < 0) return withoutInstructionFlag(outline)
  const at = 10 + contours * 2
  const length = view.getUint16(at)
  const copy = new Uint8Array(outline.length - length)
  copy.set(outline.subarray(0, at))
  copy.set(outline.subarray(at + 2 + length), at + 2)
  return copy
}

/** Composite outlines carry instructions behind their last part; without the flag they are not read. */
function withoutInstructionFlag(outline: Uint8Array): Uint8Array {
  const copy = outline.slice()
  eachPart(copy, (view, at) => view.setUint16(at - 2, view.getUint16(at - 2) & ~0x100))
  return copy
}

function padded(bytes: Uint8Array): Uint8Array {
  const size = Math.ceil(bytes.length / 4) * 4
  if (size === bytes.length) return bytes
  const whole = new Uint8Array(size)
  whole.set(bytes)
  return whole
}

/** Calls back with the place of each component's glyph id in a composite outline. */
function eachPart(outline: Uint8Array, visit: (view: DataView, at: number) => void): void {
  if (outline.length === 0) return
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
  if (view.getInt16(0) >= 0) return
  let at = 10
  for (;;) {
    const flags = view.getUint16(at)
    visit(view, at + 2)
    at += 4 + (flags & 1 ? 4 : 2)
    if (flags & 8) at += 2
    else if (flags & 0x40) at += 4
    else if (flags & 0x80) at += 8
    if (!(flags & 0x20)) return
  }
}

function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = 0; at + 3 < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

/** An sfnt file of tables in alphabetical order, with checksums. */
function assemble(tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const sorted = tables
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, bytes]) => ({ tag, bytes, whole: padded(bytes) }))
  const directory = new Uint8Array(12 + sorted.length * 16)
  const view = new DataView(directory.buffer)
  const exponent = 31 - Math.clz32(sorted.length)
  const power = 2 ** exponent
  view.setUint32(0, 0x00010000)
  view.setUint16(4, sorted.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, exponent)
  view.setUint16(10, sorted.length * 16 - power * 16)
  let offset = directory.length
  sorted.forEach(({ tag, bytes, whole }, index) => {
    const at = 12 + index * 16
    for (let char = 0; char < 4; char++) view.setUint8(at + char, tag.charCodeAt(char))
    view.setUint32(at + 4, checksum(whole))
    view.setUint32(at + 8, offset)
    view.setUint32(at + 12, bytes.length)
    offset += whole.length
  })
  const font = concat([directory, ...sorted.map(({ whole }) => whole)])
  const head = sorted
    .slice(
      0,
      sorted.findIndex(({ tag }) => tag === 'head'),
    )
    .reduce((sum, { whole }) => sum + whole.length, directory.length)
  new DataView(font.buffer).setUint32(head + 8, (0xb1b0afba - checksum(font)) >>> 0)
  return font
}
