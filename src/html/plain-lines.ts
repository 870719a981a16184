/**
 * Lines that are one element with nothing in it but text, as most lines of a finished file are. A pattern tells them
 * several times quicker than a parser, which takes a file character by character.
 */
import type { Element, Node } from './elements.ts'

const flow = ['', 'body', 'div', 'section', 'blockquote', 'li', 'td', 'th']
/** In what such an element can stand so that its beginning ends nothing: HTML lets some ends be left out. */
const parents: Readonly<Record<string, readonly string[]>> = { li: ['ul', 'ol'], td: ['tr'], th: ['tr'] }

const line = /<(p|h[1-6]|li|t[dh])((?: [a-z]+="[^"&\n]*")*)>((?:[^<&\n]|&amp;|&#[1-9]\d*;)*)<\/\1>(?=\n)/y
const attribute = /(?<![a-z])([a-z]+)="([^"]*)"/g
const reference = /(&[^&;]*;)/

/** Attributes by their text: those of most paragraphs are the same. */
export type Attributes = Map<string, Readonly<Record<string, string>>>

/** The element that is the line from `at`, if it is one that this can tell. @param known attributes read before, and these */
export function plainLine(html: string, at: number, known: Attributes): Element | undefined {
  line.lastIndex = at
  const [whole, name = '', attributesText = '', text = ''] = line.exec(html) ?? []
  if (whole === undefined) return undefined
  const end = at + whole.length
  const children = textsOf(text, end - text.length - name.length - '</>'.length)
  return (
    children && {
      kind: 'element',
      name,
      attributes: attributesOf(attributesText, known),
      children,
      start: at,
      end,
    }
  )
}

export const standsPlainlyIn = (name: string, parent: string): boolean =>
  (parents[name] ?? flow).includes(parent)

function attributesOf(text: string, known: Attributes): Readonly<Record<string, string>> {
  const found = known.get(text)
  if (found) return found
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(attribute)) attributes[name] ??= value
  known.set(text, attributes)
  return attributes
}

/** Text and each character reference by itself, as the parser gives them; undefined where it would know better. */
function textsOf(text: string, from: number): Node[] | undefined {
  const children: Node[] = []
  let at = from
  for (const part of text.includes('&') ? text.split(reference) : [text]) {
    if (part === '') continue
    const value = part.startsWith('&') ? decoded(part) : part
    if (value === undefined) return undefined
    children.push({ kind: 'text', value, start: at, end: at + part.length })
    at += part.length
  }
  return children
}

function decoded(part: string): string | undefined {
  if (part === '&amp;') return '&'
  const code = Number(part.slice(2, -1))
  // Below stand numbers that HTML takes for other characters, above none or halves of characters.
  return code >= 0xa0 && code < 0xd800 ? String.fromCharCode(code) : undefined
}
