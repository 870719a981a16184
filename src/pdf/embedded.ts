/** The fonts inside a finished PDF of ours: the program that draws, and the text that each glyph says it is. */
import { type PdfDictionary, PdfError, type PdfFile, PdfName, PdfRef, type PdfValue } from './objects.ts'

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

function readFont(file: PdfFile, font: PdfDictionary): EmbeddedFont {
  const [descendant] = file.array(font.get('DescendantFonts'))
  const inner = file.dictionary(descendant)
  if (named(font.get('Encoding')) !== 'Identity-H' || named(inner.get('CIDToGIDMap')) !== 'Identity')
    throw new PdfError('a font maps its codes to other glyphs')
  const program = file.dictionary(inner.get('FontDescriptor')).get('FontFile2')
  return {
    name: named(font.get('BaseFont')).replace(/^[A-Z]{6}\+/, ''),
    program: () => file.bytes(program),
    texts: textsOf(file.stream(font.get('ToUnicode'))),
  }
}

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
