/**
 * Which notes go to the foot of the page that refers to them.
 *
 * A note that nothing in the flow refers to, or that leaves its page too little room, stays where the tree has it, after
 * its section. In the structure every note stays there, so that who listens to a document is not interrupted.
 */
import type { Pt } from '../document/document.ts'
import { type Foot, type Galley, heightOf, type Mark, type NoteItem, type Strip } from './page.ts'

type Item = Galley['items'][number]

/** The rule above the notes of a page, and the space around it. */
export const footRule = { above: 9, below: 5, width: 0.5, length: 108 } as const
export const footRuleHeight: Pt = footRule.above + footRule.width + footRule.below

/** The most of a page that the notes of one line may take. */
const mostOfPage = 0.6

/** The flow of a document with each note at the line that first refers to it, or in the flow. */
export function withFeet(flow: readonly (Item | NoteItem)[], bodyHeight: Pt): Item[] {
  // In a redline a note that moved stands twice, with one id.
  const waiting = new Map<string, Foot[]>()
  let order = 0
  for (const item of flow)
    if (item.kind === 'note' && !item.stays)
      waiting.set(item.id, [...(waiting.get(item.id) ?? []), footOf(item, order++)])
  if (waiting.size === 0) return flow.flatMap((item) => (item.kind === 'note' ? item.items : [item]))
  const placed = new Map<Strip, Foot[]>()
  const gone = new Set<string>()
  for (const item of flow) {
    if (item.kind !== 'strip') continue
    const ids = [...new Set(referredTo(item.marks))].filter((id) => !gone.has(id))
    const found = ids.flatMap((id) => waiting.get(id) ?? [])
    const height = found.reduce((sum, one) => sum + one.height, 0)
    if (found.length === 0 || height + item.height > bodyHeight * mostOfPage) continue
    placed.set(item, found)
    for (const { id } of found) gone.add(id)
  }
  return flow.flatMap((item): readonly Item[] => {
    if (item.kind === 'note') return gone.has(item.id) && !item.stays ? [] : item.items
    const feet = item.kind === 'strip' ? placed.get(item) : undefined
    return [feet ? { ...(item as Strip), feet } : item]
  })
}

const footOf = ({ id, items }: NoteItem, order: number): Foot => ({
  id,
  items,
  height: heightOf(items),
  order,
})

/**
 * Marks of a page with those of notes behind all others and in the order of the structure, which a reader follows: a note
 * in the flow stands above those at the foot of its page, and may come after them in the tree.
 *
 * @param names of all notes, in the order of the tree
 */
export function inOrderOfNotes(marks: readonly Mark[], names: ReadonlySet<string>): readonly Mark[] {
  const order = new Map([...names].map((name, index) => [name, index]))
  const placeOf = (mark: Mark): number => {
    const own = mark.kind === 'line' ? mark.line.runs[0]?.tag : mark.kind === 'picture' ? mark.tag : undefined
    for (let tag = own; tag; tag = tag.parent) if (tag.role === 'Note') return order.get(tag.id ?? '') ?? 0
    return -1
  }
  return marks
    .map((mark) => ({ mark, place: placeOf(mark) }))
    .sort((a, b) => a.place - b.place)
    .map(({ mark }) => mark)
}

/** Ids of the notes that some marks refer to, in order. */
function referredTo(marks: readonly Mark[]): string[] {
  return marks.flatMap((mark) =>
    mark.kind === 'line'
      ? mark.line.runs.flatMap(({ tag }) => /^#note-(.*)$/.exec(tag.href ?? '')?.[1] ?? [])
      : [],
  )
}
