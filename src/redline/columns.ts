/** Columns of two versions of a table, side by side. */
import type { Table } from '../document/document.ts'
import { tokensOfBlock } from './block-text.ts'
import { textOf } from './changes.ts'

export type Columns = readonly { readonly old?: number; readonly new?: number }[]

/** Columns of both versions by the words of their heads, where the grids are regular and differ. */
export function columnsOf(old: Table, fresh: Table): Columns | undefined {
  const width = (table: Table): number | undefined => {
    const widths = new Set(table.rows.map(({ cells }) => cells.length))
    const regular =
      widths.size === 1 &&
      table.rows.every(({ cells }) => cells.every(({ colspan, rowspan }) => colspan === 1 && rowspan === 1))
    return regular ? [...widths][0] : undefined
  }
  const [before, after] = [width(old), width(fresh)]
  if (before === undefined || after === undefined || before === after) return undefined
  const heads = (table: Table) =>
    (table.rows[0]?.cells ?? []).map(({ blocks }) =>
      textOf(blocks.flatMap(tokensOfBlock)).trim().toLowerCase(),
    )
  const [a, b] = [heads(old), heads(fresh)]
  const columns: { old?: number; new?: number }[] = []
  let next = 0
  a.forEach((head, index) => {
    const found = b.indexOf(head, next)
    if (found < 0) columns.push({ old: index })
    else {
      while (next < found) columns.push({ new: next++ })
      columns.push({ old: index, new: next++ })
    }
  })
  while (next < b.length) columns.push({ new: next++ })
  return columns
}
