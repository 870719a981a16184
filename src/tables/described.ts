/** What an author says of a table beside it: widths and alignments of columns, rows at the head, marks of rows. */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Row, Style, Table, Width } from '../document/document.ts'
import { gridOf, type Placed } from './grid.ts'
import { sorted } from './marks.ts'
import { recognized } from './recognized.ts'
import { withHeads } from './written.ts'

export interface Described {
  readonly widths?: readonly Width[] | undefined
  readonly align?: readonly Style['textAlign'][] | undefined
  /** How many rows stand at the head; as many as the table has there already, where nothing is said. */
  readonly headers?: number | undefined
  /** Whether every total and subtotal is checked. */
  readonly foot?: true | undefined
  /** Whether marks of rows are found by their words. */
  readonly recognize?: true | undefined
  /** Numbers of rows by their mark; they count from 1, from the first row below the head. */
  readonly rows?: ReadonlyMap<string, readonly number[]> | undefined
}

export function described(block: Table, said: Described, at: Span, log: Log): Table {
  const { widths, align, headers = headsOfTable(block), rows, foot, recognize } = said
  const marked = rows ? withRowMarks(block, headers, rows, at, log) : block
  const headed = withHeads(marked, headers)
  const told = recognize ? withHeads(recognized(headed, at, log), headers) : headed
  const made = foot ? withFoot(told) : told
  checkSpans(made, at, log)
  if (!widths && !align) return made
  const { cells } = gridOf(made.rows)
  const columns = new Map(cells.map(({ cell, column }) => [cell, column]))
  return {
    ...made,
    rows: made.rows.map((line) => ({
      ...line,
      cells: line.cells.map((one) => {
        const column = columns.get(one) ?? 0
        const width = one.colspan === 1 ? widths?.[column] : undefined
        const textAlign = line.header ? undefined : align?.[column]
        const style = { ...one.style, ...(width && { width }), ...(textAlign && { textAlign }) }
        return { ...one, style }
      }),
    })),
  }
}

/** A table that only places its cells side by side - names and dates, lines to sign on, pictures - and has no heads. */
export function placing(block: Table, classes: readonly string[]): Table {
  const rows = block.rows.map((line) => ({
    ...line,
    header: false,
    cells: line.cells.map((one) => ({ ...one, scope: undefined })),
  }))
  return {
    ...block,
    rows,
    purpose: 'layout',
    classes: classes.map((name) => (name === 'layout' ? 'placed' : name)),
  }
}

const headsOfTable = ({ rows }: Table): number => {
  const first = rows.findIndex(({ header }) => !header)
  return first < 0 ? rows.length : first
}

function withRowMarks(
  block: Table,
  headers: number,
  marks: ReadonlyMap<string, readonly number[]>,
  at: Span,
  log: Log,
): Table {
  const below = block.rows.length - headers
  const rows = block.rows.map((line, index): Row => {
    const own = [...marks].flatMap(([mark, numbers]) =>
      numbers.includes(index - headers + 1) && !line.classes.includes(mark) ? [mark] : [],
    )
    return own.length > 0 ? { ...line, classes: sorted([...line.classes, ...own]) } : line
  })
  for (const [mark, numbers] of marks)
    for (const number of numbers)
      if (number > below) {
        const hint = 'rows count from 1, from the first row below the head'
        log.add('M012', at, `${mark}="${number}" names a row that is not there: the table has ${below}`, hint)
      }
  return { ...block, rows }
}

/** A table whose totals are all checked. */
function withFoot(block: Table): Table {
  const rows = block.rows.map((line): Row => {
    const sums = line.classes.includes('total') || line.classes.includes('subtotal')
    return sums ? { ...line, classes: sorted([...line.classes, 'foot']) } : line
  })
  return { ...block, rows }
}

/** A head beside an empty cell, both with heads below, was mostly meant to stand over both columns. */
function checkSpans(block: Table, at: Span, log: Log): void {
  const { cells } = gridOf(block.rows.slice(0, headsOfTable(block)))
  const blank = ({ cell }: Placed) => cell.blocks.length === 0
  const find = (row: number, column: number) => cells.find((one) => one.row === row && one.column === column)
  for (const one of cells) {
    const beside = find(one.row, one.column + 1)
    const below = [find(one.row + 1, one.column), find(one.row + 1, one.column + 1)]
    if (blank(one) || one.cell.colspan > 1 || one.column === 0 || !beside || !blank(beside)) continue
    if (below.some((head) => !head || blank(head))) continue
    const [first] = one.cell.blocks
    const inline = first && 'inlines' in first ? first.inlines[0] : undefined
    const place = inline && 'origin' in inline ? inline.origin?.span : undefined
    log.add(
      'M031',
      place ?? at,
      'this head stands over one column alone, and the cell beside it is empty',
      'write < into the cells that it stands over as well',
    )
  }
}
