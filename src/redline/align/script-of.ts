/** Two documents -> the edit script from the one to the other: sections by their names, then what each holds. */
import type { Block, Document, Section } from '../../document/document.ts'
import { numbered, shortestEdit } from '../myers.ts'
import type { Script, SectionStep } from '../script.ts'
import { type AlignedSection, type Crossing, crossings } from './across.ts'
import { align } from './align.ts'
import { alignedBlocks, type Elsewhere, unitsOfBlocks } from './nodes.ts'
import { inTurn, type Made } from './steps.ts'
import { numbering } from './units.ts'

/** A section of both versions, or of one, with the blocks of each. */
interface SectionPair {
  readonly section: Section
  readonly kind: SectionStep['kind']
  readonly before: readonly Block[]
  readonly after: readonly Block[]
}

export function scriptOf(old: Document, fresh: Document): Script {
  const numberOf = numbering()
  const pairs = sectionPairs(old.sections, fresh.sections)
  const aligned = pairs.map(({ before, after }): AlignedSection => {
    const units = unitsOfBlocks(before, after, numberOf)
    return { units, alignment: align(units.olds, units.news) }
  })
  const crossed = crossings(aligned)
  const at = { numberOf, moves: crossed.length, moving: false }
  const { made, moves } = inTurn(
    pairs,
    at,
    ({ section, kind, before, after }, index, here): Made<SectionStep> => {
      const { units, alignment } = aligned[index] as AlignedSection
      const elsewhere = elsewhereOf(index, crossed, pairs)
      const { made: blocks, moves } = alignedBlocks(before, after, units, alignment, elsewhere, here)
      return { made: { section, kind, blocks }, moves }
    },
  )
  return { old, new: fresh, sections: made, moves }
}

function sectionPairs(olds: readonly Section[], news: readonly Section[]): SectionPair[] {
  const key = ({ role, number = '' }: Section) => `${role} ${number}`
  const { stretches } = shortestEdit(...numbered(olds.map(key), news.map(key)))
  return stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }): SectionPair[] => {
    const [before, after] = [olds.slice(aStart, aEnd), news.slice(bStart, bEnd)]
    if (same)
      return after.map((section, index) => ({
        section,
        kind: 'both',
        before: before[index]?.blocks ?? [],
        after: section.blocks,
      }))
    return [
      ...before.map((section) => ({ section, kind: 'deleted' as const, before: section.blocks, after: [] })),
      ...after.map((section) => ({ section, kind: 'inserted' as const, before: [], after: section.blocks })),
    ]
  })
}

/** What of one section went to another, or came from one. Moves across sections are numbered first. */
function elsewhereOf(index: number, crossed: readonly Crossing[], pairs: readonly SectionPair[]): Elsewhere {
  const from = new Map<number, number>()
  const to = new Map<number, { old: Block; move: number }>()
  crossed.forEach((one, at) => {
    if (one.from.section === index) from.set(one.from.block, at + 1)
    if (one.to.section === index) {
      const old = pairs[one.from.section]?.before[one.from.block] as Block
      to.set(one.to.block, { old, move: at + 1 })
    }
  })
  return { from, to }
}
