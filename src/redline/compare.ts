/**
 * Two versions of a document -> one document that carries both, marked with what changed.
 *
 * Blocks are aligned first; inside a pair of paragraphs tokens are. Everything the new version holds stands in its
 * order, what was deleted or moved away stands before what took its place. Accepting gives the new version, rejecting
 * the old one: redline.ts proves it on every run.
 */
import type { Block, Moved } from '../document/document.ts'
import { crossings, type Plan } from './across.ts'
import { align, type Unit } from './align.ts'
import { arrived, marked } from './attributes.ts'
import { plainText, saidOf, tokensOfBlock, wordsOfBlock } from './block-text.ts'
import { alsoOf, headsSaid } from './cells.ts'
import { counts, revised } from './marks.ts'
import { merge, withInPlace } from './merge.ts'
import { MovedInto } from './moved-into.ts'
import { isFlat } from './reparted.ts'
import { RowComparison } from './rows.ts'
import { type Sentence, withoutSentences } from './sentences.ts'
import { isLeaf, type Leaf, type Part, rebuild, tokensOf } from './tokens.ts'

export class Comparison extends RowComparison {
  /** How the blocks of a section answer to each other; `cross` may yet find some of them elsewhere. */
  plan(before: readonly Block[], after: readonly Block[]): Plan {
    const [olds, news] = [before.map((one) => this.unit(one)), after.map((one) => this.unit(one))]
    return {
      before,
      after,
      olds,
      news,
      alignment: align(olds, news),
      deleted: new Map(),
      inserted: new Map(),
    }
  }

  /** Finds what went from one section to another. */
  cross(plans: readonly Plan[]): void {
    for (const { from, to } of crossings(plans)) {
      const move = ++this.moves
      const old = plans[from.section]?.before[from.block] as Block
      plans[from.section]?.deleted.set(from.block, { kind: 'moved-from', change: 0, move })
      plans[to.section]?.inserted.set(to.block, { old, revision: { kind: 'moved-to', change: 0, move } })
    }
  }

  blocks(olds: readonly Block[], news: readonly Block[]): Block[] {
    return this.planned(this.plan(olds, news))
  }

  planned(plan: Plan): Block[] {
    const { before: olds, after: news, deleted, inserted } = plan
    const from = new Map(deleted)
    const to = new Map(inserted)
    for (const [fresh, { old, revision }] of this.movesOf(plan.alignment.moves, from))
      to.set(fresh, { old: olds[old] as Block, revision })
    const out: Block[] = []
    const alignment = withInPlace(plan.alignment, plan.olds, plan.news, {
      old: (at) => from.has(at) || olds[at]?.type === 'heading',
      new: (at) => to.has(at) || news[at]?.type === 'heading',
    })
    merge(alignment, olds.length, news.length, {
      both: (old, fresh) => out.push(this.pair(olds[old] as Block, news[fresh] as Block)),
      deleted: (old) => {
        const move = from.get(old)
        out.push(move ? this.movedFrom(olds[old] as Block, move) : this.whole(olds[old] as Block, 'deleted'))
      },
      inserted: (fresh) => {
        const move = to.get(fresh)
        const block = news[fresh] as Block
        out.push(move ? this.movedTo(move.old, block, move.revision) : this.whole(block, 'inserted'))
      },
      parted: (deleted, fresh) =>
        out.push(
          ...this.repart(
            deleted.map((one) => olds[one] as Block),
            fresh.map((one) => news[one] as Block),
          ),
        ),
    })
    return out
  }

  // ---- what is compared

  protected unit(block: Block): Unit {
    // A table under the same heads is the same table, however many of its figures are others.
    const heads = block.type === 'table' ? headsSaid(block) : ''
    const shape = isLeaf(block) ? 'text' : block.type
    const hash = plainText(block)
    return this.unitOf(shape, hash, () => wordsOfBlock(block), heads, block.type === 'list' && isFlat(block))
  }

  // ---- one block in one version only

  protected whole(block: Block, kind: 'inserted' | 'deleted'): Block {
    const tokens = tokensOfBlock(block)
    if (isLeaf(block)) {
      const { lost, found } = this.sentences(
        kind === 'deleted' ? tokens : [],
        kind === 'inserted' ? tokens : [],
      )
      if (lost.length + found.length > 0) return this.wholeWithMoved(block, kind, [...lost, ...found])
    }
    this.begin()
    const said = kind === 'deleted' ? { old: saidOf(block) } : { new: saidOf(block) }
    const change = this.note(kind, kind === 'deleted' ? tokens : [], kind === 'inserted' ? tokens : [], said)
    if (tokens.some(counts)) this.marked += tokens.length
    return marked(block, { kind, change })
  }

  /** A paragraph of one version, sentences of which the other has elsewhere. */
  protected wholeWithMoved(block: Leaf, kind: 'inserted' | 'deleted', moved: readonly Sentence[]): Leaf {
    const { rest, taken } = withoutSentences(tokensOf(block.inlines), moved)
    const out: Part[] = []
    this.begin()
    const [from, to] = kind === 'deleted' ? [taken, []] : [[], taken]
    const moves = new MovedInto(out, from, to, (one, end) => this.sentence(one, end))
    const [olds, news] = kind === 'deleted' ? [rest, []] : [[], rest]
    const own = rest.some(counts) ? this.note(kind, olds, news) : 0
    this.marked += own > 0 ? rest.length : 0
    moves.through(olds, news, (a, b) => out.push(...revised([...a, ...b], { kind, change: own })))
    moves.finish()
    // Where all of it moved, the paragraph itself came or went with that.
    const change = own > 0 ? own : moves.last
    return { ...block, inlines: rebuild(out), revision: { kind, change } }
  }

  protected movedFrom(block: Block, revision: Moved): Block {
    this.begin()
    const change = this.note('moved', tokensOfBlock(block), [], { move: revision.move, old: saidOf(block) })
    return marked(block, { ...revision, change })
  }

  protected movedTo(old: Block, fresh: Block, revision: Moved): Block {
    const tokens = tokensOfBlock(fresh)
    this.begin()
    const change = this.note('moved', [], tokens, { move: revision.move, new: saidOf(fresh) })
    this.within++
    const paired = this.pair(old, fresh)
    this.within--
    const moved = { ...revision, change, ...alsoOf(paired) }
    return { ...arrived(paired, moved), revision: moved }
  }

  // ---- one block in both versions

  protected pair(old: Block, fresh: Block): Block {
    if (isLeaf(old) && isLeaf(fresh)) return this.leaf(old, fresh)
    switch (fresh.type) {
      case 'list':
        return old.type === 'list'
          ? this.styled(old, fresh, { items: this.items(old, fresh) })
          : this.whole(fresh, 'inserted')
      case 'table':
        return old.type === 'table'
          ? this.styled(old, fresh, { rows: this.rows(old, fresh) })
          : this.whole(fresh, 'inserted')
      case 'group':
        return old.type === 'group'
          ? this.styled(old, fresh, { blocks: this.blocks(old.blocks, fresh.blocks) })
          : this.whole(fresh, 'inserted')
      case 'note':
        return old.type === 'note'
          ? this.styled(old, fresh, { blocks: this.blocks(old.blocks, fresh.blocks) })
          : this.whole(fresh, 'inserted')
      default:
        return this.styled(old, fresh satisfies Leaf | Extract<Block, { type: 'rule' | 'image' }>)
    }
  }
}
