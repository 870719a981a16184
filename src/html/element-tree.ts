/** Elements as they are built from the tags of a text, and from lines that were read another way. */
import type { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Element, Node, Provenance } from './elements.ts'
import { type Watch, WatchedParser } from './watched-parser.ts'

const voids = new Set(['br', 'hr', 'img', 'meta', 'link'])

/** An element while its end has not been seen. */
type Open = { -readonly [K in keyof Element]: Element[K] } & { children: Node[]; startTagEnd: number }

const opened = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  start: number,
  end: number,
): Open => ({ kind: 'element', name, attributes, children: [], start, end, startTagEnd: end })

export interface Markup {
  readonly html: string
  readonly provenance: Provenance
  readonly log: Log
  /** Whether `<p/>` is an element that ends at once, as in tagged documents; in HTML it is not. */
  readonly xml: boolean
  readonly budget: Budget
}

export class ElementTree implements Watch {
  readonly #markup: Markup
  readonly #root: Open
  readonly #stack: Open[]
  readonly #parser: WatchedParser
  /** An element too deep to hold others, while the text behind its start is still its own. */
  #beside: Open | undefined
  /** How far the text was read. */
  #at = 0
  /** How many characters the parser was not given: its places are without them. */
  #skipped = 0

  constructor(markup: Markup) {
    this.#markup = markup
    this.#root = { ...opened('', {}, 0, 0), end: markup.html.length }
    this.#stack = [this.#root]
    this.#parser = new WatchedParser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (value) =>
          void (this.#beside ?? this.#top).children.push({
            kind: 'text',
            value,
            start: this.#starts,
            end: this.#ends,
          }),
        onclosetag: (name, implied) => this.#close(name, implied),
      },
      {
        decodeEntities: true,
        lowerCaseTags: true,
        lowerCaseAttributeNames: true,
        recognizeSelfClosing: markup.xml,
      },
      this,
    )
  }

  /** How far the text was read, as an offset. */
  get at(): number {
    return this.#at
  }

  /** Name of the element that is open now; empty outside all. */
  get within(): string {
    return this.#top.name
  }

  readTo(to: number): void {
    this.#parser.write(this.#markup.html.slice(this.#at, to))
    this.#at = to
  }

  /**
   * Takes an element that was read another way and begins where the tree was read to. It is one only where no comment,
   * tag or value of an attribute is open: where the line end before it is text.
   *
   * @returns whether it was taken
   */
  take(element: Element): boolean {
    const { children } = this.#top
    const before = children.at(-1)
    if (before?.kind !== 'text' || before.end !== this.#at) return false
    const from = this.#at
    children.push(element)
    this.#at = element.end
    // The line end between two lines with tags is all the text between them.
    if (this.#markup.html.charCodeAt(this.#at + 1) === 60) {
      children.push({ kind: 'text', value: '\n', start: this.#at, end: this.#at + 1 })
      this.#at++
    }
    this.#skipped += this.#at - from
    return true
  }

  /** Reads what is left. */
  finish(): readonly Node[] {
    this.readTo(this.#markup.html.length)
    this.#parser.end()
    return this.#root.children
  }

  get #top(): Open {
    return this.#stack.at(-1) ?? this.#root
  }

  get #starts(): number {
    return this.#parser.startIndex + this.#skipped
  }

  get #ends(): number {
    return this.#parser.endIndex + this.#skipped + 1
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    const { budget, xml } = this.#markup
    budget.step()
    const element = opened(name, attributes, this.#starts, this.#ends)
    this.#top.children.push(element)
    this.#beside = this.#parser.flat ? element : undefined
    if (!this.#parser.flat && (xml || !voids.has(name))) this.#stack.push(element)
  }

  #close(name: string, implied: boolean): void {
    const { html, log, provenance, xml } = this.#markup
    if (this.#parser.flat || (!xml && voids.has(name))) return
    this.#beside = undefined
    // A self-closed element is told as implied too; it ends where it began.
    if (implied && !(xml && html.charCodeAt(this.#top.startTagEnd - 2) === 47)) {
      const { start, startTagEnd } = this.#top
      log.add(
        'H003',
        provenance.spanAt(start, startTagEnd),
        `<${name}> is not closed`,
        `end it with </${name}>`,
      )
    }
    const closed = this.#stack.length > 1 ? this.#stack.pop() : undefined
    if (closed) closed.end = this.#ends
  }

  depth(): number {
    return this.#stack.length
  }

  isTooDeep(): boolean {
    const { budget, provenance } = this.#markup
    if (this.#stack.length <= budget.allowed.depth) return false
    budget.tell('depth', provenance.spanAt(this.#starts, this.#ends))
    return true
  }

  nameAt(start: number, end: number): string {
    return this.#markup.html.slice(start + this.#skipped, end + this.#skipped).trim()
  }

  flatEnded(): void {
    this.#beside = undefined
  }

  closesNothing(start: number, end: number): void {
    const { log, provenance } = this.#markup
    const place = provenance.spanAt(start - '</'.length + this.#skipped, end + 1 + this.#skipped)
    log.add('H003', place, `</${this.nameAt(start, end)}> closes nothing`, 'delete it, or open the element')
  }
}
