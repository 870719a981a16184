/** What it costs to end a page before a row of a table that is longer than one. */
import type { Table } from '../document/document.ts'
import { forbidden } from './page.ts'

/** Within a section, before a total, next to a row that would stand alone; before a section it costs nothing. */
const costs = { within: 2_500, total: 12_000, lonely: 6_000 } as const

/** @param heads how many rows stand at the head, which is set again on the next page */
export function rowEnds({ rows }: Table, index: number, heads: number): number {
  const [before, row] = [rows[index - 1], rows[index]]
  if (!before || !row) return 0
  const marked = (name: string) => row.classes.includes(name)
  const follows = (name: string) => before.classes.includes(name)
  if (before.header || follows('keep') || follows('section') || marked('spacer')) return forbidden
  if (marked('total') || marked('subtotal')) return costs.total
  if (index === heads + 1 || index === rows.length - 1) return costs.lonely
  if (marked('section') || row.header || follows('total') || follows('spacer')) return 0
  return rows.some(({ classes }) => classes.includes('section')) ? costs.within : 0
}
