/**
 * What a theme makes of a document: each text as it will be painted and written, judged by whether it can be seen
 * (style/visibility.ts), and told at the rule of the style sheet that makes it so.
 */

import type { Span } from '../diagnostics/source.ts'
import type { Block, Document, Inline, Origin, Style } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { black, type Color, over, readColor, white } from '../style/colors.ts'
import { type Fault, showsWords, whyUnseen } from '../style/visibility.ts'
import type { Say } from './rule.ts'

interface Around {
  readonly ground: Color
  readonly groundAt: Span | undefined
  /** From the left edge of the paper, in points. */
  readonly left: number
}

export function checkTheme(document: Document, tell: Say<'K106'>): void {
  const { pagePlan, sections } = document
  // One rule of a style sheet may hide all that is written: it is told once.
  const told = new Set<string>()
  const say: Say<'K106'> = (code, at, message) => {
    const first = at === undefined || 'source' in at ? at : at[0]
    const key = `${first?.source.path}:${first?.start}${message.slice(message.lastIndexOf('"'))}`
    if (!told.has(key)) tell(code, at, message)
    told.add(key)
  }
  const paper: Around = { ground: white, groundAt: undefined, left: pagePlan.margin.left }
  for (const { blocks } of sections) visit(blocks, paper, pagePlan.width, say)
}

/** Nesting of blocks is bounded where they are read (M007). */
function visit(blocks: readonly Block[], around: Around, width: number, say: Say<'K106'>): void {
  for (const block of blocks) {
    const inside = within(block.style, around)
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        judge(block.inlines, block.style, inside, width, say)
        break
      case 'list':
        for (const item of block.items) {
          const own = within(item.style, inside)
          // The label is set in the look of its item.
          visit(item.blocks, own, width, say)
        }
        break
      case 'table':
        for (const row of block.rows) {
          const own = within(row.style, inside)
          for (const cell of row.cells) visit(cell.blocks, within(cell.style, own), width, say)
        }
        break
      case 'group':
      case 'note':
        visit(block.blocks, inside, width, say)
        break
      case 'rule':
      case 'image':
        break
      default:
        unknownKind(block)
    }
  }
}

function within({ background, margin, padding, origin }: Style, around: Around): Around {
  const fill = background === undefined ? undefined : readColor(background)
  return {
    ground: fill ? over(fill, around.ground) : around.ground,
    groundAt: fill ? spanOf(origin?.['background']) : around.groundAt,
    left: around.left + margin.left + padding.left,
  }
}

/** A rule of the style sheet; what stands on the node itself has no place there. */
const spanOf = (from: Span | 'own' | undefined): Span | undefined => (from === 'own' ? undefined : from)

/** The properties that a fault comes from. */
const properties: Readonly<Record<Fault, readonly string[]>> = {
  withheld: [],
  size: ['fontSize'],
  place: ['textIndent', 'margin', 'padding'],
  color: ['color'],
}

/** Lines closer than this stand on one another. */
const closest = 0.4

function judge(
  inlines: readonly Inline[],
  style: Style,
  around: Around,
  width: number,
  say: Say<'K106'>,
): void {
  const first = firstText(inlines)
  if (!first) return
  const left = around.left + style.textIndent
  const unseen = whyUnseen({
    color: readColor(style.color) ?? black,
    ground: around.ground,
    size: style.fontSize,
    // A page ends where a window only begins: text that starts beside the paper is not printed.
    left: left < -0.5 || left > width ? left * 1000 : left,
    top: style.margin.top < -style.fontSize ? style.margin.top * 1000 : 0,
    withheld: style.lineHeight < closest ? 'its lines stand on one another' : undefined,
  })
  if (!unseen) return
  const names = unseen.fault === 'withheld' ? ['lineHeight'] : properties[unseen.fault]
  const declared = names.map((name) => spanOf(style.origin?.[name])).find((one) => one !== undefined)
  const place = declared ?? (unseen.fault === 'color' ? around.groundAt : undefined)
  const words = first.text.trim().slice(0, 40)
  const why = unseen.fault === 'place' ? 'it stands outside the paper' : unseen.why
  say('K106', place ?? first.origin?.via ?? first.origin?.span, `"${words}" cannot be seen: ${why}`)
}

function firstText(inlines: readonly Inline[]): { text: string; origin: Origin | undefined } | undefined {
  for (const inline of inlines) {
    if (inline.type === 'text' && showsWords(inline.value))
      return { text: inline.value, origin: inline.origin }
    if (inline.type === 'fact' && showsWords(inline.shown))
      return { text: inline.shown, origin: inline.origin }
    if ('inlines' in inline) {
      const found = firstText(inline.inlines)
      if (found) return found
    }
  }
  return undefined
}
