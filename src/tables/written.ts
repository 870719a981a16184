/**
 * Rows as they are written - in Markdown, in CSV, in a workbook - as one table.
 *
 * A cell that holds only `<` belongs to the cell on its left, one that holds only `^` to the cell above it: both are
 * told here once for all sources, so that the same table comes out of each.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import { cell, paragraph, plainStyle, row, table } from '../document/build.ts'
import type { Block, Cell, Inline, Style, Table } from '../document/document.ts'
import { sorted } from './marks.ts'

export interface WrittenCell {
  readonly inlines: readonly Inline[]
  /** The cell that this one only makes wider or taller. */
  readonly joins?: 'left' | 'above'
  readonly align?: Style['textAlign']
  readonly at: Span
  /** Classes of the cell, as `line`. */
  readonly classes?: readonly string[]
  /** A picture, which is all that stands in the cell. */
  readonly picture?: Block
}

export interface WrittenRow {
  readonly cells: readonly WrittenCell[]
  /** Marks of the row (marks.ts), and classes of the house. */
  readonly classes: readonly string[]
}

/** What a cell that only joins others holds, as against a text `\<`. */
export const joinOf = (raw: string): WrittenCell['joins'] =>
  raw === '<' ? 'left' : raw === '^' ? 'above' : undefined

/** A cell while it still grows. */
interface Growing {
  readonly made: Cell
  colspan: number
  rowspan: number
}

/** @param heads how many rows stand at the head */
export function tableOf(rows: readonly WrittenRow[], heads: number, log: Log): Table {
  const grid: (Growing | undefined)[][] = []
  const made = rows.map(({ cells, classes }, index) => {
    const above = grid[index - 1] ?? []
    const line: (Growing | undefined)[] = []
    cells.forEach((written, column) => {
      line.push(
        written.joins
          ? joined(written, line[column - 1], above, column, log)
          : { made: cellOf(written), colspan: 1, rowspan: 1 },
      )
    })
    grid.push(line)
    checkShape(line, cells, log)
    return { classes, begun: [...new Set(line)].filter((one) => one && !above.includes(one)) }
  })
  const lines = made.map(({ classes, begun }, index) =>
    row(
      begun.flatMap((one) => (one ? [grown(one)] : [])),
      index < heads,
      { classes: sorted(classes) },
    ),
  )
  return withHeads(table(lines), heads)
}

/** A cell over several columns has not the alignment of the first of them: house style says how it stands. */
function grown({ made, colspan, rowspan }: Growing): Cell {
  return { ...made, colspan, rowspan, style: colspan > 1 ? plainStyle : made.style }
}

/** The cell that this one belongs to, which grows by it: to the right in its first row, downwards at its left edge. */
function joined(
  { joins, at }: WrittenCell,
  left: Growing | undefined,
  above: readonly (Growing | undefined)[],
  column: number,
  log: Log,
): Growing | undefined {
  const one = joins === 'left' ? left : above[column]
  if (!one) {
    const [mark, where] = joins === 'left' ? ['<', 'on its left'] : ['^', 'above it']
    const hint = `put the text into the first of the cells it spans; a text ${mark} is written \\${mark}`
    log.add('M012', at, `"${mark}" joins its cell to the one ${where}, and there is none`, hint)
    return undefined
  }
  if (joins === 'left' && !above.includes(one)) one.colspan++
  if (joins === 'above' && above.indexOf(one) === column) one.rowspan++
  return one
}

/** Cells that are joined make a rectangle: in each of its rows one has all its columns. */
function checkShape(line: readonly (Growing | undefined)[], cells: readonly WrittenCell[], log: Log): void {
  for (const one of new Set(line)) {
    if (!one || line.filter((other) => other === one).length === one.colspan) continue
    const at = cells[line.indexOf(one)]?.at
    log.add('M012', at, 'joined cells must make a rectangle', 'write < or ^ in every cell of it')
  }
}

function cellOf({ inlines, align, classes = [], picture }: WrittenCell): Cell {
  const style = align ? { ...plainStyle, textAlign: align } : plainStyle
  const blocks = picture ? [picture] : inlines.length > 0 ? [paragraph(inlines)] : []
  return cell(blocks, {}, { style, classes })
}

/**
 * The table with its first rows as heads of columns, and the first cell of every other row as head of that row. A head
 * that reaches down from the head rows takes the rows it reaches with it.
 */
export function withHeads(block: Table, wanted: number): Table {
  const heads = reached(block, wanted)
  /** The row from which on the first column is free of a cell that reaches down. */
  let free = 0
  const rows = block.rows.map((line, index) => {
    const header = index < heads
    const [first] = line.cells
    const begins = index >= free && first !== undefined && first.blocks.length > 0
    const names = begins && (line.cells.length > 1 || line.classes.includes('section'))
    if (index >= free && first) free = index + first.rowspan
    const cells = line.cells.map((one): Cell => {
      return { ...one, scope: header ? 'column' : names && one === first ? 'row' : undefined }
    })
    return { ...line, header, cells }
  })
  return { ...block, rows }
}

function reached({ rows }: Table, heads: number): number {
  let reach = Math.min(heads, rows.length)
  for (let index = 0; index < reach; index++)
    for (const { rowspan } of rows[index]?.cells ?? []) reach = Math.max(reach, index + rowspan)
  return Math.min(reach, rows.length)
}
