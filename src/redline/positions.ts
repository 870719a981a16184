/**
 * Where changes stand in both versions, and which paragraph of the old one is which of the new, read off the redline.
 *
 * Paragraphs are counted from 0 in reading order, headings and those of items, cells and notes too; places inside one are
 * UTF-16 offsets in its text, where a line break, a check box and a note's sign are one character each.
 */
import type { Block, Cell, Document, Inline, ListItem, Revision, Row } from '../document/document.ts'
import { isBoundary, isLabel } from './marks.ts'
import { stays } from './settle.ts'
import { flatten, type Part, plainTextOf } from './tokens.ts'

export interface Spot {
  readonly paragraph: number
  readonly start: number
  /** As large as `start` where something was put in or taken out. */
  readonly end: number
}

export interface Spots {
  readonly old: readonly Spot[]
  readonly new: readonly Spot[]
}

/** `count` paragraphs in a row, from `old` in the one version and `new` in the other; null where one has none. */
export interface Paragraphs {
  readonly old: number | null
  readonly new: number | null
  readonly count: number
  readonly relation: 'same' | 'changed' | 'moved' | 'split' | 'joined' | 'reshaped' | 'deleted' | 'inserted'
}

export interface Positions {
  /** How many paragraphs each version has. */
  readonly paragraphs: { readonly old: number; readonly new: number }
  readonly pairs: readonly Paragraphs[]
  /** By the number of the change. */
  readonly spots: ReadonlyMap<number, Spots>
}

export function positionsOf(redlined: Document): Positions {
  const reader = new Reader()
  for (const section of redlined.sections) reader.node(section, everywhere)
  return reader.positions()
}

/** The paragraphs of one version in reading order, as places count them. */
export function paragraphsOf({ sections }: Document): Holder[] {
  const within = (node: Holder): Holder[] => [
    ...(node.inlines ? [node] : []),
    ...(node.blocks ?? node.items ?? node.rows ?? node.cells ?? []).flatMap(within),
  ]
  return sections.flatMap(within)
}

/** What stands above a paragraph. */
interface Scope {
  readonly inOld: boolean
  readonly inNew: boolean
  /** The move that brought it here, or took it away. */
  readonly to?: number
  readonly from?: number
  /** Numbers of changes that are about all of it. */
  readonly whole: readonly number[]
  /** How it is parted otherwise in the other version. */
  readonly parted?: 'split' | 'joined' | 'reshaped'
}

const everywhere: Scope = { inOld: true, inNew: true, whole: [] }

/** A node of the tree, by what it may hold. */
export interface Holder {
  readonly revision?: Revision
  readonly inlines?: readonly Inline[]
  readonly blocks?: readonly Block[]
  readonly items?: readonly ListItem[]
  readonly rows?: readonly Row[]
  readonly cells?: readonly Cell[]
}

/** A paragraph of the old version: by its number, or as so manieth of a move while that is not known. */
type OldParagraph = number | string

interface Paired<Old> {
  readonly old: Old | null
  readonly new: number | null
  count: number
  readonly relation: Paragraphs['relation']
}

/** Puts a pair behind others, into the row that it goes on with if there is one. */
function append<Old extends OldParagraph>(pairs: Paired<Old>[], pair: Paired<Old>): void {
  const last = pairs.at(-1)
  const follows = (from: OldParagraph | null, to: OldParagraph | null) =>
    from === null || to === null ? from === to : typeof from === 'number' && from + (last?.count ?? 0) === to
  const alike = last?.relation === pair.relation && !['split', 'joined', 'reshaped'].includes(pair.relation)
  if (last && alike && follows(last.old, pair.old) && follows(last.new, pair.new)) last.count += pair.count
  else pairs.push(pair)
}

class Reader {
  #old = 0
  #new = 0
  /** Old paragraphs that went elsewhere, by move and place in it. */
  readonly #movedAway = new Map<string, number>()
  readonly #counts = new Map<string, number>()
  readonly #pairs: Paired<OldParagraph>[] = []
  /** The moves of sentences, by the number of each end's change. */
  readonly #sentences = new Map<number, number>()
  readonly #spots = new Map<number, { old: [OldParagraph, number, number][]; new: Spot[] }>()
  /** The old paragraph that is being read, and how far: one that was split goes on in the next. */
  #current: [OldParagraph | undefined, number] = [undefined, 0]
  /** Whether the old paragraph goes on in the next new one. */
  #goesOn = false
  /** How the row of blocks that is being read was parted otherwise. */
  #parted: Scope['parted']

  node(node: Holder, scope: Scope): void {
    const kind = node.revision?.kind
    if (kind === 'split' || kind === 'joined' || kind === 'reshaped') this.#parted = kind
    const parted = kind === 'rest' || kind === this.#parted ? this.#parted : scope.parted
    const inner = { ...within(node.revision, scope), ...(parted && { parted }) }
    if (node.inlines) this.#paragraph(node.inlines, node.revision, inner)
    for (const child of node.blocks ?? node.items ?? node.rows ?? node.cells ?? []) this.node(child, inner)
  }

  #paragraph(inlines: readonly Inline[], revision: Revision | undefined, scope: Scope): void {
    // Most paragraphs are one text that stays as it was.
    if (scope === everywhere && !revision && plainTextOf(inlines) !== undefined) {
      this.#pair(this.#old++, this.#new++, scope, 'same')
      return
    }
    const inNew = scope.inNew ? this.#new++ : undefined
    if (!this.#goesOn) this.#current = [this.#nextOld(scope), 0]
    this.#goesOn = false
    let at = 0
    let changed = scope.whole.length > 0
    const olds = [this.#current[0]]
    const before = this.#current[1]
    for (const part of flatten(inlines)) {
      const [old, from] = this.#current
      const change = part.revision?.change ?? 0
      const boundary = isBoundary(part.revision)
      const [oldLength, newLength] = lengths(part, scope)
      if (change > 0 && !scope.whole.includes(change)) {
        changed = true
        if (part.revision && 'move' in part.revision) this.#sentences.set(change, part.revision.move)
        this.#note(change, old, from, from + oldLength, inNew, at, at + newLength)
      }
      const also = part.revision && 'also' in part.revision ? part.revision.also : undefined
      if (also !== undefined && !scope.whole.includes(also))
        this.#note(also, old, from, from + oldLength, inNew, at, at + newLength)
      this.#current = [old, from + oldLength]
      at += newLength
      if (boundary && (part.revision?.kind === 'deleted' || part.revision?.kind === 'dropped')) {
        this.#current = [this.#nextOld(scope), 0]
        olds.push(this.#current[0])
      }
      this.#goesOn = boundary && part.revision?.kind === 'inserted'
    }
    const [last, end] = this.#current
    for (const change of scope.whole) this.#note(change, last, before, end, inNew, 0, at)
    for (const old of olds) this.#pair(old, inNew, scope, scope.parted ?? (changed ? 'changed' : 'same'))
  }

  #nextOld({ inOld, to, from }: Scope): OldParagraph | undefined {
    const move = to === undefined ? from : to
    if (!inOld && to === undefined) return undefined
    const next = to === undefined ? this.#old++ : undefined
    if (move === undefined) return next
    const counter = `${to === undefined ? 'from' : 'to'} ${move}`
    const count = (this.#counts.get(counter) ?? 0) + 1
    this.#counts.set(counter, count)
    const key = `${move} ${count}`
    if (next !== undefined) this.#movedAway.set(key, next)
    return next ?? key
  }

  #note(
    change: number,
    old: OldParagraph | undefined,
    oldStart: number,
    oldEnd: number,
    fresh: number | undefined,
    start: number,
    end: number,
  ): void {
    const spots = this.#spots.get(change) ?? { old: [], new: [] }
    this.#spots.set(change, spots)
    const lastOld = spots.old.at(-1)
    if (lastOld && lastOld[0] === old && lastOld[2] === oldStart) lastOld[2] = oldEnd
    else if (old !== undefined) spots.old.push([old, oldStart, oldEnd])
    const lastNew = spots.new.at(-1)
    if (lastNew && lastNew.paragraph === fresh && lastNew.end === start)
      spots.new[spots.new.length - 1] = { ...lastNew, end }
    else if (fresh !== undefined) spots.new.push({ paragraph: fresh, start, end })
  }

  #pair(
    old: OldParagraph | undefined,
    fresh: number | undefined,
    { from, to }: Scope,
    relation: Paragraphs['relation'],
  ): void {
    // What went away is paired where it came to.
    if (from !== undefined && to === undefined && fresh === undefined) return
    if (old === undefined && fresh === undefined) return
    const one = old === undefined ? 'inserted' : fresh === undefined ? 'deleted' : undefined
    append(this.#pairs, {
      old: old ?? null,
      new: fresh ?? null,
      count: 1,
      relation: one ?? (to === undefined ? relation : 'moved'),
    })
  }

  /** Each end of a sentence that moved has the places of both. */
  #withBothEnds(): [number, { old: [OldParagraph, number, number][]; new: Spot[] }][] {
    return [...this.#spots].map(([change, own]) => {
      const move = this.#sentences.get(change)
      if (move === undefined) return [change, own]
      const ends = [...this.#spots].filter(([other]) => this.#sentences.get(other) === move)
      const old = ends.flatMap(([, spot]) => spot.old).filter(([, start, end]) => end > start)
      const news = ends.flatMap(([, spot]) => spot.new).filter(({ start, end }) => end > start)
      return [change, { old, new: news }]
    })
  }

  positions(): Positions {
    const number = (old: OldParagraph): number =>
      typeof old === 'number' ? old : (this.#movedAway.get(old) ?? -1)
    const pairs: Paired<number>[] = []
    for (const pair of this.#pairs)
      append(pairs, { ...pair, old: pair.old === null ? null : number(pair.old) })
    const spots = new Map(
      this.#withBothEnds().map(([change, { old, new: news }]) => [
        change,
        {
          old: old.map(([paragraph, start, end]): Spot => ({ paragraph: number(paragraph), start, end })),
          new: news,
        },
      ]),
    )
    return { paragraphs: { old: this.#old, new: this.#new }, pairs, spots }
  }
}

function within(revision: Revision | undefined, scope: Scope): Scope {
  if (!revision) return scope
  const { kind, change } = revision
  const move = 'move' in revision ? revision.move : undefined
  const about = change > 0 && (kind === 'restyled' || kind === 'moved-from' || kind === 'moved-to')
  const also = 'also' in revision ? revision.also : undefined
  const more = [...(about ? [change] : []), ...(also === undefined ? [] : [also])]
  const whole = [...scope.whole, ...more.filter((one) => !scope.whole.includes(one))]
  const inNew = scope.inNew && stays(revision, 'new')
  // Something put into what moved was in no old version; something taken out of it was, where it moved from.
  const { to: cameBy, ...rest } = scope
  const to = kind === 'moved-to' ? move : kind === 'inserted' ? undefined : cameBy
  const from = kind === 'moved-from' ? move : scope.from
  return {
    ...rest,
    inOld: scope.inOld && stays(revision, 'old'),
    inNew,
    whole,
    ...(to !== undefined && { to }),
    ...(from !== undefined && { from }),
  }
}

/** How much of a part each version has. */
function lengths({ text, revision }: Part, { inOld, inNew, to }: Scope): [number, number] {
  if (isBoundary(revision) || isLabel(revision)) return [0, 0]
  const came = to !== undefined && revision?.kind === 'moved-to'
  const dropped = revision?.kind === 'dropped'
  const old = (inOld || to !== undefined) && (came || dropped || stays(revision, 'old'))
  return [old ? text.length : 0, inNew && stays(revision, 'new') ? text.length : 0]
}
