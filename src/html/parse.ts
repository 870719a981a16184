/**
 * HTML text -> elements, strictly: every element closed where it ends, every character reference known.
 *
 * Made for HTML that we or a template wrote. Nothing is repaired; what is wrong is a diagnostic at its place.
 */
import { Parser } from 'htmlparser2'
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { FactValue, Origin } from '../document/document.ts'

/** Where stretches of the HTML came from; plain files map onto themselves. */
export interface Provenance {
  spanAt(start: number, end: number): Span
  /** Cuts a stretch of text at changes of origin. */
  pieces(start: number, end: number): readonly Piece[]
}

export interface Piece {
  readonly start: number
  readonly end: number
  readonly origin: Origin
  /** Set where the piece is one fact as shown. */
  readonly fact?: { readonly path: string; readonly value: FactValue }
}

export interface Element {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  readonly start: number
  readonly end: number
}

export interface Characters {
  readonly kind: 'text'
  /** Decoded. */
  readonly value: string
  readonly start: number
  readonly end: number
}

export type Node = Element | Characters

const voids = new Set(['br', 'hr', 'img', 'meta', 'link'])

/** An element while its end has not been seen. */
type Open = { -readonly [K in keyof Element]: Element[K] } & { children: Node[]; startTagEnd: number }

/**
 * The nodes of a document or fragment; comments and doctypes are dropped.
 *
 * @param xml whether `<p/>` is an element that ends at once, as in tagged documents; in HTML it is not
 */
export function parseHtml(html: string, provenance: Provenance, log: Log, xml = false): readonly Node[] {
  const root: Open = {
    kind: 'element',
    name: '',
    attributes: {},
    children: [],
    start: 0,
    end: html.length,
    startTagEnd: 0,
  }
  const stack: Open[] = [root]
  const top = (): Open => stack.at(-1) ?? root
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        const opened: Open = {
          kind: 'element',
          name,
          attributes,
          children: [],
          start: parser.startIndex,
          end: parser.endIndex + 1,
          startTagEnd: parser.endIndex + 1,
        }
        top().children.push(opened)
        if (xml || !voids.has(name)) stack.push(opened)
      },
      ontext(value) {
        top().children.push({ kind: 'text', value, start: parser.startIndex, end: parser.endIndex + 1 })
      },
      onclosetag(name, implied) {
        if (!xml && voids.has(name)) return
        // A self-closed element is told as implied too; it ends where it began.
        if (implied && !(xml && html.charCodeAt(top().startTagEnd - 2) === 47)) {
          const at = top()
          log.add(
            'H003',
            provenance.spanAt(at.start, at.startTagEnd),
            `<${name}> is not closed`,
            `end it with </${name}>`,
          )
        }
        const closed = stack.length > 1 ? stack.pop() : undefined
        if (closed) closed.end = parser.endIndex + 1
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: xml },
  )
  parser.write(html)
  parser.end()
  strayClosings(html, provenance, log, xml)
  return root.children
}

/** The tokenizer drops an end tag that closes nothing; count them so that none is lost in silence. */
function strayClosings(html: string, provenance: Provenance, log: Log, xml: boolean): void {
  const open: string[] = []
  for (const match of html.matchAll(/<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)(?:"[^"]*"|'[^']*'|[^'">])*>/g)) {
    const name = match[2]?.toLowerCase()
    if (name === undefined || (xml ? match[0].endsWith('/>') : voids.has(name))) continue
    if (match[1] === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else {
      const at = provenance.spanAt(match.index, match.index + match[0].length)
      if (!open.includes(name))
        log.add('H003', at, `</${name}> closes nothing`, 'delete it, or open the element')
      else open.length = open.lastIndexOf(name)
    }
  }
}
