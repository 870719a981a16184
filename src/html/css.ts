/** Computed styles as `style` attributes, and back: the one spelling that all dialects share. */

import { inheritedKeys, plainStyle, type Sides, type Style } from '../document/style.ts'
import { boxKeys, type Declared, four, pt, readProperty, spell } from '../style/properties.ts'

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

type TextKey = (typeof inheritedKeys)[number]

/** Declarations of text properties that depart from the base, and of those named in `always`. */
export function textDeclarations(style: Style, base: Style, always: readonly TextKey[] = []): string[] {
  return inheritedKeys
    .filter((key) => style[key] !== base[key] || always.includes(key))
    .flatMap((key) => spell(style, key))
}

type BoxKey = 'margin' | 'padding'

/** Declarations of box properties that depart from none, and of those named in `always`. */
export function boxDeclarations(style: Style, always: readonly BoxKey[] = []): string[] {
  return boxKeys.flatMap((key) => {
    if (key !== 'margin' && key !== 'padding') return spell(style, key)
    const sides = style[key]
    const none = sides.top === 0 && sides.right === 0 && sides.bottom === 0 && sides.left === 0
    if (none && !always.includes(key)) return []
    return key === 'margin' ? [`margin:${margins(sides)}`] : spell(style, key)
  })
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
      name === 'margin'
        ? value.replace(/(?<![\d.])([\d.]+)%/g, (_, share) => `${pointsOf(Number(share))}pt`)
        : value
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
