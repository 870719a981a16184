/**
 * A document paragraph by paragraph, as a Word file carries it: what goes out and what comes back are compared by these.
 *
 * A unit is a paragraph, heading, list item or note with its label, or a table of cells. Its text has a look for each
 * UTF-16 code unit, so that a change of words and a change of look can be told apart. White space is folded as Word shows it.
 */
import type { Block, Cell, Document, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { type Frame, flatten, type Part } from '../redline/tokens.ts'
import { gridOf } from '../tables/grid.ts'
import { numberingOf } from './lists.ts'

/** Text with a look for each of its UTF-16 code units: a letter of `looks` for each, `0` for none (`lookOf`). */
export interface Rich {
  readonly text: string
  readonly looks: string
}

export const look = { bold: 1, italic: 2, underline: 4, raised: 8, lowered: 16 } as const

/** A set of looks as the letter that stands for it. */
export const lookLetter = (mask: number): string => String.fromCharCode(48 + mask)
export const lookMask = (letter: string | undefined): number => (letter?.charCodeAt(0) ?? 48) - 48

/** A note is one that goes out; it comes back as a paragraph. */
export type UnitRole = 'paragraph' | 'heading' | 'item' | 'note'

export interface TextUnit extends Rich {
  readonly type: 'text'
  readonly role: UnitRole
  /** Of a heading from 1, of a list item how deep it stands from 0. */
  readonly level: number
  /** What Word puts before an item, as printed. A label that is text stands in the text. */
  readonly label: string
  /** Name of the bookmark that it went out with. */
  readonly id?: string
}

export interface CellUnit extends Rich {
  readonly column: number
  readonly colspan: number
}

export interface TableUnit {
  readonly type: 'table'
  readonly rows: readonly (readonly CellUnit[])[]
}

export type Unit = TextUnit | TableUnit

/** Where a character of a unit of our own came from. */
export interface Traced {
  /** The leaves of the unit in order; a table has those of its cells, row by row. */
  readonly leaves: readonly Leaf[]
}

/** One paragraph or heading of the document with the parts of its text. */
export interface Leaf {
  readonly block: Extract<Block, { inlines: unknown }>
  readonly parts: readonly Part[]
  /** Of each code unit of the unit's text the part it is of, and its offset there. */
  readonly rich: Rich & { readonly from: readonly (readonly [part: number, offset: number] | undefined)[] }
}

export type OwnCell = CellUnit & Traced
export type OwnText = TextUnit & Traced
export type OwnTable = Omit<TableUnit, 'rows'> & {
  readonly rows: readonly (readonly OwnCell[])[]
  /** Where the rows that begin here were written is told by the spans of their texts. */
  readonly data: boolean
}
export type OwnUnit = OwnText | OwnTable

/** Name of the bookmark of a unit by its number. */
export const bookmarkOf = (index: number): string => `fp_${index + 1}`

/** Whether labels of lists are automatic numbers of Word, or text: a redline has text, which can be struck and put in. */
export type Labels = 'automatic' | 'text'

/** The units of a document of ours, each with where its text came from. */
export function unitsOf(document: Document, labels: Labels = 'automatic'): OwnUnit[] {
  const found: OwnUnit[] = []
  for (const { role, blocks } of document.sections)
    if (role !== 'summary') collect(blocks, { label: '', depth: 0, role: 'paragraph', labels }, found)
  return found.map((unit, index) => (unit.type === 'text' ? { ...unit, id: bookmarkOf(index) } : unit))
}

interface Around {
  readonly label: string
  readonly depth: number
  readonly role: UnitRole
  readonly labels: Labels
}

function collect(blocks: readonly Block[], around: Around, into: OwnUnit[]): void {
  let label = around
  for (const block of blocks) {
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const typed = label.label !== '' && label.role !== 'item'
        const leaf = leafOf(block, typed ? `${label.label} ` : '')
        if (leaf.rich.text !== '' || label.label !== '') into.push(textUnit(leaf, label))
        break
      }
      case 'list':
        for (const item of block.items)
          collect(item.blocks, { ...around, label: item.label, role: roleOf(block, around.labels) }, into)
        break
      case 'table':
        if (block.rows.some(({ cells }) => cells.length > 0)) into.push(tableUnit(block))
        break
      case 'group':
        collect(block.blocks, label, into)
        break
      case 'note':
        collect(block.blocks, { ...around, label: block.label, depth: 0, role: 'note' }, into)
        break
      case 'rule':
      case 'image':
        break
      default:
        unknownKind(block)
    }
    // Only the first paragraph of an item has its label; lists in it stand one deeper.
    const depth = around.depth + (around.label === '' ? 0 : 1)
    label = { ...around, label: '', depth, role: 'paragraph' }
  }
}

/** Items whose labels Word counts by itself are items there; all others are paragraphs that begin with their label. */
const roleOf = ({ items }: Extract<Block, { type: 'list' }>, labels: Labels): UnitRole =>
  labels === 'automatic' && numberingOf(items.map(({ label }) => label)) ? 'item' : 'paragraph'

function textUnit(leaf: Leaf, { label, depth, role }: Around): OwnText {
  const { text, looks } = leaf.rich
  const heading = leaf.block.type === 'heading' && role === 'paragraph'
  return {
    type: 'text',
    role: heading ? 'heading' : role,
    level: leaf.block.type === 'heading' && heading ? leaf.block.level : role === 'item' ? depth : 0,
    label: role === 'item' ? label : '',
    text,
    looks,
    leaves: [leaf],
  }
}

function tableUnit(block: Extract<Block, { type: 'table' }>): OwnTable {
  const rows: OwnCell[][] = block.rows.map(() => [])
  for (const { cell, row, column } of gridOf(block.rows).cells) {
    const leaves = leavesOf(cell.blocks, '')
    const joined = joinRich(leaves.map(({ rich }) => rich))
    rows[row]?.push({ column, colspan: cell.colspan, ...joined, leaves })
  }
  return { type: 'table', rows, data: block.purpose === 'data' }
}

/** The texts of a cell as one, a line each. */
export function joinRich(list: readonly Rich[]): Rich {
  const worded = list.filter(({ text }) => text !== '')
  return {
    text: worded.map(({ text }) => text).join('\n'),
    looks: worded.map(({ looks }) => looks).join('0'),
  }
}

/** The paragraphs in a cell; a label stands in the text of its item there. */
function leavesOf(blocks: readonly Block[], label: string): Leaf[] {
  let own = label
  return blocks.flatMap((block): Leaf[] => {
    const prefix = own
    own = ''
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const leaf = leafOf(block, prefix === '' ? '' : `${prefix} `)
        return leaf.rich.text === '' ? [] : [leaf]
      }
      case 'list':
        return block.items.flatMap((item) => leavesOf(item.blocks, item.label))
      case 'table':
        return block.rows.flatMap(({ cells }) => cells.flatMap((cell: Cell) => leavesOf(cell.blocks, '')))
      case 'group':
        return leavesOf(block.blocks, prefix)
      case 'note':
        return leavesOf(block.blocks, block.label)
      case 'rule':
      case 'image':
        return []
      default:
        return unknownKind(block)
    }
  })
}

function leafOf(block: Leaf['block'], prefix = ''): Leaf {
  const parts = flatten(block.inlines)
  let text = prefix
  let looks = lookLetter(0).repeat(prefix.length)
  const from: Leaf['rich']['from'][number][] = [...prefix].map(() => undefined)
  parts.forEach((part, index) => {
    const shown = shownOf(part)
    text += shown
    looks += lookLetter(lookOf(part.frame, block.style)).repeat(shown.length)
    for (let at = 0; at < shown.length; at++) from.push([index, at])
  })
  return { block, parts, rich: folded(text, looks, from) }
}

/** What is seen of a part: a break as a line end, a box, the mark of a note. */
export function shownOf({ text, special }: Part): string {
  if (special?.type === 'check-box') return special.checked ? '☒' : '☐'
  if (special?.type === 'break') return '\n'
  return special?.type === 'note-ref' ? special.label : text
}

/** The look of text: what its marks say, and what its block gives all of it. */
export function lookOf(frame: Frame, style: Style | undefined): number {
  const names = new Set(frame.map(({ type }) => type))
  return (
    (names.has('strong') || style?.fontWeight === 'bold' ? look.bold : 0) |
    (names.has('emphasis') || style?.fontStyle === 'italic' ? look.italic : 0) |
    ((names.has('underline') || style?.textDecoration === 'underline') && !names.has('link')
      ? look.underline
      : 0) |
    (names.has('raised') ? look.raised : 0) |
    (names.has('lowered') ? look.lowered : 0)
  )
}

/** White space as Word files keep it: runs of blanks are one, none stands at an edge or beside a line end; none has a look. */
function folded(text: string, looks: string, from: Leaf['rich']['from']): Leaf['rich'] {
  const kept: number[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (!/[ \t\u00a0\n]/.test(letter)) {
      kept.push(at)
      continue
    }
    const last = kept.at(-1)
    const before = last === undefined ? '\n' : (text[last] as string)
    if (letter === '\n') {
      while (kept.length > 0 && /[ \t\u00a0]/.test(text[kept.at(-1) as number] as string)) kept.pop()
      kept.push(at)
    } else if (!(before === '\n' || (before === ' ' && letter === ' '))) kept.push(at)
  }
  while (kept.length > 0 && /[ \t\u00a0\n]/.test(text[kept.at(-1) as number] as string)) kept.pop()
  while (kept.length > 0 && /[ \t\u00a0\n]/.test(text[kept[0] as number] as string)) kept.shift()
  return {
    text: kept.map((at) => (text[at] === '\t' ? ' ' : text[at])).join(''),
    looks: kept.map((at) => (/\s/.test(text[at] as string) ? '0' : looks[at])).join(''),
    from: kept.map((at) => from[at]),
  }
}

/** Any text and looks, folded in the same way. */
export function rich(text: string, looks: string): Rich {
  const { text: kept, looks: kinds } = folded(text, looks, [])
  return { text: kept, looks: kinds }
}
