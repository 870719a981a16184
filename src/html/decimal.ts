/** How far the figures of a column must be pushed from its right edge for their points to line up. */
import { figureIn, newFigureIn } from '../document/decimal.ts'
import type { Cell, Table } from '../document/document.ts'
import { round } from '../style/properties.ts'
import { gridOf } from '../tables/grid.ts'

/** Widths in em of Times New Roman, the face of nearly every EDGAR page; lining figures all share one. */
const em: Readonly<Record<string, number>> = { '.': 0.25, ',': 0.25, ')': 0.333, '%': 0.833, ' ': 0.25 }
const digit = 0.5

function tailWidth(cell: Cell): number | undefined {
  const [only] = cell.blocks
  if (only?.type !== 'paragraph' || only.style.textAlign !== 'decimal') return undefined
  const figure = newFigureIn(only.inlines) ?? figureIn(only.inlines)
  return figure && widthOf(figure.tail) + raised * widthOf(figure.mark)
}

/** The size of a raised mark, in that of its figure. */
const raised = 0.66

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (em[char] ?? digit), 0)

/** For each decimal cell the width, in em, of the space to put behind it. */
export function decimalTails(table: Table): ReadonlyMap<Cell, number> {
  const columns = new Map<number, Map<Cell, number>>()
  for (const { cell, column } of gridOf(table.rows).cells) {
    const width = cell.colspan === 1 ? tailWidth(cell) : undefined
    if (width !== undefined) columns.set(column, (columns.get(column) ?? new Map()).set(cell, width))
  }
  const found = new Map<Cell, number>()
  for (const cells of columns.values()) {
    const widest = [...cells.values()].reduce((most, width) => Math.max(most, width), 0)
    for (const [cell, width] of cells) if (widest > width) found.set(cell, round(widest - width))
  }
  return found
}
