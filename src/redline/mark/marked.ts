/**
 * How marking goes on from node to node: what is known at a place, and what marking there gives. Both are plain values;
 * the next place follows from the two (`behind`).
 */
import type { Block, Cell, ListItem, Row } from '../../document/document.ts'
import { emptied, sameAttributes } from '../attributes.ts'
import { tokensOfNode } from '../block-text.ts'
import { causesOf, causesOfLook, type Told } from '../causes.ts'
import { type CellPlace, type Change, type ChangeKind, figuresOf, textOf } from '../changes.ts'
import { looksOf } from '../looks.ts'
import { counts } from '../marks.ts'
import type { Token } from '../tokens.ts'

/** Where something is marked. */
export interface Here {
  /** The number of the next change, from 1. */
  readonly next: number
  /** The words before it. */
  readonly before: string
  readonly within: Setting
}

/** What a place stands in. */
export interface Setting {
  /** File name of the document, and the name of the section. */
  readonly document: string
  readonly section: string
  readonly cell: CellPlace | null
  readonly told: Told
  /** Sentences that moved, each with the number of its move; the moves of the script are numbered behind them. */
  readonly sentences: ReadonlyMap<string, number>
}

/** What marking gave. */
export interface Marked<T> {
  readonly made: T
  /** In reading order, numbered from `next` on. */
  readonly changes: readonly Change[]
  /** The words before what follows. */
  readonly before: string
  /** Tokens marked by the shortest edits, before the clean-up; moved text not counted. */
  readonly shortest: number
  /** Whether some stretch was too much work, and is shown as replaced whole. */
  readonly coarse: boolean
}

const noChanges: readonly Change[] = []

export const unmarked = <T>(made: T, { before }: Pick<Here, 'before'>): Marked<T> => ({
  made,
  changes: noChanges,
  before,
  shortest: 0,
  coarse: false,
})

/** The place behind what was marked. */
export const behind = (
  { next, within }: Here,
  { changes, before }: Pick<Marked<unknown>, 'changes' | 'before'>,
): Here => ({ next: next + changes.length, before, within })

/** The place at the beginning of a paragraph: its words are told apart from those of the one before. */
export const begun = (here: Here): Here =>
  here.before === '' || here.before.endsWith('¶ ')
    ? here
    : { ...here, before: `${here.before.slice(-57)} ¶ ` }

/** Marks one after another. */
export function markEach<From, To>(
  all: readonly From[],
  here: Here,
  mark: (one: From, here: Here) => Marked<To>,
): Marked<readonly To[]> {
  let [at, shortest, coarse] = [here, 0, false]
  const changes: Change[] = []
  const made = all.map((one) => {
    const marked = mark(one, at)
    for (const change of marked.changes) changes.push(change)
    shortest += marked.shortest
    coarse ||= marked.coarse
    at = behind(at, marked)
    return marked.made
  })
  return { made, changes, before: at.before, shortest, coarse }
}

/** The same, with what was made made into something else. */
export const withMade = <From, To>(marked: Marked<From>, make: (made: From) => To): Marked<To> => ({
  ...marked,
  made: make(marked.made),
})

/** What a change says otherwise than its words would. */
type More = Partial<
  Pick<Change, 'class' | 'move' | 'before' | 'cell' | 'old' | 'new' | 'figures' | 'looks' | 'causes'>
>

/** The next change, as it is listed. */
export function changeOf(
  here: Here,
  kind: ChangeKind,
  olds: readonly Token[],
  news: readonly Token[],
  { move = null, ...more }: More = {},
): Change {
  const { next: number, before, within } = here
  const { document, section, cell, told } = within
  const changed = news.some(counts) ? news : olds
  const looks = kind === 'moved' || kind === 'restyled' || kind === 'renumbered'
  return {
    number,
    kind,
    document,
    section,
    before,
    after: '',
    class: null,
    cell,
    old: more.old ?? textOf(olds),
    new: more.new ?? textOf(news),
    move,
    figures: looks ? [] : figuresOf(olds, news, { cell: more.cell ?? cell, before }),
    looks: [],
    causes: causesOf(changed, told.authored),
    ...more,
  }
}

const labelOf = (node: object): string => ('label' in node ? String(node.label) : '')

/**
 * A node of both versions, marked where it differs apart from what it holds: style, classes, level, label.
 *
 * @param held what the node holds in the redline, marked already
 */
export function styled<T extends Block | ListItem | Row | Cell>(
  old: T,
  fresh: T,
  held: Marked<Partial<T>>,
  here: Here,
  kind: 'restyled' | 'renumbered' = 'restyled',
): Marked<T> {
  const node = Object.keys(held.made).length === 0 ? fresh : { ...fresh, ...held.made }
  if (sameAttributes(old, fresh)) return { ...held, made: node }
  const [olds, news] = [tokensOfNode(old), tokensOfNode(fresh)]
  const change = changeOf(behind(here, held), kind, olds, news, {
    causes: causesOfLook(old, fresh, news.length > 0 ? news : olds, here.within.told),
    looks: looksOf(old, fresh),
    ...(kind === 'renumbered' && { old: labelOf(old), new: labelOf(fresh) }),
  })
  const revision = { kind: 'restyled', change: change.number, before: emptied(old) } as const
  return { ...held, made: { ...node, revision }, changes: [...held.changes, change] }
}

/**
 * The same for a node that differs in what follows from other changes too, which is no change of its own.
 *
 * @param like the old node without that difference
 */
export function styledBeside<T extends Block | ListItem | Row | Cell>(
  old: T,
  like: T,
  fresh: T,
  held: Marked<Partial<T>>,
  here: Here,
): Marked<T> {
  const marked = styled(like, fresh, held, here)
  if (like === old) return marked
  const before = emptied(old)
  return withMade(marked, (made) => ({
    ...made,
    revision: { kind: 'restyled', change: made.revision?.change ?? 0, before },
  }))
}
