/** Words -> the lines of one paragraph, set to a measure. */
import type { Pt, Style } from '../document/document.ts'
import { always, breakLines, breakWithoutHyphens, type Items, never } from './break.ts'
import { hyphenate } from './hyphenate.ts'
import type { Line } from './page.ts'
import { RunBuilder, shapePiece, slice, spaceWidth, type Word, widthUpTo } from './shape.ts'
import { tied } from './ties.ts'

export interface Setting {
  readonly style: Style
  readonly measure: Pt
  /** Called for a line that is wider than its measure, by how much. */
  readonly overfull?: (by: Pt, text: string) => void
}

const hyphenCost = 50
/** A break in a word that has no good one: after a hard hyphen, a dash, a slash, or anywhere. */
const hardBreakCost = 5_000
const anywhereCost = 9_000

/** Where an item stands in the words. */
interface Position {
  readonly word: number
  readonly offset: number
}

type Building = { -readonly [K in keyof Items]: Items[K][number][] } & { positions: Position[] }

export function setParagraph(words: readonly Word[], setting: Setting): Line[] {
  if (words.length === 0) return []
  const { style, measure } = setting
  const ragged = style.textAlign !== 'justify'
  const first = Math.max(1, measure - style.textIndent)
  const options = { measures: [first, measure], rag: ragged ? Math.max(18, measure * 0.12) : 0 }
  // Most paragraphs need no hyphen, and looking for places to break words is dear.
  let items = build(words, setting, ragged, false)
  let breaks = breakWithoutHyphens(items, options)
  if (!breaks) {
    items = build(words, setting, ragged, true)
    breaks = breakLines(items, options)
  }
  const lines: Line[] = []
  let from: Position = { word: 0, offset: 0 }
  breaks.forEach(({ at }, index) => {
    const to = items.positions[at] ?? { word: words.length - 1, offset: 0 }
    const hyphen = items.hyphen[at] === true
    const room = index === 0 ? first : measure
    const indent = index === 0 ? style.textIndent : 0
    const fill = !ragged && items.cost[at] !== always
    lines.push(setLine(words, from, to, { ...setting, room, indent, fill, hyphen }))
    const done = to.offset >= (words[to.word]?.text.length ?? 0)
    from = done ? { word: to.word + 1, offset: 0 } : to
  })
  return lines
}

function build(
  words: readonly Word[],
  { style, measure }: Setting,
  ragged: boolean,
  parts: boolean,
): Building {
  const items: Building = {
    width: [],
    stretch: [],
    shrink: [],
    cost: [],
    kind: [],
    hyphen: [],
    positions: [],
  }
  const push = (
    kind: 'box' | 'glue' | 'penalty',
    width: number,
    more: { stretch?: number; shrink?: number; cost?: number; hyphen?: boolean },
    position: Position,
  ) => {
    items.kind.push(kind)
    items.width.push(width)
    items.stretch.push(more.stretch ?? 0)
    items.shrink.push(more.shrink ?? 0)
    items.cost.push(more.cost)
    items.hyphen.push(more.hyphen ?? false)
    items.positions.push(position)
  }
  words.forEach((word, index) => {
    const whole = widthUpTo(word, word.text.length)
    let done = 0
    const inside = parts || whole > measure * 0.5 ? breaksOf(word, whole, style, measure) : []
    for (const { offset, cost, hyphen } of inside) {
      const upTo = widthUpTo(word, offset)
      push('box', upTo - done, {}, { word: index, offset })
      const look = slice(word, offset - 1, offset)[0]?.look ?? word.spaceLook
      const width = hyphen ? shapePiece({ text: '\u00ad', look }).width * look.size : 0
      push('penalty', width, { cost, hyphen }, { word: index, offset })
      done = upTo
    }
    const end: Position = { word: index, offset: word.text.length }
    push('box', whole - done, {}, end)
    const next = words[index + 1]
    if (word.after === 'line-end' || !next) {
      push('glue', 0, { stretch: 100_000 }, end)
      push('penalty', 0, { cost: always }, end)
      return
    }
    const width = spaceWidth(word.spaceLook)
    const holds = word.after === 'tie' || style.whiteSpace === 'nowrap' || tied(word.text, next.text)
    const give = ragged ? {} : { stretch: width * 0.5, shrink: width * 0.33 }
    if (holds) push('penalty', 0, { cost: never }, end)
    push('glue', width, holds ? give : { ...give, cost: 0 }, end)
  })
  return items
}

interface Opportunity {
  readonly offset: number
  readonly cost: number
  readonly hyphen: boolean
}

function breaksOf(word: Word, width: Pt, style: Style, measure: Pt): Opportunity[] {
  const found: Opportunity[] = []
  if (style.hyphens === 'auto') {
    // Punctuation around a word does not hinder breaking it.
    const core = /^[("\u201c\u2018']*([a-z]+)[)"\u201d\u2019',.;:?!]*$/.exec(word.text)
    const lead = core ? word.text.indexOf(core[1] ?? '') : 0
    for (const at of hyphenate(core?.[1] ?? ''))
      found.push({ offset: lead + at, cost: hyphenCost, hyphen: true })
  }
  if (width > measure * 0.5) {
    for (const match of word.text.matchAll(/[-\u2013\u2014/@._]/g)) {
      const offset = match.index + match[0].length
      if (offset < word.text.length) found.push({ offset, cost: hardBreakCost, hyphen: false })
    }
  }
  if (width > measure * 0.9) {
    let offset = 0
    for (const char of word.text) {
      offset += char.length
      if (offset < word.text.length && !found.some((one) => one.offset === offset)) {
        found.push({ offset, cost: anywhereCost, hyphen: false })
      }
    }
  }
  return found.sort((a, b) => a.offset - b.offset)
}

interface LineSetting extends Setting {
  readonly room: Pt
  readonly indent: Pt
  /** Whether spaces may be stretched to fill the room; they may always be shrunk to fit it. */
  readonly fill: boolean
  readonly hyphen: boolean
}

/** Least word space, as a share of the natural one. */
const tightest = 0.6

/**
 * The glyphs from one break to the next. The word space is worked out anew from what stands in the line,
 * because a broken word is shaped in its parts. A broken space shows no width but keeps its glyph, so that
 * extraction finds it.
 */
function setLine(words: readonly Word[], from: Position, to: Position, setting: LineSetting): Line {
  const { style, room, hyphen, fill } = setting
  const parts = words.slice(from.word, to.word + 1).map((word, index) => {
    const start = index === 0 ? from.offset : 0
    const stop = from.word + index === to.word ? to.offset : word.text.length
    return { word, pieces: slice(word, start, stop) }
  })
  const natural = { text: 0, space: 0 }
  parts.forEach(({ word, pieces }, index) => {
    for (const piece of pieces) natural.text += shapePiece(piece).width * piece.look.size
    if (index < parts.length - 1) natural.space += spaceWidth(word.spaceLook)
  })
  const last = parts.at(-1)
  const lastLook = last?.pieces.at(-1)?.look ?? last?.word.spaceLook
  if (hyphen && lastLook) natural.text += shapePiece({ text: '\u00ad', look: lastLook }).width * lastLook.size
  const wanted = natural.space > 0 ? (room - natural.text) / natural.space : 1
  const stretch = wanted < 1 ? Math.max(tightest, wanted) : fill ? wanted : 1
  const builder = new RunBuilder()
  parts.forEach(({ word, pieces }, index) => {
    for (const piece of pieces) builder.add(piece)
    if (index === parts.length - 1) return
    builder.add({ text: word.space, look: word.spaceLook }, spaceWidth(word.spaceLook) * (stretch - 1))
  })
  if (hyphen && lastLook) builder.addHyphen(lastLook)
  const end = builder.x
  const whole = last !== undefined && to.offset >= last.word.text.length
  if (!hyphen && whole && last.word.after !== 'nothing') builder.add({ text: ' ', look: last.word.spaceLook })
  builder.flush()
  const missing = room - end
  if (missing < -0.5) setting.overfull?.(-missing, parts.map(({ word }) => word.text).join(' '))
  const shift =
    style.textAlign === 'center'
      ? missing / 2
      : style.textAlign === 'right' || style.textAlign === 'decimal'
        ? missing
        : 0
  return {
    runs: builder.runs,
    x: setting.indent + Math.max(shift, Math.min(0, missing)),
    width: end,
    ...metrics(words, style),
    hyphenated: hyphen,
    stretch: natural.space > 0 ? stretch : 1,
  }
}

/** Ascent and descent of a line box: the face's own, with half of the leading on either side. */
function metrics(words: readonly Word[], style: Style): { ascent: Pt; descent: Pt } {
  const face = words[0]?.spaceLook.face
  const [up, down] = face
    ? [face.ascent * style.fontSize, face.descent * style.fontSize]
    : [style.fontSize * 0.8, style.fontSize * 0.2]
  const leading = (style.fontSize * style.lineHeight - up - down) / 2
  return { ascent: up + leading, descent: down + leading }
}
