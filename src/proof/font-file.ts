/**
 * A TrueType file as the proof reads it: which glyph its own map gives a character, and what a glyph draws (OpenType
 * 1.9, `cmap`, `glyf`). Read apart from `fonts/`, so that a mistake there is not made here again.
 */

export class FontFile {
  readonly #view: DataView
  readonly #bytes: Buffer
  readonly #tables = new Map<string, number>()
  readonly #outlines = new Map<number, string>()
  readonly #map: number

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 12, left = this.#view.getUint16(4); left > 0; left--, at += 16)
      this.#tables.set(this.#bytes.toString('latin1', at, at + 4), this.#view.getUint32(at + 8))
    this.#map = this.#tables.has('cmap') ? this.#fullestMap(this.#start('cmap')) : 0
  }

  get unitsPerEm(): number {
    return this.#view.getUint16(this.#start('head') + 18)
  }

  get glyphCount(): number {
    return this.#view.getUint16(this.#start('maxp') + 4)
  }

  #start(table: string): number {
    const start = this.#tables.get(table)
    if (start === undefined) throw new RangeError(`a font has no ${table}`)
    return start
  }

  /** The subtable of the map for all of Unicode where there is one, else the one for its first plane. */
  #fullestMap(start: number): number {
    let [first, full] = [0, 0]
    for (let index = 0; index < this.#view.getUint16(start + 2); index++) {
      const at = start + this.#view.getUint32(start + 8 + index * 8)
      const [platform, encoding] = [4, 6].map((part) => this.#view.getUint16(start + part + index * 8))
      // The map of the Macintosh, and that of fonts of symbols, are of no Unicode.
      if (platform === 1 || (platform === 3 && encoding === 0)) continue
      const format = this.#view.getUint16(at)
      if (format === 12) full = at
      else if (format === 4) first = at
    }
    return full || first
  }

  /** The glyph that the font gives a character; 0 for none. */
  glyphOf(character: number): number {
    const [view, at] = [this.#view, this.#map]
    if (at === 0) return 0
    if (view.getUint16(at) === 12) {
      for (let group = at + 16, left = view.getUint32(at + 12); left > 0; left--, group += 12)
        if (character >= view.getUint32(group) && character <= view.getUint32(group + 4))
          return view.getUint32(group + 8) + character - view.getUint32(group)
      return 0
    }
    const size = view.getUint16(at + 6)
    for (let end = at + 14; end < at + 14 + size; end += 2) {
      const start = view.getUint16(end + size + 2)
      if (character < start || character > view.getUint16(end)) continue
      const shift = view.getUint16(end + size * 2 + 2)
      const range = end + size * 3 + 2
      const offset = view.getUint16(range)
      const glyph = offset === 0 ? character : view.getUint16(range + offset + (character - start) * 2)
      return glyph === 0 ? 0 : (glyph + shift) & 0xffff
    }
    return 0
  }

  /** What a glyph draws, the same for the same drawing: contours without instructions, parts in place of their numbers. */
  outlineOf(glyph: number): string {
    let drawn = this.#outlines.get(glyph)
    if (drawn === undefined) {
      drawn = this.#draw(glyph, 0)
      this.#outlines.set(glyph, drawn)
    }
    return drawn
  }

  /** @throws RangeError for a glyph that is not there, or of parts within parts without end */
  #draw(glyph: number, depth: number): string {
    if (glyph >= this.glyphCount || depth > 8) throw new RangeError(`there is no glyph ${glyph}`)
    const view = this.#view
    const loca = this.#start('loca')
    const long = view.getInt16(this.#start('head') + 50) === 1
    const offset = (index: number) =>
      long ? view.getUint32(loca + index * 4) : view.getUint16(loca + index * 2) * 2
    const start = this.#start('glyf') + offset(glyph)
    const end = this.#start('glyf') + offset(glyph + 1)
    if (end <= start) return ''
    return view.getInt16(start) < 0
      ? this.#parts(start + 10, depth)
      : contoursOf(this.#bytes.subarray(start, end))
  }

  #parts(first: number, depth: number): string {
    let drawn = ''
    for (let at = first; ; ) {
      const flags = this.#view.getUint16(at)
      const scale = flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0
      const end = at + 4 + (flags & 1 ? 4 : 2) + scale
      const place = this.#bytes.toString('latin1', at + 4, end)
      drawn += `[${flags & 0x8cf}:${place}:${this.#draw(this.#view.getUint16(at + 2), depth + 1)}]`
      if ((flags & 32) === 0) return drawn
      at = end
    }
  }
}

/** The bytes of a simple glyph but for its instructions, and for zeros that fill it up: those end no outline early. */
export function contoursOf(glyph: Uint8Array): string {
  const bytes = Buffer.from(glyph.buffer, glyph.byteOffset, glyph.byteLength)
  if (bytes.length < 12) return ''
  const head = 10 + bytes.readInt16BE(0) * 2
  const instructions = bytes.readUInt16BE(head)
  let end = bytes.length
  while (end > head && bytes[end - 1] === 0) end--
  return bytes.toString('latin1', 0, head) + bytes.toString('latin1', head + 2 + instructions, end)
}
