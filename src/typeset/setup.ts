/** Where blocks are set, and what setting them needs: shared by galley and tables. */
import type { Pt } from '../document/document.ts'
import type { Decoration, Tag, TagRole } from './page.ts'
import type { Shaping } from './shape.ts'

/** What setting a document needs besides its blocks. */
export interface Setup extends Shaping {
  readonly overfull: (by: Pt, text: string) => void
  /** Height of a page's body: nothing uncut may be taller. */
  readonly bodyHeight: Pt
  /** Level of the last heading, so that levels never skip (PDF/UA-1 7.4.2). */
  readonly heading: { level: number }
  /** Names of notes so far: one that stands twice in a redline has another the second time (PDF/UA-1 7.9). */
  readonly notes: Set<string>
}

/** Where a block is set: its column, its parent in the structure, what surrounds it. */
export interface Column {
  readonly x: Pt
  readonly measure: Pt
  readonly tag: Tag
  readonly decorations: readonly Decoration[]
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
