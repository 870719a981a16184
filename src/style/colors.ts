/** Colours as CSS and HTML spell them, and how far two of them can be told apart. */
import names from 'color-name'

/** Red, green and blue from 0 to 255; `alpha` from 0, which lets all through, to 1. */
export interface Color {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
}

const opaque = (red: number, green: number, blue: number, alpha = 1): Color => ({ red, green, blue, alpha })

export const black = opaque(0, 0, 0)
export const white = opaque(255, 255, 255)

/** What systems call ink and paper, as most of them have them; Word writes `windowtext`. */
const ink = ['windowtext', 'canvastext', 'buttontext', 'captiontext', 'fieldtext', 'infotext', 'menutext']
const paper = [
  ...['window', 'canvas', 'field', 'buttonhighlight', 'threedhighlight', 'threedlightshadow'],
  ...['buttonface', 'threedface', 'infobackground', 'menu'],
]
const systemColors: Readonly<Record<string, readonly [number, number, number] | undefined>> = {
  ...Object.fromEntries(ink.map((name) => [name, [0, 0, 0]])),
  ...Object.fromEntries(paper.map((name) => [name, [255, 255, 255]])),
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/** A colour of CSS Color 4: a name, `#…`, `rgb()`, `hsl()`, `hwb()`, `transparent`; undefined for anything else. */
export function readColor(given: string): Color | undefined {
  const text = given.trim().toLowerCase()
  if (text === 'transparent') return opaque(0, 0, 0, 0)
  const named = Object.hasOwn(names, text) ? names[text] : systemColors[text]
  if (named) return opaque(...named)
  const digits = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text)?.[1]
  if (digits !== undefined) return ofDigits(digits)
  const call = /^(rgba?|hsla?|hwb)\(([^()]*)\)$/.exec(text)
  if (!call) return undefined
  const parts = (call[2] ?? '').split(/[\s,/]+/).filter(Boolean)
  const [a, b, c] = parts
  if (a === undefined || b === undefined || c === undefined) return undefined
  const alpha = parts[3] === undefined ? 1 : within(share(parts[3], 1), 1)
  const made = call[1]?.startsWith('rgb')
    ? opaque(...([a, b, c].map((one) => within(share(one, 255), 255)) as [number, number, number]), alpha)
    : turned(call[1] ?? '', Number.parseFloat(a), share(b, 1), share(c, 1), alpha)
  return Object.values(made).some(Number.isNaN) ? undefined : made
}

/** A number, or a percentage of what is the whole. */
const share = (text: string, whole: number): number =>
  text === 'none'
    ? 0
    : text.endsWith('%')
      ? (Number.parseFloat(text) / 100) * whole
      : Number(text.replace(/(?:deg|turn)$/, ''))

function ofDigits(digits: string): Color {
  const each = digits.length < 5 ? 1 : 2
  const part = (index: number): number => {
    const found = digits.slice(index * each, (index + 1) * each)
    return found === '' ? 255 : Number.parseInt(found.length === 1 ? found + found : found, 16)
  }
  return opaque(part(0), part(1), part(2), part(3) / 255)
}

/** From a hue in degrees, with saturation and lightness (`hsl`), or whiteness and blackness (`hwb`). */
function turned(kind: string, hue: number, first: number, second: number, alpha: number): Color {
  const pure = (shift: number): number => {
    const turn = (((hue / 30 + shift) % 12) + 12) % 12
    return within(Math.min(turn - 3, 9 - turn), 1)
  }
  const channel = (shift: number): number => {
    if (kind === 'hwb') {
      const sum = Math.max(1, first + second)
      return 255 * ((1 + pure(shift)) * 0.5 * (1 - (first + second) / sum) + first / sum)
    }
    return 255 * within(second - first * Math.min(second, 1 - second) * pure(shift), 1)
  }
  return opaque(channel(0), channel(8), channel(4), alpha)
}

/** The colour of an old attribute, as `<font color=FFF>`: what is no colour is still read as one (HTML, 2.4.6). */
export function readLegacyColor(given: string): Color | undefined {
  const text = given.trim().toLowerCase()
  if (text === '' || text === 'transparent') return undefined
  const known = /^[a-z]+$|^#[\da-f]{3}$/.test(text) ? readColor(text) : undefined
  if (known) return known
  let digits = text
    .replace(/^#/, '')
    .slice(0, 128)
    .replace(/[^\da-f]/g, '0')
  while (digits.length === 0 || digits.length % 3 !== 0) digits += '0'
  const third = digits.length / 3
  const parts = [0, 1, 2].map((index) => digits.slice(index * third, (index + 1) * third).slice(-8))
  let drop = 0
  while ((parts[0]?.length ?? 0) - drop > 2 && parts.every((part) => part[drop] === '0')) drop++
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part.slice(drop, drop + 2), 16))
  return opaque(red, green, blue)
}

/** What is seen of a colour that lies over an opaque one. */
export function over(top: Color, ground: Color): Color {
  const mix = (a: number, b: number) => a * top.alpha + b * (1 - top.alpha)
  return opaque(mix(top.red, ground.red), mix(top.green, ground.green), mix(top.blue, ground.blue))
}

/** `#rrggbb` of an opaque colour. */
export function spelled({ red, green, blue }: Color): string {
  return `#${[red, green, blue].map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`
}

/** Ratio of luminances as in WCAG 2, from 1 to 21, with a square in place of its power: near enough to judge by. */
function contrast(a: Color, b: Color): number {
  const luminance = ({ red, green, blue }: Color) =>
    (0.2126 * red * red + 0.7152 * green * green + 0.0722 * blue * blue) / (255 * 255) + 0.05
  const [one, other] = [luminance(a), luminance(b)]
  return one > other ? one / other : other / one
}

/** Whether text of one colour cannot be read on another. WCAG asks for 4.5; the palest text of real filings has 1.6. */
export function blends(text: Color, ground: Color): boolean {
  const ratio = contrast(text, ground)
  const apart = Math.max(
    Math.abs(text.red - ground.red),
    Math.abs(text.green - ground.green),
    Math.abs(text.blue - ground.blue),
  )
  return ratio < 1.15 || (ratio < 1.35 && apart < 64)
}
