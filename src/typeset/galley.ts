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
  Inline,
  List,
  ListItem,
  Note,
  Origin,
  Paragraph,
  Pt,
  Style,
} from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { labelTexts } from '../document/labels.ts'
import { visitInlines } from '../document/walk.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { titleBefore, turnedRuns } from './around-tables.ts'
import { fitIn } from './fit.ts'
import {
  type Decoration,
  forbidden,
  forced,
  type Galley,
  type Line,
  type Mark,
  type NoteItem,
  type Penalty,
  reluctant,
  type Skip,
  type Strip,
  type Tag,
  type TagRole,
} from './page.ts'
import { setParagraph } from './paragraph.ts'
import { heldBefore, leaderBehind, leadOf, pictureStrip, unbroken } from './pieces.ts'
import { type Column, child, type Setup, turnable } from './setup.ts'
import { readWords } from './shape.ts'
import { setTable } from './table.ts'

type Item = Strip | Skip | Penalty

/** Ending a page after a hyphen is worse than almost any white space. */
const hyphenAtPageEnd = 4_000

/** Where a text was written. */
function originOf(inlines: readonly Inline[]): Origin | undefined {
  let found: Origin | undefined
  visitInlines(inlines, (inline) => {
    if (!found && 'origin' in inline) found = inline.origin
  })
  return found
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

class Setter {
  readonly items: (Item | NoteItem)[] = []
  readonly #setup: Setup
  /** The largest margin since the last strip. */
  #margin = 0
  #decorations: readonly Decoration[] = []
  /** Labels still to be set: of an item, and of the list that it begins with. */
  #labels: readonly { readonly line: Line; readonly x: Pt }[] = []
  #place: Strip['place']
  /** What the next table is called. */
  #title = ''

  constructor(setup: Setup) {
    this.#setup = setup
  }

  blocks(list: readonly Block[], column: Column): void {
    const turned = turnable(column, this.#setup)
      ? turnedRuns(list, (table) => fitIn(table, column, this.#setup))
      : []
    list.forEach((block, index) => {
      const run = turned.find(({ first, end }) => first <= index && index < end)
      if (run) {
        if (run.first === index) this.#turned(list.slice(run.first, run.end), column)
        return
      }
      if (block.type === 'table') this.#title = titleBefore(list, index)
      this.#block(block, column)
      // What announces a list or a table stays with its first item or row.
      const announces = block.type === 'paragraph' && /^(?:list|table)$/.test(list[index + 1]?.type ?? '')
      if (block.style.breakAfter === 'avoid') this.#penalty(forbidden)
      else if (announces) this.#penalty(reluctant)
      if (block.style.breakAfter === 'page') this.#penalty(forced)
    })
  }

  #block(block: Block, column: Column): void {
    const { style } = block
    if (block.type === 'note') return this.#note(block, column)
    if (style.breakBefore !== 'auto') this.#penalty(style.breakBefore === 'page' ? forced : heldBefore(block))
    // A table says itself where a page may end in it.
    const kept = style.breakInside === 'avoid' && block.type !== 'table'
    this.#space(style.margin.top)
    const first = this.items.length
    const inner = this.#open(style, column)
    this.#contents(block, inner)
    this.#close(style, column)
    if (kept) this.items.push(...unbroken(this.items.splice(first)))
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
        for (const item of setTable(block, column, this.#setup, this.#title, setGalley))
          if (item.kind === 'strip') this.#strip(item)
          else this.items.push(item)
        return
      case 'rule': // its own top border, which #open has drawn
        return
      case 'image':
        for (const strip of pictureStrip(block, column, this.#setup.bodyHeight)) this.#strip(strip)
        return
      default:
        return unknownKind(block)
    }
  }

  /** A table with what belongs to it, on a page turned sideways. */
  #turned(run: readonly Block[], column: Column): void {
    this.#flush()
    const { x, measure, height } = this.#setup.turned
    const own = new Setter({ ...this.#setup, bodyHeight: height })
    own.blocks(run, { ...column, x, measure })
    own.#flush()
    for (const item of own.items) this.items.push(item.kind === 'note' ? item : { ...item, turned: true })
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
      overfull: (by, text) => this.#setup.overfull(by, text, originOf(block.inlines)),
    })
    if (block.id !== undefined) this.#place = { ...this.#place, id: block.id }
    if (lines.length === 0) return this.#blank(block.style)
    lines.forEach((line, index) => {
      const marks: Mark[] = [
        { kind: 'line', line, x: column.x + line.x, baseline: line.ascent, artifact: false },
      ]
      const last = index === lines.length - 1
      if (last && block.style.leader === 'dotted') marks.push(...leaderBehind(line, column, block.style))
      const leads = last ? leadOf(block, column, line.ascent) : undefined
      this.#strip({ height: line.ascent + line.descent, marks, lines: 1, ...(leads && { leads }) })
      if (last) return
      // Two lines at least on either side of a page end.
      const lonely = index === 0 || index === lines.length - 2
      this.#penalty(lonely ? forbidden : line.hyphenated ? hyphenAtPageEnd : 0)
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
    const stays = block.classes.includes('table-note')
    if (stays) this.#penalty(forbidden)
    this.items.push({ kind: 'note', id, stays, items: inFlow(own.items) })
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
}
