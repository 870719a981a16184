/** What the looks of a workbook's rows say of them: rules are totals, bold labels alone are heads of sections. */
import type { RowMark } from './marks.ts'
import type { Edge } from './workbook.ts'

export interface CellMarks {
  readonly blank: boolean
  readonly bold: boolean
  readonly shaded: boolean
  readonly above: Edge
  readonly below: Edge
  /** In steps. */
  readonly indent: number
}

type Line = readonly CellMarks[]

/** @param heads how many rows stand at the head, whose looks are the house's */
export function marksOfRows(rows: readonly Line[], heads: number): readonly (readonly RowMark[])[] {
  return rows.map((row, index) =>
    index < heads ? [] : marksOf(row, index > heads ? rows[index - 1] : undefined, rows[index + 1]),
  )
}

function marksOf(row: Line, before: Line | undefined, next: Line | undefined): readonly RowMark[] {
  const [label, ...figures] = row
  const shown = row.filter(({ blank }) => !blank)
  if (!label || shown.length === 0) return ['spacer']
  const marks: RowMark[] = []
  // A rule may belong to this row or to its neighbour: it looks the same.
  const ruled = (edge: 'above' | 'below', kind: Edge): boolean => {
    const [beside, facing] = edge === 'above' ? [before, 'below' as const] : [next, 'above' as const]
    return figures.some(
      (cell, column) => !cell.blank && (cell[edge] === kind || beside?.[column + 1]?.[facing] === kind),
    )
  }
  const bold = shown.every((cell) => cell.bold)
  if (ruled('below', 'double')) marks.push('total')
  else if (ruled('above', 'single')) marks.push('subtotal')
  if (shown.length === 1 && !label.blank && bold) marks.push('section')
  else if (bold) marks.push('bold')
  if (row.every((cell) => cell.shaded)) marks.push('shaded')
  if (label.indent > 0)
    marks.push(label.indent === 1 ? 'indent' : label.indent === 2 ? 'indent-2' : 'indent-3')
  return marks
}
