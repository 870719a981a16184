/** What of a look changed, as a person would read it. */
import type { Block, Document, PagePlan, Revision, Style } from '../document/document.ts'
import { mapDocument } from '../document/walk.ts'
import { filled, sameAttributes } from './attributes.ts'
import type { Change, LookChange } from './changes.ts'

interface Looking {
  readonly style?: Style
  readonly classes?: readonly string[]
  readonly level?: number
  readonly colspan?: number
  readonly rowspan?: number
}

/** Properties of the style, in the words of CSS; the level of a heading, the spans of a cell; classes where no look of theirs shows. */
export function looksOf(old: Looking, fresh: Looking): LookChange[] {
  const found = changedProperties(old.style, fresh.style).map(
    (key): LookChange => ({
      property: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      before: spelt(old.style?.[key]),
      after: spelt(fresh.style?.[key]),
    }),
  )
  if (old.level !== fresh.level)
    found.unshift({ property: 'level', before: spelt(old.level), after: spelt(fresh.level) })
  for (const span of ['colspan', 'rowspan'] as const)
    if (old[span] !== fresh[span])
      found.unshift({ property: span, before: spelt(old[span]), after: spelt(fresh[span]) })
  const [was, is] = [old, fresh].map(({ classes = [] }) => classes.join(' '))
  if (found.length === 0 && was !== is)
    found.push({ property: 'class', before: spelt(was), after: spelt(is) })
  return found
}

export function changedProperties(old: Style | undefined, fresh: Style | undefined): (keyof Style)[] {
  if (!old || !fresh) return []
  const keys = Object.keys(fresh) as (keyof Style)[]
  return keys.filter((key) => key !== 'origin' && !sameAttributes({ value: old[key] }, { value: fresh[key] }))
}

/** Paper, margins, and what runs at the head and foot of pages. */
export function looksOfPages(old: PagePlan, fresh: PagePlan): LookChange[] {
  const parts = ({
    width,
    height,
    margin,
    head,
    foot,
  }: PagePlan): readonly (readonly [string, unknown])[] => [
    ['paper', { width, height }],
    ['margin of pages', margin],
    ['head of the first page', head.first],
    ['head of pages', head.other],
    ['foot of the first page', foot.first],
    ['foot of pages', foot.other],
  ]
  const news = parts(fresh)
  return parts(old).flatMap(([property, was], index): LookChange[] => {
    const [before, after] = [spelt(was), spelt(news[index]?.[1])]
    return before === after ? [] : [{ property, before, after }]
  })
}

/** Changes of look that are one change in several places: neighbours in the list with the same looks and causes. */
export function byLook(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = []
  const key = ({ looks, causes }: Change) => JSON.stringify([looks, causes])
  for (const change of changes) {
    const last = groups.at(-1)
    const alike = change.kind === 'restyled' && change.looks.length > 0 && last?.[0]?.kind === 'restyled'
    if (last?.[0] && alike && key(last[0]) === key(change)) last.push(change)
    else groups.push([change])
  }
  return groups
}

/** Lengths are in points; sides that are alike are said once. */
function spelt(value: unknown): string {
  if (value === undefined || value === '') return 'none'
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value)
  const parts = Object.values(value).map(spelt)
  const nested = Object.values(value).some((one) => typeof one === 'object')
  return new Set(parts).size === 1 ? (parts[0] ?? '') : parts.join(nested ? ', ' : ' ')
}

/** The redline with a bar and a number beside every text whose paragraph, item, row, cell or table changed its look. */
export function withLooks(redlined: Document): Document {
  const quiet = ({ revision }: { readonly revision?: Revision }): Revision | undefined =>
    revision?.kind === 'restyled' && revision.change > 0
      ? { kind: 'restyled', change: revision.change, quiet: true }
      : undefined
  const all = (blocks: readonly Block[], node: { readonly revision?: Revision }): readonly Block[] => {
    const mark = quiet(node)
    return mark ? blocks.map((one) => filled(one, mark)) : blocks
  }
  return mapDocument(redlined, (block) => {
    let held = block
    if (block.type === 'list')
      held = { ...block, items: block.items.map((item) => ({ ...item, blocks: all(item.blocks, item) })) }
    if (block.type === 'table') {
      const rows = block.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, blocks: all(all(cell.blocks, cell), row) })),
      }))
      held = { ...block, rows }
    }
    const mark = quiet(held)
    return mark ? filled(held, mark) : held
  })
}
