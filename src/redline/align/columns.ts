/** Columns of two versions of a table, side by side: which is which, which were put in or taken out, which stand elsewhere. */
import type { Cell, Table } from '../../document/document.ts'
import { plainText } from '../block-text.ts'
import { legible } from '../changes.ts'
import { heaviestChain } from './chain.ts'
import { cellsByColumn } from './spans.ts'

/** One column of the redline; a column that moved stands twice. Indices count cells of a row. */
export type Column =
  | { readonly kind: 'both'; readonly old: number; readonly new: number }
  | { readonly kind: 'deleted'; readonly old: number }
  | { readonly kind: 'inserted'; readonly new: number }
  | { readonly kind: 'moved-from'; readonly old: number; readonly new: number }
  | { readonly kind: 'moved-to'; readonly old: number; readonly new: number }

/** Share of the rows of both in which two columns must say the same, to be one under another head. */
const leastAlike = 0.5

/** Columns of both versions, where the grids are whole and not the same; undefined where a column is the one of its place. */
export function columnsOf(old: Table, fresh: Table): readonly Column[] | undefined {
  const [olds, news] = [linesOf(old), linesOf(fresh)]
  if (!olds || !news) return undefined
  const [before, after] = [widthOf(olds), widthOf(news)]
  const pairs = pairsOf(olds, news, before, after)
  if (before === after && pairs.length === before && pairs.every((pair) => pair.old === pair.new))
    return undefined
  const stays = new Set(heaviestChain(pairs, () => 1))
  const byOld = new Map(pairs.map((pair) => [pair.old, pair]))
  const byNew = new Map(pairs.map((pair) => [pair.new, pair]))
  const columns: Column[] = []
  let [at, next] = [0, 0]
  while (at < before || next < after) {
    const [deleted, inserted] = [byOld.get(at), byNew.get(next)]
    if (at < before && !(deleted && stays.has(deleted))) {
      columns.push(deleted ? { kind: 'moved-from', ...deleted } : { kind: 'deleted', old: at })
      at++
    } else if (next < after && !(inserted && stays.has(inserted))) {
      columns.push(inserted ? { kind: 'moved-to', ...inserted } : { kind: 'inserted', new: next })
      next++
    } else columns.push({ kind: 'both', old: at++, new: next++ })
  }
  return columns
}

/** A row with the cell that stands in each of its columns. */
interface Line {
  readonly header: boolean
  readonly cells: readonly Cell[]
}

/** Undefined where some row has a gap. */
function linesOf(table: Table): readonly Line[] | undefined {
  return cellsByColumn(table)?.map((cells, at) => ({ header: table.rows[at]?.header ?? false, cells }))
}

const widthOf = ([line]: readonly Line[]): number => line?.cells.length ?? 0

interface Pair {
  readonly old: number
  readonly new: number
}

/** By their heads; then by what stands in them; then by their place between others. */
function pairsOf(old: readonly Line[], fresh: readonly Line[], before: number, after: number): Pair[] {
  const pairs: Pair[] = []
  const [a, b] = [headsOf(old, before), headsOf(fresh, after)]
  const free = (one: number, other: number) => pairs.every((pair) => pair.old !== one && pair.new !== other)
  const once = (heads: readonly string[], head: string) => heads.filter((one) => one === head).length === 1
  a.forEach((head, index) => {
    if (once(a, head) && once(b, head)) pairs.push({ old: index, new: b.indexOf(head) })
  })
  const rows = rowsByLabel(old, fresh)
  for (let one = 0; one < before; one++)
    for (let other = 0; other < after; other++)
      if (free(one, other) && shareAlike(rows, one, other) >= leastAlike) pairs.push({ old: one, new: other })
  for (let one = 0; one < before; one++) {
    // A column whose head and figures changed is the one that follows the same column.
    const left = pairs.find((pair) => pair.old === one - 1)?.new ?? -1
    const right = pairs.find((pair) => pair.old === one + 1)?.new ?? after
    if (one > 0 && left < 0) continue
    if (right === left + 2 && free(one, left + 1)) pairs.push({ old: one, new: left + 1 })
  }
  return pairs
}

/** The words of the header rows above each column; of the first row where there is none. */
function headsOf(lines: readonly Line[], columns: number): string[] {
  const heads = lines.filter(({ header }) => header)
  const rows = heads.length > 0 ? heads : lines.slice(0, 1)
  return Array.from({ length: columns }, (_, at) =>
    rows
      .map(({ cells }) => said(cells[at]))
      .join(' ')
      .trim(),
  )
}

export const said = (cell: Cell | undefined): string =>
  legible(cell?.blocks.map(plainText).join(' ') ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** Rows of both versions that have one label, which no other row has. */
function rowsByLabel(
  old: readonly Line[],
  fresh: readonly Line[],
): (readonly [readonly Cell[], readonly Cell[]])[] {
  const labelled = (lines: readonly Line[]) => {
    const found = new Map<string, readonly Cell[] | undefined>()
    for (const { cells, header } of lines) {
      const label = said(cells[0]).toLowerCase()
      if (!header) found.set(label, found.has(label) ? undefined : cells)
    }
    return found
  }
  const others = labelled(fresh)
  return [...labelled(old)].flatMap(([label, cells]) => {
    const other = others.get(label)
    return cells && other ? [[cells, other] as const] : []
  })
}

function shareAlike(
  rows: readonly (readonly [readonly Cell[], readonly Cell[]])[],
  one: number,
  other: number,
): number {
  if (rows.length < 2) return 0
  const alike = rows.filter(([a, b]) => said(a[one]) !== '' && said(a[one]) === said(b[other]))
  return alike.length / rows.length
}

/** Where a cell stands, for a person: the words of its row's label, and of the head of its column. */
export function cellNames(table: Table, at: number): string {
  const heads = table.rows.filter(({ header }) => header)
  const found = heads.flatMap(({ cells }) => {
    let column = 0
    for (const cell of cells) {
      if (at < column + cell.colspan) return [said(cell)]
      column += cell.colspan
    }
    return []
  })
  return found.filter((head) => head !== '').join(' ')
}

/** Cells of two versions of a row by the column in which each begins, however many columns each of them spans. */
export function byColumn(
  old: readonly Cell[],
  fresh: readonly Cell[],
): readonly { readonly column: number; readonly old: Cell | undefined; readonly new: Cell | undefined }[] {
  const [before, after] = [begins(old), begins(fresh)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort((a, b) => a - b)
    .map((column) => ({ column, old: before.get(column), new: after.get(column) }))
}

function begins(cells: readonly Cell[]): ReadonlyMap<number, Cell> {
  const found = new Map<number, Cell>()
  let column = 0
  for (const cell of cells) {
    found.set(column, cell)
    column += cell.colspan
  }
  return found
}
