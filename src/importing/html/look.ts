/**
 * How an element looks: inline CSS and the attributes of older HTML, inherited as a browser does.
 *
 * Only what tells something about the text is kept. A value that cannot be read leaves what was inherited.
 */
import type { Pt } from '../../document/document.ts'
import type { FoundAlign, FoundLine } from '../found.ts'

export interface FoundLook {
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly shift: 'none' | 'raised' | 'lowered'
  readonly size: Pt
  readonly family: string
  readonly align: FoundAlign
  readonly firstLine: Pt
  readonly keepsSpaces: boolean
  readonly hidden: boolean
  readonly href: string | undefined
}

export const rootLook: FoundLook = {
  bold: false,
  italic: false,
  underline: false,
  shift: 'none',
  size: 10,
  family: 'times',
  align: 'left',
  firstLine: 0,
  keepsSpaces: false,
  hidden: false,
  href: undefined,
}

export type Declarations = ReadonlyMap<string, string>

/** Letters of one style attribute; real ones have some hundred. */
const longestStyle = 4000

/** `name: value` pairs of a style attribute; names in lower case. A `;` inside quotes or brackets ends nothing. */
export function declarationsOf(style: string | undefined): Declarations {
  const found = new Map<string, string>()
  if (style === undefined) return found
  for (const part of style.slice(0, longestStyle).match(/(?:[^;"'()]|"[^"]*"|'[^']*'|\([^)]*\)|["'()])+/g) ??
    []) {
    const at = part.indexOf(':')
    if (at > 0) found.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim())
  }
  return found
}

const perUnit: Readonly<Record<string, Pt>> = {
  pt: 1,
  px: 0.75,
  in: 72,
  cm: 28.35,
  mm: 2.835,
  pc: 12,
  '': 0.75,
}

/** A length in points; `em` of `size`, `%` of `whole`. */
export function lengthOf(value: string | undefined, size: Pt, whole: Pt): Pt | undefined {
  const match = /^(-?[\d.]+)\s*(pt|px|in|cm|mm|pc|em|ex|rem|%)?/i.exec(value?.trim() ?? '')
  if (!match) return undefined
  const count = Number(match[1])
  if (!Number.isFinite(count)) return undefined
  const unit = (match[2] ?? '').toLowerCase()
  if (unit === '%') return (count * whole) / 100
  if (unit === 'em' || unit === 'rem') return count * size
  if (unit === 'ex') return (count * size) / 2
  return count * (perUnit[unit] ?? 0.75)
}

/** Width that percentages are of; EDGAR's readers show a page as wide as the window. */
const page: Pt = 468
const fontSizes: readonly Pt[] = [7.5, 10, 12, 13.5, 18, 24, 36]

function fontSize(value: string, inherited: Pt): Pt {
  const number = /^([+-]?)(\d)$/.exec(value)
  if (!number) return inherited
  const base = fontSizes.findIndex((size) => size >= inherited)
  const index = number[1] ? (base < 0 ? 2 : base) + Number(`${number[1]}${number[2]}`) : Number(number[2]) - 1
  return fontSizes[Math.max(0, Math.min(6, index))] ?? inherited
}

const aligns: ReadonlySet<string> = new Set(['left', 'center', 'right', 'justify'])
const blockAligned: ReadonlySet<string> = new Set('p div h1 h2 h3 h4 h5 h6 td th tr'.split(' '))

/** The look inside an element. */
export function lookOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  declarations: Declarations,
  outer: FoundLook,
): FoundLook {
  const look: { -readonly [K in keyof FoundLook]: FoundLook[K] } = { ...outer }
  // A first line is the own affair of a paragraph, whose paragraphs inside inherit it.
  if (/^(?:b|strong|th)$/.test(name) || /^h[1-6]$/.test(name)) look.bold = true
  if (/^(?:i|em|cite|var)$/.test(name)) look.italic = true
  if (/^(?:u|ins)$/.test(name)) look.underline = true
  if (name === 'sup') look.shift = 'raised'
  if (name === 'sub') look.shift = 'lowered'
  if (name === 'center') look.align = 'center'
  if (name === 'pre') look.keepsSpaces = true
  if (name === 'table') look.align = outer.align === 'center' ? 'left' : outer.align
  if (name === 'a' && attributes['href']) look.href = attributes['href']
  if (/^(?:script|style|noscript|title|head)$/.test(name)) look.hidden = true
  if ('hidden' in attributes) look.hidden = true
  if (name === 'font') {
    if (attributes['size']) look.size = fontSize(attributes['size'].trim(), outer.size)
    if (attributes['face']) look.family = attributes['face']
  }
  const align = attributes['align']?.trim().toLowerCase()
  if (align && aligns.has(align) && blockAligned.has(name)) look.align = align as FoundAlign
  styled(look, declarations, outer)
  return look
}

function styled(
  look: { -readonly [K in keyof FoundLook]: FoundLook[K] },
  declarations: Declarations,
  outer: FoundLook,
): void {
  for (const [property, value] of declarations) {
    const plain = value.toLowerCase()
    switch (property) {
      case 'font-weight':
        look.bold = /bold/.test(plain) || Number(plain) >= 600
        break
      case 'font-style':
        look.italic = /italic|oblique/.test(plain)
        break
      case 'text-decoration':
      case 'text-decoration-line':
        if (/underline/.test(plain)) look.underline = true
        else if (/none/.test(plain)) look.underline = false
        break
      case 'font-size':
        look.size = lengthOf(plain, outer.size, outer.size) ?? outer.size
        break
      case 'font-family':
        look.family = plain
        break
      case 'font':
        if (/\bbold\b|\b[67]00\b/.test(plain)) look.bold = true
        if (/\bitalic\b/.test(plain)) look.italic = true
        look.size = lengthOf(/-?[\d.]+(?:pt|px|em|%)/.exec(plain)?.[0], outer.size, outer.size) ?? outer.size
        look.family = plain.replace(/^.*?[\d.]+(?:pt|px|em|%)(?:\/\S+)?\s*/, '')
        break
      case 'text-align':
        if (aligns.has(plain)) look.align = plain as FoundAlign
        break
      case 'text-indent':
        look.firstLine = lengthOf(plain, look.size, page) ?? 0
        break
      case 'white-space':
        look.keepsSpaces = /^pre/.test(plain)
        break
      case 'vertical-align':
        if (/super|top\b/.test(plain) && /super|text-top/.test(plain)) look.shift = 'raised'
        else if (/^sub/.test(plain)) look.shift = 'lowered'
        break
      case 'display':
        if (plain === 'none') look.hidden = true
        break
      case 'visibility':
        if (plain === 'hidden') look.hidden = true
        break
    }
  }
  shifted(look, declarations, outer)
}

/** `position: relative; top: -4pt` is how some printers raise a note's number. */
function shifted(
  look: { -readonly [K in keyof FoundLook]: FoundLook[K] },
  declarations: Declarations,
  outer: FoundLook,
): void {
  if (declarations.get('position')?.toLowerCase() !== 'relative') return
  const top = lengthOf(declarations.get('top') ?? '', look.size, look.size)
  const bottom = lengthOf(declarations.get('bottom') ?? '', look.size, look.size)
  const up = top !== undefined ? -top : (bottom ?? 0)
  if (up > 0.5 && up < outer.size) look.shift = 'raised'
  else if (up < -0.5 && up > -outer.size) look.shift = 'lowered'
}

/** Space at the left of an element: what its own margin and padding add. */
export function leftOf(declarations: Declarations, size: Pt): Pt {
  const margin =
    lengthOf(declarations.get('margin-left') ?? sideOf(declarations.get('margin')), size, page) ?? 0
  const padding =
    lengthOf(declarations.get('padding-left') ?? sideOf(declarations.get('padding')), size, page) ?? 0
  return margin + padding
}

/** The left side of a shorthand such as `0pt 0 0 36pt`. */
function sideOf(shorthand: string | undefined): string | undefined {
  const parts = shorthand?.split(/\s+/) ?? []
  return parts[3] ?? parts[1] ?? parts[0]
}

/** The line that a cell has above or below. */
export function lineOf(declarations: Declarations, side: 'top' | 'bottom'): FoundLine {
  const value = (
    declarations.get(`border-${side}`) ??
    declarations.get(`border-${side}-style`) ??
    ''
  ).toLowerCase()
  if (/\bdouble\b/.test(value)) return 'double'
  if (!/\b(?:solid|dashed|dotted|inset|ridge|groove)\b/.test(value)) return 'none'
  return /\b(?:white|#fff(?:fff)?|0px|0pt)\b/.test(value) ? 'none' : 'single'
}

/** Whether a page ends before or after an element. */
export function pageEnds(declarations: Declarations): { readonly before: boolean; readonly after: boolean } {
  const ends = (side: string) =>
    /always|page|left|right/.test(
      declarations.get(`page-break-${side}`) ?? declarations.get(`break-${side}`) ?? '',
    )
  return { before: ends('before'), after: ends('after') }
}
