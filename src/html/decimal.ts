/** How far the figures of a column must be pushed from its right edge for their points to line up. */
import { newFigureIn, splitFigure } from '../document/decimal.ts'
import type { Cell, Table } from '../document/document.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { round } from '../style/properties.ts'

/** Widths in em of Times New Roman, the face of nearly every EDGAR page; lining figures all share one. */
const em: Readonly<Record<string, number>> = { '.': 0.25, ',': 0.25, ')': 0.333, '%': 0.833, ' ': 0.25 }
const digit = 0.5

function tailWidth(cell: Cell): number | undefined {
  const [only] = cell.blocks
  if (only?.type !== 'paragraph' || only.style.textAlign !== 'decimal') return undefined
  const text = wordsOfBlocks(cell.blocks)
    .map((word) => word.text)
    .join(' ')
  const figure = newFigureIn(only.inlines) ?? splitFigure(text)
  return figure && [...figure.tail].reduce((sum, char) => sum + (em[char] ?? digit), 0)
}

/** For each decimal cell the width, in em, of the space to put behind it. */
export function decimalTails(table: Table): ReadonlyMap<Cell, number> {
  const columns = new Map<number, Map<Cell, number>>()
  for (const row of table.rows) {
    let column = 0
    for (const cell of row.cells) {
      const width = tailWidth(cell)
      if (width !== undefined) columns.set(column, (columns.get(column) ?? new Map()).set(cell, width))
      column += cell.colspan
    }
  }
  const found = new Map<Cell, number>()
  for (const cells of columns.values()) {
    const widest = Math.max(...cells.values())
    for (const [cell, width] of cells) if (widest > width) found.set(cell, round(widest - width))
  }
  return found
}
