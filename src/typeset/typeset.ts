/**
 * A document -> its pages: galley, pour, furniture.
 *
 * Pure and independent of any output format: what comes out says where each glyph stands and which part of
 * the structure it belongs to. Characters without a glyph, lines that do not fit and blocks taller than a
 * page are told with their places.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Document, PagePlan, Pt } from '../document/document.ts'
import type { FontBook } from '../fonts/book.ts'
import { complaintsOf } from './complaints.ts'
import { setCover } from './cover.ts'
import { footRule, inOrderOfNotes, withFeet } from './feet.ts'
import { changeBars, type Draft, furniture, leadsOn, lineNumbers } from './furniture.ts'
import { setFlow } from './galley.ts'
import { keptWhole } from './kept-whole.ts'
import {
  type Bookmark,
  type Decoration,
  forbidden,
  type Galley,
  type Mark,
  type NoteItem,
  type Page,
  type Pages,
  type Strip,
  type Tag,
} from './page.ts'
import { type PouredPage, pour } from './pour.ts'
import { type Body, child, type Setup } from './setup.ts'
import { shifted } from './table.ts'
import { splitsOf, tellFit, tooWide, widened } from './wide-tables.ts'

export function typeset(document: Document, fonts: FontBook, log: Log, draft: Draft = {}): Pages {
  const { pagePlan } = document
  const { margin } = pagePlan
  const [upright, turned] = [bodyOf(pagePlan), bodyOf(sideways(pagePlan))]
  const { height, measure } = upright
  const setup: Setup = {
    fonts,
    bodyHeight: height,
    upright,
    turned,
    fits: new Map(),
    fitted: (table, fit) => tellFit(table, fit, log),
    cells: { count: 0 },
    heading: { level: 0 },
    notes: new Set(),
    ...complaintsOf(document, log),
  }
  const tree: Tag = { role: 'Document', parent: undefined, kids: [], inline: false }
  const flow: (Galley['items'][number] | NoteItem)[] = []
  for (const section of document.sections) {
    const tag = child(tree, 'Sect')
    const column = { x: margin.left, measure, tag, decorations: [] }
    // A signature never stands alone: the last lines before it, which stay together, go with it to its page.
    if (section.role === 'signature-block' && flow.length > 0) flow.push({ kind: 'penalty', cost: forbidden })
    const set = section.role === 'cover-page' ? setCover : setFlow
    for (const item of set(section.blocks, column, setup)) flow.push(item)
  }
  const poured = runsOf(withFeet(flow, height)).flatMap(({ items, isTurned }) => {
    const body = isTurned ? turned : upright
    return pour({ measure: body.measure, items: keptWhole(items, body.height) }, body.height).map((page) => ({
      page,
      isTurned,
    }))
  })
  const laid = poured.map(({ page }) => page)
  const marked = landmarks(laid, margin.top)
  const pages = poured.map(({ page, isTurned }, index): Page => {
    const plan = widened(isTurned ? sideways(pagePlan) : pagePlan, page)
    const own = { ...document, pagePlan: plan.plan }
    const text = [...page.strips, ...page.feet].flatMap(({ strip, y }) =>
      strip.marks.map((mark) => shifted(mark, y)),
    )
    const marks = [
      ...decorate(page),
      ...(page.feet.length > 0 ? inOrderOfNotes(text, setup.notes) : text),
      ...ruleOver(page, margin.left),
    ]
    const onPage = marks.map((mark) => shifted(mark, margin.top))
    const numbers = draft.lineNumbers ? lineNumbers(own, onPage, setup) : []
    const bars = changeBars(own, onPage, setup)
    const around = furniture(own, index + 1, poured.length, draft, setup)
    const told = plan.over ? tooWide(own, plan.over, setup) : []
    const { width, height } = plan.plan
    const led = leadsOn(page, marked.places, own, setup)
    return {
      number: index + 1,
      width,
      height,
      marks: [...onPage, ...led, ...bars, ...numbers, ...around, ...told],
    }
  })
  return { pages, tree, splits: splitsOf(laid), ...marked }
}

/** A page turned sideways: as wide as it was high. */
const sideways = (plan: PagePlan): PagePlan => ({ ...plan, width: plan.height, height: plan.width })

const bodyOf = ({ width, height, margin }: PagePlan): Body => ({
  x: margin.left,
  measure: width - margin.left - margin.right,
  height: height - margin.top - margin.bottom,
})

/** The flow in stretches of upright and of turned pages; a page never holds both. */
function runsOf(items: Galley['items']): { readonly items: Galley['items']; readonly isTurned: boolean }[] {
  const runs: { items: Galley['items'][number][]; isTurned: boolean }[] = []
  for (const item of items) {
    const isTurned = item.turned === true
    const last = runs.at(-1)
    if (last && (last.isTurned === isTurned || item.kind !== 'strip')) last.items.push(item)
    else runs.push({ items: [item], isTurned })
  }
  return runs.length > 0 ? runs : [{ items: [], isTurned: false }]
}

/** The short rule between the text of a page and its notes. */
function ruleOver({ feetFrom }: PouredPage, left: Pt): Mark[] {
  if (feetFrom === undefined) return []
  const { above, width, length } = footRule
  const y = feetFrom + above + width / 2
  const border = { width, line: 'solid' as const, color: '#000000' }
  return [{ kind: 'rule', x1: left, y1: y, x2: left + length, y2: y, border }]
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
