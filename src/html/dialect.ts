/**
 * The three dialects: which elements each may hold, how each mark is spelt, and what each cannot carry.
 *
 * `plain` is EDGAR's HTML for documents without Inline XBRL (EFM 5.2.2), `inline` its XHTML for those with
 * (EFM 5.2.5), `reading` is HTML5 for people. The tree knows none of them.
 */

import { letter } from '../document/build.ts'
import type { Block, Document, Inline, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { mapDocument, mapInlines, sameOr } from '../document/walk.ts'
import { boxOnly } from './css.ts'

export type Dialect = 'plain' | 'inline' | 'reading'

interface Spelling {
  /** Stands before `<html`. */
  readonly head: string
  /** Attributes of `<html>`. */
  readonly root: (language: string) => string
  /** The element that carries inline style. */
  readonly span: 'font' | 'span'
  readonly underline: readonly [open: string, close: string]
  /** How an element without content ends. */
  readonly voidEnd: '>' | '/>'
  /** Whether only ASCII may be written, the rest as decimal references. */
  readonly ascii: boolean
  /** Links a reader may follow: EDGAR takes places, files beside it and its own archive only. */
  readonly outsideLinks: boolean
  readonly tableSections: boolean
  readonly scope: boolean
}

export const spellings: Readonly<Record<Dialect, Spelling>> = {
  plain: {
    head: '<!DOCTYPE html>\n',
    root: (language) => ` lang="${language}"`,
    span: 'font',
    underline: ['<u>', '</u>'],
    voidEnd: '>',
    ascii: true,
    outsideLinks: false,
    tableSections: false,
    scope: false,
  },
  inline: {
    head: '',
    root: (language) => ` xmlns="http://www.w3.org/1999/xhtml" xml:lang="${language}"`,
    span: 'span',
    underline: ['<span style="text-decoration:underline">', '</span>'],
    voidEnd: '/>',
    ascii: true,
    outsideLinks: false,
    tableSections: true,
    scope: true,
  },
  reading: {
    head: '<!DOCTYPE html>\n',
    root: (language) => ` lang="${language}"`,
    span: 'span',
    underline: ['<u>', '</u>'],
    voidEnd: '>',
    ascii: false,
    outsideLinks: true,
    tableSections: true,
    scope: true,
  },
}

/** Addresses that EDGAR takes in a link (EFM 5.2.2, 17 CFR 232.105). */
export function edgarTakes(href: string): boolean {
  return (
    href.startsWith('#') ||
    /^https?:\/\/www\.sec\.gov\/(ix\?doc=\/)?Archives\/edgar\/data\//.test(href) ||
    /^[A-Za-z0-9][\w.-]*$/.test(href)
  )
}

/**
 * What a dialect can carry of a document, which is what reading its HTML back gives.
 *
 * Lost everywhere: whether a text was a fact, the page plan, hyphenation (a browser's own affair), leaders and
 * picture bytes. Marks of revision are written in `reading` alone, and are for people: they are not read back. Lost in EDGAR's dialects: links to anywhere but EDGAR. Lost in `plain`:
 * the scope of header cells and whether a row is a header row are kept by class.
 *
 * @param tagged nodes that stay as they are, because their writer has tags for them
 * @param texts what becomes of neighbouring texts, which a reader of HTML sees as one
 */
export function project(
  document: Document,
  dialect: Dialect,
  tagged?: { has(inline: Inline): boolean },
  texts: (inlines: readonly Inline[]) => readonly Inline[] = merged,
): Document {
  const outside = spellings[dialect].outsideLinks
  const base = carried(document.base)
  const seen = new Map<Style, Style>()
  /** Styles that were one object stay one. */
  const leaf = (style: Style): Style => {
    let made = seen.get(style)
    if (!made) {
      made = carried(style)
      seen.set(style, made)
    }
    return made
  }
  const box = (style: Style): Style => boxOnly(carried(style), base)
  const keep = (inline: Inline): Inline | readonly Inline[] => {
    if (tagged?.has(inline)) return inline
    if (inline.type === 'fact') return { type: 'text', value: inline.shown, origin: inline.origin }
    if (inline.type === 'link' && !outside && !edgarTakes(inline.href)) return inline.inlines
    if (dialect === 'reading' || inline.revision === undefined) return inline
    const { revision: _dropped, ...rest } = inline
    return rest as Inline
  }
  const change = (block: Block): Block => {
    const bare = dialect === 'reading' || block.revision === undefined ? block : withoutRevision(block)
    switch (bare.type) {
      case 'paragraph':
      case 'heading': {
        const style = leaf(bare.style)
        const inlines = texts(mapInlines(bare.inlines, keep))
        return style === bare.style && inlines === bare.inlines ? bare : { ...bare, style, inlines }
      }
      case 'list':
        return { ...bare, style: box(bare.style), items: bare.items.map((one) => hung(one, box(one.style))) }
      case 'table':
        return {
          ...bare,
          style: box(bare.style),
          rows: bare.rows.map((row) => ({
            ...row,
            style: box(row.style),
            cells: row.cells.map((cell) => ({ ...cell, style: box(cell.style) })),
          })),
        }
      case 'image':
        // Where a picture stands is the one look of it that a page can say.
        return { ...bare, style: { ...box(bare.style), textAlign: bare.style.textAlign } }
      case 'note':
        return { ...hung(bare, box(bare.style)) }
      case 'group':
      case 'rule':
        return { ...bare, style: box(bare.style) }
      default:
        return unknownKind(bare)
    }
  }
  return { ...mapDocument(document, change), base, pagePlan: letter }
}

/** The document with its containers in one look of text, as finished files have them: paragraphs have their own. */
export function boxed(document: Document, base: Style): Document {
  const box = <T extends { readonly style: Style }>(node: T): T => ({
    ...node,
    style: boxOnly(node.style, base),
  })
  return mapDocument(document, (block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'rule':
      case 'image':
        return block
      case 'list':
        return box({ ...block, items: block.items.map(box) })
      case 'table':
        return box({
          ...block,
          rows: block.rows.map((row) => box({ ...row, cells: row.cells.map(box) })),
        })
      case 'group':
      case 'note':
        return box(block)
      default:
        return unknownKind(block)
    }
  })
}

/** A labelled block: its label takes the place of an indent. */
function hung<T extends { readonly blocks: readonly Block[] }>(labelled: T, style: Style): T {
  const [first, ...others] = labelled.blocks
  if (first?.type !== 'paragraph') return { ...labelled, style }
  return { ...labelled, style, blocks: [{ ...first, style: { ...first.style, textIndent: 0 } }, ...others] }
}

function withoutRevision(block: Block): Block {
  const { revision: _dropped, ...rest } = block
  return rest
}

function carried(style: Style): Style {
  if (style.hyphens === 'auto' && style.leader === 'none') return style
  return { ...style, hyphens: 'auto', leader: 'none' }
}

/** Neighbouring texts as one, as a reader of HTML sees them. */
export function merged(inlines: readonly Inline[]): readonly Inline[] {
  if (inlines.length === 1 && inlines[0]?.type === 'text') return inlines
  const found: Inline[] = []
  for (const inline of inlines) {
    const last = found.at(-1)
    if (inline.type === 'text' && last?.type === 'text' && inline.revision === last.revision) {
      found[found.length - 1] = { ...last, value: last.value + inline.value }
    } else {
      const inner = 'inlines' in inline ? merged(inline.inlines) : undefined
      const same = inner === undefined || ('inlines' in inline && inner === inline.inlines)
      found.push(same ? inline : ({ ...inline, inlines: inner } as Inline))
    }
  }
  return sameOr(inlines, found)
}
