/** The words that a finished HTML file shows, ours or anybody's. */
import { toText } from '../bytes.ts'
import { Log } from '../diagnostics/log.ts'
import { words, wordsOfText } from '../document/words.ts'
import { type Node, parseHtml } from '../html/parse.ts'
import { ofFile, readHtml } from '../html/read.ts'

/** Elements that part no word from what stands beside them. */
const withinWords = /^(?:a|b|em|font|i|small|span|strong|sub|sup|u|ix:\w+)$/i

/** The header of Inline XBRL is no words, nor is what nobody sees. */
const isUnseen = ({ name, attributes }: Exclude<Node, { kind: 'text' }>): boolean =>
  name.toLowerCase() === 'ix:header' || /display\s*:\s*none/i.test(attributes['style'] ?? '')

export function textWords(name: string, bytes: Uint8Array): string[] {
  const text = toText(bytes)
  const source = { path: name, text }
  const own = /<div class="(?:cover-page|release)"/.test(text)
    ? readHtml(source, { form: '8-K', fileName: name }, new Log(), 'words')
    : undefined
  if (own) return words(own).map((word) => word.text)
  const parts: string[] = []
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.kind === 'text') parts.push(node.value)
      else if (node.name !== 'head' && !isUnseen(node)) {
        const apart = withinWords.test(node.name) ? '' : ' '
        parts.push(apart)
        walk(node.children)
        parts.push(apart)
      }
    }
  }
  walk(parseHtml(text, ofFile(source), new Log()))
  return wordsOfText(parts.join(''))
}
