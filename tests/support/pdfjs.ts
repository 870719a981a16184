/**
 * Words of a PDF by pdf.js, in the order of the content stream; those of notes, as pdf.js reads the structure, apart.
 *
 * pdf.js passes over the soft hyphen at a line's end as invisible, so a word broken there comes in two; only
 * across an end of line, and only into the word that is wanted next, are two parts put together again.
 */
import { spaces } from '../../src/document/words.ts'

export async function pdfjsWords(
  bytes: Uint8Array,
  wanted: { readonly text: readonly string[]; readonly notes: readonly string[] },
): Promise<{ text: string[]; notes: string[] }> {
  const { text, notes } = await pdfjsText(bytes)
  return { text: wordsOf(text, wanted.text), notes: wordsOf(notes, wanted.notes) }
}

function wordsOf(text: string, wanted: readonly string[]): string[] {
  const lines = text
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

interface Node {
  readonly role?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly Node[]
}

/** Marked content that stands below a note in the structure tree. */
function ofNotes(node: Node | null, inside = false): string[] {
  if (!node) return []
  const within = inside || node.role === 'Note'
  const own = within && node.type === 'content' && node.id !== undefined ? [node.id] : []
  return [...own, ...(node.children ?? []).flatMap((child) => ofNotes(child, within))]
}

async function pdfjsText(bytes: Uint8Array): Promise<{ text: string; notes: string }> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: true })
  const file = await loading.promise
  const all = { text: [] as string[], notes: [] as string[] }
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const content = await page.getTextContent({ includeMarkedContent: true })
    const noted = new Set(ofNotes((await page.getStructTree()) as Node | null))
    let artifact = 0
    let parts = all.text
    for (const item of content.items) {
      if ('str' in item) {
        if (artifact === 0) parts.push(item.str, item.hasEOL ? lineEnd : '')
      } else if (item.type === 'endMarkedContent') artifact = Math.max(0, artifact - 1)
      else {
        const { tag, id } = item as { tag?: string; id?: string }
        parts = id !== undefined && noted.has(id) ? all.notes : all.text
        if (artifact > 0 || tag === 'Artifact') artifact++
        else if (tag !== 'Span') parts.push('\n')
      }
    }
    for (const parts of [all.text, all.notes]) parts.push('\n')
  }
  await loading.destroy()
  return { text: all.text.join(''), notes: all.notes.join('') }
}
