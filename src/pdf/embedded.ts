/** The fonts inside a finished PDF of ours: the program that draws, and the text that each glyph says it is. */
import {
  type PdfDictionary,
  PdfError,
  type PdfFile,
  PdfName,
  PdfRef,
  PdfText,
  type PdfValue,
} from './objects.ts'

export interface EmbeddedFont {
  /** Without the six capitals of a subset. */
  readonly name: string
  /** A TrueType program, in which the code of a glyph is its number. */
  readonly program: () => Uint8Array
  /** By glyph code. */
  readonly texts: ReadonlyMap<number, string>
}

/** Reads each font once, whichever page asks. */
export class EmbeddedFonts {
  readonly #file: PdfFile
  readonly #known = new Map<number, EmbeddedFont>()

  constructor(file: PdfFile) {
    this.#file = file
  }

  get all(): readonly EmbeddedFont[] {
    return [...this.#known.values()]
  }

  /** @throws PdfError for a font in which a code is not the number of a glyph */
  of(value: PdfValue): EmbeddedFont {
    if (!(value instanceof PdfRef)) throw new PdfError('a font is expected')
    let font = this.#known.get(value.id)
    if (!font) {
      font = readFont(this.#file, this.#file.dictionary(value))
      this.#known.set(value.id, font)
    }
    return font
  }
}

/**
 * Exactly what the writer writes: a font that lacks a key, or has another, may draw other glyphs or none in another reader
 * (ISO 32000-1, 9.7.4 and 9.7.6).
 */
function readFont(file: PdfFile, font: PdfDictionary): EmbeddedFont {
  const [descendant, ...others] = file.array(font.get('DescendantFonts'))
  const inner = file.dictionary(descendant)
  if (named(font.get('Encoding')) !== 'Identity-H' || named(inner.get('CIDToGIDMap')) !== 'Identity')
    throw new PdfError('a font maps its codes to other glyphs')
  const descriptor = file.dictionary(inner.get('FontDescriptor'))
  const known =
    others.length === 0 &&
    hasShape(font, composite) &&
    hasShape(inner, cidFont) &&
    hasShape(file.dictionary(inner.get('CIDSystemInfo')), identity) &&
    hasShape(descriptor, embedded) &&
    [inner.get('BaseFont'), descriptor.get('FontName')].every(
      (one) => named(one) === named(font.get('BaseFont')),
    )
  if (!known) throw new PdfError('a font is described in a way that is not ours')
  return {
    name: named(font.get('BaseFont')).replace(/^[A-Z]{6}\+/, ''),
    program: () => file.bytes(descriptor.get('FontFile2')),
    texts: textsOf(file.stream(font.get('ToUnicode'))),
  }
}

/** The keys of a dictionary in order; a value where only one is right. */
type Shape = Readonly<Record<string, string | number | undefined>>

const composite: Shape = {
  Type: 'Font',
  Subtype: 'Type0',
  BaseFont: undefined,
  Encoding: undefined,
  DescendantFonts: undefined,
  ToUnicode: undefined,
}
const cidFont: Shape = {
  Type: 'Font',
  Subtype: 'CIDFontType2',
  BaseFont: undefined,
  CIDSystemInfo: undefined,
  FontDescriptor: undefined,
  DW: 1000,
  W: undefined,
  CIDToGIDMap: undefined,
}
const identity: Shape = { Registry: 'Adobe', Ordering: 'Identity', Supplement: 0 }
const embedded: Shape = {
  Type: 'FontDescriptor',
  FontName: undefined,
  Flags: undefined,
  FontBBox: undefined,
  ItalicAngle: undefined,
  Ascent: undefined,
  Descent: undefined,
  CapHeight: undefined,
  StemV: undefined,
  FontFile2: undefined,
}

function hasShape(dictionary: PdfDictionary, shape: Shape): boolean {
  return (
    [...dictionary.keys()].join() === Object.keys(shape).join() &&
    Object.entries(shape).every(([key, wanted]) => {
      return wanted === undefined || plain(dictionary.get(key)) === wanted
    })
  )
}

const plain = (value: PdfValue | undefined) =>
  value instanceof PdfName ? value.name : value instanceof PdfText ? value.bytes : value

const named = (value: PdfValue | undefined): string => (value instanceof PdfName ? value.name : '')

/** Glyph codes -> text, from a ToUnicode map as the painter writes it (ISO 32000-1, 9.10.3). */
function textsOf(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let entries = 0
  for (const [, count, block = ''] of map.matchAll(
    /(?<!\d)(\d{1,9}) beginbfchar\n([\s\S]*?)(?:endbfchar|$)/g,
  )) {
    entries += Number(count)
    for (const [, code = '', hex = ''] of block.matchAll(/^<([0-9a-f]{4})> <((?:[0-9a-f]{4}){1,8})>$/gm)) {
      const units = hex.match(/.{4}/g) ?? []
      found.set(
        Number.parseInt(code, 16),
        units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(''),
      )
    }
  }
  // A glyph that is told twice, or in another form, may be another text to other readers.
  if (found.size !== entries || map.includes('beginbfrange'))
    throw new PdfError('a map of glyphs to text holds what is not read')
  return found
}
