/** One line: the glyphs between two breaks of a paragraph, spaced so that they fill their measure. */
import type { Pt, Style } from '../document/document.ts'
import type { Line } from './page.ts'
import { RunBuilder } from './runs.ts'
import { slice, spaceWidth, type TextLook, type TextPiece, type Word, widthOf } from './shape.ts'

export interface Setting {
  readonly style: Style
  readonly measure: Pt
  /** Called for a line that is wider than its measure, by how much. */
  readonly overfull?: (by: Pt, text: string) => void
}

/** Where a line begins or ends in the words. */
export interface Position {
  readonly word: number
  readonly offset: number
}

/** Most space between letters, in em of their size: what a reader does not see. */
export const lettersApart = 0.02

/** Whether a break shows a hyphen of ours, as against one that the author wrote there. */
export function addsHyphen(word: Word, offset: number): boolean {
  return word.text[offset - 1] !== '-'
}

export interface LineSetting extends Setting {
  readonly room: Pt
  readonly indent: Pt
  /** Whether spaces may be stretched to fill the room; they may always be shrunk to fit it. */
  readonly fill: boolean
  /** Whether it ends short of its room where its word spaces would grow beyond twice. */
  readonly short?: boolean
  readonly hyphen: boolean
}

/** Least word space, as a share of the natural one, and the most that letters may help to keep. */
const tightest = 0.6
const loosest = 2
const rounding = 1e-6
/** A word broken in two is shaped anew, and may be a little narrower than was reckoned when the line was chosen. */
const leeway = 1.25

/** What stands between two breaks. */
interface Stretch {
  readonly parts: readonly { readonly word: Word; readonly pieces: readonly TextPiece[] }[]
  readonly natural: Natural
  readonly last: Word | undefined
  readonly lastLook: TextLook | undefined
  /** Whether the line ends at the end of a word. */
  readonly whole: boolean
  /** Whether it ends in a hyphen of ours. */
  readonly hyphen: boolean
}

function between(words: readonly Word[], from: Position, to: Position, hyphenated: boolean): Stretch {
  const natural = { text: 0, space: 0 }
  const parts = words.slice(from.word, to.word + 1).map((word, at) => {
    const index = from.word + at
    const start = index === from.word ? from.offset : 0
    const pieces = slice(word, start, index === to.word ? to.offset : word.text.length)
    for (const { shaped, look } of pieces) natural.text += shaped.width * look.size
    if (index < to.word) natural.space += spaceWidth(word.gap.look)
    return { word, pieces }
  })
  const last = parts.at(-1)
  const lastLook = last?.pieces.at(-1)?.look ?? last?.word.gap.look
  const hyphen = hyphenated && last !== undefined && addsHyphen(last.word, to.offset)
  if (hyphen && lastLook) natural.text += widthOf('\u00ad', lastLook)
  const whole = last !== undefined && to.offset >= last.word.text.length
  return { parts, natural, last: last?.word, lastLook, whole, hyphen }
}

/**
 * The glyphs from one break to the next. The word space is worked out anew from what stands in the line,
 * because a broken word is shaped in its parts. A broken space shows no width but keeps its glyph, so that
 * extraction finds it.
 */
export function setLine(words: readonly Word[], from: Position, to: Position, setting: LineSetting): Line {
  const { style, room, fill } = setting
  const stretch = between(words, from, to, setting.hyphen)
  const { parts, natural, last, lastLook, whole, hyphen } = stretch
  const { apart, space, hang } = fill
    ? filling(natural, room, lettersOf(parts), hanging(stretch))
    : { apart: 0, hang: 0, space: Math.min(1, Math.max(tightest, spaceFor(natural, room))) }
  const wordSpace = setting.short ? Math.min(loosest, space) : space
  const builder = new RunBuilder()
  parts.forEach(({ word, pieces }, index) => {
    for (const one of pieces) builder.add(one, apart * one.look.size)
    if (index === parts.length - 1) return
    builder.add(word.gap, spaceWidth(word.gap.look) * (wordSpace - 1))
  })
  if (hyphen && lastLook) builder.addHyphen(lastLook)
  else if (last && !whole) builder.keepWord()
  const width = builder.x - hang
  if (!setting.hyphen && whole && last && last.after !== 'nothing') builder.add(last.gap)
  builder.flush()
  const missing = room - width
  if (missing < -0.5) setting.overfull?.(-missing, parts.map(({ word }) => word.text).join(' '))
  return {
    runs: builder.runs,
    x: setting.indent + Math.max(shiftOf(style, missing), Math.min(0, missing)),
    width,
    ...metrics(words, style),
    hyphenated: setting.hyphen,
    stretch: natural.space > 0 ? wordSpace : 1,
  }
}

/** How far a line is moved to the right for its alignment. */
function shiftOf({ textAlign }: Style, missing: Pt): Pt {
  if (textAlign === 'center') return missing / 2
  return textAlign === 'right' || textAlign === 'decimal' ? missing : 0
}

type Parts = readonly { readonly pieces: readonly TextPiece[] }[]

/** All glyphs of a line, each counted with its size. */
function lettersOf(parts: Parts): Pt {
  let sum = 0
  for (const { pieces } of parts)
    for (const { shaped, look } of pieces) sum += shaped.glyphs.length * look.size
  return sum
}

/** Widths of what stands in a line as its faces have it. */
interface Natural {
  readonly text: Pt
  readonly space: Pt
}

/** The word space that a line needs, over the natural one. */
const spaceFor = ({ text, space }: Natural, room: Pt): number => (space > 0 ? (room - text) / space : 1)

/** Shares of a mark's width that stand over the edge of the text, which looks the straighter for it. */
const overhang: Readonly<Record<string, number>> = {
  '-': 0.5,
  '.': 0.7,
  ',': 0.7,
  ';': 0.4,
  ':': 0.4,
  '\u2019': 0.5,
  '\u201d': 0.5,
}

/** How much of a line's last mark may hang. */
function hanging({ parts, lastLook, hyphen }: Stretch): Pt {
  const edge = hyphen ? '-' : (parts.at(-1)?.pieces.at(-1)?.text.at(-1) ?? '')
  const share = overhang[edge]
  return share === undefined || !lastLook ? 0 : share * widthOf(hyphen ? '\u00ad' : edge, lastLook)
}

/**
 * How a line comes to fill its room: the space between its letters in em, its word space over the natural one, and
 * what hangs over its edge. Letters stand apart, and nothing hangs, where word spaces would grow beyond twice.
 */
function filling(
  natural: Natural,
  room: Pt,
  letters: Pt,
  most: Pt,
): { apart: number; space: number; hang: Pt } {
  const left = room - natural.text - loosest * natural.space
  const apart = left > 0 ? Math.min(lettersApart * leeway, left / letters) : 0
  const hang = Math.max(0, Math.min(most, -left))
  const wanted = spaceFor({ ...natural, text: natural.text + apart * letters }, room + hang)
  const within = wanted > loosest && wanted < loosest + rounding ? loosest : wanted
  return { apart, hang, space: Math.max(tightest, within) }
}

/** Ascent and descent of a line box: the face's own, with half of the leading on either side. */
function metrics(words: readonly Word[], style: Style): { ascent: Pt; descent: Pt } {
  const face = words[0]?.gap.look.face
  const [up, down] = face
    ? [face.ascent * style.fontSize, face.descent * style.fontSize]
    : [style.fontSize * 0.8, style.fontSize * 0.2]
  const leading = (style.fontSize * style.lineHeight - up - down) / 2
  return { ascent: up + leading, descent: down + leading }
}
