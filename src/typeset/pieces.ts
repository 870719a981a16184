/** Small pieces of the galley: pictures, leaders, stretches that are never parted. */
import type { Block, Image, Paragraph, Style } from '../document/document.ts'
import {
  forbidden,
  type Lead,
  type Line,
  type Mark,
  type NoteItem,
  type Penalty,
  reluctant,
  type Skip,
  type Strip,
} from './page.ts'
import { type Column, child } from './setup.ts'

/** Between the text and the edge of its column, where there is room for more than a dot or two. */
export function leaderBehind(
  line: Line,
  { x, measure }: Column,
  { textAlign, color, fontSize }: Style,
): Mark[] {
  const [x1, x2] = [x + line.x + line.width + fontSize * 0.4, x + measure]
  const flush = textAlign === 'left' || textAlign === 'justify'
  return flush && x2 - x1 > fontSize * 1.5 ? [{ kind: 'leader', x1, x2, y: line.ascent - 0.4, color }] : []
}

/** A paragraph that is one link within the document, with dots behind it, leads to a page: a line of a table of contents. */
export function leadOf(
  { inlines, style }: Pick<Paragraph, 'inlines' | 'style'>,
  { x, measure }: Column,
  baseline: number,
): Lead | undefined {
  const [only, second] = inlines
  if (style.leader !== 'dotted' || only?.type !== 'link' || second || !only.href.startsWith('#'))
    return undefined
  return { to: only.href.slice(1), right: x + measure + style.margin.right, baseline, style }
}

/** A picture counts as lines of this height, in points, where a page is judged by how full it is. */
const lineHeight = 14

/** As wide as its column and as high as a page at the most; a picture is never cut. */
export function pictureStrip(
  { width, height, data, alt, style }: Image,
  column: Column,
  bodyHeight: number,
): Strip[] {
  if (!data || width <= 0 || height <= 0) return []
  const scale = Math.min(1, column.measure / width, bodyHeight / height)
  const [w, h] = [width * scale, height * scale]
  const room = column.measure - w
  const left = style.textAlign === 'center' ? room / 2 : style.textAlign === 'right' ? room : 0
  const tag = child(column.tag, 'Figure', { alt })
  const mark: Mark = { kind: 'picture', x: column.x + left, y: 0, width: w, height: h, bytes: data, tag }
  return [
    {
      kind: 'strip',
      height: h,
      marks: [mark],
      decorations: [],
      lines: Math.max(1, Math.round(h / lineHeight)),
    },
  ]
}

type Item = Strip | Skip | Penalty | NoteItem

/** Items with every end of a page between them forbidden. */
export function unbroken(items: readonly Item[]): Item[] {
  let begun = false
  return items.flatMap((item): Item[] => {
    const forbids = item.kind === 'strip' && begun
    if (item.kind === 'strip') begun = true
    return forbids ? [{ kind: 'penalty', cost: forbidden }, item] : [item]
  })
}

/**
 * What it costs to part a block from what it belongs to above it: forbidden, but for the mark that ends a release, which
 * would rather stand alone than part the table before it.
 */
export const heldBefore = ({ classes }: Block): number =>
  classes.includes('end-mark') ? reluctant : forbidden
