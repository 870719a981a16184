/**
 * Blocks that went from one section to another. Each section is aligned by itself; what it could not pair is looked for
 * in the others, and must be longer and more alike to count: far apart, short lines repeat by chance.
 */
import { align } from './align.ts'
import type { Alignment, Unit, Units } from './alignment.ts'

/** The units of a section of both versions, and how they answer to each other. */
export interface AlignedSection {
  readonly units: Units
  readonly alignment: Alignment
}

/** Where a block went from, and where to: indices of the section and, within it, of the block. */
export interface Crossing {
  readonly from: { readonly section: number; readonly block: number }
  readonly to: { readonly section: number; readonly block: number }
}

const leastWords = 12
const leastAlike = 0.7

export function crossings(sections: readonly AlignedSection[]): Crossing[] {
  const deleted = sections.flatMap(({ units: { olds }, alignment }, section) =>
    unpaired(olds, [
      ...[...alignment.stays, ...alignment.moves].map(({ old }) => old),
      ...alignment.splits.flatMap((split) => split.olds),
    ]).map((block) => ({ section, block, unit: olds[block] as Unit })),
  )
  const inserted = sections.flatMap(({ units: { news }, alignment }, section) =>
    unpaired(news, [
      ...[...alignment.stays, ...alignment.moves].map((pair) => pair.new),
      ...alignment.splits.flatMap((split) => split.news),
    ]).map((block) => ({ section, block, unit: news[block] as Unit })),
  )
  if (deleted.length === 0 || inserted.length === 0) return []
  const { stays, moves } = align(
    deleted.map(({ unit }) => unit),
    inserted.map(({ unit }) => unit),
  )
  return [...stays, ...moves].flatMap((pair): Crossing[] => {
    const [from, to] = [deleted[pair.old], inserted[pair.new]]
    const counts = from && to && from.section !== to.section && pair.likeness >= leastAlike
    return counts ? [{ from, to }] : []
  })
}

/** Indices of units that are in no pair and long enough to be known again elsewhere. No other is cut into words. */
function unpaired(units: readonly Unit[], paired: readonly number[]): number[] {
  const taken = new Set(paired)
  return units.flatMap((unit, index) =>
    !taken.has(index) && unit.words().length >= leastWords ? [index] : [],
  )
}
