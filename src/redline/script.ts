/**
 * The edit script of two documents: which node of the old version is which of the new, as plain values. `scriptOf`
 * makes it (align/), `mark` turns it into one document that carries both versions (mark/).
 *
 * Moves are numbered from 1 in reading order, through the whole script; those of single sentences are not in it, because
 * they are known only once all of it is.
 */
import type {
  Block,
  Cell,
  Document,
  Group,
  List,
  ListItem,
  Note,
  Row,
  Section,
  Table,
} from '../document/document.ts'
import type { Sentence } from './sentences.ts'
import type { Leaf, Token } from './tokens.ts'

export interface Script {
  readonly old: Document
  readonly new: Document
  readonly sections: readonly SectionStep[]
  /** How many moves there are in it. */
  readonly moves: number
}

export interface SectionStep {
  /** One of both versions, or of one: that of the new, where both have it. */
  readonly section: Section
  readonly kind: 'both' | 'inserted' | 'deleted'
  readonly blocks: readonly BlockStep[]
}

/** What became of one node. `Pair` is how a node that both versions have differs in itself. */
export type EditStep<Node, Pair> =
  | { readonly kind: 'both'; readonly pair: Pair }
  | { readonly kind: 'deleted'; readonly old: Node; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'inserted'; readonly new: Node; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'moved-from'; readonly old: Node; readonly move: number }
  | { readonly kind: 'moved-to'; readonly new: Node; readonly move: number; readonly pair: Pair }

/** Flat blocks whose words the versions part otherwise. */
export interface PartedStep {
  readonly kind: 'parted'
  readonly olds: readonly Block[]
  readonly news: readonly Block[]
  readonly texts: Texts
}

export type BlockStep = EditStep<Block, BlockPair> | PartedStep
export type ItemStep = EditStep<ListItem, ItemPair>
export type RowStep = EditStep<Row, RowPair>

/** One block in both versions. */
export type BlockPair =
  /** Without `texts` where both say and look the same. */
  | { readonly kind: 'text'; readonly old: Leaf; readonly new: Leaf; readonly texts?: Texts }
  | { readonly kind: 'list'; readonly old: List; readonly new: List; readonly items: readonly ItemStep[] }
  | TablePair
  | {
      readonly kind: 'blocks'
      readonly old: Group | Note
      readonly new: Group | Note
      readonly blocks: readonly BlockStep[]
    }
  /** A rule or an image. */
  | { readonly kind: 'single'; readonly old: Block; readonly new: Block }

/** The words of a text in both versions, and the sentences by which they differ, in this or in their order. */
export interface Texts {
  readonly olds: readonly Token[]
  readonly news: readonly Token[]
  /** Sentences that the old text has alone, and the new; none within what moved, which shows there what it was. */
  readonly lost: readonly Sentence[]
  readonly found: readonly Sentence[]
}

export interface ItemPair {
  readonly old: ListItem
  readonly new: ListItem
  readonly blocks: readonly BlockStep[]
}

export interface TablePair {
  readonly kind: 'table'
  readonly old: Table
  readonly new: Table
  /** The columns of both versions side by side, where they differ. */
  readonly columns: readonly ColumnStep[] | undefined
  readonly rows: readonly RowStep[]
}

/** One column of the redline; a column that moved stands twice. Indices count cells of a row. */
export type ColumnStep =
  | { readonly kind: 'both'; readonly old: number; readonly new: number }
  | { readonly kind: 'deleted'; readonly old: number }
  | { readonly kind: 'inserted'; readonly new: number }
  | {
      readonly kind: 'moved-from' | 'moved-to'
      readonly old: number
      readonly new: number
      readonly move: number
    }

export interface RowPair {
  readonly old: Row
  readonly new: Row
  readonly cells: readonly CellStep[]
}

/** One cell; `column` is the one of its own version in which it begins, counted from 0. */
export type CellStep =
  | { readonly kind: 'both'; readonly pair: CellPair; readonly column: number }
  | { readonly kind: 'deleted'; readonly old: Cell; readonly column: number; readonly by?: number }
  | { readonly kind: 'inserted'; readonly new: Cell; readonly column: number; readonly by?: number }
  /** Its column moved: `by` is the index of it in the columns of the table, as of one that was deleted or inserted. */
  | { readonly kind: 'moved-from'; readonly old: Cell; readonly column: number; readonly by: number }
  | { readonly kind: 'moved-to'; readonly pair: CellPair; readonly column: number; readonly by: number }
  /** Nothing stands there: a span of the new version is as much narrower than that of the old. */
  | { readonly kind: 'gap' }

export interface CellPair {
  readonly old: Cell
  readonly new: Cell
  /** It spans more or fewer columns only because columns came or went: no change of its own. */
  readonly widened?: true
  readonly blocks: readonly BlockStep[]
}
