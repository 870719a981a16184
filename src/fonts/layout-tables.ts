/**
 * Kerning and ligatures: the parts of GPOS and GSUB that text in Latin script needs (OpenType 1.9).
 *
 * Read: pair adjustment (both formats, horizontal advance of the first glyph), single and ligature
 * substitution, extensions. Lookups in context are passed over.
 */
import type { Sfnt } from './sfnt.ts'

/** Glyphs that become one: the components behind the first, longest first. */
export interface Ligature {
  readonly rest: readonly number[]
  readonly glyph: number
}

type Kern = (left: number, right: number) => number

/** Advance to add to the left glyph of a pair, in font units. */
export function readKerning(font: Sfnt): Kern {
  const pairs: Kern[] = []
  eachSubtable(font, 'GPOS', 'kern', (at, type) => {
    if (type === 2) pairs.push(pairAdjustment(font, at))
  })
  const known = new Map<number, number>()
  return (left, right) => {
    const key = left * 65536 + right
    const found = known.get(key)
    if (found !== undefined) return found
    let value = 0
    for (const pair of pairs) {
      const adjusted = pair(left, right)
      if (Number.isNaN(adjusted)) continue
      value = adjusted
      break
    }
    known.set(key, value)
    return value
  }
}

/** Ligatures by their first glyph. */
export function readLigatures(font: Sfnt): ReadonlyMap<number, readonly Ligature[]> {
  const found = new Map<number, Ligature[]>()
  eachSubtable(font, 'GSUB', 'liga', (at, type) => {
    if (type !== 4) return
    const { view } = font
    for (const [glyph, index] of coverage(font, at + view.getUint16(at + 2))) {
      const set = at + view.getUint16(at + 6 + index * 2)
      const list = found.get(glyph) ?? []
      for (let one = 0; one < view.getUint16(set); one++) {
        const ligature = set + view.getUint16(set + 2 + one * 2)
        const rest: number[] = []
        font.budget.step(view.getUint16(ligature + 2))
        for (let part = 1; part < view.getUint16(ligature + 2); part++)
          rest.push(view.getUint16(ligature + 2 + part * 2))
        list.push({ rest, glyph: view.getUint16(ligature) })
      }
      found.set(glyph, list)
    }
  })
  return found
}

/** One-for-one substitutions of a feature, as `smcp` for small capitals. */
export function readSubstitutions(font: Sfnt, feature: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  eachSubtable(font, 'GSUB', feature, (at, type) => {
    if (type !== 1) return
    const { view } = font
    const format = view.getUint16(at)
    for (const [glyph, index] of coverage(font, at + view.getUint16(at + 2))) {
      const to = format === 1 ? (glyph + view.getInt16(at + 4)) & 0xffff : view.getUint16(at + 6 + index * 2)
      if (!found.has(glyph)) found.set(glyph, to)
    }
  })
  return found
}

/** Calls back for every subtable of the lookups of a feature, in lookup order, extensions resolved. */
function eachSubtable(
  font: Sfnt,
  tag: string,
  feature: string,
  visit: (at: number, type: number) => void,
): void {
  const table = font.tables.get(tag)
  if (!table) return
  const { view } = font
  const base = table.offset
  const lookups = base + view.getUint16(base + 8)
  const extension = tag === 'GPOS' ? 9 : 7
  for (const index of lookupsOf(font, base, feature)) {
    const lookup = lookups + view.getUint16(lookups + 2 + index * 2)
    const type = view.getUint16(lookup)
    for (let one = 0; one < view.getUint16(lookup + 4); one++) {
      font.budget.step()
      const at = lookup + view.getUint16(lookup + 6 + one * 2)
      if (type === extension) visit(at + view.getUint32(at + 4), view.getUint16(at + 2))
      else visit(at, type)
    }
  }
}

/** Lookup indices of a feature in Latin script, or the default one, for no particular language. */
function lookupsOf({ view, budget }: Sfnt, base: number, feature: string): number[] {
  const scripts = base + view.getUint16(base + 4)
  const features = base + view.getUint16(base + 6)
  const tagAt = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)))
  let script: number | undefined
  for (let index = 0; index < view.getUint16(scripts); index++) {
    const record = scripts + 2 + index * 6
    const tag = tagAt(record)
    if (tag === 'latn' || (tag === 'DFLT' && script === undefined))
      script = scripts + view.getUint16(record + 4)
  }
  if (script === undefined || view.getUint16(script) === 0) return []
  const language = script + view.getUint16(script)
  budget.step(view.getUint16(language + 4))
  const found = new Set<number>()
  for (let index = 0; index < view.getUint16(language + 4); index++) {
    const record = features + 2 + view.getUint16(language + 6 + index * 2) * 6
    if (tagAt(record) !== feature) continue
    const at = features + view.getUint16(record + 4)
    for (let one = 0; one < view.getUint16(at + 2); one++) found.add(view.getUint16(at + 4 + one * 2))
  }
  return [...found].sort((a, b) => a - b)
}

function coverage({ view, budget }: Sfnt, at: number): Map<number, number> {
  const found = new Map<number, number>()
  const count = view.getUint16(at + 2)
  budget.step(count)
  if (view.getUint16(at) === 1) {
    for (let index = 0; index < count; index++) found.set(view.getUint16(at + 4 + index * 2), index)
    return found
  }
  for (let range = 0; range < count; range++) {
    const record = at + 4 + range * 6
    const first = view.getUint16(record)
    budget.step(Math.max(0, view.getUint16(record + 2) - first))
    for (let glyph = first; glyph <= view.getUint16(record + 2); glyph++) {
      found.set(glyph, view.getUint16(record + 4) + glyph - first)
    }
  }
  return found
}

/** Where a glyph stands in a coverage table; undefined where it does not. Asked pair by pair: most glyphs never are. */
function indexIn({ view }: Sfnt, at: number, glyph: number): number | undefined {
  const count = view.getUint16(at + 2)
  if (view.getUint16(at) === 1) {
    const index = search(count, (one) => view.getUint16(at + 4 + one * 2) - glyph)
    return index < 0 ? undefined : index
  }
  const range = rangeOf(view, at + 4, count, glyph)
  return range === undefined ? undefined : view.getUint16(range + 4) + glyph - view.getUint16(range)
}

/** The class of a glyph, 0 where the table does not name it. */
function classIn({ view }: Sfnt, at: number, glyph: number): number {
  if (view.getUint16(at) === 1) {
    const index = glyph - view.getUint16(at + 2)
    return index >= 0 && index < view.getUint16(at + 4) ? view.getUint16(at + 6 + index * 2) : 0
  }
  const range = rangeOf(view, at + 4, view.getUint16(at + 2), glyph)
  return range === undefined ? 0 : view.getUint16(range + 4)
}

/** Offset of the record - first glyph, last glyph, value - that a glyph is within. */
function rangeOf(view: DataView, at: number, count: number, glyph: number): number | undefined {
  const found = search(count, (one) =>
    view.getUint16(at + one * 6) > glyph ? 1 : view.getUint16(at + one * 6 + 2) < glyph ? -1 : 0,
  )
  return found < 0 ? undefined : at + found * 6
}

/** Index of what is neither before (under 0) nor behind (over 0) in a sorted list, or -1. */
function search(count: number, side: (index: number) => number): number {
  let low = 0
  let high = count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const beside = side(middle)
    if (beside === 0) return middle
    if (beside < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Bytes of a value record, and where in it the horizontal advance stands; -1 for nowhere. */
function valueShape(format: number): { readonly size: number; readonly advance: number } {
  const before = (format & 1 ? 2 : 0) + (format & 2 ? 2 : 0)
  let size = 0
  for (let bit = 0; bit < 8; bit++) if (format & (1 << bit)) size += 2
  return { size, advance: format & 4 ? before : -1 }
}

/** NaN where the subtable says nothing of the pair, so that the next one is asked. */
function pairAdjustment(font: Sfnt, at: number): Kern {
  const { view } = font
  const covered = at + view.getUint16(at + 2)
  const first = valueShape(view.getUint16(at + 4))
  const second = valueShape(view.getUint16(at + 6))
  const advance = (record: number) => (first.advance < 0 ? 0 : view.getInt16(record + first.advance))
  if (view.getUint16(at) === 1) {
    const size = 2 + first.size + second.size
    return (left, right) => {
      const index = indexIn(font, covered, left)
      if (index === undefined) return Number.NaN
      const set = at + view.getUint16(at + 10 + index * 2)
      const found = search(view.getUint16(set), (one) => view.getUint16(set + 2 + one * size) - right)
      return found < 0 ? Number.NaN : advance(set + 4 + found * size)
    }
  }
  const [lefts, rights] = [at + view.getUint16(at + 8), at + view.getUint16(at + 10)]
  const rightClasses = view.getUint16(at + 14)
  return (left, right) => {
    if (indexIn(font, covered, left) === undefined) return Number.NaN
    const cell = classIn(font, lefts, left) * rightClasses + classIn(font, rights, right)
    return advance(at + 16 + cell * (first.size + second.size))
  }
}
