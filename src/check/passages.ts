/**
 * A document as the checker reads it: passages of running text in order, each with its part of the report and the
 * way back to its place.
 *
 * Made from a tree of ours or from a finished file of anybody's, so that one rule reads both.
 */

import { type Span, span } from '../diagnostics/source.ts'
import type { Block, Document, Inline, Origin, SectionRole } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'

export type Part = SectionRole

export interface Passage {
  /** White space folded; no-break spaces are spaces here. */
  readonly text: string
  readonly part: Part
  /** The item it belongs to, as `8.01`. */
  readonly item?: string | undefined
  readonly kind: 'heading' | 'text' | 'cell'
  /** Whether an author wrote it here, and not the form or a fact shown. */
  readonly authored: boolean
  /** Addresses of its links, with the words of each. */
  readonly links: readonly { readonly href: string; readonly text: string }[]
  /** The place of a stretch of the text, UTF-16 offsets. */
  readonly place: (start: number, end: number) => Span
}

export interface Reading {
  readonly fileName: string
  readonly form: string
  /** Whether its text is settled and nobody can edit it here: an agreement, bylaws, an opinion. */
  readonly fixed: boolean
  readonly passages: readonly Passage[]
}

/**
 * Only the report itself and exhibits 99 are still being written. A file without a label is told by its own name, and
 * by what its first lines call it.
 */
export function isFixed(form: string, fileName: string, head: readonly Passage[]): boolean {
  if (/^8-K|^EX-99/.test(form)) return false
  if (form !== 'EX-') return true
  const named = /(?:^|[^a-z])ex(?:hibit)?[-_]?(\d{1,2})/i.exec(fileName)?.[1]
  if (named !== undefined) return named !== '99'
  return head
    .slice(0, 12)
    .some(({ text }) => text.length < 120 && text === text.toUpperCase() && instruments.test(text))
}

const instruments =
  /\b(?:AGREEMENT|INDENTURE|NOTE|LEASE|PLAN|BY-?LAWS|CERTIFICATE|ORDER|OPINION|AMENDMENT|GUARANTY|WARRANT|ARTICLES)\b/

/** Fewer words than this are no text: a picture stands for it, and nothing can be tied to a picture. */
export const fewestWords = 12

export const wordCount = (passages: readonly Passage[]): number =>
  passages.reduce((sum, { text }) => sum + text.split(' ').length, 0)

/** A piece of a passage with where it came from. */
export interface Strand {
  readonly text: string
  readonly origin: Origin
}

/** White space that is not one plain space. */
const folded = /[^\S ]| {2}/

/** Joins strands into a passage, folding white space and keeping the way back. */
export function passageOf(
  strands: readonly Strand[],
  shape: Pick<Passage, 'part' | 'kind' | 'links'> & { readonly item?: string | undefined },
): Passage {
  let text = ''
  // Asked of the text itself it would be copied at every word.
  let spaced = true
  const from: { at: number; strand: Strand; offset: number }[] = []
  for (const strand of strands) {
    const letters = strand.text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    // Most strands have nothing to fold, and are one piece.
    if (letters !== '' && !folded.test(letters) && !(spaced && letters.startsWith(' '))) {
      from.push({ at: text.length, strand, offset: 0 })
      text += letters
      spaced = letters.endsWith(' ')
      continue
    }
    let offset = 0
    for (const part of letters.split(/([\s\u00a0\u2007\u202f\u2009]+)/)) {
      const blank = part !== '' && part.trim() === ''
      const kept = !blank ? part : spaced ? '' : ' '
      if (kept !== '') {
        from.push({ at: text.length, strand, offset })
        spaced = blank
      }
      text += kept
      offset += part.length
    }
  }
  text = text.trimEnd()
  const place = (start: number, end: number): Span => {
    const found = from[lastAtOrBefore(from, start)]
    if (!found) return { source: { path: '', text: '' }, start: 0, end: 0 }
    const { strand, offset, at } = found
    const { span: own, kind } = strand.origin
    if (kind !== 'authored') return own
    const begin = Math.min(own.start + offset + (start - at), own.end)
    return span(own.source, begin, Math.max(begin, Math.min(begin + (end - start), own.end)))
  }
  return { ...shape, text, authored: strands.some(({ origin }) => origin.kind === 'authored'), place }
}

/** Index of the last piece that begins at a place or before it; 0 where none does. */
function lastAtOrBefore(pieces: readonly { readonly at: number }[], place: number): number {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** A tree of ours as passages. */
export function readingOf(document: Document): Reading {
  const passages: Passage[] = []
  for (const section of document.sections) {
    const item = section.role === 'item' ? section.number : undefined
    const visit = (blocks: readonly Block[], kind: Passage['kind']): void => {
      for (const block of blocks) {
        switch (block.type) {
          case 'paragraph':
          case 'heading':
            add(block.inlines, block.type === 'heading' ? 'heading' : kind)
            break
          case 'list':
            for (const one of block.items) visit(one.blocks, kind)
            break
          case 'table':
            for (const row of block.rows) for (const cell of row.cells) visit(cell.blocks, 'cell')
            break
          case 'group':
          case 'note':
            visit(block.blocks, kind)
            break
          case 'rule':
          case 'image':
            break
          default:
            unknownKind(block)
        }
      }
    }
    const add = (inlines: readonly Inline[], kind: Passage['kind']): void => {
      // A line break ends a passage: what stands on two lines of a cover page is two things.
      for (const strands of lines(inlines)) {
        const passage = passageOf(strands, { part: section.role, item, kind, links: linksOf(inlines) })
        if (passage.text !== '') passages.push(passage)
      }
    }
    visit(section.blocks, 'text')
  }
  return {
    fileName: document.fileName,
    form: document.form,
    fixed: isFixed(document.form, document.fileName, passages),
    passages,
  }
}

function lines(inlines: readonly Inline[]): Strand[][] {
  const out: Strand[][] = [[]]
  const walk = (list: readonly Inline[]): void => {
    for (const inline of list) {
      if (inline.type === 'break') out.push([])
      else if (inline.type === 'text') out.at(-1)?.push({ text: inline.value, origin: inline.origin })
      else if (inline.type === 'fact') out.at(-1)?.push({ text: inline.shown, origin: inline.origin })
      else if (inline.type === 'check-box')
        out.at(-1)?.push({ text: inline.checked ? '☒' : '☐', origin: inline.origin })
      else if ('inlines' in inline) walk(inline.inlines)
    }
  }
  walk(inlines)
  return out
}

function linksOf(inlines: readonly Inline[]): Passage['links'] {
  return inlines.flatMap((inline): Passage['links'] => {
    if (inline.type === 'link') return [{ href: inline.href, text: plainText(inline.inlines) }]
    return 'inlines' in inline ? linksOf(inline.inlines) : []
  })
}

function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'text') return inline.value
      if (inline.type === 'fact') return inline.shown
      return 'inlines' in inline ? plainText(inline.inlines) : ''
    })
    .join('')
}
