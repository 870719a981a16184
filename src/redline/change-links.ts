/** From a list of changes to where they stand: places that the redline's pages and its HTML can be opened at. */
import type { Block, Document, Inline } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import type { Holder } from './positions.ts'

export interface Placed {
  readonly document: Document
  /** By the number of a change, the name of the paragraph or table in which it first stands. */
  readonly places: ReadonlyMap<number, string>
}

/** Gives a name to each paragraph and table in which a change begins; what stands in a table goes by the table. */
export function withPlaces(redlined: Document): Placed {
  const places = new Map<number, string>()
  const named = (block: Block): Block => {
    switch (block.type) {
      case 'group':
        return { ...block, blocks: block.blocks.map(named) }
      case 'list':
        return {
          ...block,
          items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(named) })),
        }
      case 'paragraph':
      case 'heading':
      case 'table': {
        const fresh = [...changesIn(block)].filter((change) => !places.has(change))
        const [first] = fresh
        if (first === undefined) return block
        const id = block.id ?? `place-${first}`
        for (const change of fresh) places.set(change, id)
        return { ...block, id }
      }
      case 'rule':
      case 'image':
      case 'note':
        return block
      default:
        return unknownKind(block)
    }
  }
  const sections = redlined.sections.map((one) => ({ ...one, blocks: one.blocks.map(named) }))
  return { document: { ...redlined, sections }, places }
}

/** Numbers of all changes in a node, in order. */
function* changesIn({ revision, inlines, blocks, items, rows, cells }: Holder): Generator<number> {
  if (revision && revision.kind !== 'mark' && revision.change > 0) yield revision.change
  for (const child of inlines ?? blocks ?? items ?? rows ?? cells ?? []) yield* changesIn(child as Holder)
}

/** `1, 2, 5`, each number a link to where its change stands. */
export function linkedNumbers(
  numbers: readonly number[],
  places: ReadonlyMap<number, string>,
  say: (value: string) => Inline,
): Inline[] {
  return numbers.flatMap((number, at): Inline[] => {
    const place = places.get(number)
    const shown = say(String(number))
    const linked: Inline = place === undefined ? shown : { type: 'link', href: `#${place}`, inlines: [shown] }
    return at === 0 ? [linked] : [say(', '), linked]
  })
}
