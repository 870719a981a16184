/**
 * What stands on a page beside its text: running heads and folios, set once the pages are counted, and on a draft its
 * stamp and the numbers of its lines. All of it is furniture, no part of the text.
 */
import type { Document, Furniture, Pt, Style } from '../document/document.ts'
import type { Mark, Pages, Tag } from './page.ts'
import { setParagraph } from './paragraph.ts'
import type { PouredPage } from './pour.ts'
import { readWords, type Shaping } from './shape.ts'

/** What makes a draft look like one. A final has none of it. */
export interface Draft {
  /** Stands at the head of every page. */
  readonly stamp?: string
  /** A stamp of each page's own, by its number from 1. */
  readonly stampOf?: (page: number) => string
  /** Numbers the lines of each page in the margin, for comments. */
  readonly lineNumbers?: boolean
}

/** Baselines nearer to each other than this, in points, are of cells side by side. */
const sideBySide = 4

/** Distance of head and foot from the text, of a stamp from the upper edge, of line numbers from the text. */
const gap: Pt = 22
const stampTop: Pt = 30
const numberGap: Pt = 12
const size: Pt = 8.5
const numberSize: Pt = 6.5
const stampColor = '#a00000'
const numberColor = '#606060'
/** Distance of a change bar from the text. */
const barGap: Pt = 10
const barColor = '#404040'

const nowhere: Tag = { role: 'Span', parent: undefined, kids: [], inline: true }

export function furniture(
  document: Document,
  page: number,
  pages: number,
  draft: Draft,
  shaping: Shaping,
): Mark[] {
  const { pagePlan } = document
  const pick = ({ first, other }: Furniture) =>
    (page === 1 ? first : other).replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages))
  const bottom = pagePlan.height - pagePlan.margin.bottom + gap
  return [
    ...across(
      document,
      draft.stampOf?.(page) ?? draft.stamp ?? '',
      stampTop,
      { color: stampColor, fontWeight: 'bold' },
      shaping,
    ),
    ...across(document, pick(pagePlan.head), pagePlan.margin.top - gap, {}, shaping),
    ...across(document, pick(pagePlan.foot), bottom, {}, shaping),
  ]
}

/** Numbers of the pages that lines of a table of contents lead to. */
export function leadsOn(
  { strips }: Pick<PouredPage, 'strips'>,
  places: Pages['places'],
  document: Document,
  shaping: Shaping,
): Mark[] {
  return strips.flatMap(({ strip: { leads }, y }) => {
    const page = leads && places.get(leads.to)?.page
    if (!leads || page === undefined) return []
    const baseline = document.pagePlan.margin.top + y + leads.baseline
    const spot = { x: 0, measure: leads.right, baseline }
    return furnish(
      document,
      String(page),
      spot,
      { ...leads.style, textAlign: 'right', leader: 'none' },
      shaping,
    )
  })
}

/** Numbers for the lines of a page, one for each baseline, from its head. */
export function lineNumbers(document: Document, marks: readonly Mark[], shaping: Shaping): Mark[] {
  const baselines = new Set(
    marks.flatMap((mark) => (mark.kind === 'line' && !mark.artifact ? [mark.baseline] : [])),
  )
  const right = document.pagePlan.margin.left - numberGap
  const looks: Partial<Style> = { fontSize: numberSize, textAlign: 'right', color: numberColor }
  return [...baselines]
    .sort((a, b) => a - b)
    .flatMap((baseline, index) =>
      furnish(document, String(index + 1), { x: 0, measure: right, baseline }, looks, shaping),
    )
}

/** A bar beside each line of a redline in which something changed, with the numbers of the changes that begin there. */
export function changeBars(document: Document, marks: readonly Mark[], shaping: Shaping): Mark[] {
  const x = document.pagePlan.margin.left - barGap
  const border = { width: 1, line: 'solid' as const, color: barColor }
  const seen = new Set<number>()
  const looks: Partial<Style> = { fontSize: numberSize, textAlign: 'right', color: numberColor }
  return changedLines(marks).flatMap(({ baseline, top, foot, changes }): Mark[] => {
    const fresh = [...changes].filter((change) => !seen.has(change))
    for (const change of fresh) seen.add(change)
    const label = furnish(document, inShort(fresh), { x: 0, measure: x - 3, baseline }, looks, shaping)
    return [{ kind: 'rule', x1: x, y1: top, x2: x, y2: foot, border }, ...label]
  })
}

interface ChangedLine {
  readonly baseline: Pt
  top: Pt
  foot: Pt
  readonly changes: Set<number>
}

/** Cells side by side are one line, with one bar and one list of numbers. */
function changedLines(marks: readonly Mark[]): ChangedLine[] {
  const found: ChangedLine[] = []
  for (const mark of marks) {
    if (mark.kind !== 'line' || mark.artifact) continue
    const changes = mark.line.runs.flatMap(({ revision }) =>
      revision && revision.kind !== 'mark' && revision.change > 0 ? [revision.change] : [],
    )
    if (changes.length === 0) continue
    const { baseline, line } = mark
    const [top, foot] = [baseline - line.ascent, baseline + line.descent]
    const beside = found.find((one) => Math.abs(one.baseline - baseline) < sideBySide)
    if (beside) {
      beside.top = Math.min(beside.top, top)
      beside.foot = Math.max(beside.foot, foot)
      for (const change of changes) beside.changes.add(change)
    } else found.push({ baseline, top, foot, changes: new Set(changes) })
  }
  return found
}

/** Numbers in a margin, three or more in a row by the first and the last: `5-7, 9`. */
function inShort(numbers: readonly number[]): string {
  const rows: number[][] = []
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const row = rows.at(-1)
    if (row?.at(-1) === number - 1) row.push(number)
    else rows.push([number])
  }
  return rows.map((row) => (row.length > 2 ? `${row[0]}-${row.at(-1)}` : row.join(', '))).join(', ')
}

function across(
  document: Document,
  value: string,
  baseline: Pt,
  looks: Partial<Style>,
  shaping: Shaping,
): Mark[] {
  const { width, margin } = document.pagePlan
  const measure = width - margin.left - margin.right
  return furnish(
    document,
    value,
    { x: margin.left, measure, baseline },
    { textAlign: 'center', ...looks },
    shaping,
  )
}

interface Spot {
  readonly x: Pt
  readonly measure: Pt
  readonly baseline: Pt
}

/** One line of furniture at its place. */
export function furnish(
  document: Document,
  value: string,
  { x, measure, baseline }: Spot,
  looks: Partial<Style>,
  shaping: Shaping,
): Mark[] {
  if (value === '') return []
  const style: Style = { ...document.base, fontSize: size, textIndent: 0, ...looks }
  const origin = {
    kind: 'template' as const,
    span: { source: { path: 'house.css', text: '' }, start: 0, end: 0 },
  }
  const words = readWords([{ type: 'text', value, origin }], style, nowhere, shaping)
  const [line] = setParagraph(words, { style, measure })
  return line ? [{ kind: 'line', line, x: x + line.x, baseline, artifact: true }] : []
}
