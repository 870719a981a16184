/** Subsets as PDF fonts: composite, TrueType, with widths and the text of every slot (ISO 32000-1, 9.7). */

import type PDFDocument from 'pdfkit'
import type { Reference } from 'pdfkit'
import { sha256, toBytes } from '../bytes.ts'
import type { Face } from '../fonts/face.ts'
import { Subset } from '../fonts/subset.ts'
import { deflate } from './deflate.ts'
import { Shower } from './show.ts'

export interface FontSet {
  /** Resource name of a face, and what shows its glyphs. */
  use(face: Face): { readonly name: string; readonly shower: Shower }
  /** The `Font` resources of every page; complete once `finish` was called. */
  readonly resources: Record<string, Reference>
  finish(): void
}

interface Used {
  readonly name: string
  readonly subset: Subset
  readonly shower: Shower
  readonly ref: Reference
}

export function fontSet(pdf: PDFDocument): FontSet {
  const used = new Map<Face, Used>()
  const resources: Record<string, Reference> = {}
  return {
    resources,
    use(face) {
      let font = used.get(face)
      if (!font) {
        const name = `F${used.size + 1}`
        const subset = new Subset(face)
        font = { name, subset, shower: new Shower(subset), ref: pdf.ref() }
        used.set(face, font)
        resources[name] = font.ref
      }
      return font
    },
    finish() {
      for (const { subset, ref } of used.values()) writeFont(pdf, subset, ref)
    },
  }
}

export function deflated(pdf: PDFDocument, data: Record<string, unknown>, bytes: Uint8Array): Reference {
  return stream(pdf, data, deflate(bytes))
}

function stream(pdf: PDFDocument, data: Record<string, unknown>, compressed: Uint8Array): Reference {
  const ref = pdf.ref({ ...data, Filter: 'FlateDecode' })
  ref.write(compressed)
  ref.end()
  return ref
}

/** A subset as it stands in a file: its name, its compressed program and text map. */
interface Program {
  readonly name: string
  readonly file: Uint8Array
  readonly length: number
  readonly text: Uint8Array
}

/** Documents of one kind use the same letters, so their subsets are often the same; a few are kept. */
const programs = new Map<string, Program>()
const mostPrograms = 48

/** A theme may bring another font under the same name: a face is known by what was opened, not by its name. */
const faceNumbers = new WeakMap<Face, number>()
let faces = 0

function numberOf(face: Face): number {
  const number = faceNumbers.get(face) ?? ++faces
  faceNumbers.set(face, number)
  return number
}

function programOf(subset: Subset): Program {
  const key = `${numberOf(subset.face)}\0${subset.slots.map(({ glyph, text }) => `${glyph}${text}`).join('\0')}`
  const known = programs.get(key)
  if (known) return known
  const file = subset.write()
  const name = `${prefix(file)}+${subset.face.font.postScriptName}`
  const text = deflate(toBytes(toUnicode(subset)))
  const made = { name, file: deflate(file), length: file.length, text }
  if (programs.size >= mostPrograms) programs.clear()
  programs.set(key, made)
  return made
}

function writeFont(pdf: PDFDocument, subset: Subset, ref: Reference): void {
  const { font } = subset.face
  const { name, file, length, text } = programOf(subset)
  const scale = (value: number) => Math.round((value * 1000) / font.unitsPerEm)
  const descriptor = pdf.ref({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: 4 | 2 | (font.italicAngle === 0 ? 0 : 64),
    FontBBox: font.box.map(scale),
    ItalicAngle: font.italicAngle,
    Ascent: scale(font.ascent),
    Descent: scale(font.descent),
    CapHeight: scale(font.capHeight),
    StemV: font.bold ? 140 : 80,
    FontFile2: stream(pdf, { Length1: length }, file),
  })
  descriptor.end()
  const descendant = pdf.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    DW: 1000,
    W: [0, subset.slots.map((_, slot) => subset.width(slot))],
    CIDToGIDMap: 'Identity',
  })
  descendant.end()
  Object.assign(ref.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: stream(pdf, {}, text),
  })
  ref.end()
}

/** Six capitals from the bytes of the subset, as ISO 32000-1, 9.6.4 asks. */
function prefix(file: Uint8Array): string {
  const digest = sha256(file)
  const letter = (at: number) =>
    String.fromCharCode(65 + (Number.parseInt(digest.slice(at, at + 4), 16) % 26))
  return [0, 4, 8, 12, 16, 20].map(letter).join('')
}

function hex(text: string): string {
  let digits = ''
  for (let index = 0; index < text.length; index++)
    digits += text.charCodeAt(index).toString(16).padStart(4, '0')
  return digits
}

function toUnicode(subset: Subset): string {
  const entries = subset.slots.flatMap(({ text }, slot) =>
    text === '' ? [] : [`<${slot.toString(16).padStart(4, '0')}> <${hex(text)}>`],
  )
  const blocks: string[] = []
  for (let at = 0; at < entries.length; at += 100) {
    const part = entries.slice(at, at + 100)
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}
