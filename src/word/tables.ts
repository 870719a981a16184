/** Tables of a document as properties of tables and cells in Word: widths of columns, spans, lines. */
import type { Border, Cell, Table } from '../document/document.ts'
import { visitBlocks } from '../document/walk.ts'
import { flatten } from '../redline/tokens.ts'
import { gridOf } from '../tables/grid.ts'
import { shownOf } from './units.ts'

/** Width of the text, in twentieths of a point: six and a half inches. */
const measure = 9360

/** A table without lines of its own, as a redline of finished files has it, gets thin grey ones between its rows. */
export function tableProperties(table: Table, columns: number): string {
  const lined = table.rows.some(({ cells }) =>
    cells.some(({ style }) => visible(style.border.top) || visible(style.border.bottom)),
  )
  const borders =
    table.purpose === 'layout' || lined
      ? ''
      : `<w:tblBorders>${['top', 'bottom', 'insideH'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>`).join('')}</w:tblBorders>`
  const grid = widthsOf(table, columns)
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join('')
  return `<w:tblPr><w:tblW w:w="5000" w:type="pct"/>${borders}<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`
}

const visible = ({ line, width }: Border) => line !== 'none' && width > 0

/** Letters of one line of a column that count: longer texts are broken. */
const longestLine = 44
const shortestLine = 5

/** The measure shared out by what was asked for, else by the longest text of each column. */
function widthsOf({ rows }: Table, columns: number): number[] {
  const { cells } = gridOf(rows)
  const longest = Array.from({ length: columns }, () => shortestLine)
  const asked = Array.from({ length: columns }, () => 0)
  for (const { cell, column } of cells) {
    if (cell.colspan > 1) continue
    longest[column] = Math.max(longest[column] ?? 0, Math.min(longestLine, lengthOf(cell)))
    const { width } = cell.style
    if (width.unit === '%') asked[column] = Math.max(asked[column] ?? 0, width.value)
  }
  const whole = asked.reduce((sum, one) => sum + one, 0)
  const shares = whole > 99 && asked.every((one) => one > 0) ? asked : longest
  const total = shares.reduce((sum, one) => sum + one, 0)
  return shares.map((one) => Math.round((measure * one) / total))
}

function lengthOf({ blocks }: Cell): number {
  let most = 0
  visitBlocks(blocks, (block) => {
    if ('inlines' in block)
      most = Math.max(
        most,
        flatten(block.inlines).reduce((sum, part) => sum + shownOf(part).length, 0),
      )
  })
  return most
}

/**
 * @param merge what joins the cell with the one below or above
 * @param tracked that it came or went
 */
export function cellProperties({ colspan, style }: Cell, merge: string, tracked: string): string {
  const lines = (['top', 'bottom'] as const).map((side) => lineOf(side, style.border[side])).join('')
  return [
    '<w:tcPr>',
    colspan > 1 ? `<w:gridSpan w:val="${colspan}"/>` : '',
    merge,
    lines === '' ? '' : `<w:tcBorders>${lines}</w:tcBorders>`,
    style.background === undefined
      ? ''
      : `<w:shd w:val="clear" w:color="auto" w:fill="${style.background.slice(1)}"/>`,
    style.verticalAlign === 'top'
      ? ''
      : `<w:vAlign w:val="${style.verticalAlign === 'middle' ? 'center' : 'bottom'}"/>`,
    tracked,
    '</w:tcPr>',
  ].join('')
}

/** Word counts the width of lines in eighths of a point. */
const lineOf = (side: 'top' | 'bottom', border: Border): string =>
  visible(border) && border.color !== 'transparent'
    ? `<w:${side} w:val="${border.line === 'double' ? 'double' : 'single'}" w:sz="${Math.max(4, Math.round(border.width * 8))}" w:space="0" w:color="${border.color.slice(1)}"/>`
    : ''
