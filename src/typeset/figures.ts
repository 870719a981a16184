/**
 * Figures lined up on their points: digits one below the other, the sign at the left edge of the column, brackets,
 * percent signs and marks of notes hanging to the right.
 */
import { figureIn, newFigureIn } from '../document/decimal.ts'

import type { Cell, Paragraph, Pt } from '../document/document.ts'
import type { Placed } from '../tables/grid.ts'
import type { Galley, Line, Mark, Tag } from './page.ts'
import { RunBuilder } from './runs.ts'
import { type Column, child, type SetBlocks, type Setup } from './setup.ts'
import { piece, readWords, spaceWidth, type TextLook, type TextPiece, type Word, widthOf } from './shape.ts'

/** Room that the figures of a column need: for the sign, up to the point, from the point on. */
export interface Room {
  readonly sign: Pt
  readonly head: Pt
  readonly tail: Pt
}

/** Least room between a sign and its figure, in em. */
const signGap = 0.12

/** A tag that is thrown away: measuring makes no structure. */
const unseen: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }

interface Parts {
  readonly sign: string
  readonly head: string
  readonly words: readonly Word[]
  readonly look: TextLook
  readonly tail: string
  readonly paragraph: Paragraph
  /** Whether a redline shows the figure that was beside the one that is. */
  readonly replaced: boolean
}

/** The figure of a decimal cell that holds nothing else. */
function partsOf(cell: Cell, tag: Tag, setup: Setup): Parts | undefined {
  const [only, second] = cell.blocks
  if (only?.type !== 'paragraph' || second || only.style.textAlign !== 'decimal') return undefined
  const replaced = newFigureIn(only.inlines)
  const figure = replaced ?? figureIn(only.inlines)
  if (!figure || cell.colspan > 1) return undefined
  const words = readWords(only.inlines, only.style, tag, setup)
  const look = words[0]?.pieces[0]?.look
  const sign = !replaced && words[0]?.text === figure.sign ? figure.sign : ''
  const { head, tail } = figure
  return look && { sign, head, tail, words, look, paragraph: only, replaced: replaced !== undefined }
}

/** The width of all that stands behind the sign. */
function behindSign({ words, sign }: Parts): Pt {
  const own = sign === '' ? words : words.slice(1)
  return own.reduce(
    (sum, { width, gap }, index) => sum + width + (index < own.length - 1 ? spaceWidth(gap.look) : 0),
    0,
  )
}

/** Rooms by column. */
export function figureRooms(placed: readonly Placed[], setup: Setup): ReadonlyMap<number, Room> {
  const rooms = new Map<number, Room>()
  for (const { cell, column } of placed) {
    const parts = partsOf(cell, unseen, setup)
    if (!parts) continue
    const { look, sign } = parts
    const own = widthOf(parts.head, look)
    const tail = parts.replaced ? widthOf(parts.tail, look) : behindSign(parts) - own
    // The figure that was stands before the one that is.
    const head = parts.replaced ? behindSign(parts) - tail + 0.01 : own
    const before = rooms.get(column) ?? { sign: 0, head: 0, tail: 0 }
    rooms.set(column, {
      sign: Math.max(before.sign, sign === '' ? 0 : widthOf(sign, look) + look.size * signGap),
      head: Math.max(before.head, head),
      tail: Math.max(before.tail, tail),
    })
  }
  return rooms
}

export const roomWidth = ({ sign, head, tail }: Room): Pt => sign + head + tail

/** A figure, set; undefined for a cell that holds anything else. */
export function setFigure(
  cell: Cell,
  room: Room | undefined,
  inner: Column,
  setup: Setup,
  set: SetBlocks,
): Galley['items'] | undefined {
  if (!room) return undefined
  const [only] = cell.blocks
  const measured = partsOf(cell, unseen, setup)
  if (only?.type !== 'paragraph' || !measured) return undefined
  if (measured.replaced) {
    // Both figures stand side by side, the new one with its point below the others.
    const measure = inner.measure - room.tail + widthOf(measured.tail, measured.look)
    return set(cell.blocks, { ...inner, measure }, setup).items
  }
  // A figure with words behind it leaves the others no room beside its point.
  if (inner.measure - room.tail - widthOf(measured.head, measured.look) < 0) return undefined
  const parts = partsOf(cell, child(inner.tag, 'P'), setup)
  if (!parts) return undefined
  const { look, sign, paragraph } = parts
  const point = inner.measure - room.tail
  const left = point - widthOf(parts.head, look)
  const builder = new RunBuilder()
  const [first, ...others] = parts.words
  if (sign !== '') {
    builder.x = Math.max(0, point - room.head - room.sign)
    for (const one of first?.pieces ?? []) builder.add(one)
    builder.add(piece(' ', look), left - builder.x - spaceWidth(look))
  } else builder.x = left
  const rest = sign === '' ? parts.words : others
  rest.forEach(({ pieces, gap }, index) => {
    for (const one of pieces) builder.add(one)
    if (index < rest.length - 1) builder.add(gap satisfies TextPiece)
  })
  builder.flush()
  const { fontSize, lineHeight } = paragraph.style
  const [up, down] = [look.face.ascent * fontSize, look.face.descent * fontSize]
  const leading = (fontSize * lineHeight - up - down) / 2
  const line: Line = {
    runs: builder.runs,
    x: 0,
    width: builder.x,
    ascent: up + leading,
    descent: down + leading,
    hyphenated: false,
    stretch: 1,
  }
  const mark: Mark = { kind: 'line', line, x: inner.x, baseline: line.ascent, artifact: false }
  return [{ kind: 'strip', height: line.ascent + line.descent, marks: [mark], decorations: [], lines: 1 }]
}
