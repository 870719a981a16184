/** Words -> the lines of one paragraph, set to a measure. */

import type { Pt, Style } from '../document/document.ts'
import { matches } from '../matches.ts'
import {
  always,
  type BreakOptions,
  breakLines,
  breakWithinLoosest,
  breakWithoutHyphens,
  hard,
  type Item,
  type Items,
  type LineBreak,
  loosest,
  never,
} from './break.ts'
import { hyphenate } from './hyphenate.ts'
import { addsHyphen, lettersApart, type Position, type Setting, setLine } from './line.ts'
import type { Line } from './page.ts'
import { looksOf, spaceWidth, type Word, widthOf, widthsUpTo } from './shape.ts'
import { tied } from './ties.ts'

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

/** An item with the word and the offset in it at which a line that breaks there ends. */
interface Placed extends Item {
  readonly word: number
  readonly offset: number
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
  const last = breaks.length - 1
  breaks.forEach(({ at, ratio }, index) => {
    const { word, offset, hyphen, cost } = items[at] as Placed
    const to: Position = { word, offset }
    const room = index === 0 ? first : measure
    const indent = index === 0 ? style.textIndent : 0
    const fill = justified !== undefined && cost !== always
    const short = fill && index < last && !reaches(ratio)
    const line = setLine(words, from, to, { ...setting, room, indent, fill, hyphen, short })
    const ragged = (wanted && !justified) || (short && room - line.width > 0.5)
    lines.push(ragged ? { ...line, unjustified: true } : line)
    const done = to.offset >= (words[to.word]?.text.length ?? 0)
    from = done ? { word: to.word + 1, offset: 0 } : to
  })
  return lines
}

interface Broken {
  readonly items: readonly Placed[]
  readonly breaks: readonly LineBreak[]
}

/** Whether a line fills its measure without holes between its words. */
const reaches = (ratio: number): boolean => ratio <= loosest

/** Beyond this share of lines that do not reach the edge a paragraph is set flush left: a narrow column, a list of names. */
const mostShort = 1 / 3

/**
 * Lines that fill their measure. Where an address or a long name leaves a line with holes in it, that line alone ends
 * short of the edge, its word spaces twice as wide as they are; where most lines would, the paragraph is set flush
 * left, as a compositor would.
 */
function justify(words: readonly Word[], setting: Setting, measures: readonly Pt[]): Broken | undefined {
  const options = { measures, rag: 0 }
  const found = broken(words, setting, options, breakWithinLoosest)
  if (found) return found
  const anyway = broken(words, setting, options, breakLines)
  const lines = anyway.breaks.slice(0, -1)
  const short = lines.filter(({ ratio }) => !reaches(ratio)).length
  const over = anyway.breaks.some(({ ratio }) => ratio <= -1)
  return over || short > Math.max(1, lines.length * mostShort) ? undefined : anyway
}

function setRagged(words: readonly Word[], setting: Setting, measures: readonly Pt[]): Broken {
  const rag = Math.max(18, setting.measure * 0.12)
  return broken(words, setting, { measures, rag }, breakLines)
}

/** @param further breaks what cannot be broken without hyphens */
function broken<Found extends LineBreak[] | undefined>(
  words: readonly Word[],
  setting: Setting,
  options: BreakOptions,
  further: (items: Items, options: BreakOptions) => Found,
): Broken | (Found extends undefined ? undefined : never) {
  const ragged = options.rag > 0
  // Most paragraphs need no hyphen, and looking for places to break words is dear.
  const items = build(words, setting, ragged, false)
  const breaks = breakWithoutHyphens(items, options)
  if (breaks) return { items, breaks }
  const inParts = build(words, setting, ragged, true)
  const found = further(inParts, options)
  return (found && { items: inParts, breaks: found }) as Broken
}

function build(
  words: readonly Word[],
  { style, measure }: Setting,
  ragged: boolean,
  parts: boolean,
): Placed[] {
  const items: Placed[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word
    let done = 0
    let letters = 0
    const give = (offset: number) => (offset - letters) * style.fontSize * lettersApart
    if (parts || word.width > measure * 0.5) {
      const breaks = breaksOf(word, word.width, style, measure)
      const widths = breaks.length > 0 ? widthsUpTo(word) : undefined
      const lookAt = looksOf(word)
      for (const { offset, cost, hyphen } of breaks) {
        const upTo = widths?.[offset] ?? 0
        items.push(placed('box', index, offset, upTo - done, 0, 0, undefined, false, give(offset)))
        letters = offset
        const look = lookAt(offset - 1) ?? word.gap.look
        const own = hyphen && addsHyphen(word, offset)
        items.push(placed('penalty', index, offset, own ? widthOf('\u00ad', look) : 0, 0, 0, cost, hyphen))
        done = upTo
      }
    }
    const end = word.text.length
    items.push(placed('box', index, end, word.width - done, 0, 0, undefined, false, give(end)))
    const next = words[index + 1]
    if (word.after === 'line-end' || !next) {
      items.push(placed('glue', index, end, 0, 100_000, 0, undefined))
      items.push(placed('penalty', index, end, 0, 0, 0, always))
      continue
    }
    const width = spaceWidth(word.gap.look)
    const holds = word.after === 'tie' || style.whiteSpace === 'nowrap' || tied(word.text, next.text)
    if (holds) items.push(placed('penalty', index, end, 0, 0, 0, never))
    const [stretch, shrink] = ragged ? [0, 0] : [width * 0.5, width * 0.33]
    items.push(placed('glue', index, end, width, stretch, shrink, holds ? undefined : 0))
  }
  return items
}

function placed(
  kind: Item['kind'],
  word: number,
  offset: number,
  width: Pt,
  stretch: Pt,
  shrink: Pt,
  cost: number | undefined,
  hyphen = false,
  give: Pt = 0,
): Placed {
  return { kind, width, stretch, shrink, cost, hyphen, give, word, offset }
}

interface Opportunity {
  readonly offset: number
  readonly cost: number
  readonly hyphen: boolean
}

function breaksOf(word: Word, width: Pt, style: Style, measure: Pt): Opportunity[] {
  if (plain.test(word.text) && width <= measure * 0.5)
    return style.hyphens === 'auto' ? hyphenate(word.text).map(ownHyphen) : []
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
    for (const match of matches(compound, word.text)) {
      found.push({ offset: match.index + match[0].length, cost: compoundCost, hyphen: true })
    }
  }
  const marks = address.test(word.text) ? addressBreaks : width > measure * 0.5 ? wordBreaks : undefined
  const known = new Set(found.map(({ offset }) => offset))
  for (const { index, 0: mark } of marks ? matches(marks, word.text) : []) {
    const offset = index + mark.length
    if (offset < word.text.length - 1 && !known.has(offset))
      found.push({ offset, cost: word.text[offset] === '.' ? dotCost : hardBreakCost, hyphen: false })
  }
  found.sort(byOffset)
  return width > measure * 0.9 ? [...found, ...anywhere(word, found, measure * 0.9)].sort(byOffset) : found
}

/** A word of small letters alone, as most are, has no other breaks than those of its hyphens. */
const plain = /^[a-z]+$/
const ownHyphen = (offset: number): Opportunity => ({ offset, cost: hyphenCost, hyphen: true })

const byOffset = (a: Opportunity, b: Opportunity): number => a.offset - b.offset

/** Breaks between any letters of those parts of a word that are themselves too wide for a line. */
function anywhere(word: Word, found: readonly Opportunity[], room: Pt): Opportunity[] {
  const widths = widthsUpTo(word)
  const ends = [0, ...found.map(({ offset }) => offset), word.text.length]
  return ends.slice(1).flatMap((end, index) => {
    const start = ends[index] ?? 0
    if ((widths[end] ?? 0) - (widths[start] ?? 0) <= room) return []
    const inside: Opportunity[] = []
    let offset = start
    for (const char of word.text.slice(start, end)) {
      offset += char.length
      if (offset < end) inside.push({ offset, cost: anywhereCost, hyphen: false })
    }
    return inside
  })
}
