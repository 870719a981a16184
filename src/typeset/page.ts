/**
 * What typesetting makes, from the glyph run to the page. Lengths are points; on a page y grows downwards
 * from its upper edge.
 */

import type { Border, Origin, Pt, Revision, Style } from '../document/document.ts'
import type { Face, RunPart } from '../fonts/face.ts'

/** Text in one face and size on one baseline. */
export interface GlyphRun {
  readonly face: Face
  readonly size: Pt
  readonly color: string
  /** From the start of the line. */
  readonly x: Pt
  /** Above the baseline; raised figures stand higher. */
  readonly rise: Pt
  readonly parts: readonly RunPart[]
  readonly width: Pt
  readonly underline: boolean
  /** What a redline says of the text. */
  readonly revision?: Revision
  readonly tag: Tag
}

/** The text of a run as it is extracted. */
export function textOf({ parts }: Pick<GlyphRun, 'parts'>): string {
  return parts.map(({ shaped, behind = '' }) => shaped.texts.join('') + behind).join('')
}

export interface Line {
  readonly runs: readonly GlyphRun[]
  /** From the left edge of the measure. */
  readonly x: Pt
  readonly width: Pt
  readonly ascent: Pt
  readonly descent: Pt
  /** Ends in a hyphen that the typesetter put there. */
  readonly hyphenated: boolean
  /** Word space over its natural width; 1 where nothing was stretched. */
  readonly stretch: number
  /** Of a paragraph that was to be justified and could not be without holes between its words. */
  readonly unjustified?: boolean
}

/** Structure of the document as assistive technology reads it; kept in reading order. */
export interface Tag {
  readonly role: TagRole
  readonly parent: Tag | undefined
  readonly kids: Tag[]
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly colspan?: number
  readonly rowspan?: number
  readonly href?: string
  readonly id?: string
  /** Names of the head cells that a cell of a table has, outermost first. */
  readonly heads?: readonly string[]
  readonly ordered?: boolean
  /** Joins its parent only when its first glyph is shown, to stand in order among text. */
  readonly inline: boolean
  readonly origin?: Origin
}

export type TagRole =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'P'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Link'
  | 'Reference'
  | 'Note'
  | 'Figure'
  | 'Span'
  /** Inserted and deleted text of a redline: spans to readers that know no more. */
  | 'Ins'
  | 'Del'

/** One thing on a page at its final place. */
export type Mark =
  | {
      readonly kind: 'line'
      readonly line: Line
      readonly x: Pt
      readonly baseline: Pt
      readonly artifact: boolean
    }
  | {
      readonly kind: 'rule'
      readonly x1: Pt
      readonly y1: Pt
      readonly x2: Pt
      readonly y2: Pt
      readonly border: Border
    }
  | {
      readonly kind: 'picture'
      readonly x: Pt
      readonly y: Pt
      readonly width: Pt
      readonly height: Pt
      /** A JPEG or GIF. */
      readonly bytes: Uint8Array
      readonly tag: Tag
    }
  | {
      /** Dots on a grid that all leaders of a page share, so that they stand one below the other. */
      readonly kind: 'leader'
      readonly x1: Pt
      readonly x2: Pt
      readonly y: Pt
      readonly color: string
    }
  | {
      readonly kind: 'shade'
      readonly x: Pt
      readonly y: Pt
      readonly width: Pt
      readonly height: Pt
      readonly color: string
    }

export interface Page {
  readonly number: number
  readonly width: Pt
  readonly height: Pt
  readonly marks: readonly Mark[]
}

/** Where a heading ended up, for bookmarks. */
export interface Bookmark {
  readonly level: number
  readonly title: string
  readonly page: number
  readonly y: Pt
}

/** A table that runs on from one page to the next. */
export interface Split {
  /** The page it leaves. */
  readonly page: number
  readonly title: string
  readonly at: Origin | undefined
  /** The first words on the next page. */
  readonly before: string
}

export interface Pages {
  readonly pages: readonly Page[]
  readonly tree: Tag
  readonly bookmarks: readonly Bookmark[]
  readonly splits: readonly Split[]
  /** Places that links within the document lead to. */
  readonly places: ReadonlyMap<string, { readonly page: number; readonly y: Pt }>
}

/** A stretch of the galley that is never cut, with what stands in it relative to its upper left corner. */
export interface Strip {
  readonly kind: 'strip'
  readonly height: Pt
  readonly marks: readonly Mark[]
  readonly decorations: readonly Decoration[]
  /** Set at the head of each page that begins inside the table. */
  readonly repeat?: Strip
  /** The table that it is a row of. */
  readonly table?: TableOnPage
  /** Whether it stands on a page turned sideways. */
  readonly turned?: true
  readonly place?: {
    readonly id?: string
    readonly bookmark?: { readonly level: number; readonly title: string }
  }
  /** Its last line is a link to a place, whose page is written at the right edge. */
  readonly leads?: Lead
  /** How many lines of text stand in it; for the look of last pages. */
  readonly lines: number
  /** Notes first referred to in it, which stand at the foot of its page. */
  readonly feet?: readonly Foot[]
}

/** Where the number of a page is written, from the upper left corner of its strip. */
export interface Lead {
  readonly to: string
  readonly right: Pt
  readonly baseline: Pt
  readonly style: Style
}

/** A table as pages know it: its name, where it begins, and how much wider than its page it is. */
export interface TableOnPage {
  readonly title: string
  readonly at: Origin | undefined
  readonly over: Pt
}

/** How high items stand one below the other. */
export const heightOf = (items: readonly (Strip | Skip | Penalty)[]): Pt =>
  items.reduce((sum, item) => sum + (item.kind === 'penalty' ? 0 : item.height), 0)

/** A note, set. */
export interface Foot {
  readonly id: string
  readonly items: readonly (Strip | Skip | Penalty)[]
  readonly height: Pt
  /** The how manieth note of the document it is: those of one page stand in that order. */
  readonly order: number
}

/** White space; it vanishes at the head of a page. */
export interface Skip {
  readonly kind: 'skip'
  readonly turned?: true
  readonly height: Pt
  readonly decorations: readonly Decoration[]
}

/** What ending the page here costs; `forbidden` is taken only where nothing else fits, `forced` always. */
export interface Penalty {
  readonly kind: 'penalty'
  readonly turned?: true
  readonly cost: number
  /** Between rows of a table that is to stay whole: forbidden, unless the table and what belongs to it fill more than a page. */
  readonly whole?: TableOnPage
}

/** A note where the tree has it: its place in the structure, and in the flow unless it goes to the foot of a page. */
export interface NoteItem {
  readonly kind: 'note'
  readonly id: string
  /** A note of a table, which stands below it. */
  readonly stays: boolean
  readonly items: readonly (Strip | Skip | Penalty)[]
}

export const forbidden = 1_000_000
export const forced = -forbidden
/** What a page should not end at, and rather does than part a table or leave a heading behind. */
export const reluctant = forbidden / 2

/** Whether something belongs to a note, and so may stand apart from the text around it in the structure. */
export function isOfNote(tag: Tag | undefined): boolean {
  for (let one = tag; one; one = one.parent) if (one.role === 'Note') return true
  return false
}

/** Shading and side borders around a run of the galley, drawn on every page it reaches. */
export interface Decoration {
  readonly x: Pt
  readonly width: Pt
  readonly background: string | undefined
  readonly left: Border
  readonly right: Border
}

export interface Galley {
  readonly measure: Pt
  readonly items: readonly (Strip | Skip | Penalty)[]
}
