/** Where blocks are set, and what setting them needs: shared by galley and tables. */
import type { Block, Origin, Pt, Table } from '../document/document.ts'
import type { Decoration, Galley, Tag, TagRole } from './page.ts'
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

/** How a table is made to fit (fit.ts). */
export interface Fit {
  /** As it is set: smaller perhaps, its columns closer. */
  readonly table: Table
  readonly widths: readonly Pt[]
  /** Whether it stands on a page turned sideways. */
  readonly turned: boolean
  /** Its size before and now, where it was set smaller. */
  readonly smaller: { readonly from: Pt; readonly to: Pt } | undefined
  /** Columns, from 1, that are wider than the author said, because a word or a figure in them would be cut. */
  readonly departed: readonly number[]
  /** How much wider than any page it is. */
  readonly over: Pt
}

/** Sets blocks in a column: what a table needs for its cells (galley.ts). */
export type SetBlocks = (blocks: readonly Block[], column: Column, setup: Setup) => Galley

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
