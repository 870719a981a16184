/** The parser of htmlparser2, watched: nothing is nested deeper than allowed, and no end tag is dropped in silence. */
import { type Handler, Parser, type ParserOptions } from 'htmlparser2'

/** What the parser asks and tells while it reads. Places are offsets into the text that it was given. */
export interface Watch {
  /** How many elements are open. */
  depth(): number
  /** Whether an element that begins now would be nested too deep. */
  isTooDeep(): boolean
  /** The name in a tag, as written. */
  nameAt(start: number, end: number): string
  /** The end of an element that was too deep to hold anything. */
  flatEnded(): void
  /** An end tag whose name stands at these places closes nothing. */
  closesNothing(start: number, end: number): void
}

export class WatchedParser extends Parser {
  readonly #watch: Watch
  /** Elements too deep to hold anything, by name, whose end tags are still to come. */
  readonly #flat = new Map<string, number>()
  /** Whether the tag at hand is of such an element. */
  flat = false
  #asked: boolean | undefined

  constructor(handler: Partial<Handler>, options: ParserOptions, watch: Watch) {
    super(handler, options)
    this.#watch = watch
  }

  override onopentagname(start: number, end: number): void {
    this.#asked = undefined
    this.flat = false
    super.onopentagname(start, end)
  }

  /** Asked twice of a tag that opens, before and after it is on the stack; the first answer holds. */
  override isVoidElement(name: string): boolean {
    if (this.#asked !== undefined) return this.#asked
    this.#asked = super.isVoidElement(name)
    if (!this.#asked && this.#watch.isTooDeep()) {
      this.#asked = true
      this.flat = true
      this.#flat.set(name, (this.#flat.get(name) ?? 0) + 1)
    }
    return this.#asked
  }

  #closesFlat(name: string): boolean {
    const open = this.#flat.get(name) ?? 0
    if (open > 0) this.#flat.set(name, open - 1)
    return open > 0
  }

  /** htmlparser2 drops an end tag that closes nothing, or opens what it closes. */
  override onclosetag(start: number, end: number): void {
    this.#asked = undefined
    this.flat = false
    if (this.#closesFlat(this.#watch.nameAt(start, end).toLowerCase())) {
      this.endIndex = end
      this.startIndex = end + 1
      this.#watch.flatEnded()
      return
    }
    const depth = this.#watch.depth()
    super.onclosetag(start, end)
    if (this.#watch.depth() === depth) this.#watch.closesNothing(start, end)
  }
}
