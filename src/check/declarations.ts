/** Declarations of CSS as anybody writes them, in attributes and rules, and their lengths. */

import { readColor } from '../style/colors.ts'

/** A declaration as `name`, `value`. */
export type Declared = ReadonlyMap<string, string>

/** Names that follow the direction of writing, as those of a page that is written from left to right. */
const physical: Readonly<Record<string, string>> = {
  'margin-inline-start': 'margin-left',
  'margin-block-start': 'margin-top',
  'padding-inline-start': 'padding-left',
  'inset-inline-start': 'left',
  'inset-inline-end': 'right',
  'inset-block-start': 'top',
  'inset-block-end': 'bottom',
  'inline-size': 'width',
  'block-size': 'height',
  'max-inline-size': 'max-width',
  'max-block-size': 'max-height',
  '-webkit-mask': 'mask',
  '-webkit-mask-image': 'mask-image',
  '-webkit-clip-path': 'clip-path',
  '-webkit-transform': 'transform',
  '-webkit-filter': 'filter',
}

/**
 * The declarations of a `style` attribute or a rule; of two the later stands, unless the earlier is important or the
 * later is none that browsers know: they pass over it.
 */
export function declarations(text: string): Map<string, string> {
  const plain = text
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/\\([\da-f]{1,6})\s?/gi, (_, code: string) => {
      const point = Number.parseInt(code, 16)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
    })
    .replace(/\\(.)/g, '$1')
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of plain.matchAll(
    /(?<![\w-])([\w-]+)\s*:((?:[^;"'()]|"[^"]*"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\))*)/g,
  )) {
    const written = name.toLowerCase()
    const key = physical[written] ?? written
    if (found.has(key) && !isKnown(key, value.trim().toLowerCase())) continue
    if (!/!\s*important\s*$/.test(found.get(key) ?? '') || /!\s*important\s*$/i.test(value))
      found.set(key, value.trim().toLowerCase())
  }
  for (const [key, value] of found) found.set(key, value.replace(/(?<!\s)\s*!\s*important$/, ''))
  return found
}

const anywhere = /^(?:inherit|initial|unset|revert|revert-layer)\b|\b[a-z-]+\(/
const values: Readonly<Record<string, RegExp>> = {
  display:
    /^(?:none|contents|list-item|flow-root|ruby|inline(?:-(?:block|table|flex|grid))?|block|flex|grid|table(?:-[a-z-]+)?|-\w+-(?:inline-)?box)\b/,
  visibility: /^(?:visible|hidden|collapse)\b/,
  'font-size':
    /^[\d.+-]+(?:e[+-]?\d+)?[a-z]*%?(?:\s*!|$)|^(?:xx?-|xxx-)?(?:small|large)\b|^medium\b|^(?:small|larg)er\b/,
  opacity: /^[\d.+-]+(?:e[+-]?\d+)?%?(?:\s*!|$)/,
}

/** Whether browsers take a value, of the names that hide when it is another. */
function isKnown(key: string, value: string): boolean {
  const bare = (value.split('!')[0] ?? '').trim()
  if (key === 'color' || key === 'background-color')
    return readColor(bare) !== undefined || bare === 'currentcolor' || (anywhere.test(bare) && closes(bare))
  const known = values[key]
  return known === undefined || known.test(value) || (anywhere.test(bare) && closes(bare))
}

/** Whether a call is one as it stands: `rgb(0,0` is none, `var(--x)` may be. */
const closes = (value: string): boolean =>
  /^(?:inherit|initial|unset|revert)/.test(value) ||
  (value.endsWith(')') && !/^(?:rgba?|hsla?|hwb)\(/.test(value))

const units: Readonly<Record<string, number>> = {
  pt: 1,
  px: 0.75,
  in: 72,
  pc: 12,
  cm: 72 / 2.54,
  mm: 7.2 / 2.54,
  q: 1.8 / 2.54,
  rem: 12,
  vw: 7,
  vh: 6,
}

/** Points, or undefined for what is no length; of a sum the part that counts most. */
export function points(text: string | undefined, em: number): number | undefined {
  if (text === undefined) return undefined
  const parts = [
    ...text.matchAll(
      /(?:([+-])\s*)?(?<![\d.])((?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)(pt|px|in|pc|cm|mm|q|rem|em|ex|ch|vw|vh)?(?![\w%])/g,
    ),
  ]
  if (parts.length === 0 || (parts.length > 1 && !text.startsWith('calc('))) return undefined
  const values = parts.map(([, sign, number, unit]) => {
    const scale = unit === 'em' ? em : unit === 'ex' || unit === 'ch' ? em / 2 : (units[unit ?? 'px'] ?? 1)
    return Number(number) * scale * (sign === '-' ? -1 : 1)
  })
  return values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
}
