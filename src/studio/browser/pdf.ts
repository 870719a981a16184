/** Pages of the PDF, drawn by pdf.js: each page is a file of its own, known by its digest and fetched when it is seen. */
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFPageProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { getBytes } from './api.ts'

GlobalWorkerOptions.workerSrc = '/pdf.worker.js'

/** Pages that stay open; more would hold their fonts for nothing. */
const most = 60
const opened = new Map<string, Promise<PDFPageProxy>>()

export function pageOf(slug: string, digest: string): Promise<PDFPageProxy> {
  const known = opened.get(digest)
  opened.delete(digest)
  const page = known ?? load(slug, digest)
  opened.set(digest, page)
  page.catch(() => opened.delete(digest))
  for (const [name, other] of opened) {
    if (opened.size <= most) break
    opened.delete(name)
    void other.then(({ _transport }: PDFPageProxy & { _transport?: { destroy(): unknown } }) =>
      _transport?.destroy(),
    )
  }
  return page
}

async function load(slug: string, digest: string): Promise<PDFPageProxy> {
  const data = await getBytes('/api/page', { slug, digest })
  if (!data) throw new Error('the page is not of the newest build')
  const pdf = await getDocument({ data, isEvalSupported: false, disableAutoFetch: true }).promise
  return pdf.getPage(1)
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
