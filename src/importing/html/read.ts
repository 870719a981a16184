/**
 * Anybody's HTML -> found blocks. Tolerant: what a browser would show is read, whatever the markup.
 *
 * Built from the parser's events with a stack of our own, so that depth costs no stack of the machine. Tables
 * inside tables deeper than `deepestTable` are read as running text.
 */
import { Parser } from 'htmlparser2'
import { type Budget, unnamed } from '../../diagnostics/budget.ts'
import type { Pt } from '../../document/document.ts'
import { BlockBuilder } from '../builder.ts'
import type { Found, FoundFact, FoundRun, Loss } from '../found.ts'
import {
  type Declarations,
  declarationsOf,
  type FoundLook,
  leftOf,
  lineOf,
  lookOf,
  pageEnds,
  rootLook,
} from './look.ts'
import { lettersOf } from './symbols.ts'

/** Tables within tables; layout by tables rarely goes beyond four. */
const deepestTable = 8
/** Elements that begin and end a block. */
const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section ul caption legend'.split(
    ' ',
  ),
)
const voids: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr page'.split(' '),
)

interface Open {
  readonly name: string
  readonly look: FoundLook
  readonly left: Pt
  readonly pageEndsAfter: boolean
  /** What this element opened, to be closed with it. */
  readonly opened: 'block' | 'table' | 'row' | 'cell' | 'none'
  /** Set on an element of Inline XBRL that holds a fact. */
  readonly fact?: OpenFact
  /** Set on the outermost hidden element. */
  readonly hides: boolean
}

interface OpenFact {
  readonly concept: string
  readonly format: string | undefined
  readonly context: string | undefined
  readonly start: number
  text: string
}

/**
 * @param html the text of the file, its SGML head cut off; places are offsets in it, moved by `from`
 * @throws FilingError where it costs more than its budget
 */
export function readHtml(html: string, from = 0, budget = unnamed('filed')): Found {
  const reader = new Reader(from, budget)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes, parser.startIndex, parser.endIndex + 1),
      ontext: (text) => reader.text(text, parser.startIndex, parser.endIndex + 1),
      onclosetag: (name) => reader.close(name, parser.startIndex, parser.endIndex + 1),
      oncomment: (text) => reader.comment(text, parser.startIndex, parser.endIndex + 1),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: true },
  )
  parser.write(html)
  parser.end()
  return reader.found()
}

class Reader {
  readonly #from: number
  readonly #budget: Budget
  readonly #stack: Open[] = []
  readonly #builder = new BlockBuilder()
  readonly #losses: Loss[] = []
  readonly #facts: FoundFact[] = []
  readonly #openFacts: OpenFact[] = []
  #hidden: { words: string; start: number; facts: boolean } | undefined
  #tables = 0

  constructor(from: number, budget: Budget) {
    this.#from = from
    this.#budget = budget
  }

  found(): Found {
    return { blocks: this.#builder.end(), losses: this.#losses, facts: this.#facts }
  }

  get #top(): Open | undefined {
    return this.#stack.at(-1)
  }

  open(name: string, attributes: Readonly<Record<string, string>>, start: number, end: number): void {
    const outer = this.#top?.look ?? rootLook
    const declarations = declarationsOf(attributes['style'])
    const own = lookOf(name, attributes, declarations, outer)
    const hides = own.hidden && this.#hidden === undefined
    if (hides) this.#hidden = { words: '', start, facts: false }
    if (name.startsWith('ix:')) this.#openTag(name, attributes, start)
    const page = pageEnds(declarations)
    if (this.#hidden === undefined) {
      if (page.before) this.#pageEnd(start, end)
      if (voids.has(name)) this.#void(name, attributes, declarations, own, start, end)
    }
    if (voids.has(name) && name !== 'page') {
      if (page.after && this.#hidden === undefined) this.#pageEnd(start, end)
      return
    }
    const left = (this.#top?.left ?? 0) + (blocks.has(name) ? leftOf(declarations, own.size) : 0)
    const look = { ...own, hidden: false }
    const opened = this.#hidden ? 'none' : this.#begin(name, attributes, declarations, look, left, start)
    const fact = /^ix:(?:nonnumeric|nonfraction)$/.test(name) ? this.#openFacts.at(-1) : undefined
    this.#budget.step()
    this.#budget.depth(this.#stack.length + 1)
    this.#stack.push({ name, look, left, pageEndsAfter: page.after, opened, hides, ...(fact && { fact }) })
  }

  #openTag(name: string, attributes: Readonly<Record<string, string>>, start: number): void {
    if (this.#hidden) this.#hidden.facts = true
    if (!/^ix:(?:nonnumeric|nonfraction)$/.test(name)) return
    this.#openFacts.push({
      concept: attributes['name'] ?? '',
      format: attributes['format'],
      context: attributes['contextref'],
      start,
      text: '',
    })
  }

  #begin(
    name: string,
    attributes: Readonly<Record<string, string>>,
    declarations: Declarations,
    look: FoundLook,
    left: Pt,
    start: number,
  ): Open['opened'] {
    const builder = this.#builder
    if (name === 'table' && this.#tables < deepestTable) {
      this.#tables++
      builder.openTable(start + this.#from)
      return 'table'
    }
    if (name === 'tr' && builder.inTable) {
      builder.openRow()
      return 'row'
    }
    if ((name === 'td' || name === 'th') && builder.inRow) {
      builder.openCell({
        colspan: count(attributes['colspan'], 1000),
        rowspan: count(attributes['rowspan'], 1000),
        above: lineOf(declarations, 'top'),
        below: lineOf(declarations, 'bottom'),
      })
      builder.look(look, 0)
      return 'cell'
    }
    if (!blocks.has(name)) return 'none'
    builder.endText()
    builder.look(look, left)
    return 'block'
  }

  #void(
    name: string,
    attributes: Readonly<Record<string, string>>,
    declarations: Declarations,
    look: FoundLook,
    start: number,
    end: number,
  ): void {
    const place = { start: start + this.#from, end: end + this.#from }
    if (name === 'br') this.#builder.add(this.#run('\n', look, start, end))
    else if (name === 'page') this.#pageEnd(start, end)
    else if (name === 'hr') {
      const pageEnd = pageEnds(declarations).after
      if (!pageEnd) this.#builder.block({ type: 'rule', place })
    } else if (name === 'img') {
      const width = Number.parseFloat(attributes['width'] ?? declarations.get('width') ?? '0') * 0.75
      this.#builder.block({
        type: 'image',
        file: attributes['src'] ?? '',
        alt: attributes['alt'] ?? '',
        width: Number.isFinite(width) ? width : 0,
        place,
      })
    }
  }

  text(value: string, start: number, end: number): void {
    for (const fact of this.#openFacts) fact.text += value
    if (this.#hidden) {
      this.#hidden.words += value
      return
    }
    const look = this.#top?.look ?? rootLook
    const shown = lettersOf(look.family, value)
    const text = look.keepsSpaces
      ? shown.replace(/\r\n?/g, '\n').replace(/\t/g, '    ')
      : shown.replace(/[ \t\r\n\f]+/g, ' ')
    this.#builder.add(this.#run(text, look, start, end))
  }

  #run(text: string, look: FoundLook, start: number, end: number): FoundRun {
    const { bold, italic, underline, shift, size, href } = look
    const place = { start: start + this.#from, end: end + this.#from }
    return { text, bold, italic, underline, shift, size, place, ...(href !== undefined && { href }) }
  }

  close(name: string, start: number, end: number): void {
    // An end tag ends the innermost element of its name; what was left open inside it ends with it.
    let at = this.#stack.length - 1
    while (at >= 0 && this.#stack[at]?.name !== name) at--
    if (at < 0) return
    while (this.#stack.length > at) this.#end(this.#stack.pop() as Open, start, end)
  }

  #end(open: Open, start: number, end: number): void {
    if (open.fact) this.#endFact(open.fact, end)
    if (open.hides) this.#endHidden(end)
    const builder = this.#builder
    switch (open.opened) {
      case 'table':
        this.#tables--
        builder.closeTable(end + this.#from)
        break
      case 'row':
        builder.closeRow()
        break
      case 'cell':
        builder.closeCell()
        break
      case 'block':
        builder.endText()
        break
      case 'none':
        break
    }
    const outer = this.#top
    if (open.opened !== 'none') builder.look(outer?.look ?? rootLook, outer?.left ?? 0)
    if (open.pageEndsAfter && this.#hidden === undefined) this.#pageEnd(start, end)
  }

  #endFact(fact: OpenFact, end: number): void {
    this.#openFacts.splice(this.#openFacts.indexOf(fact), 1)
    this.#facts.push({
      concept: fact.concept,
      text: fact.text.replace(/[\s\u00a0]+/g, ' ').trim(),
      ...(fact.format !== undefined && { format: fact.format }),
      ...(fact.context !== undefined && { context: fact.context }),
      place: { start: fact.start + this.#from, end: end + this.#from },
    })
  }

  #endHidden(end: number): void {
    const hidden = this.#hidden
    this.#hidden = undefined
    if (!hidden || hidden.facts) return
    const words = hidden.words.replace(/[\s\u00a0]+/g, ' ').trim()
    if (words === '') return
    const place = { start: hidden.start + this.#from, end: end + this.#from }
    this.#losses.push({ words, reason: 'hidden', place })
  }

  comment(text: string, start: number, end: number): void {
    if (this.#hidden === undefined && /^\s*(?:PAGEBREAK|Field: Page; Sequence)/i.test(text))
      this.#pageEnd(start, end)
  }

  #pageEnd(start: number, end: number): void {
    this.#builder.pageEnd({ start: start + this.#from, end: end + this.#from })
  }
}

function count(value: string | undefined, most: number): number {
  const number = Number.parseInt(value ?? '1', 10)
  return Number.isFinite(number) && number >= 1 ? Math.min(number, most) : 1
}
