/** Elements and text of a document, and where each stretch of it came from. */
import type { Span } from '../diagnostics/source.ts'
import type { FactValue, Origin } from '../document/document.ts'

/** Where stretches of the HTML came from; plain files map onto themselves. */
export interface Provenance {
  spanAt(start: number, end: number): Span
  /** Cuts a stretch of text at changes of origin. */
  pieces(start: number, end: number): readonly HtmlPiece[]
}

export interface HtmlPiece {
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
