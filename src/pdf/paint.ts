/**
 * Pages -> PDF bytes. The only importer of pdfkit, which is used as a writer of objects: it lays nothing out.
 *
 * Every glyph is placed where typesetting put it, every space is a real glyph, every stretch of text carries
 * the mark of its structure element, and all else is an artifact. Date and identity come from what is
 * painted, so the same pages give the same bytes.
 */

import { createHash } from 'node:crypto'
import type { Reference } from 'pdfkit'
import PDFDocument from 'pdfkit'
import { toBytes } from '../bytes.ts'
import { concat } from '../fonts/bytes.ts'
import type { Bookmark, Pages } from '../typeset/page.ts'
import { type Attachments, attach } from './attachments.ts'
import { srgbProfile } from './color.ts'
import { ContentWriter, type LinkArea } from './content.ts'
import { deflate } from './deflate.ts'
import { deflated, type FontSet, fontSet } from './fonts.ts'
import { PictureSet } from './pictures.ts'
import { seal } from './seal.ts'
import { Structure } from './structure.ts'
import { xmp } from './xmp.ts'

export interface Identity {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  /** Name and version of the tool. */
  readonly tool: string
  /** `YYYY-MM-DD`, the day the file says it was made on. */
  readonly date: string
  /** The reading copy has links and bookmarks; the copy for EDGAR has none (17 CFR 232.104). */
  readonly links: boolean
  /** Files to keep inside, as the sources: the PDF is then PDF/A-3a. */
  readonly attachments?: Attachments
}

export function paint(pages: Pages, identity: Identity): Uint8Array {
  const date = new Date(`${identity.date}T00:00:00Z`)
  const pdf = new Written({
    autoFirstPage: false,
    font: null,
    compress: false,
    pdfVersion: '1.7',
    lang: identity.language,
    displayTitle: true,
    info: {
      Title: identity.title,
      Creator: identity.tool,
      Producer: identity.tool,
      CreationDate: date,
      ModDate: date,
    },
  })
  const painter = new Painter(pdf, pages, identity)
  painter.run()
  pdf.end()
  const bytes = concat(pdf.chunks)
  seal(bytes)
  return bytes
}

/**
 * pdfkit is a stream that would deliver later, by ticks of Node that hold the whole file until they run, which they do
 * not while filing after filing is built. Its chunks are taken as they come, the header before all fields are there.
 */
class Written extends PDFDocument {
  declare chunks: Uint8Array[]

  override push(chunk: Uint8Array | null): boolean {
    this.chunks ??= []
    if (chunk) this.chunks.push(chunk)
    return true
  }
}

class Painter {
  readonly #pdf: PDFDocument
  readonly #pages: Pages
  readonly #identity: Identity
  readonly #fonts: FontSet
  readonly #structure: Structure
  readonly #pictures: PictureSet
  readonly #dictionaries: Reference[] = []
  readonly #digest = createHash('sha256')

  constructor(pdf: PDFDocument, pages: Pages, identity: Identity) {
    this.#pdf = pdf
    this.#pages = pages
    this.#identity = identity
    this.#fonts = fontSet(pdf)
    this.#structure = new Structure(pdf, identity.links)
    this.#pictures = new PictureSet(pdf)
  }

  run(): void {
    const { pages } = this.#pages
    for (const page of pages) {
      const { width, height } = page
      this.#pdf.addPage({ size: [width, height], margin: 0 })
      const { content, dictionary, resources } = this.#pdf.page
      this.#dictionaries.push(dictionary)
      const key = this.#structure.openPage()
      const writer = new ContentWriter(height, this.#fonts, this.#pictures, (tag) =>
        this.#structure.mark(tag, dictionary, key),
      )
      for (const mark of page.marks) writer.mark(mark)
      for (const [tag, box] of writer.figures) this.#structure.figures.set(tag, box)
      const bytes = Buffer.from(writer.finish(), 'latin1')
      this.#digest.update(bytes)
      // addPage has written a matrix for pdfkit's own drawing; the page begins anew.
      content.buffer = []
      Object.assign(content.data, { Length: 0, Filter: 'FlateDecode' })
      content.write(deflate(bytes))
      const pictures =
        Object.keys(this.#pictures.resources).length > 0 ? { XObject: this.#pictures.resources } : {}
      Object.assign(resources.data, { Font: this.#fonts.resources, ...pictures })
      Object.assign(dictionary.data, { StructParents: key, Tabs: 'S' })
      if (this.#identity.links) this.#annotate(writer.links, dictionary)
    }
    this.#structure.write(this.#pages.tree)
    this.#fonts.finish()
    if (this.#identity.links) this.#outline()
    this.#catalog()
  }

  #annotate(areas: readonly LinkArea[], page: Reference): void {
    const annotations: Reference[] = []
    for (const area of areas) {
      const ref = this.#pdf.ref({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: area.rect,
        Border: [0, 0, 0],
        F: 4,
        Contents: new String(area.text.trim()),
        ...this.#target(area.href),
      })
      ref.data['StructParent'] = this.#structure.annotation(area.tag, page, ref)
      annotations.push(ref)
    }
    if (annotations.length > 0) page.data['Annots'] = annotations
    // Places of later pages are known only once these exist, so links end with the document.
    this.#open.push(...annotations)
  }

  readonly #open: Reference[] = []

  #target(href: string): Record<string, unknown> {
    if (!href.startsWith('#')) {
      const address = /^[\w.-]+\.htm$/.test(href) ? href.replace(/\.htm$/, '.pdf') : href
      return { A: { S: 'URI', URI: new String(address) } }
    }
    return { Dest: href.slice(1) }
  }

  /** Bookmarks nested by heading level, each landing just above its heading. */
  #outline(): void {
    const { bookmarks } = this.#pages
    if (bookmarks.length === 0) return
    const root = this.#pdf.ref({ Type: 'Outlines' })
    writeLevel(bookmarks, root, this.#pdf, (bookmark) => this.#destination(bookmark.page, bookmark.y))
    root.end()
    this.#pdf._root.data['Outlines'] = root
  }

  #destination(page: number, y: number): unknown[] {
    const { height = 0 } = this.#pages.pages[page - 1] ?? {}
    return [this.#dictionaries[page - 1], 'XYZ', 0, height - y + 6, null]
  }

  #catalog(): void {
    const { title, language, tool, date } = this.#identity
    for (const ref of this.#open) {
      const name = ref.data['Dest']
      if (typeof name === 'string') {
        const place = this.#pages.places.get(name)
        ref.data['Dest'] = this.#destination(place?.page ?? 1, place?.y ?? 0)
      }
      ref.end()
    }
    const profile = deflated(this.#pdf, { N: 3 }, srgbProfile())
    const intent = this.#pdf.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: new String('sRGB IEC61966-2.1'),
      Info: new String('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    })
    intent.end()
    const metadata = this.#pdf.ref({ Type: 'Metadata', Subtype: 'XML' })
    const { attachments } = this.#identity
    if (attachments && attachments.size > 0) attach(this.#pdf, attachments, new Date(`${date}T00:00:00Z`))
    const stamp = `${date}T00:00:00Z`
    metadata.write(
      toBytes(
        xmp({
          title,
          language,
          creator: tool,
          producer: tool,
          date: stamp,
          part: attachments && attachments.size > 0 ? 3 : 2,
        }),
      ),
    )
    metadata.end()
    Object.assign(this.#pdf._root.data, { OutputIntents: [intent], Metadata: metadata })
    // pdfkit would end these once more, or write its own.
    this.#pdf.endMetadata = () => {}
    this.#pdf.endMarkings = () => {}
    this.#pdf._id = new Uint8Array(this.#digest.update(title).update(date).digest().subarray(0, 16))
  }
}

function writeLevel(
  bookmarks: readonly Bookmark[],
  parent: Reference,
  pdf: PDFDocument,
  destination: (bookmark: Bookmark) => unknown[],
): number {
  const level = Math.min(...bookmarks.map((one) => one.level))
  const starts = bookmarks.flatMap((one, index) => (one.level === level || index === 0 ? [index] : []))
  const refs = starts.map(() => pdf.ref())
  let total = 0
  starts.forEach((start, index) => {
    const bookmark = bookmarks[start] as Bookmark
    const ref = refs[index] as Reference
    Object.assign(ref.data, {
      Title: new String(bookmark.title),
      Parent: parent,
      Dest: destination(bookmark),
    })
    if (index > 0) ref.data['Prev'] = refs[index - 1]
    if (index < refs.length - 1) ref.data['Next'] = refs[index + 1]
    const inner = bookmarks.slice(start + 1, starts[index + 1])
    const below = inner.length > 0 ? writeLevel(inner, ref, pdf, destination) : 0
    total += 1 + below
    ref.end()
  })
  Object.assign(parent.data, { First: refs[0], Last: refs.at(-1), Count: total })
  return total
}
