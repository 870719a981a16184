/** Computed styles as `style` attributes, and back: the one spelling that all dialects share. */

import { plainStyle } from '../document/build.ts'
import type { Border, Sides, Style, Width } from '../document/document.ts'
import { type Declared, inheritedKeys, readProperty, round } from '../style/properties.ts'

const number = (value: number): string => String(round(value))
const pt = (value: number): string => (value === 0 ? '0' : `${number(value)}pt`)

/** The widest that the text of a page becomes, in points. */
export const pageWidth = 468
/** From here on a margin beside a text would leave it no room on a telephone: it is a share of what room there is. */
const wideMargin = 72

/** Margins, those at the sides as shares of the page where they are wide and come back as they are. */
function margins(sides: Sides<number>): string {
  if (sides.left < wideMargin && sides.right < wideMargin) return four(sides)
  const side = (points: number): string => {
    const share = Math.round((points / pageWidth) * 100_000) / 1000
    return points < wideMargin || pointsOf(share) !== points ? pt(points) : `${share}%`
  }
  return [pt(sides.top), side(sides.right), pt(sides.bottom), side(sides.left)].join(' ')
}

const pointsOf = (share: number): number => Math.round(share * pageWidth) / 100

function four(sides: Sides<number>): string {
  const { top, right, bottom, left } = sides
  if (top === right && right === bottom && bottom === left) return pt(top)
  if (top === bottom && left === right) return `${pt(top)} ${pt(right)}`
  return [top, right, bottom, left].map(pt).join(' ')
}

function spellBorder({ width, line, color }: Border): string {
  return line === 'none' ? 'none' : `${pt(width)} ${line} ${color}`
}

function spellWidth(width: Width): string {
  if (width.unit === 'auto') return 'auto'
  return width.unit === 'pt' ? pt(width.value) : `${number(width.value)}%`
}

/** Families to fall back on where the reader's machine lacks the theme face. */
const fallback = "'Times New Roman',Times,serif"

const text: { readonly [K in (typeof inheritedKeys)[number]]: (style: Style) => string } = {
  fontFamily: (style) => `font-family:'${style.fontFamily}',${fallback}`,
  fontSize: (style) => `font-size:${pt(style.fontSize)}`,
  lineHeight: (style) => `line-height:${number(style.lineHeight)}`,
  fontWeight: (style) => `font-weight:${style.fontWeight}`,
  fontStyle: (style) => `font-style:${style.fontStyle}`,
  fontVariant: (style) => `font-variant:${style.fontVariant}`,
  textDecoration: (style) => `text-decoration:${style.textDecoration}`,
  textAlign: (style) => `text-align:${style.textAlign === 'decimal' ? 'right' : style.textAlign}`,
  textIndent: (style) => `text-indent:${pt(style.textIndent)}`,
  hyphens: () => '',
  leader: () => '',
  whiteSpace: (style) => `white-space:${style.whiteSpace}`,
  color: (style) => `color:${style.color}`,
}

type TextKey = keyof typeof text

/** What HTML does not say: a browser hyphenates as it will, and has no leaders. */
const paperOnly: ReadonlySet<TextKey> = new Set(['hyphens', 'leader'])

/** Declarations of text properties that depart from the base, and of those named in `always`. */
export function textDeclarations(style: Style, base: Style, always: readonly TextKey[] = []): string[] {
  return inheritedKeys
    .filter((key) => !paperOnly.has(key) && (style[key] !== base[key] || always.includes(key)))
    .map((key) => text[key](style))
}

type BoxKey = 'margin' | 'padding'

/** Declarations of box properties that depart from none, and of those named in `always`. */
export function boxDeclarations(style: Style, always: readonly BoxKey[] = []): string[] {
  const found: string[] = []
  const space = (key: BoxKey) => {
    const sides = style[key]
    const none = sides.top === 0 && sides.right === 0 && sides.bottom === 0 && sides.left === 0
    if (!none || always.includes(key)) found.push(`${key}:${key === 'margin' ? margins(sides) : four(sides)}`)
  }
  space('margin')
  space('padding')
  for (const side of ['top', 'right', 'bottom', 'left'] as const) {
    if (style.border[side].line !== 'none') found.push(`border-${side}:${spellBorder(style.border[side])}`)
  }
  if (style.background !== undefined) found.push(`background-color:${style.background}`)
  if (style.width.unit !== 'auto') found.push(`width:${spellWidth(style.width)}`)
  if (style.verticalAlign !== 'top') found.push(`vertical-align:${style.verticalAlign}`)
  if (style.breakBefore !== 'auto')
    found.push(`page-break-before:${style.breakBefore === 'page' ? 'always' : 'avoid'}`)
  if (style.breakAfter !== 'auto') {
    found.push(`page-break-after:${style.breakAfter === 'page' ? 'always' : 'avoid'}`)
  }
  if (style.breakInside === 'avoid') found.push('page-break-inside:avoid')
  return found
}

/** Everything in a `style` attribute that house style knows; browser-only spellings are passed over. */
export function readDeclarations(attribute: string, em: number): Declared {
  let declared: Declared = {}
  const parts = quoted.test(attribute) ? (attribute.match(declaration) ?? []) : attribute.split(';')
  for (const part of parts) {
    const colon = part.indexOf(':')
    if (colon < 0) continue
    const name = part.slice(0, colon).trim()
    const value = part.slice(colon + 1).trim()
    const lengths =
      name === 'margin' ? value.replace(/([\d.]+)%/g, (_, share) => `${pointsOf(Number(share))}pt`) : value
    const read = readProperty(name, lengths, {
      em: declared.fontSize ?? em,
      declared,
    })
    if ('declared' in read) declared = { ...declared, ...read.declared }
  }
  return declared
}

const quoted = /["']/
/** Up to a semicolon, which in quotation marks ends nothing. */
const declaration = /(?:[^;"']|"[^"]*"|'[^']*'|["'])+/g

/** The text properties of a style on an otherwise plain box. */
export function textOnly(style: Style): Style {
  return {
    ...plainStyle,
    ...(Object.fromEntries(inheritedKeys.map((key) => [key, style[key]])) as Partial<Style>),
  }
}

/** The box properties of a style with the text properties of another. */
export function boxOnly(style: Style, texts: Style): Style {
  return {
    ...style,
    ...(Object.fromEntries(inheritedKeys.map((key) => [key, texts[key]])) as Partial<Style>),
  }
}

/** Whether a leaf carries no box of its own, so that its cell or item can stand for it. */
export function boxless(style: Style): boolean {
  return boxDeclarations(style).length === 0
}
