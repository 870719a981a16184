/** Words -> the lines of one paragraph, set to a measure. */
import type { Pt, Style } from '../document/document.ts'
import {
  always,
  breakLines,
  breakWithinLoosest,
  breakWithoutHyphens,
  hard,
  type Items,
  type LineBreak,
  never,
} from './break.ts'
import { hyphenate } from './hyphenate.ts'
import type { Line } from './page.ts'
import { type Piece, piece, RunBuilder, slice, spaceWidth, type Word, widthOf, widthUpTo } from './shape.ts'
import { tied } from './ties.ts'

export interface Setting {
  readonly style: Style
  readonly measure: Pt
  /** Called for a line that is wider than its measure, by how much. */
  readonly overfull?: (by: Pt, text: string) => void
}

const hyphenCost = 50
/** Behind the hyphen of a compound: dearer than a space, cheaper than a hyphen of our own. */
const compoundCost = 30
/** Inside a part of a compound: both its own hyphen and ours would stand in it. */
const partCost = 200
/** A hyphen with a word behind it; never one inside a code, a figure or a citation. */
const compound = /[A-Za-z0-9]-(?=[a-z]{3,})/g
/** A break in a word that has no good one: after a hard hyphen, a dash, a slash, or anywhere. */
const hardBreakCost = 5 * hard
/** Before a point of an address, which says less of what follows than a slash does. */
const dotCost = 8 * hard
const anywhereCost = 9 * hard
/** Addresses on the web, and words joined by a slash. */
const address = /[a-z]{4}\/[a-z]{4}|^["'(<\u201c]*(?:https?:|www\.)|[\w.]@[\w.]|\w\/\w[^/]*\/\w/
/** Behind the double slash and before other marks, so that none at a line's end is taken for the sentence's. */
const addressBreaks = /:\/\/|[\w)](?=[/.?#%=&~_@-]\w)/g
const wordBreaks = /[-\u2013\u2014/._]/g
/** Most space between letters, in em of their size: what a reader does not see. */
const lettersApart = 0.02

/** Where an item stands in the words. */
interface Position {
  readonly word: number
  readonly offset: number
}

/** Items and, for each, the word and the offset in it at which a line that breaks there ends. */
interface Building extends Items {
  readonly width: number[]
  readonly stretch: number[]
  readonly shrink: number[]
  readonly cost: (number | undefined)[]
  readonly kind: Items['kind'][number][]
  readonly hyphen: boolean[]
  readonly give: number[]
  readonly word: number[]
  readonly offset: number[]
}

export function setParagraph(words: readonly Word[], setting: Setting): Line[] {
  if (words.length === 0) return []
  const { style, measure } = setting
  const first = Math.max(1, measure - style.textIndent)
  const wanted = style.textAlign === 'justify'
  const justified = wanted ? justify(words, setting, [first, measure]) : undefined
  const { items, breaks } = justified ?? setRagged(words, setting, [first, measure])
  const lines: Line[] = []
  let from: Position = { word: 0, offset: 0 }
  breaks.forEach(({ at }, index) => {
    const to: Position = { word: items.word[at] ?? words.length - 1, offset: items.offset[at] ?? 0 }
    const hyphen = items.hyphen[at] === true
    const room = index === 0 ? first : measure
    const indent = index === 0 ? style.textIndent : 0
    const fill = justified !== undefined && items.cost[at] !== always
    const line = setLine(words, from, to, { ...setting, room, indent, fill, hyphen })
    lines.push(wanted && !justified ? { ...line, unjustified: true } : line)
    const done = to.offset >= (words[to.word]?.text.length ?? 0)
    from = done ? { word: to.word + 1, offset: 0 } : to
  })
  return lines
}

interface Broken {
  readonly items: Building
  readonly breaks: readonly LineBreak[]
}

/**
 * Lines that fill their measure, if a paragraph has such: where an address or a long name leaves only lines with holes
 * in them, it is set flush left, as a compositor would.
 */
function justify(words: readonly Word[], setting: Setting, measures: readonly Pt[]): Broken | undefined {
  const options = { measures, rag: 0 }
  // Most paragraphs need no hyphen, and looking for places to break words is dear.
  const items = build(words, setting, false, false)
  const breaks = breakWithoutHyphens(items, options)
  if (breaks) return { items, breaks }
  const inParts = build(words, setting, false, true)
  const found = breakWithinLoosest(inParts, options)
  return found && { items: inParts, breaks: found }
}

function setRagged(words: readonly Word[], setting: Setting, measures: readonly Pt[]): Broken {
  const options = { measures, rag: Math.max(18, setting.measure * 0.12) }
  const items = build(words, setting, true, false)
  const breaks = breakWithoutHyphens(items, options)
  if (breaks) return { items, breaks }
  const inParts = build(words, setting, true, true)
  return { items: inParts, breaks: breakLines(inParts, options) }
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
    give: [],
    word: [],
    offset: [],
  }
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word
    let done = 0
    let letters = 0
    const give = (offset: number) => (offset - letters) * style.fontSize * lettersApart
    if (parts || word.width > measure * 0.5) {
      for (const { offset, cost, hyphen } of breaksOf(word, word.width, style, measure)) {
        const upTo = widthUpTo(word, offset)
        push(items, 'box', upTo - done, 0, 0, undefined, index, offset, false, give(offset))
        letters = offset
        const look = slice(word, offset - 1, offset)[0]?.look ?? word.spaceLook
        const own = hyphen && addsHyphen(word, offset)
        push(items, 'penalty', own ? widthOf('\u00ad', look) : 0, 0, 0, cost, index, offset, hyphen)
        done = upTo
      }
    }
    const end = word.text.length
    push(items, 'box', word.width - done, 0, 0, undefined, index, end, false, give(end))
    const next = words[index + 1]
    if (word.after === 'line-end' || !next) {
      push(items, 'glue', 0, 100_000, 0, undefined, index, end)
      push(items, 'penalty', 0, 0, 0, always, index, end)
      continue
    }
    const width = spaceWidth(word.spaceLook)
    const holds = word.after === 'tie' || style.whiteSpace === 'nowrap' || tied(word.text, next.text)
    if (holds) push(items, 'penalty', 0, 0, 0, never, index, end)
    const [stretch, shrink] = ragged ? [0, 0] : [width * 0.5, width * 0.33]
    push(items, 'glue', width, stretch, shrink, holds ? undefined : 0, index, end)
  }
  return items
}

function push(
  items: Building,
  kind: Items['kind'][number],
  width: number,
  stretch: number,
  shrink: number,
  cost: number | undefined,
  word: number,
  offset: number,
  hyphen = false,
  give = 0,
): void {
  items.kind.push(kind)
  items.width.push(width)
  items.stretch.push(stretch)
  items.shrink.push(shrink)
  items.cost.push(cost)
  items.hyphen.push(hyphen)
  items.give.push(give)
  items.word.push(word)
  items.offset.push(offset)
}

/** Whether a break shows a hyphen of ours, as against one that the author wrote there. */
function addsHyphen(word: Word, offset: number): boolean {
  return word.text[offset - 1] !== '-'
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
    const core = /^[("\u201c\u2018']*([a-z]+(?:[-/][a-z]+)*)(?:[)"\u201d\u2019',.;:?!]|\d{1,2}$)*$/.exec(
      word.text,
    )
    let offset = core ? word.text.indexOf(core[1] ?? '') : 0
    const parts = core?.[1]?.split(/[-/]/) ?? []
    for (const part of parts) {
      for (const at of hyphenate(part))
        found.push({ offset: offset + at, cost: parts.length > 1 ? partCost : hyphenCost, hyphen: true })
      offset += part.length + 1
    }
    for (const match of word.text.matchAll(compound)) {
      found.push({ offset: match.index + match[0].length, cost: compoundCost, hyphen: true })
    }
  }
  const marks = address.test(word.text) ? addressBreaks : width > measure * 0.5 ? wordBreaks : undefined
  for (const { index, 0: mark } of marks ? word.text.matchAll(marks) : []) {
    const offset = index + mark.length
    if (offset < word.text.length - 1 && !found.some((one) => one.offset === offset))
      found.push({ offset, cost: word.text[offset] === '.' ? dotCost : hardBreakCost, hyphen: false })
  }
  found.sort(byOffset)
  return width > measure * 0.9 ? [...found, ...anywhere(word, found, measure * 0.9)].sort(byOffset) : found
}

const byOffset = (a: Opportunity, b: Opportunity): number => a.offset - b.offset

/** Breaks between any letters of those parts of a word that are themselves too wide for a line. */
function anywhere(word: Word, found: readonly Opportunity[], room: Pt): Opportunity[] {
  const ends = [0, ...found.map(({ offset }) => offset), word.text.length]
  return ends.slice(1).flatMap((end, index) => {
    const start = ends[index] ?? 0
    if (widthUpTo(word, end) - widthUpTo(word, start) <= room) return []
    const inside: Opportunity[] = []
    let offset = start
    for (const char of word.text.slice(start, end)) {
      offset += char.length
      if (offset < end) inside.push({ offset, cost: anywhereCost, hyphen: false })
    }
    return inside
  })
}

interface LineSetting extends Setting {
  readonly room: Pt
  readonly indent: Pt
  /** Whether spaces may be stretched to fill the room; they may always be shrunk to fit it. */
  readonly fill: boolean
  readonly hyphen: boolean
}

/** Least word space, as a share of the natural one, and the most that letters may help to keep. */
const tightest = 0.6
const loosest = 2
const rounding = 1e-6

/**
 * The glyphs from one break to the next. The word space is worked out anew from what stands in the line,
 * because a broken word is shaped in its parts. A broken space shows no width but keeps its glyph, so that
 * extraction finds it.
 */
function setLine(words: readonly Word[], from: Position, to: Position, setting: LineSetting): Line {
  const { style, room, hyphen, fill } = setting
  const parts: { readonly word: Word; readonly pieces: readonly Piece[] }[] = []
  const natural = { text: 0, space: 0 }
  for (let index = from.word; index <= to.word; index++) {
    const word = words[index]
    if (!word) break
    const pieces = slice(
      word,
      index === from.word ? from.offset : 0,
      index === to.word ? to.offset : word.text.length,
    )
    parts.push({ word, pieces })
    for (const { shaped, look } of pieces) natural.text += shaped.width * look.size
    if (index < to.word) natural.space += spaceWidth(word.spaceLook)
  }
  const last = parts.at(-1)
  const lastLook = last?.pieces.at(-1)?.look ?? last?.word.spaceLook
  const own = hyphen && last !== undefined && addsHyphen(last.word, to.offset)
  if (own && lastLook) natural.text += widthOf('\u00ad', lastLook)
  const apart = fill ? lettersFor(parts, room - natural.text - loosest * natural.space) : 0
  natural.text += apart * lettersOf(parts)
  const wanted = natural.space > 0 ? (room - natural.text) / natural.space : 1
  const stretch =
    wanted < 1
      ? Math.max(tightest, wanted)
      : fill
        ? apart > 0 && wanted < loosest + rounding
          ? loosest
          : wanted
        : 1
  const builder = new RunBuilder()
  parts.forEach(({ word, pieces }, index) => {
    for (const one of pieces) builder.add(one, apart * one.look.size)
    if (index === parts.length - 1) return
    builder.add(piece(word.space, word.spaceLook), spaceWidth(word.spaceLook) * (stretch - 1))
  })
  if (own && lastLook) builder.addHyphen(lastLook)
  else if (last && to.offset < last.word.text.length) builder.keepWord()
  const end = builder.x
  const whole = last !== undefined && to.offset >= last.word.text.length
  if (!hyphen && whole && last.word.after !== 'nothing') builder.add(piece(' ', last.word.spaceLook))
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

type Parts = readonly { readonly pieces: readonly Piece[] }[]

/** All glyphs of a line, each counted with its size. */
function lettersOf(parts: Parts): Pt {
  let sum = 0
  for (const { pieces } of parts)
    for (const { shaped, look } of pieces) sum += shaped.glyphs.length * look.size
  return sum
}

/** The space between letters that takes in what word spaces should not; in em, none where nothing is left over. */
function lettersFor(parts: Parts, left: Pt): number {
  return left > 0 ? Math.min(lettersApart, left / lettersOf(parts)) : 0
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
