/**
 * Words of a PDF by pdf.js, in the order of the content stream.
 *
 * pdf.js passes over the soft hyphen at a line's end as invisible, so a word broken there comes in two; only
 * across an end of line, and only into the word that is wanted next, are two parts put together again.
 */
import { spaces } from '../../src/document/words.ts'

export async function pdfjsWords(bytes: Uint8Array, wanted: readonly string[]): Promise<string[]> {
  const lines = (await pdfjsText(bytes))
    .replaceAll('\u034f', '')
    .split(lineEnd)
    .map((line) => line.split(spaces).filter(Boolean))
  const found: string[] = []
  for (const line of lines) {
    const last = found.at(-1)
    const [first, ...rest] = line
    if (first === undefined) continue
    if (
      last !== undefined &&
      last !== wanted[found.length - 1] &&
      last + first === wanted[found.length - 1]
    ) {
      found[found.length - 1] = last + first
      found.push(...rest)
    } else found.push(...line)
  }
  return found
}

const lineEnd = '\u0001'

async function pdfjsText(bytes: Uint8Array): Promise<string> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: true })
  const file = await loading.promise
  const parts: string[] = []
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const content = await page.getTextContent({ includeMarkedContent: true })
    let artifact = 0
    for (const item of content.items) {
      if ('str' in item) {
        if (artifact === 0) parts.push(item.str, item.hasEOL ? lineEnd : '')
      } else if (item.type === 'endMarkedContent') artifact = Math.max(0, artifact - 1)
      else {
        const { tag } = item as { tag?: string }
        if (artifact > 0 || tag === 'Artifact') artifact++
        else if (tag !== 'Span') parts.push('\n')
      }
    }
    parts.push('\n')
  }
  await loading.destroy()
  return parts.join('')
}
