/**
 * A document -> its pages: galley, pour, furniture.
 *
 * Pure and independent of any output format: what comes out says where each glyph stands and which part of
 * the structure it belongs to. Characters without a glyph, lines that do not fit and blocks taller than a
 * page are told with their places.
 */
import type { Log } from '../diagnostics/log.ts'
import { type Span, span } from '../diagnostics/source.ts'
import type { Document, Origin, Pt } from '../document/document.ts'
import type { FontBook } from '../fonts/book.ts'
import { footRule, inOrderOfNotes, withFeet } from './feet.ts'
import { changeBars, type Draft, furniture, lineNumbers } from './furniture.ts'
import { type NoteItem, setFlow } from './galley.ts'
import type { Bookmark, Decoration, Galley, Mark, Page, Pages, Strip, Tag } from './page.ts'
import { type PouredPage, pour } from './pour.ts'
import { child, type Setup } from './setup.ts'
import { shifted } from './table.ts'

export function typeset(document: Document, fonts: FontBook, log: Log, draft: Draft = {}): Pages {
  const { pagePlan } = document
  const { margin } = pagePlan
  const height = pagePlan.height - margin.top - margin.bottom
  const measure = pagePlan.width - margin.left - margin.right
  const setup: Setup = {
    fonts,
    bodyHeight: height,
    heading: { level: 0 },
    notes: new Set(),
    missing: (character, origin) => missing(character, origin, log),
    refused: ({ character, why }, origin) =>
      log.add('F005', placeOfCharacter(character, origin), why, 'write it in Latin letters'),
    noFont: (family) =>
      log.add(
        'F002',
        undefined,
        `the house style asks for the family "${family}", which is not here`,
        'families are Source Serif 4 and Tinos',
      ),
    overfull: (by, text) =>
      log.add(
        'F003',
        undefined,
        `${document.fileName}: a line is ${by.toFixed(1)} pt too wide: "${text.slice(0, 60)}"`,
        'give the column more room',
      ),
  }
  const tree: Tag = { role: 'Document', parent: undefined, kids: [], inline: false }
  const flow: (Galley['items'][number] | NoteItem)[] = []
  for (const section of document.sections) {
    const tag = child(tree, 'Sect')
    const column = { x: margin.left, measure, tag, decorations: [] }
    for (const item of setFlow(section.blocks, column, setup)) flow.push(item)
  }
  const poured = pour({ measure, items: withFeet(flow, height) }, height)
  const pages = poured.map((one, index): Page => {
    const text = [...one.strips, ...one.feet].flatMap(({ strip, y }) =>
      strip.marks.map((mark) => shifted(mark, y)),
    )
    const marks = [
      ...decorate(one),
      ...(one.feet.length > 0 ? inOrderOfNotes(text, setup.notes) : text),
      ...ruleOver(one, margin.left),
    ]
    const onPage = marks.map((mark) => shifted(mark, margin.top))
    const numbers = draft.lineNumbers ? lineNumbers(document, onPage, setup) : []
    const bars = changeBars(document, onPage, setup)
    const around = furniture(document, index + 1, poured.length, draft, setup)
    return { number: index + 1, marks: [...onPage, ...bars, ...numbers, ...around] }
  })
  return { width: pagePlan.width, height: pagePlan.height, pages, tree, ...landmarks(poured, margin.top) }
}

/** The short rule between the text of a page and its notes. */
function ruleOver({ feetFrom }: PouredPage, left: Pt): Mark[] {
  if (feetFrom === undefined) return []
  const { above, width, length } = footRule
  const y = feetFrom + above + width / 2
  const border = { width, line: 'solid' as const, color: '#000000' }
  return [{ kind: 'rule', x1: left, y1: y, x2: left + length, y2: y, border }]
}

/** Where a character stands in the text it came from; that text where it is not written there as itself. */
function placeOfCharacter(character: string, origin: Origin | undefined): Span | undefined {
  const at = origin?.via ?? origin?.span
  if (!at || origin?.kind !== 'authored') return at
  const found = at.source.text.indexOf(character, at.start)
  return found < 0 || found >= at.end ? at : span(at.source, found, found + character.length)
}

function missing(character: string, origin: Origin | undefined, log: Log): void {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  log.add(
    'F001',
    placeOfCharacter(character, origin),
    `the font has no glyph for U+${code} ${character}`,
    'use another character, or a font that has it',
  )
}

/** Shading and side borders, from the first strip of a decorated run on the page to its last. */
function decorate({ strips, skips }: PouredPage): Mark[] {
  const runs = new Map<Decoration, { top: Pt; bottom: Pt }>()
  const extend = (decorations: readonly Decoration[], y: Pt, height: Pt) => {
    for (const one of decorations) {
      const run = runs.get(one)
      if (run) run.bottom = Math.max(run.bottom, y + height)
      else runs.set(one, { top: y, bottom: y + height })
    }
  }
  for (const { strip, y } of strips) extend(strip.decorations, y, strip.height)
  for (const { skip, y } of skips) for (const one of skip.decorations) if (runs.has(one)) extend([one], y, 0)
  return [...runs].flatMap(([one, { top, bottom }]) => drawn(one, top, bottom))
}

function drawn({ x, width, background, left, right }: Decoration, top: Pt, bottom: Pt): Mark[] {
  const marks: Mark[] = []
  if (background !== undefined)
    marks.push({ kind: 'shade', x, y: top, width, height: bottom - top, color: background })
  if (left.line !== 'none') marks.push({ kind: 'rule', x1: x, y1: top, x2: x, y2: bottom, border: left })
  if (right.line !== 'none')
    marks.push({ kind: 'rule', x1: x + width, y1: top, x2: x + width, y2: bottom, border: right })
  return marks
}

function landmarks(poured: readonly PouredPage[], top: Pt): Pick<Pages, 'bookmarks' | 'places'> {
  const bookmarks: Bookmark[] = []
  const places = new Map<string, { page: number; y: Pt }>()
  poured.forEach(({ strips, feet }, index) => {
    for (const { strip, y } of [...strips, ...feet]) land(strip, index + 1, y + top, bookmarks, places)
  })
  return { bookmarks, places }
}

function land(
  strip: Strip,
  page: number,
  y: Pt,
  bookmarks: Bookmark[],
  places: Map<string, { page: number; y: Pt }>,
): void {
  if (strip.place?.id !== undefined) places.set(strip.place.id, { page, y })
  if (strip.place?.bookmark) bookmarks.push({ ...strip.place.bookmark, page, y })
}
