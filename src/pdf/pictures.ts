/** Pictures of a PDF: each once, a JPEG as it is, a GIF as its pixels (ISO 32000-1, 8.9). */
import type PDFDocument from 'pdfkit'
import type { Reference } from 'pdfkit'
import { readPicture } from '../pictures/picture.ts'
import { deflated } from './fonts.ts'

export class PictureSet {
  readonly #pdf: PDFDocument
  readonly #known = new Map<Uint8Array, string>()
  /** For the resources of every page. */
  readonly resources: Record<string, Reference> = {}

  constructor(pdf: PDFDocument) {
    this.#pdf = pdf
  }

  /** The name by which a page shows it. */
  use(bytes: Uint8Array): string {
    const known = this.#known.get(bytes)
    if (known !== undefined) return known
    const name = `I${this.#known.size + 1}`
    this.#known.set(bytes, name)
    const { width, height, pixels, components } = readPicture(bytes)
    const shape = {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      BitsPerComponent: 8,
      ColorSpace: components === 1 ? 'DeviceGray' : 'DeviceRGB',
    }
    if (pixels) this.resources[name] = deflated(this.#pdf, shape, pixels.rgb)
    else {
      const ref = this.#pdf.ref({ ...shape, Filter: 'DCTDecode' })
      ref.write(bytes)
      ref.end()
      this.resources[name] = ref
    }
    return name
  }
}
