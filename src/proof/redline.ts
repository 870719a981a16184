/**
 * Proof on the finished files of a redline: the words outside deletions are those of the new version, the words outside
 * insertions those of the old one, in the HTML; the PDF has the words of the whole.
 */
import { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import { words, wordsOfText } from '../document/words.ts'
import type { Face } from '../fonts/face.ts'
import { type Node, parseHtml } from '../html/parse.ts'
import { ofFile } from '../html/read.ts'
import { readPdf } from '../pdf/read.ts'
import { accept, reject } from '../redline/settle.ts'
import { wrongGlyph } from './glyphs.ts'

/** @throws Error when a finished file says anything else: a defect of ours */
export function proveRedline(
  redlined: Document,
  whole: Document,
  { html, pdf }: { readonly html: string; readonly pdf: Uint8Array },
  faces: readonly Face[],
): void {
  const source = { path: 'redline.htm', text: html }
  const nodes = parseHtml(html, ofFile(source), new Log())
  same('the redline’s HTML without deletions', lettersOf(accept(redlined)), visible(nodes, 'del'))
  same('the redline’s HTML without insertions', lettersOf(reject(redlined)), visible(nodes, 'ins'))
  const read = readPdf(pdf)
  const wanted = words(whole).map(({ text }) => text)
  same('the redline’s PDF', wanted.join(''), read.words.join(''))
  const wrong = wrongGlyph(read.fonts, faces)
  if (wrong !== undefined) throw new Error(`the redline’s PDF: ${wrong}`)
}

/** All letters in order: where a word ends can depend on a block that only one side has. */
function lettersOf(document: Document): string {
  return words(document)
    .map(({ text }) => text)
    .join('')
}

/** Text outside one kind of mark, the summary and what the redline says itself. */
function visible(nodes: readonly Node[], hidden: 'ins' | 'del'): string {
  const text: string[] = []
  const walk = (list: readonly Node[]): void => {
    for (const node of list) {
      if (node.kind === 'text') text.push(node.value)
      else if (hidden === 'ins' && /\bmoved-here\b/.test(node.attributes['class'] ?? '')) continue
      else if (
        node.name !== hidden &&
        node.name !== 'head' &&
        !/\b(?:summary|change)\b/.test(classOf(node)) &&
        !isMoveNote(node)
      )
        walk(node.children)
    }
  }
  walk(nodes)
  return wordsOfText(text.join('').replaceAll('¶', '')).join('')
}

const classOf = (node: Extract<Node, { kind: 'element' }>): string =>
  node.name === 'p' || node.name === 'tr' || /^h\d$/.test(node.name) ? '' : (node.attributes['class'] ?? '')

const isMoveNote = (node: Extract<Node, { kind: 'element' }>): boolean =>
  node.name === 'a' && /^#move-\d+-/.test(node.attributes['href'] ?? '')

function same(what: string, wanted: string, found: string): void {
  if (wanted.replaceAll('¶', '') === found.replaceAll('¶', '')) return
  let at = 0
  while (wanted[at] === found[at]) at++
  throw new Error(
    `${what} has "${found.slice(Math.max(0, at - 20), at + 30)}" where "${wanted.slice(Math.max(0, at - 20), at + 30)}" should stand`,
  )
}
