/**
 * The tree every stage speaks: one filed document, as blocks of inlines.
 *
 * All of it is readonly and complete when made; no field appears later. A new kind of block or inline is
 * added here, and the compiler then names every table that must learn it.
 */
import type { Span } from '../diagnostics/source.ts'
import type { Pt, Sides, Style } from './style.ts'

export type { Border, Pt, Sides, Style, StyleOrigin, Width } from './style.ts'

export type Form = `8-K${string}` | `EX-${string}`

export interface Document {
  readonly form: Form
  readonly title: string
  /** BCP 47, as `en-US`. */
  readonly language: string
  /** Name of the HTML file; the PDF has the same with `.pdf`. A tagged report has its HTML under the name of its tags. */
  readonly fileName: string
  readonly pagePlan: PagePlan
  /** Style of running text; the HTML writer puts it on `body` and spells only departures from it. */
  readonly base: Style
  readonly sections: readonly Section[]
}

/** The paper and what stands on it beside the text. */
export interface PagePlan {
  readonly width: Pt
  readonly height: Pt
  readonly margin: Sides<Pt>
  /** Text with `{page}` and `{pages}`; empty for none. The first page has its own. */
  readonly head: Furniture
  readonly foot: Furniture
  /** The rule of the house style that says so. */
  readonly origin?: Span
}

export interface Furniture {
  readonly first: string
  readonly other: string
}

export type SectionRole =
  | 'cover-page'
  | 'item'
  | 'exhibit-index'
  | 'signature-block'
  | 'release'
  /** Pages that the tool writes about documents: of a redline, of a certificate. */
  | 'summary'

export interface Section {
  readonly role: SectionRole
  /** Item number as `8.01`, or exhibit number. */
  readonly number?: string
  readonly blocks: readonly Block[]
  readonly revision?: Revision
}

export type Block = Paragraph | Heading | List | Table | Group | Rule | Image | Note

interface BlockBase {
  readonly style: Style
  /** Names for house style to select by; they travel through HTML. */
  readonly classes: readonly string[]
  readonly revision?: Revision
}

export interface Paragraph extends BlockBase {
  readonly type: 'paragraph'
  readonly id?: string
  readonly inlines: readonly Inline[]
}

export type Level = 1 | 2 | 3 | 4 | 5 | 6

export interface Heading extends BlockBase {
  readonly type: 'heading'
  readonly level: Level
  readonly id?: string
  readonly inlines: readonly Inline[]
}

export interface List extends BlockBase {
  readonly type: 'list'
  readonly ordered: boolean
  readonly items: readonly ListItem[]
}

export interface ListItem extends BlockBase {
  /** What stands before the item, as printed: a bullet, `4.`, `(a)`. */
  readonly label: string
  readonly blocks: readonly Block[]
}

export interface Table extends BlockBase {
  readonly type: 'table'
  /** A layout table only places its cells; it has no header and is no table to a screen reader. */
  readonly purpose: 'data' | 'layout'
  readonly id?: string
  readonly rows: readonly Row[]
}

export interface Row extends BlockBase {
  readonly header: boolean
  readonly cells: readonly Cell[]
}

export interface Cell extends BlockBase {
  /** Which way a header cell heads; none for a data cell. */
  readonly scope: 'column' | 'row' | undefined
  readonly colspan: number
  readonly rowspan: number
  readonly blocks: readonly Block[]
}

/** Blocks that belong together: a contact, a letterhead, a quotation. */
export interface Group extends BlockBase {
  readonly type: 'group'
  readonly quote: boolean
  readonly blocks: readonly Block[]
}

export interface Rule extends BlockBase {
  readonly type: 'rule'
}

export interface Image extends BlockBase {
  readonly type: 'image'
  /** File name beside the document. */
  readonly file: string
  readonly alt: string
  readonly width: Pt
  readonly height: Pt
  /** The bytes of the file. */
  readonly data?: Uint8Array
  readonly origin?: Origin
}

/** A footnote; its reference is a NoteRef of the same id. */
export interface Note extends BlockBase {
  readonly type: 'note'
  readonly id: string
  readonly label: string
  readonly blocks: readonly Block[]
}

export type Inline =
  | Text
  | Fact
  | Strong
  | Emphasis
  | Underline
  | SmallCaps
  | Raised
  | Lowered
  | Link
  | LineBreak
  | CheckBox
  | NoteRef

export interface Text {
  readonly type: 'text'
  readonly value: string
  readonly origin: Origin
  readonly revision?: Revision
}

/** One fact where it is shown. */
export interface Fact {
  readonly type: 'fact'
  /** Where it lives in the facts, as `registrants.0.phone`. */
  readonly path: string
  readonly value: FactValue
  readonly shown: string
  readonly origin: Origin
  readonly revision?: Revision
}

export type FactValue =
  | string
  | number
  | boolean
  | null
  | readonly FactValue[]
  | { readonly [key: string]: FactValue }

interface Marked<T extends string> {
  readonly type: T
  readonly inlines: readonly Inline[]
  readonly revision?: Revision
}

export type Strong = Marked<'strong'>
export type Emphasis = Marked<'emphasis'>
export type Underline = Marked<'underline'>
export type SmallCaps = Marked<'small-caps'>
export type Raised = Marked<'raised'>
export type Lowered = Marked<'lowered'>

export interface Link extends Marked<'link'> {
  /** `#id`, a file of the same submission, or an address. */
  readonly href: string
}

export interface LineBreak {
  readonly type: 'break'
  readonly revision?: Revision
}

export interface CheckBox {
  readonly type: 'check-box'
  readonly checked: boolean
  readonly origin: Origin
  readonly revision?: Revision
}

export interface NoteRef {
  readonly type: 'note-ref'
  readonly id: string
  readonly label: string
  readonly origin: Origin
  readonly revision?: Revision
}

/** Where a stretch of text came from; `via` is the template or text place that showed a fact. */
export interface Origin {
  readonly kind: 'authored' | 'fact' | 'template'
  readonly span: Span
  readonly path?: string
  readonly via?: Span
}

/** What a redline says of a node; all nodes of one change have its number, and 0 is no change of its own. */
export type Revision = OneSided | Moved | Restyled | Reparted | Rest | OwnMark

/** Stands in one version. `dropped` was taken out of what moved here: the old version has it where that came from. */
export interface OneSided {
  readonly kind: 'inserted' | 'deleted' | 'dropped'
  readonly change: number
  /** An empty cell whose place a span of the other version takes. */
  readonly spanned?: true
  /** Stands for the end of a paragraph that one version has and the other has not. */
  readonly boundary?: true
  /** The label of an item that is a paragraph without one now. */
  readonly label?: true
}

/** One end of a move; both ends have its number. */
export interface Moved {
  readonly kind: 'moved-from' | 'moved-to'
  readonly change: number
  readonly move: number
  /** The change of look of what moved as well. */
  readonly also?: number
  readonly boundary?: true
}

/** The words are the same, the look is another. */
export interface Restyled {
  readonly kind: 'restyled'
  readonly change: number
  /** A block, item, row or cell as it was, emptied of what it holds. */
  readonly before?: Block | ListItem | Row | Cell
  /** Text as it was. The first of several texts of one change has it all, the others have nothing. */
  readonly textBefore?: readonly Inline[]
  /** Shown by a bar and a number alone: the look of all that holds the text changed, and not a mark of its own. */
  readonly quiet?: true
}

/**
 * Text that the versions part otherwise: paragraphs that were split or joined, or made a list or of one (`reshaped`).
 * The block and its `rest` behind it hold the words of both versions.
 */
export interface Reparted {
  readonly kind: 'split' | 'joined' | 'reshaped'
  readonly change: number
  /** The blocks that it was, their paragraphs emptied. */
  readonly before: readonly Block[]
}

export interface Rest {
  readonly kind: 'rest'
  readonly change: number
}

/** The redline's own text, in neither version. */
export interface OwnMark {
  readonly kind: 'mark'
  readonly change: number
  /** Stands for the end of a paragraph that both versions have. */
  readonly boundary?: true
}
