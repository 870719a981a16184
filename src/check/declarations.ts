/** Declarations of CSS as anybody writes them, in attributes and rules, and their lengths. */

/** A declaration as `name`, `value`. */
export type Declared = ReadonlyMap<string, string>

/** The declarations of a `style` attribute or a rule; of two the later stands, unless the earlier is important. */
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
    /([\w-]+)\s*:((?:[^;"'()]|"[^"]*"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\))*)/g,
  )) {
    const key = name.toLowerCase()
    if (!/!\s*important\s*$/.test(found.get(key) ?? '') || /!\s*important\s*$/i.test(value))
      found.set(key, value.trim().toLowerCase())
  }
  for (const [key, value] of found) found.set(key, value.replace(/\s*!\s*important$/, ''))
  return found
}

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
      /([+-]?)\s*(\d*\.?\d+(?:e[+-]?\d+)?)(pt|px|in|pc|cm|mm|q|rem|em|ex|ch|vw|vh)?(?![\w%])/g,
    ),
  ]
  if (parts.length === 0 || (parts.length > 1 && !text.startsWith('calc('))) return undefined
  const values = parts.map(([, sign, number, unit]) => {
    const scale = unit === 'em' ? em : unit === 'ex' || unit === 'ch' ? em / 2 : (units[unit ?? 'px'] ?? 1)
    return Number(number) * scale * (sign === '-' ? -1 : 1)
  })
  return values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
}
