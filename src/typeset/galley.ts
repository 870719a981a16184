/**
 * Blocks -> galley: every line set to the measure, with the space between and what a page end would cost.
 *
 * One short handler a kind of block. Margins between neighbours collapse as in CSS; padding and borders do
 * not. The tags of the structure tree are made here too, in reading order, because this is where the order
 * of the blocks is known.
 */
import type {
  Block,
  Border,
  Heading,
  Image,
  List,
  ListItem,
  Note,
  Paragraph,
  Pt,
  Style,
} from '../document/document.ts'
import { labelTexts } from '../document/labels.ts'
import { wordsOfBlocks } from '../document/words.ts'
import {
  type Decoration,
  forbidden,
  forced,
  type Galley,
  type Line,
  type Mark,
  type Penalty,
  type Skip,
  type Strip,
  type Tag,
  type TagRole,
} from './page.ts'
import { setParagraph } from './paragraph.ts'
import { type Column, child, type Setup } from './setup.ts'
import { readWords } from './shape.ts'
import { setTable } from './table.ts'

type Item = Strip | Skip | Penalty

/** Ending a page after a hyphen is worse than almost any white space. */
const hyphenAtPageEnd = 4_000

/** A note where the tree has it: its place in the structure, and in the flow unless it goes to the foot of a page. */
export interface NoteItem {
  readonly kind: 'note'
  readonly id: string
  readonly items: readonly Item[]
}

/** @returns what is set, with its notes as items of their own */
export function setFlow(
  blocks: readonly Block[],
  column: Column,
  setup: Setup,
): readonly (Item | NoteItem)[] {
  const setter = new Setter(setup)
  setter.blocks(blocks, column)
  return setter.items
}

/** As `setFlow`, with its notes in the flow: what stands in a cell cannot go to the foot of a page. */
export function setGalley(blocks: readonly Block[], column: Column, setup: Setup): Galley {
  return { measure: column.measure, items: inFlow(setFlow(blocks, column, setup)) }
}

const inFlow = (flow: readonly (Item | NoteItem)[]): Item[] =>
  flow.flatMap((item) => (item.kind === 'note' ? item.items : [item]))

/** Between the text and the edge of its column, where there is room for more than a dot or two. */
function leaderBehind(line: Line, { x, measure }: Column, { textAlign, color, fontSize }: Style): Mark[] {
  const [x1, x2] = [x + line.x + line.width + fontSize * 0.4, x + measure]
  const flush = textAlign === 'left' || textAlign === 'justify'
  return flush && x2 - x1 > fontSize * 1.5 ? [{ kind: 'leader', x1, x2, y: line.ascent - 0.4, color }] : []
}

class Setter {
  readonly items: (Item | NoteItem)[] = []
  readonly #setup: Setup
  /** The largest margin since the last strip. */
  #margin = 0
  #decorations: readonly Decoration[] = []
  /** Labels still to be set: of an item, and of the list that it begins with. */
  #labels: readonly { readonly line: Line; readonly x: Pt }[] = []
  #place: Strip['place']

  constructor(setup: Setup) {
    this.#setup = setup
  }

  blocks(list: readonly Block[], column: Column): void {
    list.forEach((block, index) => {
      const next = list[index + 1]
      this.#block(block, column)
      // What announces a list or a table stays with its first item or row.
      const announces = block.type === 'paragraph' && (next?.type === 'list' || next?.type === 'table')
      if (block.style.breakAfter === 'avoid' || announces) this.#penalty(forbidden)
      if (block.style.breakAfter === 'page') this.#penalty(forced)
    })
  }

  #block(block: Block, column: Column): void {
    const { style } = block
    if (block.type === 'note') return this.#note(block, column)
    if (style.breakBefore !== 'auto') this.#penalty(style.breakBefore === 'page' ? forced : forbidden)
    const kept = style.breakInside === 'avoid'
    this.#space(style.margin.top)
    const first = this.items.length
    const inner = this.#open(style, column)
    this.#contents(block, inner)
    this.#close(style, column)
    if (kept) this.#forbidWithin(first)
    this.#space(style.margin.bottom)
  }

  #contents(block: Exclude<Block, Note>, column: Column): void {
    switch (block.type) {
      case 'paragraph':
        return this.#paragraph(block, column, child(column.tag, 'P'))
      case 'heading':
        return this.#heading(block, column)
      case 'list':
        return this.#list(block, column)
      case 'group':
        return this.blocks(block.blocks, {
          ...column,
          tag: child(column.tag, block.quote ? 'BlockQuote' : 'Div'),
        })
      case 'table':
        for (const item of setTable(block, column, this.#setup)) {
          if (item.kind === 'strip') this.#strip(item)
          else if (item.kind === 'penalty') this.#penalty(item.cost)
        }
        return
      case 'rule':
        // A rule is its own top border, which #open has drawn.
        return
      case 'image':
        return this.#picture(block, column)
    }
  }

  /** Margins, padding and borders around a block: the column that is left inside. */
  #open(style: Style, column: Column): Column {
    const { margin, padding, border, background } = style
    const outer = { x: column.x + margin.left, measure: column.measure - margin.left - margin.right }
    const decorated = background !== undefined || border.left.line !== 'none' || border.right.line !== 'none'
    const decoration: Decoration = {
      x: outer.x,
      width: outer.measure,
      background,
      left: border.left,
      right: border.right,
    }
    const decorations = decorated ? [...column.decorations, decoration] : column.decorations
    if (decorated || border.top.line !== 'none' || padding.top > 0) this.#flush()
    this.#decorations = decorations
    // What opens a box stays with what it holds, and what closes it too.
    if (this.#border(border.top, outer)) this.#penalty(forbidden)
    if (this.#padding(padding.top)) this.#penalty(forbidden)
    return {
      ...column,
      x: outer.x + padding.left + border.left.width,
      measure: outer.measure - padding.left - padding.right - border.left.width - border.right.width,
      decorations,
    }
  }

  #close(style: Style, column: Column): void {
    const { padding, border, margin } = style
    const outer = { x: column.x + margin.left, measure: column.measure - margin.left - margin.right }
    if (padding.bottom > 0 || border.bottom.line !== 'none') {
      this.#flush()
      this.#penalty(forbidden)
    }
    if (this.#padding(padding.bottom) && border.bottom.line !== 'none') this.#penalty(forbidden)
    this.#border(border.bottom, outer)
    this.#decorations = column.decorations
  }

  /** Whether there was any. */
  #padding(height: Pt): boolean {
    if (height <= 0) return false
    this.#strip({ height, marks: [], lines: 0 })
    return true
  }

  /** Whether there was any. */
  #border(border: Border, { x, measure }: { readonly x: Pt; readonly measure: Pt }): boolean {
    if (border.line === 'none') return false
    const y = border.width / 2
    this.#strip({
      height: border.width,
      marks: [{ kind: 'rule', x1: x, y1: y, x2: x + measure, y2: y, border }],
      lines: 0,
    })
    return true
  }

  #paragraph(block: Pick<Paragraph, 'inlines' | 'style' | 'id'>, column: Column, tag: Tag): void {
    const words = readWords(block.inlines, block.style, tag, this.#setup)
    const lines = setParagraph(words, {
      style: block.style,
      measure: column.measure,
      overfull: this.#setup.overfull,
    })
    if (block.id !== undefined) this.#place = { ...this.#place, id: block.id }
    if (lines.length === 0) return this.#blank(block.style)
    lines.forEach((line, index) => {
      const marks: Mark[] = [
        { kind: 'line', line, x: column.x + line.x, baseline: line.ascent, artifact: false },
      ]
      const last = index === lines.length - 1
      if (last && block.style.leader === 'dotted') marks.push(...leaderBehind(line, column, block.style))
      this.#strip({ height: line.ascent + line.descent, marks, lines: 1 })
      if (last) return
      // Two lines at least on either side of a page end.
      const lonely = index === 0 || index === lines.length - 2
      this.#penalty(lonely ? forbidden : line.hyphenated ? hyphenAtPageEnd : 0)
    })
  }

  /** As wide as its column and as high as a page at the most; a picture is never cut. */
  #picture({ width, height, data, alt, style }: Image, column: Column): void {
    if (!data || width <= 0 || height <= 0) return
    const scale = Math.min(1, column.measure / width, this.#setup.bodyHeight / height)
    const [w, h] = [width * scale, height * scale]
    const room = column.measure - w
    const left = style.textAlign === 'center' ? room / 2 : style.textAlign === 'right' ? room : 0
    const tag = child(column.tag, 'Figure', { alt })
    this.#strip({
      height: h,
      marks: [{ kind: 'picture', x: column.x + left, y: 0, width: w, height: h, bytes: data, tag }],
      lines: 1,
    })
  }

  /** An empty paragraph keeps its line, as it does in HTML when it is a blank to be filled in. */
  #blank(style: Style): void {
    this.#strip({ height: style.fontSize * style.lineHeight, marks: [], lines: 0 })
  }

  #heading(block: Heading, column: Column): void {
    const { heading } = this.#setup
    const level = Math.min(block.level, heading.level + 1)
    heading.level = level
    const title = wordsOfBlocks([block])
      .map(({ text }) => text)
      .join(' ')
    this.#place = { ...this.#place, bookmark: { level, title } }
    this.#paragraph(block, column, child(column.tag, `H${level}` as TagRole))
  }

  #list(block: List, column: Column): void {
    const tag = child(column.tag, 'L', { ordered: block.ordered })
    for (const item of block.items) {
      this.#space(item.style.margin.top)
      this.#labelled(item, column, child(tag, 'LI'), block.style)
      this.#space(item.style.margin.bottom)
    }
  }

  /** Set apart from what is around it, because its page may be another. */
  #note(block: Note, column: Column): void {
    const { style, id } = block
    const own = new Setter(this.#setup)
    own.#space(style.margin.top)
    const inner = own.#open(style, column)
    const { notes } = this.#setup
    const name = notes.has(`note-${id}`) ? `note-${id}-${notes.size}` : `note-${id}`
    notes.add(name)
    const tag = child(column.tag, 'Note', { id: name })
    own.#place = { id: name }
    own.#labelled(block, inner, tag, style)
    own.#close(style, column)
    own.#space(style.margin.bottom)
    own.#flush()
    this.items.push({ kind: 'note', id, items: inFlow(own.items) })
  }

  /** A label hangs to the left of its blocks, in the padding that the list leaves for it. */
  #labelled(marked: ListItem | Note, column: Column, tag: Tag, hanging: Style): void {
    const { blocks, style } = marked
    const lbl = child(tag, 'Lbl')
    // Only an item of a list has a body of its own (ISO 14289-1, 7.2); a note holds its blocks itself.
    const body = tag.role === 'LI' ? child(tag, 'LBody') : tag
    const first = blocks[0]
    const look = first && 'inlines' in first ? first.style : style
    const plain = { ...look, textAlign: 'left' as const, textIndent: 0 }
    const texts = labelTexts(marked)
    const words = readWords(texts, plain, lbl, this.#setup)
    const line = setParagraph(words, { style: plain, measure: Math.max(column.measure, 72) })[0]
    // The old label and the new may need more room than the padding: they end before the text.
    const room = texts.length > 1 ? (line?.width ?? 0) + 3 : 0
    const own = line && { line, x: column.x - Math.max(hanging.padding.left, room) }
    if (own) this.#labels = [...this.#labels, own]
    this.blocks(blocks, { ...column, tag: body })
    if (own && this.#labels.includes(own)) this.#blank(look)
  }

  #space(height: Pt): void {
    this.#margin = Math.max(this.#margin, height)
  }

  #flush(): void {
    if (this.#margin > 0)
      this.items.push({ kind: 'skip', height: this.#margin, decorations: this.#decorations })
    this.#margin = 0
  }

  #penalty(cost: number): void {
    if (cost !== 0) this.items.push({ kind: 'penalty', cost })
  }

  #strip(strip: Omit<Strip, 'kind' | 'decorations'> & Partial<Strip>): void {
    this.#flush()
    const labels = this.#labels
    const ascent = Math.max(0, ...labels.map(({ line }) => line.ascent))
    const text = strip.marks.find((mark) => mark.kind === 'line')
    const baseline = text?.kind === 'line' ? text.baseline : ascent
    const hung = labels.map(({ line, x }): Mark => ({ kind: 'line', line, x, baseline, artifact: false }))
    const carries = text !== undefined || strip.lines > 0 || strip.height >= ascent
    if (carries) this.#labels = []
    const place = this.#place
    if (strip.lines > 0) this.#place = undefined
    this.items.push({
      ...strip,
      kind: 'strip',
      marks: carries ? [...hung, ...strip.marks] : strip.marks,
      decorations: this.#decorations,
      ...(place && strip.lines > 0 && { place }),
    })
  }

  /** Every end of a page inside a kept block is forbidden. */
  #forbidWithin(first: number): void {
    const made = this.items.splice(first)
    let begun = false
    for (const item of made) {
      if (item.kind === 'strip' && begun) this.items.push({ kind: 'penalty', cost: forbidden })
      if (item.kind === 'strip') begun = true
      this.items.push(item)
    }
  }
}
