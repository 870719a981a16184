/** Pages of the PDF, drawn by pdf.js: each page is a file of its own, known by its digest and fetched when it is seen. */
import { getDocument, type PDFPageProxy, PDFWorker, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { getBytes } from './api.ts'
import { pdfPort } from './pdf-worker.ts'

/** One for all pages. The types of pdf.js know no port here; its code takes one. */
const worker = new PDFWorker({ port: pdfPort } as unknown as ConstructorParameters<typeof PDFWorker>[0])
const careful = { worker, isEvalSupported: false, disableAutoFetch: true } as const

/** Pages that stay open; more would hold their fonts for nothing. */
const most = 60
const opened = new Map<string, Promise<PageOpen>>()

interface PageOpen {
  readonly page: PDFPageProxy
  readonly close: () => void
}

export function pageOf(slug: string, digest: string): Promise<PageOpen> {
  const known = opened.get(digest)
  opened.delete(digest)
  const page = known ?? load(slug, digest)
  opened.set(digest, page)
  page.catch(() => opened.delete(digest))
  for (const [name, other] of opened) {
    if (opened.size <= most) break
    opened.delete(name)
    void other.then(({ close }) => close())
  }
  return page
}

async function load(slug: string, digest: string): Promise<PageOpen> {
  const data = await getBytes('/api/page', { slug, digest })
  if (!data) throw new Error('the page is not of the newest build')
  const task = getDocument({ data, ...careful })
  const page = await (await task.promise).getPage(1)
  return { page, close: () => void task.destroy() }
}

/** Draws a page as sharp as the screen is, with its text to select. */
export async function draw(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  text: HTMLElement,
  scale: number,
): Promise<void> {
  const sharp = Math.min(globalThis.devicePixelRatio || 1, 3)
  const viewport = page.getViewport({ scale: scale * sharp })
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  await page.render({ canvas, viewport, background: '#ffffff' }).promise
  text.replaceChildren()
  text.style.setProperty('--scale-factor', String(scale))
  text.style.setProperty('--total-scale-factor', String(scale))
  const layer = new TextLayer({
    textContentSource: await page.getTextContent(),
    container: text,
    viewport: page.getViewport({ scale }),
  })
  await layer.render()
}

/** A PDF of several pages. */
export async function openPdf(data: Uint8Array) {
  const task = getDocument({ data, ...careful })
  const pdf = await task.promise
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1)
  const pages = await Promise.all(numbers.map((number) => pdf.getPage(number)))
  return {
    /** Points. */
    sizes: pages.map((page) => {
      const { width, height } = page.getViewport({ scale: 1 })
      return { width, height }
    }),
    /** @param number from 1 */
    async draw(number: number, canvas: HTMLCanvasElement, text: HTMLElement, scale: number): Promise<void> {
      const page = pages[number - 1]
      if (page) await draw(page, canvas, text, scale)
    },
    close: () => void task.destroy(),
  }
}
