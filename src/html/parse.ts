/**
 * HTML text -> elements, strictly: every element closed where it ends, every character reference known.
 *
 * Made for HTML that we or a template wrote. Nothing is repaired; what is wrong is a diagnostic at its place. Only what
 * is nested deeper than the budget allows is set beside what holds it, as browsers do, so that the rest can be read.
 */
import { type Handler, Parser } from 'htmlparser2'
import { type Budget, unnamed } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { FactValue, Origin } from '../document/document.ts'
import type { Earlier } from './earlier.ts'
import { type Attributes, plainLine, standsPlainlyIn } from './plain-lines.ts'

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
  /** The same element in an earlier version (earlier.ts). */
  readonly again?: Element
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
 * @param earlier what other versions held, which is not parsed again; what this one holds is added
 * @param budget of the file, which has a log of its own: of a file of others not every fault is told, but this is
 * @throws FilingError when the budget is spent
 */
export function parseHtml(
  html: string,
  provenance: Provenance,
  log: Log,
  xml = false,
  earlier?: Earlier,
  budget: Budget = unnamed('html'),
): readonly Node[] {
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
  /** An element too deep to hold others, while the text behind its start is still its own. */
  let beside: Open | undefined
  /** How many characters the parser was not given: its places are without them. */
  let skipped = 0
  const starts = () => parser.startIndex + skipped
  const ends = () => parser.endIndex + skipped + 1
  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      budget.step()
      const [start, end] = [starts(), ends()]
      const opened: Open = {
        kind: 'element',
        name,
        attributes,
        children: [],
        start,
        end,
        startTagEnd: end,
      }
      top().children.push(opened)
      beside = parser.flat ? opened : undefined
      if (!parser.flat && (xml || !voids.has(name))) stack.push(opened)
    },
    ontext(value) {
      const holder = beside ?? top()
      holder.children.push({ kind: 'text', value, start: starts(), end: ends() })
    },
    onclosetag(name, implied) {
      if (parser.flat || (!xml && voids.has(name))) return
      beside = undefined
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
      if (closed) closed.end = ends()
    },
  }
  const Watched = class extends Parser {
    /** Elements too deep to hold anything, by name, whose end tags are still to come. */
    readonly #flat = new Map<string, number>()
    /** Whether the tag at hand is of such an element. */
    flat = false
    #asked: boolean | undefined

    override onopentagname(start: number, end: number): void {
      this.#asked = undefined
      this.flat = false
      super.onopentagname(start, end)
    }

    /** Asked twice of a tag that opens, before and after it is on the stack; the first answer holds. */
    override isVoidElement(name: string): boolean {
      if (this.#asked !== undefined) return this.#asked
      this.#asked = super.isVoidElement(name)
      if (!this.#asked && stack.length > budget.allowed.depth) {
        this.#asked = true
        this.flat = true
        this.#flat.set(name, (this.#flat.get(name) ?? 0) + 1)
        budget.tell('depth', provenance.spanAt(starts(), ends()))
      }
      return this.#asked
    }

    #closesFlat(name: string): boolean {
      const open = this.#flat.get(name) ?? 0
      if (open > 0) this.#flat.set(name, open - 1)
      return open > 0
    }

    /** The parser drops an end tag that closes nothing, or opens what it closes; none is lost in silence. */
    override onclosetag(start: number, end: number): void {
      this.#asked = undefined
      this.flat = false
      if (
        this.#closesFlat(
          html
            .slice(start + skipped, end + skipped)
            .trim()
            .toLowerCase(),
        )
      ) {
        this.endIndex = end
        this.startIndex = end + 1
        beside = undefined
        return
      }
      const depth = stack.length
      super.onclosetag(start, end)
      if (stack.length < depth) return
      const at = provenance.spanAt(start - '</'.length + skipped, end + 1 + skipped)
      const name = html.slice(start + skipped, end + skipped).trim()
      log.add('H003', at, `</${name}> closes nothing`, 'delete it, or open the element')
    }
  }
  const parser: InstanceType<typeof Watched> = new Watched(handler, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
    recognizeSelfClosing: xml,
  })
  let from = 0
  const parse = (to: number) => {
    parser.write(html.slice(from, to))
    from = to
  }
  const attributes: Attributes = new Map()
  for (let at = lineAfter(html, 0); at > 0 && !xml; at = lineAfter(html, Math.max(at, from - 1))) {
    const kept = earlier?.at(html, at)
    const element = kept?.element ?? plainLine(html, at, attributes)
    if (!element) continue
    if (at > from) parse(at)
    // A line is an element only where no comment, tag or value of an attribute is open: where the line end is text.
    const { name: within, children } = top()
    const stands = kept ? kept.within === within : standsPlainlyIn(element.name, within)
    const before = children.at(-1)
    if (!stands || before?.kind !== 'text' || before.end !== at) continue
    children.push(element)
    from = element.end
    // The line end between two lines with tags is all the text between them.
    if (html.charCodeAt(from + 1) === 60) {
      children.push({ kind: 'text', value: '\n', start: from, end: from + 1 })
      from++
    }
    skipped += from - at
  }
  parse(html.length)
  parser.end()
  if (earlier && !log.failed) earlier.keep(html, root.children)
  return root.children
}

/** Where the next line begins that begins with a tag; 0 where none does. */
const lineAfter = (html: string, at: number): number => html.indexOf('\n<', at) + 1
