/**
 * The computed style of a node: its properties, what each is where nothing declares it, and which are inherited. How
 * each is read from CSS and written back stands in style/properties.ts; a new property is added in these two files, and
 * drawn where it is set.
 */
import type { Span } from '../diagnostics/source.ts'

/** Points, 72 to the inch. */
export type Pt = number

export interface Sides<T> {
  readonly top: T
  readonly right: T
  readonly bottom: T
  readonly left: T
}

/**
 * The computed style of one node. Text properties count on paragraphs and headings, box properties on
 * every block; widths of cells and tables are points, a share of the measure, or automatic.
 */
export interface Style {
  readonly fontFamily: string
  readonly fontSize: Pt
  /** Distance of baselines as a multiple of the font size. */
  readonly lineHeight: number
  readonly fontWeight: 'normal' | 'bold'
  readonly fontStyle: 'normal' | 'italic'
  readonly fontVariant: 'normal' | 'small-caps'
  readonly textDecoration: 'none' | 'underline'
  readonly textAlign: 'left' | 'right' | 'center' | 'justify' | 'decimal'
  readonly textIndent: Pt
  readonly hyphens: 'auto' | 'none'
  readonly whiteSpace: 'normal' | 'nowrap'
  /** Dots from the end of a text to the edge of its column, which lead the eye to the figure; on paper alone. */
  readonly leader: 'none' | 'dotted'
  /** `#rrggbb`. */
  readonly color: string
  readonly margin: Sides<Pt>
  readonly padding: Sides<Pt>
  readonly border: Sides<Border>
  readonly background: string | undefined
  readonly width: Width
  readonly verticalAlign: 'top' | 'middle' | 'bottom'
  readonly breakBefore: 'auto' | 'page' | 'avoid'
  readonly breakAfter: 'auto' | 'page' | 'avoid'
  readonly breakInside: 'auto' | 'avoid'
  readonly origin?: StyleOrigin
}

/** Where each property was declared: in a rule of the house style, or on the node itself. A default has no entry. */
export type StyleOrigin = Readonly<Partial<Record<string, Span | 'own'>>>

export interface Border {
  readonly width: Pt
  readonly line: 'none' | 'solid' | 'double'
  /** `#rrggbb`; a `transparent` one shows nothing and leaves a gap in the rules it crosses. */
  readonly color: string
}

export type Width =
  | { readonly unit: 'auto' }
  | { readonly unit: 'pt'; readonly value: Pt }
  | { readonly unit: '%'; readonly value: number }

export function sides<T>(top: T, right: T = top, bottom: T = top, left: T = right): Sides<T> {
  return { top, right, bottom, left }
}

export const noBorder: Border = { width: 0, line: 'none', color: '#000000' }

/** Running text as it is before any house style: 10 pt on 12.5, flush left, no space around. */
export const plainStyle: Style = {
  fontFamily: 'serif',
  fontSize: 10,
  lineHeight: 1.25,
  fontWeight: 'normal',
  fontStyle: 'normal',
  fontVariant: 'normal',
  textDecoration: 'none',
  textAlign: 'left',
  textIndent: 0,
  hyphens: 'auto',
  whiteSpace: 'normal',
  leader: 'none',
  color: '#000000',
  margin: sides(0),
  padding: sides(0),
  border: sides(noBorder),
  background: undefined,
  width: { unit: 'auto' },
  verticalAlign: 'top',
  breakBefore: 'auto',
  breakAfter: 'auto',
  breakInside: 'auto',
}

/** Style properties that children take from their parent. */
export const inheritedKeys = [
  'fontFamily',
  'fontSize',
  'lineHeight',
  'fontWeight',
  'fontStyle',
  'fontVariant',
  'textDecoration',
  'textAlign',
  'textIndent',
  'hyphens',
  'whiteSpace',
  'leader',
  'color',
] as const satisfies readonly (keyof Style)[]
