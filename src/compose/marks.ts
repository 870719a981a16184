/**
 * Marks in expanded templates: each tells where the text behind it came from, until the next one.
 *
 * A mark is a number between two noncharacters that no source may hold; cutting the marks out gives plain
 * HTML and a map from its offsets to origins.
 */
import { type Span, span } from '../diagnostics/source.ts'
import type { Origin } from '../document/document.ts'
import type { Piece, Provenance } from '../html/parse.ts'
import type { Memory } from './facts.ts'

const open = '\ufdd0'
const close = '\ufdd1'

/** Something a template wrote: a literal, or one `{{…}}` with the fact it showed. */
export interface Segment {
  /** The template place: of a literal its very text, of an expression the whole of it. */
  readonly span: Span
  readonly literal: boolean
  readonly memory?: Memory
  readonly shown?: string
}

export interface Expanded {
  readonly html: string
  readonly provenance: Provenance
}

export function markOf(id: number): string {
  return `${open}${id}${close}`
}

interface Stretch {
  readonly start: number
  readonly segment: Segment
  readonly origin: Origin
}

export function cut(marked: string, segments: readonly Segment[]): Expanded {
  const parts = marked.split(open)
  let html = parts[0] ?? ''
  const stretches: Stretch[] = []
  for (const part of parts.slice(1)) {
    const end = part.indexOf(close)
    const segment = segments[Number(part.slice(0, end))]
    if (segment) stretches.push({ start: html.length, segment, origin: originOf(segment) })
    html += part.slice(end + 1)
  }
  return { html, provenance: new Cuts(stretches, html.length) }
}

function originOf({ span: at, memory }: Segment): Origin {
  return memory
    ? { kind: 'fact', span: memory.span, path: memory.path, via: at }
    : { kind: 'template', span: at }
}

class Cuts implements Provenance {
  readonly #stretches: readonly Stretch[]
  readonly #length: number

  constructor(stretches: readonly Stretch[], length: number) {
    this.#stretches = stretches
    this.#length = length
  }

  spanAt(start: number, end: number): Span {
    const index = this.#at(start)
    const stretch = this.#stretches[index]
    if (!stretch) return span({ path: 'template', text: '' }, 0, 0)
    const { segment } = stretch
    if (!segment.literal) return segment.span
    const from = segment.span.start + start - stretch.start
    const next = this.#stretches[index + 1]?.start ?? this.#length
    return span(segment.span.source, from, from + Math.min(end, next) - start)
  }

  pieces(start: number, end: number): readonly Piece[] {
    const found: Piece[] = []
    for (let index = this.#at(start); index < this.#stretches.length; index++) {
      const stretch = this.#stretches[index]
      if (!stretch || stretch.start >= end) break
      const from = Math.max(start, stretch.start)
      const to = Math.min(end, this.#stretches[index + 1]?.start ?? this.#length)
      if (to <= from) continue
      const { segment } = stretch
      const origin = segment.literal
        ? { kind: 'template' as const, span: this.spanAt(from, to) }
        : stretch.origin
      const fact = segment.memory ? { path: segment.memory.path, value: segment.memory.value } : undefined
      found.push({ start: from, end: to, origin, ...(fact && { fact }) })
    }
    return found
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
