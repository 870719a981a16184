/**
 * The part of a comparison that is about paragraphs: their words, looks, splits and joins, and the list of changes that
 * everything notes itself in.
 */
import type { Block, Cell, Inline, ListItem, Moved, PagePlan, Revision, Row } from '../document/document.ts'
import type { Pair, Unit } from './align.ts'
import { emptied, sameAttributes } from './attributes.ts'
import { plainText, sameInlines, tokensOfNode } from './block-text.ts'
import { causesOf, causesOfLook, causesOfPages, type Told } from './causes.ts'
import {
  type CellPlace,
  type Change,
  type ChangeKind,
  figuresOf,
  type Look,
  legible,
  textOf,
} from './changes.ts'
import { LazyUnit } from './lazy-unit.ts'
import { editLeaf } from './leaf.ts'
import { looksOf, looksOfPages } from './looks.ts'
import { counts, keptEnd, paragraphsIn, revised } from './marks.ts'
import { MovedInto } from './moved-into.ts'
import { isOfParting, leavesOf, refilled, shapeSaid, shellsOf, tokensOfRow } from './reparted.ts'
import { differingSentences, type Sentence, type TakenOut, withoutSentences } from './sentences.ts'
import {
  frameKey,
  isLeaf,
  type Leaf,
  type Part,
  rebuild,
  sameLook,
  stretchOf,
  type Token,
  tokensOf,
} from './tokens.ts'

/** Whose text: of the document and section at hand, for the list of changes. */
export interface Place {
  readonly document: string
  readonly section: string
}

/** Marks that a run of words lost or got: those of its first word stand for it. */
function marksOf(olds: readonly Token[], news: readonly Token[]): Look[] {
  const [before = '', after = ''] = [olds, news].map(([first]) => frameKey(first?.parts[0]?.frame ?? []))
  return [{ property: 'marks', before: before || 'none', after: after || 'none' }]
}

const nothing = {}
/** Words that a sentence needs to be known again in another section. */
const leastWordsAcross = 12

const labelOf = (node: object): string => ('label' in node ? String(node.label) : '')

export class ParagraphComparison {
  readonly changes: Change[] = []
  /** Tokens marked by the shortest edits before the clean-up, moved text not counted. */
  marked = 0
  coarse = false
  protected readonly told: Told
  protected readonly words = new Map<string, number>()
  protected moves = 0
  protected place: Place = { document: '', section: '' }
  protected context = ''
  /** The cell whose text is compared. */
  protected cell: CellPlace | null = null

  /** Sentences that one text lost, or got, each with the places. */
  protected readonly lost = new Map<string, Place[]>()
  protected readonly found = new Map<string, Place[]>()
  /** Sentences that are known to have moved, each with the number of its move. */
  protected readonly movedSentences: ReadonlyMap<string, number>
  /** How many moves what is compared stands within. */
  protected within = 0

  constructor(told: Told, movedSentences: ReadonlyMap<string, number> = new Map()) {
    this.told = told
    this.movedSentences = movedSentences
    this.moves = movedSentences.size
  }

  /** Those that one text lost and another got, and no other text has. */
  sentencesThatMoved(): ReadonlyMap<string, number> {
    const moved = [...this.lost].flatMap(([key, from]) => {
      const [to, second] = this.found.get(key) ?? []
      const [only, other] = from
      if (!only || !to || other || second) return []
      // Far apart, short ones repeat by chance.
      const far = only.section !== to.section && key.split(/\s+/).length < leastWordsAcross
      return far ? [] : [key]
    })
    return new Map(moved.map((key, index) => [key, index + 1]))
  }

  at(place: Place): void {
    this.place = place
    this.context = ''
  }

  /** A difference of the pages themselves, which no node of the document carries. */
  pages(old: PagePlan, fresh: PagePlan): void {
    const looks = looksOfPages(old, fresh)
    if (looks.length > 0)
      this.note('restyled', [], [], { looks, causes: causesOfPages(old, fresh, this.told) })
  }

  /** Words of another paragraph are told apart from those of the one that now begins. */
  protected begin(): void {
    if (this.context !== '' && !this.context.endsWith('¶ ')) this.context = `${this.context.slice(-57)} ¶ `
  }

  /** Consecutive pairs that moved together are one move: a heading takes its section along. */
  protected movesOf(
    moves: readonly Pair[],
    from: Map<number, Moved>,
  ): Map<number, { old: number; revision: Moved }> {
    const to = new Map<number, { old: number; revision: Moved }>()
    let before: Pair | undefined
    for (const pair of [...moves].sort((a, b) => a.new - b.new)) {
      if (!(before && pair.new === before.new + 1 && pair.old === before.old + 1)) this.moves++
      from.set(pair.old, { kind: 'moved-from', change: 0, move: this.moves })
      to.set(pair.new, { old: pair.old, revision: { kind: 'moved-to', change: 0, move: this.moves } })
      before = pair
    }
    return to
  }

  protected unitOf(
    shape: string,
    hash: string,
    words: () => readonly string[],
    key = '',
    flat = false,
  ): Unit {
    return new LazyUnit({ shape, hash, key, flat }, words, this.words)
  }

  /** Marks a difference of the shell alone: style, classes, level, label. @param held what the node holds in the redline */
  protected styled<T extends Block | ListItem | Row | Cell>(
    old: T,
    fresh: T,
    held: Partial<T> = nothing,
    kind: ChangeKind = 'restyled',
  ): T {
    if (sameAttributes(old, fresh)) return held === nothing ? fresh : { ...fresh, ...held }
    const [olds, news] = [tokensOfNode(old), tokensOfNode(fresh)]
    const causes = causesOfLook(old, fresh, news.length > 0 ? news : olds, this.told)
    const labels = kind === 'renumbered' && { old: labelOf(old), new: labelOf(fresh) }
    const change = this.note(kind, olds, news, { causes, looks: looksOf(old, fresh), ...labels })
    return { ...fresh, ...held, revision: { kind: 'restyled', change, before: emptied(old) } }
  }

  protected leaf(old: Leaf, fresh: Leaf): Leaf {
    if (sameInlines(old.inlines, fresh.inlines)) {
      this.context = legible(plainText(fresh).slice(-60))
      return this.styled(old, fresh)
    }
    this.begin()
    const inlines = this.inlines(tokensOf(old.inlines), tokensOf(fresh.inlines))
    return this.styled(old, fresh, { inlines })
  }

  /** Flat blocks whose words the versions part otherwise. */
  protected repart(olds: readonly Block[], news: readonly Block[]): Block[] {
    const kind = [...olds, ...news].every(isLeaf) ? (news.length > 1 ? 'split' : 'joined') : 'reshaped'
    const [first, second] = leavesOf(kind === 'joined' ? olds : news)
    const cause = kind === 'joined' ? leavesOf(news)[0] : (second ?? first)
    const change = this.note(kind, [], [], {
      before: first && kind !== 'reshaped' ? legible(plainText(first).slice(-60)) : this.context,
      looks:
        kind === 'reshaped' ? [{ property: 'shape', before: shapeSaid(olds), after: shapeSaid(news) }] : [],
      causes: cause ? causesOf(tokensOf(cause.inlines).slice(0, 1), this.told.authored) : [],
    })
    this.begin()
    const groups = paragraphsIn(this.parts(tokensOfRow(olds, true), tokensOfRow(news, false), change))
    const filled = refilled(
      news,
      (leaf, index): Leaf => ({ ...leaf, inlines: rebuild(groups[index] ?? []) }),
      // The words were in no item of the old version, and had no label.
      (item) => ({
        ...item,
        revision: { kind: 'restyled', change, before: { ...emptied(item), label: '' } },
      }),
    )
    return filled.map((block, index) => {
      const revision: Revision =
        index === 0 ? { kind, change, before: shellsOf(olds) } : { kind: 'rest', change }
      return { ...block, revision }
    })
  }

  protected inlines(olds: readonly Token[], news: readonly Token[]): readonly Inline[] {
    return rebuild(this.parts(olds, news))
  }

  protected parts(olds: readonly Token[], news: readonly Token[], ends = 0): Part[] {
    const { lost, found } = this.sentences(olds, news)
    const [was, is] = [withoutSentences(olds, lost), withoutSentences(news, found)]
    const { stretches, shortest, coarse } = editLeaf(was.rest, is.rest)
    this.marked += shortest
    this.coarse ||= coarse
    const out: Part[] = []
    const moves = new MovedInto(out, was.taken, is.taken, (one, kind) => this.sentence(one, kind))
    for (const [at, { same, olds: before, news: after, rewritten }] of stretches.entries()) {
      if (same) {
        moves.through(before, after, (a, b) => this.alike(a, b, out))
        continue
      }
      const kind = !before.some(counts) ? 'inserted' : !after.some(counts) ? 'deleted' : 'replaced'
      const blank = ![...before, ...after].some(({ kind: one }) => one !== 'space' && one !== 'boundary')
      // A space beside a sentence that moved, or at the end of a paragraph that was split, is part of that change.
      const joined = ends > 0 ? ends : moves.last
      const own = (blank && joined > 0) || (ends > 0 && isOfParting(stretches, at))
      const change = own ? joined : this.note(kind, before, after, rewritten && { class: 'rewritten' })
      if (own) this.saidToo(change, before, after)
      if (kind === 'deleted') this.causeFrom(change, stretches[at + 1]?.news ?? stretches[at - 1]?.news ?? [])
      moves.through(before, [], (a) => out.push(...revised(a, { kind: 'deleted', change })))
      moves.through([], after, (_, b) => out.push(...revised(b, { kind: 'inserted', change })))
    }
    moves.finish()
    return out
  }

  /** What was put in or taken out beside the end of a paragraph is told with it. */
  protected saidToo(number: number, before: readonly Token[], after: readonly Token[]): void {
    const change = this.changes[number - 1]
    if (!change) return
    const said = (known: string, tokens: readonly Token[]) =>
      [known, textOf(tokens.filter(({ kind }) => kind !== 'boundary' && kind !== 'label')).trim()]
        .filter(Boolean)
        .join(' … ')
    this.changes[number - 1] = { ...change, old: said(change.old, before), new: said(change.new, after) }
  }

  /** Where an output is all that is known of what was taken out, the place of its neighbour in the content says more. */
  protected causeFrom(number: number, neighbours: readonly Token[]): void {
    const change = this.changes[number - 1]
    if (!change?.causes.every(({ kind }) => kind === 'output')) return
    const causes = causesOf(neighbours.slice(0, 1), this.told.authored).filter(
      ({ kind }) => kind !== 'output',
    )
    if (causes.length > 0) this.changes[number - 1] = { ...change, causes }
  }

  /** Sentences of two texts that moved, from here or to here; in the first round they are only noted. */
  protected sentences(
    olds: readonly Token[],
    news: readonly Token[],
  ): { readonly lost: readonly Sentence[]; readonly found: readonly Sentence[] } {
    // What moved as a whole shows at the other end what it was.
    if (this.within > 0) return { lost: [], found: [] }
    const { lost, found } = differingSentences(olds, news)
    for (const { key } of lost) this.lost.set(key, [...(this.lost.get(key) ?? []), this.place])
    for (const { key } of found) this.found.set(key, [...(this.found.get(key) ?? []), this.place])
    const moved = ({ key }: Sentence) => this.movedSentences.has(key)
    return { lost: lost.filter(moved), found: found.filter(moved) }
  }

  /** One end of a sentence that moved. */
  protected sentence({ tokens, key }: TakenOut, kind: Moved['kind']): Moved {
    const move = this.movedSentences.get(key) ?? 0
    const [olds, news] = kind === 'moved-from' ? [tokens, []] : [[], tokens]
    return { kind, change: this.note('moved', olds, news, { move }), move }
  }

  /** Equal words; where their look differs the old look is kept beside the new. */
  protected alike(olds: readonly Token[], news: readonly Token[], out: Part[]): void {
    const [was, is] = [stretchOf(olds), stretchOf(news)]
    if (was && is && frameKey(was.frame) === frameKey(is.frame)) {
      out.push(is)
      this.context = legible(is.text.slice(-60))
      return
    }
    let run: { olds: Token[]; news: Token[] } | undefined
    const end = () => {
      if (!run) return
      const change = this.note('restyled', run.olds, run.news, { looks: marksOf(run.olds, run.news) })
      const before = run.olds.flatMap(({ parts }) => parts)
      // The old look is kept once, with the first part; the others of the run are then part of it.
      run.news
        .flatMap(({ parts }) => parts)
        .forEach((part, index) => {
          const textBefore = index === 0 ? rebuild(before) : []
          out.push({ ...part, revision: { kind: 'restyled', change, textBefore } })
        })
      run = undefined
    }
    news.forEach((token, index) => {
      const old = olds[index] as Token
      if (token.kind === 'boundary') {
        end()
        out.push(keptEnd)
      } else if (sameLook(old, token)) {
        end()
        out.push(...token.parts)
      } else {
        run ??= { olds: [], news: [] }
        run.olds.push(old)
        run.news.push(token)
      }
    })
    end()
    this.context = textOf(news).slice(-60)
  }

  // ---- the list of changes

  protected note(
    kind: ChangeKind,
    olds: readonly Token[],
    news: readonly Token[],
    { move = null, ...more }: More = {},
  ): number {
    const number = this.changes.length + 1
    const changed = news.some(counts) ? news : olds
    const looks = kind === 'moved' || kind === 'restyled' || kind === 'renumbered'
    this.changes.push({
      number,
      kind,
      ...this.place,
      before: this.context,
      after: '',
      class: null,
      cell: this.cell,
      old: textOf(olds),
      new: textOf(news),
      move,
      figures: looks ? [] : figuresOf(olds, news, { cell: more.cell ?? this.cell, before: this.context }),
      looks: [],
      causes: causesOf(changed, this.told.authored),
      ...more,
    })
    return number
  }
}

/** What a change says otherwise than its words would. */
type More = Partial<
  Pick<Change, 'class' | 'move' | 'before' | 'cell' | 'old' | 'new' | 'figures' | 'looks' | 'causes'>
>
