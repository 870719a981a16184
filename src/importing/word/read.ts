/**
 * A Word document -> found blocks: paragraphs with their numbers, tables with merged cells, notes, symbols,
 * pictures; tracked changes taken as accepted or as rejected; comments and text boxes told.
 *
 * Read by events, so that depth costs no stack. mammoth was weighed and left: it drops alignment, numbers of
 * lists, borders of cells and tracked changes, all of which are needed here.
 */
import { BlockBuilder, type BlockLook, plainLook } from '../builder.ts'
import type { Found, FoundBlock, FoundLine, FoundRole, FoundRun, Loss } from '../found.ts'
import { lettersOf } from '../html/symbols.ts'
import { commentsOf, indentOf, relationsOf, type WordComment } from './beside.ts'
import { type Numbering, readNumbering } from './numbering.ts'
import { type Parts, partsOf } from './parts.ts'
import { applyProperty, readStyles, type Styles, type WordLook } from './styles.ts'
import { readXml } from './xml.ts'

export { WordError } from './parts.ts'

/** How tracked changes are read: the text as it would be with all of them accepted, or all rejected. */
export type Tracked = 'accepted' | 'rejected'

export interface FoundWord extends Found {
  /** How many insertions, deletions and moves the document tracks. */
  readonly tracked: number
  readonly comments: readonly WordComment[]
  /** Pictures by the name that blocks use. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

/** @throws WordError for bytes that are no Word document, or go beyond bounds */
export function readWord(bytes: Uint8Array, tracked: Tracked = 'accepted'): FoundWord {
  const parts = partsOf(bytes)
  const styles = readStyles(parts.text('word/styles.xml'))
  const numbering = readNumbering(parts.text('word/numbering.xml'))
  const links = relationsOf(parts.text('word/_rels/document.xml.rels'))
  const context = { styles, numbering, links, tracked }
  const body = new WordReader(context)
  const main = parts.text('word/document.xml') ?? ''
  readXml(main, body)
  const notes = notesOf(parts, context)
  const pictures = new Map<string, Uint8Array>()
  for (const name of body.pictures) {
    const data = parts.bytes(`word/${name}`)
    if (data) pictures.set(name.replace(/^media\//, ''), data)
  }
  return {
    blocks: [...body.end(), ...notes],
    losses: body.losses,
    facts: [],
    tracked: body.tracked,
    comments: commentsOf(parts.text('word/comments.xml')),
    pictures,
  }
}

interface Context {
  readonly styles: Styles
  readonly numbering: Numbering
  readonly links: ReadonlyMap<string, string>
  readonly tracked: Tracked
}

/** Footnotes stand behind the text, each with its number as label. */
function notesOf(parts: Parts, context: Context): FoundBlock[] {
  return ['footnotes', 'endnotes'].flatMap((kind) => {
    const xml = parts.text(`word/${kind}.xml`)
    if (xml === undefined) return []
    const reader = new WordReader(context)
    readXml(xml, reader)
    return reader.end()
  })
}

const aligns: Readonly<Record<string, BlockLook['align']>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}

interface OpenCell {
  colspan: number
  above: FoundLine
  below: FoundLine
}

/** The handler of one part: the body, or the notes. */
class WordReader {
  readonly #context: Context
  readonly #builder = new BlockBuilder()
  readonly losses: Loss[] = []
  readonly pictures = new Set<string>()
  tracked = 0
  #paragraph: { -readonly [K in keyof WordLook]: WordLook[K] } & { style?: string | undefined } = {}
  #indent = { left: 0, first: 0 }
  #run: { -readonly [K in keyof WordLook]: WordLook[K] } & { shift: FoundRun['shift']; font: string } = {
    shift: 'none',
    font: '',
  }
  #mode: 'paragraph' | 'run' | 'other' = 'other'
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

  open(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    this.#at = start
    if (this.#skips(name)) {
      this.#skipped++
      if (name === 'w:txbxContent') this.#box = ''
      return
    }
    if (this.#skipped > 0) return
    if (/^w:(?:ins|del|moveFrom|moveTo)$/.test(name)) this.tracked++
    switch (name) {
      case 'w:p':
        this.#paragraph = {}
        this.#indent = { left: 0, first: 0 }
        this.#begun = false
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
        this.#mode = this.#mode === 'paragraph' ? 'other' : 'run'
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
        this.#cell = { colspan: 1, above: 'none', below: 'none' }
        break
      case 'w:footnote':
      case 'w:endnote':
        this.#note = attributes['w:type'] === undefined ? attributes['w:id'] : undefined
        break
      default:
        this.#inside(name, attributes, start)
    }
  }

  #inside(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    const cell = this.#cell
    const value = attributes['w:val'] ?? ''
    if (cell && name === 'w:gridSpan') cell.colspan = Math.min(Number(value) || 1, 1000)
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
      this.#add(attributes['w:id'] ?? '', start, 'raised')
    } else if (name === 'a:blip') this.#picture(attributes['r:embed'], start)
  }

  #picture(id: string | undefined, start: number): void {
    const target = this.#context.links.get(id ?? '')
    if (target === undefined) return
    this.pictures.add(target)
    const place = { start, end: start }
    this.#builder.block({ type: 'image', file: target.replace(/^media\//, ''), alt: '', width: 0, place })
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
    this.#builder.look({ ...plainLook, align, firstLine: this.#indent.first, role }, this.#indent.left)
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

  /** What is not read: the other side of tracked changes, fallbacks for older programs, text boxes. */
  #skips(name: string): boolean {
    if (this.#skipped > 0) return skippable.has(name)
    const { tracked } = this.#context
    if (name === 'w:del' || name === 'w:moveFrom') return this.#counts(tracked === 'accepted')
    if (name === 'w:ins' || name === 'w:moveTo') return this.#counts(tracked === 'rejected')
    if (/^w:[rp]PrChange$|^w:(?:tbl|tr|tc|sect)PrChange$/.test(name)) return true
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
        break
      case 'w:hyperlink':
        this.#href = undefined
        break
      case 'w:p':
        this.#openCell()
        this.#builder.endText()
        break
      case 'w:tc':
        this.#openCell()
        this.#builder.closeCell()
        break
      case 'w:tr':
        this.#builder.closeRow()
        break
      case 'w:tbl':
        this.#builder.closeTable(end)
        break
    }
  }
}

const skippable: ReadonlySet<string> = new Set(
  'w:del w:moveFrom w:ins w:moveTo w:rPrChange w:pPrChange w:tblPrChange w:trPrChange w:tcPrChange w:sectPrChange mc:Fallback w:txbxContent'.split(
    ' ',
  ),
)
