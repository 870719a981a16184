/**
 * The closed set of house-style properties: how each is read from CSS and how it is written back. Their types and usual
 * values stand in document/style.ts.
 *
 * Lengths become points when read (1in = 72pt, 1px = 0.75pt, em by the font size at hand). What is not in
 * the table is refused by name, never ignored.
 */
import {
  type Border,
  inheritedKeys,
  noBorder,
  type Sides,
  type Style,
  type Width,
} from '../document/style.ts'

export type Declared = { -readonly [K in keyof Style]?: Style[K] }

/** What lengths are measured against while a declaration is read. */
export interface Measures {
  /** Font size of the node itself; of its parent while `font-size` is read. */
  readonly em: number
  /** What earlier declarations of the node said, so that one side of a box can be set. */
  readonly declared: Declared
}

type Reader = (value: string, measures: Measures) => Declared | undefined

const sideNames = ['top', 'right', 'bottom', 'left'] as const
type Side = (typeof sideNames)[number]

/** Points, or undefined when the text is no length. */
export function length(value: string, em: number): number | undefined {
  if (value === '0') return 0
  const match = /^(-?(?:\d+(?:\.\d+)?|\.\d+))(pt|in|px|em|pc)$/.exec(value)
  if (!match) return undefined
  const amount = Number(match[1])
  const unit = { pt: 1, in: 72, px: 0.75, em, pc: 12 }[match[2] ?? '']
  return unit === undefined ? undefined : round(amount * unit)
}

/** Thousandths of a point are finer than any output device; more digits would only be noise. */
export function round(points: number): number {
  return Math.round(points * 1000) / 1000
}

function oneOf<K extends keyof Style>(key: K, words: Readonly<Record<string, Style[K]>>): Reader {
  return (value) => (Object.hasOwn(words, value) ? ({ [key]: words[value] } as Declared) : undefined)
}

function box(key: 'margin' | 'padding', side: Side): Reader {
  return (value, { em, declared }) => {
    const points = length(value, em)
    if (points === undefined || (key === 'padding' && points < 0)) return undefined
    return { [key]: { ...zero, ...declared[key], [side]: points } }
  }
}

const zero: Sides<number> = { top: 0, right: 0, bottom: 0, left: 0 }

function fourSides(key: 'margin' | 'padding'): Reader {
  return (value, { em }) => {
    const parts = value.split(/\s+/).map((part) => length(part, em))
    if (parts.length > 4 || parts.some((part) => part === undefined)) return undefined
    const [top = 0, right = top, bottom = top, left = right] = parts as number[]
    return { [key]: { top, right, bottom, left } }
  }
}

function readBorder(value: string, em: number): Border | undefined {
  if (value === 'none' || value === '0') return noBorder
  let border: Border = { width: 1, line: 'none', color: '#000000' }
  for (const part of value.split(/\s+/)) {
    const width = length(part, em)
    const color = readColor(part)
    if (width !== undefined) border = { ...border, width }
    else if (part === 'solid' || part === 'double' || part === 'none') border = { ...border, line: part }
    else if (color !== undefined || part === 'transparent') border = { ...border, color: color ?? part }
    else return undefined
  }
  return border.line === 'none' || border.width === 0 ? noBorder : border
}

function border(side: Side): Reader {
  return (value, { em, declared }) => {
    const read = readBorder(value, em)
    const none = { top: noBorder, right: noBorder, bottom: noBorder, left: noBorder }
    return read && { border: { ...none, ...declared.border, [side]: read } }
  }
}

const colorNames: Readonly<Record<string, string>> = { black: '#000000', white: '#ffffff', gray: '#808080' }

function readColor(value: string): string | undefined {
  const named = colorNames[value]
  if (named) return named
  if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase()
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value)
  return short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`.toLowerCase()
    : undefined
}

function readWidth(value: string, em: number): Width | undefined {
  if (value === 'auto') return { unit: 'auto' }
  const share = /^(\d+(?:\.\d+)?|\.\d+)%$/.exec(value)
  if (share) return { unit: '%', value: Number(share[1]) }
  const points = length(value, em)
  return points === undefined || points < 0 ? undefined : { unit: 'pt', value: points }
}

export const properties: Readonly<Record<string, Reader>> = {
  'font-family': (value) => {
    // Only the first family counts; in quotation marks it may hold a comma.
    const [, double, single, bare] =
      /^(?:"([^"\\]*)"|'([^'\\]*)'|([^,"'\\]*))(?:,|$)/.exec(value.trim()) ?? []
    const first = (double ?? single ?? bare ?? '').trim()
    return first && !/['"]/.test(first) ? { fontFamily: first } : undefined
  },
  'font-size': (value, { em }) => {
    const share = /^(\d+(?:\.\d+)?|\.\d+)%$/.exec(value)
    const points = share ? round((Number(share[1]) / 100) * em) : length(value, em)
    return points !== undefined && points > 0 ? { fontSize: points } : undefined
  },
  'line-height': (value, { em }) => {
    if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(value)) return { lineHeight: Number(value) }
    const points = length(value, em)
    return points === undefined ? undefined : { lineHeight: round(points / em) }
  },
  'font-weight': oneOf('fontWeight', { normal: 'normal', 400: 'normal', bold: 'bold', 700: 'bold' }),
  'font-style': oneOf('fontStyle', { normal: 'normal', italic: 'italic' }),
  'font-variant': oneOf('fontVariant', { normal: 'normal', 'small-caps': 'small-caps' }),
  'text-decoration': oneOf('textDecoration', { none: 'none', underline: 'underline' }),
  'text-align': oneOf('textAlign', {
    left: 'left',
    right: 'right',
    center: 'center',
    justify: 'justify',
    decimal: 'decimal',
  }),
  'text-indent': (value, { em }) => {
    const points = length(value, em)
    return points === undefined ? undefined : { textIndent: points }
  },
  hyphens: oneOf('hyphens', { auto: 'auto', none: 'none' }),
  'white-space': oneOf('whiteSpace', { normal: 'normal', nowrap: 'nowrap' }),
  // After CSS's leader() of generated content, which no reader of HTML has.
  leader: oneOf('leader', { none: 'none', dotted: 'dotted' }),
  color: (value) => {
    const color = readColor(value)
    return color === undefined ? undefined : { color }
  },
  'background-color': (value) => {
    const background = readColor(value)
    return background === undefined ? undefined : { background }
  },
  margin: fourSides('margin'),
  padding: fourSides('padding'),
  border: (value, { em }) => {
    const read = readBorder(value, em)
    return read && { border: { top: read, right: read, bottom: read, left: read } }
  },
  ...Object.fromEntries(
    sideNames.flatMap((side) => [
      [`margin-${side}`, box('margin', side)],
      [`padding-${side}`, box('padding', side)],
      [`border-${side}`, border(side)],
    ]),
  ),
  width: (value, { em }) => {
    const width = readWidth(value, em)
    return width && { width }
  },
  'vertical-align': oneOf('verticalAlign', { top: 'top', middle: 'middle', bottom: 'bottom' }),
  'page-break-before': oneOf('breakBefore', { auto: 'auto', always: 'page', avoid: 'avoid' }),
  'page-break-after': oneOf('breakAfter', { auto: 'auto', always: 'page', avoid: 'avoid' }),
  'page-break-inside': oneOf('breakInside', { auto: 'auto', avoid: 'avoid' }),
}

const number = (value: number): string => String(round(value))

/** A length as CSS writes it. */
export const pt = (value: number): string => (value === 0 ? '0' : `${number(value)}pt`)

/** Four sides in as few values as CSS needs. */
export function four(sides: Sides<number>): string {
  const { top, right, bottom, left } = sides
  if (top === right && right === bottom && bottom === left) return pt(top)
  if (top === bottom && left === right) return `${pt(top)} ${pt(right)}`
  return [top, right, bottom, left].map(pt).join(' ')
}

/** Families to fall back on where the reader's machine lacks the theme face. */
const fallback = "'Times New Roman',Times,serif"

const pageBreak = { auto: '', page: 'always', avoid: 'avoid' } as const
const unless = (usual: boolean, spelled: string): readonly string[] => (usual ? [] : [spelled])

export type StyleKey = Exclude<keyof Style, 'origin'>

/** The declarations of each property; none where HTML has no word for it, or a box is as boxes are. */
export const spellings: { readonly [K in StyleKey]: (value: Style[K]) => readonly string[] } = {
  fontFamily: (value) => [`font-family:'${value}',${fallback}`],
  fontSize: (value) => [`font-size:${pt(value)}`],
  lineHeight: (value) => [`line-height:${number(value)}`],
  fontWeight: (value) => [`font-weight:${value}`],
  fontStyle: (value) => [`font-style:${value}`],
  fontVariant: (value) => [`font-variant:${value}`],
  textDecoration: (value) => [`text-decoration:${value}`],
  textAlign: (value) => [`text-align:${value === 'decimal' ? 'right' : value}`],
  textIndent: (value) => [`text-indent:${pt(value)}`],
  // A browser hyphenates as it will, and has no leaders.
  hyphens: () => [],
  leader: () => [],
  whiteSpace: (value) => [`white-space:${value}`],
  color: (value) => [`color:${value}`],
  margin: (value) => [`margin:${four(value)}`],
  padding: (value) => [`padding:${four(value)}`],
  border: (value) =>
    sideNames.flatMap((side) => {
      const { width, line, color } = value[side]
      return unless(line === 'none', `border-${side}:${pt(width)} ${line} ${color}`)
    }),
  background: (value) => unless(value === undefined, `background-color:${value}`),
  width: (value) =>
    value.unit === 'auto'
      ? []
      : [`width:${value.unit === 'pt' ? pt(value.value) : `${number(value.value)}%`}`],
  verticalAlign: (value) => unless(value === 'top', `vertical-align:${value}`),
  breakBefore: (value) => unless(value === 'auto', `page-break-before:${pageBreak[value]}`),
  breakAfter: (value) => unless(value === 'auto', `page-break-after:${pageBreak[value]}`),
  breakInside: (value) => unless(value === 'auto', `page-break-inside:${value}`),
}

/** The declarations of one property of a style. */
export const spell = <K extends StyleKey>(style: Style, key: K): readonly string[] =>
  spellings[key](style[key])

/** Properties of boxes, in the order they are written. */
export const boxKeys = (Object.keys(spellings) as StyleKey[]).filter(
  (key): key is Exclude<StyleKey, (typeof inheritedKeys)[number]> =>
    !inheritedKeys.some((inherited) => inherited === key),
)

/** A name and a value of one declaration, or what is wrong with it. */
export type Read = { readonly declared: Declared } | { readonly wrong: 'property' | 'value' }

export function readProperty(name: string, value: string, measures: Measures): Read {
  const reader = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (!reader) return { wrong: 'property' }
  const declared = reader(value.trim(), measures)
  return declared ? { declared } : { wrong: 'value' }
}
