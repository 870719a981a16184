/**
 * Reads PDFs of any program with pdf.js, and says what of their text a reader sees. The only importer of pdf.js; runs
 * in a program of its own (pdf-reader.ts), so that a damaged or malicious file costs a bounded time and memory.
 */
import { type Hidden, looksOnPage, type Operators } from './others-looks.ts'

/** A line of text of a page, as the program that made the file set it. */
export interface OtherLine {
  readonly text: string
  /** Marked as no part of the document: a running head, a folio. */
  readonly artifact: boolean
  /** Edges and baseline on the page, from its left and lower edges, and the size of its letters, in points. */
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/** What was read of a PDF. */
export interface OtherPdf {
  readonly pages: readonly { readonly lines: readonly OtherLine[]; readonly hidden: readonly Hidden[] }[]
  /** What had to be repaired or passed over, in the words of pdf.js. */
  readonly damage: readonly string[]
}

/** Sizes of pictures are not asked for, and none is decoded that could fill the memory. */
const largestPicture = 1 << 16

/** Warnings that tell of a broken file, and not of a font or colour that pdf.js would rather have. */
const broken = /indexing all|xref|stream|invalid|corrupt|error|missing|unexpected|unable|bad |not found|eof/i
const harmless = /font|canvas|polyfill|glyph|cmap|standardFontDataUrl|Image exceeded|TT:|encoding|toUnicode/i

/** @throws Error in the words of pdf.js where the file cannot be opened at all */
export async function readOther(bytes: Uint8Array): Promise<OtherPdf> {
  // pdf.js makes one when it is loaded, for drawing, which is not asked of it.
  const environment = globalThis as { DOMMatrix?: unknown }
  environment.DOMMatrix ??= class {}
  const damage = new Set<string>()
  const restore = listen((message) => {
    if (broken.test(message) && !harmless.test(message)) damage.add(message.slice(0, 200))
  })
  try {
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    const loading = pdfjs.getDocument({
      data: new Uint8Array(bytes),
      verbosity: 1,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      maxImageSize: largestPicture,
      stopAtErrors: false,
    })
    const file = await loading.promise
    const layers = await file.getOptionalContentConfig()
    const shown = (group: unknown): boolean => {
      try {
        return layers.isVisible(group)
      } catch {
        return true
      }
    }
    const pages: OtherPdf['pages'][number][] = []
    for (let number = 1; number <= file.numPages; number++) {
      try {
        const page = await file.getPage(number)
        const content = await page.getTextContent({ includeMarkedContent: true })
        const operators = (await page.getOperatorList()) as unknown as Operators
        const view = page.view as [number, number, number, number]
        pages.push({
          lines: linesOf(content.items as readonly Item[]),
          hidden: looksOnPage(operators, view, pdfjs.OPS, shown),
        })
        page.cleanup()
      } catch (error) {
        damage.add(`page ${number}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    await loading.destroy()
    return { pages, damage: [...damage] }
  } finally {
    restore()
  }
}

/** Takes what pdf.js warns of while it reads; it knows no other way to tell. */
function listen(heard: (message: string) => void): () => void {
  const { log, warn } = globalThis['console']
  const take = (...parts: unknown[]) => heard(parts.map(String).join(' '))
  Object.assign(globalThis['console'], { log: take, warn: take })
  return () => Object.assign(globalThis['console'], { log, warn })
}

interface Item {
  readonly str?: string
  readonly hasEOL?: boolean
  readonly type?: string
  readonly tag?: string
  /** Of a text: its matrix on the page, and its width. */
  readonly transform?: readonly number[]
  readonly width?: number
}

type Place = Pick<OtherLine, 'left' | 'right' | 'baseline' | 'size'>
const nowhere: Place = { left: 0, right: 0, baseline: 0, size: 0 }

/** The place of a line with one more text of it. */
function grown(
  line: Place,
  [, , , height = 0, left = 0, baseline = 0]: readonly number[],
  width: number,
): Place {
  if (line.size === 0) return { left, right: left + width, baseline, size: Math.abs(height) }
  return { ...line, left: Math.min(line.left, left), right: Math.max(line.right, left + width) }
}

function linesOf(items: readonly Item[]): OtherLine[] {
  const lines: OtherLine[] = []
  let text = ''
  let artifacts = 0
  let isArtifact = false
  let place = nowhere
  const depth: boolean[] = []
  const end = () => {
    if (text.trim() !== '') lines.push({ text: text.trim(), artifact: isArtifact, ...place })
    text = ''
    place = nowhere
  }
  for (const { str, hasEOL, type, tag, transform, width } of items) {
    if (type === 'endMarkedContent') {
      if (depth.pop()) artifacts--
    } else if (type !== undefined) {
      const own = tag === 'Artifact'
      depth.push(own)
      if (own) artifacts++
    } else if (str !== undefined) {
      if (artifacts > 0 !== isArtifact) end()
      isArtifact = artifacts > 0
      text += str
      if (str.trim() !== '' && transform) place = grown(place, transform, width ?? 0)
      if (hasEOL) end()
    }
  }
  end()
  return lines
}
