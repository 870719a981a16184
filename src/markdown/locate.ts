/**
 * Finds where parsed text stands in its source.
 *
 * marked gives exact places for top-level blocks only; inside lists and quotes it hands on dedented copies.
 * Text is met in reading order, though, so searching on from the last place finds each line again.
 */
import type { Budget } from '../diagnostics/budget.ts'
import { type Source, type Span, span } from '../diagnostics/source.ts'

export class Locator {
  readonly #source: Source
  readonly #end: number
  readonly #budget: Budget
  #at: number

  constructor(source: Source, start: number, end: number, budget: Budget) {
    this.#budget = budget
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
    const found = this.#find(text)
    if (found < 0 || found + text.length > this.#end) return span(this.#source, this.#at, this.#at)
    this.#at = found + text.length
    return span(this.#source, found, this.#at)
  }

  /** What is not found is looked for to the end, which costs a step for each kilobyte. */
  #find(text: string): number {
    const found = this.#source.text.indexOf(text, this.#at)
    this.#budget.step(((found < 0 ? this.#end : found) - this.#at) >> 10)
    return found
  }

  /** The span of a token's first line, without moving. */
  peek(raw: string): Span {
    const first = raw.trimStart().split('\n', 1)[0] ?? ''
    const found = this.#find(first)
    if (found < 0 || found > this.#end) return span(this.#source, this.#at, this.#at)
    return span(this.#source, found, found + first.length)
  }
}
