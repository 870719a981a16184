/**
 * Reads a TrueType font: its tables, its character map, its metrics. Source: OpenType 1.9.
 *
 * Only what typesetting needs; outlines are copied, never drawn. Fonts with PostScript outlines (CFF) and
 * variable fonts are refused, because neither can be cut to a subset here.
 */

import { type Budget, unnamed } from '../diagnostics/budget.ts'

/** Why a font cannot be used; the message names no file, the caller does. */
export class FontError extends Error {
  override readonly name = 'FontError'
}

/** Runs what reads a font. @throws FontError where an offset of the font leads out of it */
export function within<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw new FontError('the font is damaged: it points out of itself')
    throw error
  }
}

export interface Sfnt {
  /** What reading it further may cost. */
  readonly budget: Budget
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly tables: ReadonlyMap<string, { readonly offset: number; readonly length: number }>
  readonly unitsPerEm: number
  readonly glyphCount: number
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly italicAngle: number
  readonly bold: boolean
  readonly box: readonly [number, number, number, number]
  readonly postScriptName: string
  /** Whether `loca` holds 32-bit offsets. */
  readonly longOffsets: boolean
  readonly glyphOf: (codePoint: number) => number
  readonly advanceOf: (glyph: number) => number
}

/**
 * @throws FontError when the bytes are no font that can be used
 * @throws FilingError when reading it would cost more than the budget, here or later
 */
export function readSfnt(given: Uint8Array, budget: Budget = unnamed('font')): Sfnt {
  return within(() => readTables(given, budget))
}

function readTables(given: Uint8Array, budget: Budget): Sfnt {
  // A Buffer's slice shares its memory; a plain view's slice is a copy, and subsets change their copies.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = readDirectory(bytes, view)
  const need = (tag: string): number => {
    const table = tables.get(tag)
    if (!table) throw new FontError(`the font has no ${tag} table`)
    return table.offset
  }
  if (tables.has('CFF ') || tables.has('CFF2'))
    throw new FontError('PostScript outlines (CFF, .otf) cannot be embedded; use the TrueType (.ttf) version')
  if (tables.has('fvar')) throw new FontError('variable fonts cannot be embedded; use the static faces')
  const head = need('head')
  const hhea = need('hhea')
  const os2 = need('OS/2')
  const fsType = view.getUint16(os2 + 8)
  if ((fsType & 0x000f) === 2) throw new FontError('the licence bits of the font (fsType) forbid embedding')
  need('glyf')
  need('loca')
  const unitsPerEm = view.getUint16(head + 18)
  if (unitsPerEm < 16 || unitsPerEm > 16_384) throw new FontError('the font has no size')
  const glyphCount = view.getUint16(need('maxp') + 4)
  return {
    budget,
    bytes,
    view,
    tables,
    unitsPerEm,
    glyphCount,
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    capHeight: view.getUint16(os2) >= 2 ? view.getInt16(os2 + 88) : Math.round(view.getInt16(hhea + 4) * 0.7),
    italicAngle: view.getInt32(need('post') + 4) / 65536,
    bold: (view.getUint16(os2 + 62) & 0x20) !== 0,
    box: [
      view.getInt16(head + 36),
      view.getInt16(head + 38),
      view.getInt16(head + 40),
      view.getInt16(head + 42),
    ],
    postScriptName: readName(view, need('name'), 6) ?? 'Font',
    longOffsets: view.getInt16(head + 50) === 1,
    glyphOf: readCmap(view, need('cmap')),
    advanceOf: readAdvances(view, need('hmtx'), view.getUint16(hhea + 34)),
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, { offset: number; length: number }> {
  const tables = new Map<string, { offset: number; length: number }>()
  if (bytes.length < 12) throw new FontError('the file is too short to be a font')
  const kind = view.getUint32(0)
  if (kind === 0x4f54544f)
    throw new FontError('PostScript outlines (CFF, .otf) cannot be embedded; use the TrueType (.ttf) version')
  if (kind !== 0x00010000 && kind !== 0x74727565) throw new FontError('the file is not a TrueType font')
  const count = view.getUint16(4)
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 16
    if (at + 16 > bytes.length) throw new FontError('the font ends within its table directory')
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4))
    const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    if (offset + length > bytes.length)
      throw new FontError(`the font is cut short in its ${tag.trim()} table`)
    tables.set(tag, { offset, length })
  }
  return tables
}

function readName(view: DataView, at: number, id: number): string | undefined {
  const count = view.getUint16(at + 2)
  const strings = at + view.getUint16(at + 4)
  for (let index = 0; index < count; index++) {
    const record = at + 6 + index * 12
    if (view.getUint16(record) !== 3 || view.getUint16(record + 6) !== id) continue
    const [length, offset] = [view.getUint16(record + 8), strings + view.getUint16(record + 10)]
    let name = ''
    for (let char = 0; char < length; char += 2) name += String.fromCharCode(view.getUint16(offset + char))
    return name.replace(/[^!-~]|[[\](){}<>/%]/g, '')
  }
  return undefined
}

/** Prefers the full-range map (format 12) over the 16-bit one (format 4). */
function readCmap(view: DataView, at: number): (codePoint: number) => number {
  const count = view.getUint16(at + 2)
  let best: { offset: number; format: number } | undefined
  for (let index = 0; index < count; index++) {
    const record = at + 4 + index * 8
    const unicode =
      view.getUint16(record) === 0 || (view.getUint16(record) === 3 && view.getUint16(record + 2) !== 0)
    const offset = at + view.getUint32(record + 4)
    const format = view.getUint16(offset)
    if (unicode && (format === 12 || (format === 4 && best?.format !== 12))) best = { offset, format }
  }
  if (!best) throw new FontError('the font has no Unicode character map')
  const lookUp = best.format === 12 ? format12(view, best.offset) : format4(view, best.offset)
  const known = new Map<number, number>()
  return (codePoint) => {
    let glyph = known.get(codePoint)
    if (glyph === undefined) {
      glyph = lookUp(codePoint)
      known.set(codePoint, glyph)
    }
    return glyph
  }
}

function format12(view: DataView, at: number): (codePoint: number) => number {
  const count = view.getUint32(at + 12)
  return (codePoint) => {
    let low = 0
    let high = count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const group = at + 16 + middle * 12
      if (codePoint < view.getUint32(group)) high = middle - 1
      else if (codePoint > view.getUint32(group + 4)) low = middle + 1
      else return view.getUint32(group + 8) + codePoint - view.getUint32(group)
    }
    return 0
  }
}

function format4(view: DataView, at: number): (codePoint: number) => number {
  const segments = view.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + segments * 2 + 2
  const deltas = starts + segments * 2
  const offsets = deltas + segments * 2
  return (codePoint) => {
    for (let index = 0; index < segments; index++) {
      if (view.getUint16(ends + index * 2) < codePoint) continue
      const start = view.getUint16(starts + index * 2)
      if (start > codePoint) return 0
      const delta = view.getUint16(deltas + index * 2)
      const range = view.getUint16(offsets + index * 2)
      if (range === 0) return (codePoint + delta) & 0xffff
      const glyph = view.getUint16(offsets + index * 2 + range + (codePoint - start) * 2)
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}

function readAdvances(view: DataView, at: number, count: number): (glyph: number) => number {
  return (glyph) => view.getUint16(at + Math.min(glyph, count - 1) * 4)
}
