/** What a template made, as HTML with a map from every offset to where that stretch came from. */
import type { Budget } from '../diagnostics/budget.ts'
import { type Span, span } from '../diagnostics/source.ts'
import type { Origin } from '../document/document.ts'
import type { HtmlPiece, Provenance } from '../html/parse.ts'
import type { Memory } from './facts.ts'

export interface Expanded {
  readonly html: string
  readonly provenance: Provenance
}

/** A stretch from one literal of a template, or from one `{{…}}` with the fact it showed. */
interface Stretch {
  readonly start: number
  /** Of a literal its very text, of an expression the whole of it. */
  readonly at: Span
  readonly literal: boolean
  readonly memory: Memory | undefined
  readonly origin: Origin
}

/** Collects HTML stretch by stretch. */
export class Collected implements Provenance {
  html = ''
  readonly #budget: Budget
  readonly #stretches: Stretch[] = []

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** Text of a template as it stands there. */
  literal(text: string, at: Span): void {
    this.#stretches.push({
      start: this.html.length,
      at,
      literal: true,
      memory: undefined,
      origin: { kind: 'template', span: at },
    })
    this.#budget.bytes(text.length)
    this.html += text
  }

  /** What an expression showed, escaped, and the fact behind it. */
  shown(html: string, at: Span, memory: Memory | undefined): void {
    const origin: Origin = memory
      ? { kind: 'fact', span: memory.span, path: memory.path, via: at }
      : { kind: 'template', span: at }
    this.#stretches.push({ start: this.html.length, at, literal: false, memory, origin })
    this.#budget.bytes(html.length)
    this.html += html
  }

  spanAt(start: number, end: number): Span {
    const index = this.#at(start)
    const stretch = this.#stretches[index]
    if (!stretch) return span({ path: 'template', text: '' }, 0, 0)
    if (!stretch.literal) return stretch.at
    const from = stretch.at.start + start - stretch.start
    return span(stretch.at.source, from, from + Math.min(end, this.#endOf(index)) - start)
  }

  pieces(start: number, end: number): readonly HtmlPiece[] {
    const found: HtmlPiece[] = []
    for (let index = this.#at(start); index < this.#stretches.length; index++) {
      const stretch = this.#stretches[index]
      if (!stretch || stretch.start >= end) break
      const from = Math.max(start, stretch.start)
      const to = Math.min(end, this.#endOf(index))
      if (to <= from) continue
      const { literal, memory } = stretch
      const origin: Origin = literal ? { kind: 'template', span: this.spanAt(from, to) } : stretch.origin
      found.push({
        start: from,
        end: to,
        origin,
        ...(memory && { fact: { path: memory.path, value: memory.value } }),
      })
    }
    return found
  }

  #endOf(index: number): number {
    return this.#stretches[index + 1]?.start ?? this.html.length
  }

  /** Index of the stretch that holds an offset. */
  #at(offset: number): number {
    let low = 0
    let high = this.#stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#stretches[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }
}
