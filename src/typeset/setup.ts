/** Where blocks are set, and what setting them needs: shared by galley and tables. */
import type { Origin, Pt, Table } from '../document/document.ts'
import type { Fit } from './fit.ts'
import type { Decoration, Tag, TagRole } from './page.ts'
import type { Shaping } from './shape.ts'

/** What setting a document needs besides its blocks. */
export interface Setup extends Shaping {
  /** Told of a line wider than its column, with where its text begins. */
  readonly overfull: (by: Pt, text: string, origin: Origin | undefined) => void
  /** Height of a page's body: nothing uncut may be taller. */
  readonly bodyHeight: Pt
  /** Level of the last heading, so that levels never skip (PDF/UA-1 7.4.2). */
  readonly heading: { level: number }
  /** The body of an upright page, and of one turned sideways. */
  readonly upright: Body
  readonly turned: Body
  /** How each table is made to fit: found once, and told when it is not as the author said. */
  readonly fits: Map<Table, Fit>
  readonly fitted: (table: Table, fit: Fit) => void
  /** Names of head cells so far. */
  readonly cells: { count: number }
  /** Names of notes so far: one that stands twice in a redline has another the second time (PDF/UA-1 7.9). */
  readonly notes: Set<string>
}

/** Where text stands on a page; height and measure are points. */
export interface Body {
  readonly x: Pt
  readonly measure: Pt
  readonly height: Pt
}

/** Where a block is set: its column, its parent in the structure, what surrounds it. */
export interface Column {
  readonly x: Pt
  readonly measure: Pt
  readonly tag: Tag
  readonly decorations: readonly Decoration[]
  /** Whether it is a cell: what is wider than it would stand over its neighbours. */
  readonly inCell?: true
}

export function child(
  parent: Tag,
  role: TagRole,
  more: Partial<Omit<Tag, 'role' | 'parent' | 'kids'>> = {},
): Tag {
  const tag: Tag = { role, parent, kids: [], inline: false, ...more }
  parent.kids.push(tag)
  return tag
}

/** Whether what stands in a column may have a page of its own: it is the whole text of an upright page. */
export function turnable({ x, measure, decorations }: Column, { upright, bodyHeight }: Setup): boolean {
  const whole = x === upright.x && measure === upright.measure && bodyHeight === upright.height
  return whole && decorations.length === 0
}
