/** The handler of one part of a Word file, its body or its notes: its elements as found blocks, event by event. */
import { BlockBuilder, type CellShape, plainLook } from '../builder.ts'
import type { FoundBlock, FoundRole, FoundRun, Loss } from '../found.ts'
import { lettersOf } from '../html/symbols.ts'
import { Anchors } from './anchors.ts'
import { indentOf } from './beside.ts'
import type { Numbering } from './numbering.ts'
import { aligns, applyProperty, type Styles, type WordLook } from './styles.ts'

/** Whose tracked changes are accepted; those of all others are rejected. */
export type View = (author: string) => boolean

export interface Context {
  readonly styles: Styles
  readonly numbering: Numbering
  readonly links: ReadonlyMap<string, string>
  readonly accepts: View
  /** Numbers of notes, by what they are and their id, in the order in which the text refers to them. */
  readonly notes: Map<string, string>
}

type OpenCell = { -readonly [K in keyof Omit<CellShape, 'rowspan'>]-?: CellShape[K] }

export class WordReader {
  readonly #context: Context
  readonly #builder = new BlockBuilder()
  readonly losses: Loss[] = []
  readonly pictures = new Set<string>()
  readonly authors = new Set<string>()
  readonly #anchors = new Anchors()
  tracked = 0
  /** Whether the properties being read are those of the end of a paragraph, or of a row. */
  #ends: 'paragraph' | 'row' | undefined
  /** In this view the paragraph ends where the next does; the row is not there. */
  #gone = { paragraph: false, row: false }
  #paragraph: { -readonly [K in keyof WordLook]: WordLook[K] } & { style?: string | undefined } = {}
  #indent = { left: 0, first: 0 }
  #run: { -readonly [K in keyof WordLook]: WordLook[K] } & { shift: FoundRun['shift']; font: string } = {
    shift: 'none',
    font: '',
  }
  #mode: 'paragraph' | 'run' | 'other' = 'other'
  /** The mode around the properties that a run had before. */
  #outside: 'paragraph' | 'run' | 'other' = 'other'
  #begun = false
  #href: string | undefined
  /** Depth of elements whose text is not read: fields, text deleted or put in, text boxes, fallbacks. */
  #skipped = 0
  #box: string | undefined
  #instruction = 0
  #cell: OpenCell | undefined
  #note: string | undefined
  #at = 0

  constructor(context: Context) {
    this.#context = context
  }

  end(): readonly FoundBlock[] {
    return this.#builder.end()
  }

  get anchors(): Anchors['found'] {
    return this.#anchors.found
  }

  open(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    this.#at = start
    if (this.#skipped === 0 && this.#endsBy(name, attributes)) return
    if (this.#skips(name, attributes)) {
      this.#skipped++
      if (name === 'w:txbxContent') this.#box = ''
      return
    }
    if (this.#skipped > 0 || this.#anchors.see(name, attributes)) return
    if (/^w:(?:ins|del|moveFrom|moveTo)$/.test(name)) this.tracked++
    switch (name) {
      case 'w:p':
        this.#paragraph = {}
        this.#indent = { left: 0, first: 0 }
        this.#begun = false
        this.#gone.paragraph = false
        this.#anchors.begin()
        break
      case 'w:pPr':
        this.#mode = 'paragraph'
        break
      case 'w:pStyle':
        this.#paragraph.style = attributes['w:val']
        break
      case 'w:ind':
        this.#indent = indentOf(attributes)
        break
      case 'w:r':
        this.#run = { shift: 'none', font: '' }
        break
      case 'w:rPr':
        if (this.#mode === 'paragraph') this.#ends = 'paragraph'
        this.#mode = this.#mode === 'paragraph' ? 'other' : 'run'
        break
      case 'w:trPr':
        this.#ends = 'row'
        break
      case 'w:rPrChange':
      case 'w:pPrChange':
        this.#lookBefore(name)
        break
      case 'w:t':
      case 'w:delText':
        this.#reading = true
        break
      case 'w:hyperlink':
        this.#href =
          this.#context.links.get(attributes['r:id'] ?? '') ??
          (attributes['w:anchor'] ? `#${attributes['w:anchor']}` : undefined)
        break
      case 'w:fldChar':
        if (attributes['w:fldCharType'] === 'begin') this.#instruction++
        else if (this.#instruction > 0) this.#instruction--
        break
      case 'w:tbl':
        this.#builder.openTable(start)
        break
      case 'w:tr':
        this.#builder.openRow()
        break
      case 'w:tc':
        this.#cell = { gone: false, colspan: 1, continues: false, above: 'none', below: 'none' }
        break
      case 'w:footnote':
      case 'w:endnote':
        this.#note = this.#context.notes.get(`${name} ${attributes['w:id']}`)
        break
      default:
        this.#inside(name, attributes, start)
    }
  }

  /** The look before a change, in a view that does not take it: what was read of the look after it does not hold. */
  #lookBefore(name: string): void {
    this.#outside = this.#mode
    if (name === 'w:rPrChange') this.#run = { shift: 'none', font: '' }
    else {
      this.#paragraph = {}
      this.#indent = { left: 0, first: 0 }
    }
  }

  #inside(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    const cell = this.#cell
    const value = attributes['w:val'] ?? ''
    if (cell && name === 'w:vMerge') cell.continues = value !== 'restart'
    else if (cell && /^w:cell(?:Ins|Del)$/.test(name)) {
      this.tracked++
      cell.gone = this.#accepts(attributes) !== (name === 'w:cellIns')
    } else if (name === 'w:gridBefore') this.#builder.skipColumns(Math.min(Number(value) || 0, 1000))
    else if (cell && name === 'w:gridSpan') cell.colspan = Math.min(Number(value) || 1, 1000)
    else if (cell && (name === 'w:top' || name === 'w:bottom')) {
      cell[name === 'w:top' ? 'above' : 'below'] = /double/.test(value)
        ? 'double'
        : /nil|none/.test(value) || value === ''
          ? 'none'
          : 'single'
    } else if (name === 'w:vertAlign')
      this.#run.shift = /super/.test(value) ? 'raised' : /sub/.test(value) ? 'lowered' : 'none'
    else if (name === 'w:rFonts') this.#run.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
    else if (this.#mode === 'run') applyProperty(this.#run, name, attributes)
    else if (this.#mode === 'paragraph') applyProperty(this.#paragraph, name, attributes)
    else this.#mark(name, attributes, start)
  }

  /** Elements that are a letter or a thing by themselves. */
  #mark(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    if (name === 'w:tab') this.#add(' ', start)
    else if (name === 'w:br' && attributes['w:type'] === 'page') this.#builder.pageEnd({ start, end: start })
    else if (name === 'w:br' || name === 'w:cr') this.#add('\n', start)
    else if (name === 'w:noBreakHyphen') this.#add('\u2011', start)
    else if (name === 'w:sym') {
      const letter = String.fromCodePoint(Number.parseInt(attributes['w:char'] ?? '20', 16) || 32)
      this.#add(lettersOf(attributes['w:font'] ?? '', letter), start)
    } else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
      this.#add(this.#numberOf(name, attributes['w:id'] ?? ''), start, 'raised')
    } else if (name === 'a:blip') this.#picture(attributes['r:embed'], start)
  }

  #picture(id: string | undefined, start: number): void {
    const target = this.#context.links.get(id ?? '')
    if (target === undefined) return
    this.pictures.add(target)
    const place = { start, end: start }
    this.#builder.block({ type: 'image', file: target.replace(/^media\//, ''), alt: '', width: 0, place })
  }

  /** Notes are counted as they are met, whatever ids the file gives them. */
  #numberOf(reference: string, id: string): string {
    const { notes } = this.#context
    const key = `${reference.replace('Reference', '')} ${id}`
    const number = notes.get(key) ?? String(notes.size + 1)
    notes.set(key, number)
    return number
  }

  text(text: string, start: number): void {
    if (this.#box !== undefined) this.#box += text
    if (this.#skipped > 0 || this.#instruction > 0) return
    if (this.#reading) this.#add(lettersOf(this.#run.font, text.replace(/[\r\n]+/g, ' ')), start)
  }

  #reading = false

  #add(text: string, start: number, shift: FoundRun['shift'] = this.#run.shift): void {
    if (text === '' || this.#run.hidden) return
    this.#begin()
    this.#anchors.add(text)
    const style = this.#context.styles.of(this.#paragraph.style)
    const look = { ...style, ...this.#run }
    this.#builder.add({
      text,
      bold: look.bold ?? false,
      italic: look.italic ?? false,
      underline: (look.underline ?? false) && this.#href === undefined,
      shift,
      size: look.size ?? 10,
      place: { start, end: start + text.length },
      ...(this.#href !== undefined && { href: this.#href }),
    })
  }

  /** Opens the cell and tells the look of a paragraph, once its properties are known. */
  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    this.#openCell()
    const style = this.#context.styles.of(this.#paragraph.style)
    const look = { ...style, ...this.#paragraph }
    const align = aligns[look.align ?? ''] ?? 'left'
    const role = this.#roleOf(look)
    const own = { align, firstLine: this.#indent.first, role, id: this.#anchors.id }
    this.#builder.look({ ...plainLook, ...own }, this.#indent.left)
  }

  #roleOf({ heading, numId, level }: WordLook): FoundRole | undefined {
    if (this.#note !== undefined) return { kind: 'note', label: this.#note }
    const label =
      numId === undefined || numId === '0' ? undefined : this.#context.numbering.next(numId, level ?? 0)
    if (heading !== undefined && label === undefined) return { kind: 'heading', level: Math.min(6, heading) }
    return label === undefined ? undefined : { kind: 'item', label, depth: level ?? 0 }
  }

  #openCell(): void {
    const cell = this.#cell
    if (!cell) return
    this.#builder.openCell({ ...cell, rowspan: 1 })
    this.#cell = undefined
  }

  /** Tracked ends of paragraphs and rows: what is inserted is not there when rejected, what is deleted when accepted. */
  #endsBy(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (this.#ends === undefined || !/^w:(?:ins|del|moveFrom|moveTo)$/.test(name)) return false
    const comes = name === 'w:ins' || name === 'w:moveTo'
    this.tracked++
    if (this.#accepts(attributes) !== comes) this.#gone[this.#ends] = true
    return true
  }

  #accepts(attributes: Readonly<Record<string, string>>): boolean {
    const author = attributes['w:author'] ?? ''
    this.authors.add(author)
    return this.#context.accepts(author)
  }

  /** What is not read: the other side of tracked changes, fallbacks for older programs, text boxes. */
  #skips(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (this.#skipped > 0) return skippable.has(name)
    if (name === 'w:del' || name === 'w:moveFrom') return this.#counts(this.#accepts(attributes))
    if (name === 'w:ins' || name === 'w:moveTo') return this.#counts(!this.#accepts(attributes))
    if (/^w:[rp]PrChange$/.test(name)) return this.#counts(this.#accepts(attributes))
    if (/^w:(?:tbl|tr|tc|sect)PrChange$/.test(name)) return true
    // The lines that Word draws above notes are notes to it.
    if (name === 'w:footnote' || name === 'w:endnote') return attributes['w:type'] !== undefined
    return name === 'mc:Fallback' || name === 'w:txbxContent'
  }

  #counts(skips: boolean): boolean {
    if (skips) this.tracked++
    return skips
  }

  close(name: string, end: number): void {
    if (this.#skipped > 0) {
      if (skippable.has(name)) this.#skipped--
      if (name === 'w:txbxContent' && this.#box !== undefined) {
        const words = this.#box.trim()
        if (words !== '') this.losses.push({ words, reason: 'text box', place: { start: this.#at, end } })
        this.#box = undefined
      }
      return
    }
    switch (name) {
      case 'w:t':
      case 'w:delText':
        this.#reading = false
        break
      case 'w:pPr':
      case 'w:rPr':
        this.#mode = name === 'w:rPr' && this.#mode === 'other' ? 'paragraph' : 'other'
        this.#ends = undefined
        break
      case 'w:trPr':
        this.#ends = undefined
        break
      case 'w:rPrChange':
        this.#mode = this.#outside
        break
      case 'w:hyperlink':
        this.#href = undefined
        break
      case 'w:p':
        this.#openCell()
        this.#anchors.end()
        // Without its end it runs on into the next.
        if (!this.#gone.paragraph) this.#builder.endText()
        break
      case 'w:tc':
        this.#openCell()
        this.#builder.closeCell()
        break
      case 'w:tr':
        if (this.#gone.row) this.#builder.dropRow()
        else this.#builder.closeRow()
        this.#gone.row = false
        break
      case 'w:tbl':
        this.#builder.closeTable(end)
        break
    }
  }
}

const skippable: ReadonlySet<string> = new Set(
  'w:del w:moveFrom w:ins w:moveTo w:rPrChange w:pPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange mc:Fallback w:txbxContent w:footnote w:endnote'.split(
    ' ',
  ),
)
