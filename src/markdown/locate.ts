/**
 * Finds where parsed text stands in its source.
 *
 * marked gives exact places for top-level blocks only; inside lists and quotes it hands on dedented copies.
 * Text is met in reading order, though, so searching on from the last place finds each line again.
 */
import { type Source, type Span, span } from '../diagnostics/source.ts'

export class Locator {
  readonly #source: Source
  readonly #end: number
  #at: number

  constructor(source: Source, start: number, end: number) {
    this.#source = source
    this.#at = start
    this.#end = end
  }

  get at(): number {
    return this.#at
  }

  moveTo(offset: number): void {
    this.#at = offset
  }

  /** The span of one line of text at or after the current place, which moves behind it. */
  line(text: string): Span {
    const found = this.#source.text.indexOf(text, this.#at)
    if (found < 0 || found + text.length > this.#end) return span(this.#source, this.#at, this.#at)
    this.#at = found + text.length
    return span(this.#source, found, this.#at)
  }

  /** The span of a token's first line, without moving. */
  peek(raw: string): Span {
    const first = raw.trimStart().split('\n', 1)[0] ?? ''
    const found = this.#source.text.indexOf(first, this.#at)
    if (found < 0 || found > this.#end) return span(this.#source, this.#at, this.#at)
    return span(this.#source, found, found + first.length)
  }
}
