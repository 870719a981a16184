/** What is told of tables: how they were made to fit, where they run on, and the page that is too wide for print. */
import type { Log } from '../diagnostics/log.ts'
import type { Document, PagePlan, Pt, Table } from '../document/document.ts'
import { originOf, smallest } from './fit.ts'
import { furnish } from './furniture.ts'
import { type Mark, type Split, type Strip, type TableOnPage, textOf } from './page.ts'
import type { PouredPage } from './pour.ts'
import type { Fit } from './setup.ts'
import type { Shaping } from './shape.ts'

/** Tells an author how a table was made to fit. */
export function tellFit(table: Table, { smaller, turned, departed, over }: Fit, log: Log): void {
  const origin = originOf(table)
  const at = origin?.via ?? origin?.span
  if (over > 0)
    log.add(
      'F022',
      at,
      `this table is ${over.toFixed(0)} pt wider than ${turned ? 'a page turned sideways' : 'its column'}, even in type of ${turned ? smallest.turned : smallest.upright} pt`,
      'the draft has a page as wide as it needs; part the table in two, or leave columns out',
    )
  if (departed.length > 0)
    log.add(
      'F021',
      at,
      `${departed.length > 1 ? 'columns' : 'column'} ${departed.join(', ')} of this table ${departed.length > 1 ? 'need' : 'needs'} more than the width you gave, or a word or figure would be cut`,
      'they were made wider; leave out widths="…" and all columns are measured, or give these more',
    )
  if (smaller || turned)
    log.add(
      'F023',
      at,
      `this table is set${smaller ? ` in ${size(smaller.to)} pt in place of ${size(smaller.from)} pt` : ''}${smaller && turned ? ' and' : ''}${turned ? ' on a page turned sideways' : ''} to fit`,
    )
}

const size = (points: Pt): string => String(Math.round(points * 10) / 10)

/** The paper of a page: wider where a table on it needs that. */
export function widened(
  plan: PagePlan,
  { strips }: PouredPage,
): { readonly plan: PagePlan; readonly over: TableOnPage | undefined } {
  let widest: TableOnPage | undefined
  for (const { strip } of strips) if ((strip.table?.over ?? 0) > (widest?.over ?? 0)) widest = strip.table
  return widest
    ? { plan: { ...plan, width: plan.width + widest.over }, over: widest }
    : { plan, over: undefined }
}

const markColor = '#a00000'
const markTop: Pt = 44

/** The mark on a page that no printer has paper for. */
export function tooWide(document: Document, { over }: TableOnPage, shaping: Shaping): Mark[] {
  const { width, margin } = document.pagePlan
  const measure = width - margin.left - margin.right
  const value = `This table does not fit a page: it is ${over.toFixed(0)} pt too wide.`
  const looks = { color: markColor, fontWeight: 'bold', textAlign: 'center' } as const
  return furnish(document, value, { x: margin.left, measure, baseline: markTop }, looks, shaping)
}

/** Where tables run on from one page to the next. */
export function splitsOf(pages: readonly PouredPage[]): Split[] {
  return pages.flatMap(({ strips }, index): Split[] => {
    const next = pages[index + 1]?.strips.find(({ again }) => !again)?.strip
    const last = strips.at(-1)?.strip
    const table = last?.table
    if (!table || !next || next.table !== table) return []
    return [{ page: index + 1, title: table.title, at: table.at, before: firstWords(next) }]
  })
}

const firstWords = ({ marks }: Strip): string => {
  const line = marks.find((mark) => mark.kind === 'line')
  return line?.kind === 'line' ? line.line.runs.map(textOf).join('').trim() : ''
}
