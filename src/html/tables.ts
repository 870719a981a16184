/** Tables of HTML, row by row; what stands in a cell is read as blocks. */
import { cell, row, table } from '../document/build.ts'
import type { Block, Cell, Row } from '../document/document.ts'
import { allow, boxOf, classesOf, place, rowsNamed } from './attributes.ts'
import type { Element } from './elements.ts'
import type { HtmlReading } from './inlines.ts'

/** More columns or rows than a browser lets a cell span (HTML 4.9.11). */
const widest = 1000

/** How what stands in a cell is read. */
type ReadContent = (node: Element, reading: HtmlReading) => Block[]

export function readTable(node: Element, reading: HtmlReading, content: ReadContent): Block {
  const parts = rowsNamed(node, ['tr', 'thead', 'tbody'], reading)
  const rows = parts.flatMap((part): Row[] =>
    part.name === 'tr'
      ? [readRow(part, false, reading, content)]
      : rowsNamed(part, ['tr'], reading).map((line) =>
          readRow(line, part.name === 'thead', reading, content),
        ),
  )
  const layout = classesOf(node).includes('layout')
  const width = Math.max(0, ...rows.map((line) => line.cells.reduce((sum, one) => sum + one.colspan, 0)))
  if (rows.length === 0 || width === 0)
    reading.log.add('H006', place(node, reading), 'this table has no cells')
  const named = node.attributes['id'] === undefined ? {} : { id: node.attributes['id'] }
  const classes = classesOf(node, ['layout', 'data'])
  return table(rows, layout ? 'layout' : 'data', { classes, style: boxOf(node, reading), ...named })
}

function readRow(node: Element, inHead: boolean, reading: HtmlReading, content: ReadContent): Row {
  allow(node, ['class'], reading)
  const cells = rowsNamed(node, ['td', 'th'], reading).map((one) => readCell(one, reading, content))
  const header = inHead || classesOf(node).includes('head')
  return row(cells, header, { classes: classesOf(node, ['head']), style: boxOf(node, reading) })
}

function readCell(node: Element, reading: HtmlReading, content: ReadContent): Cell {
  allow(node, ['class', 'colspan', 'rowspan', 'scope'], reading)
  const rowHead = /^row/.test(node.attributes['scope'] ?? '') || classesOf(node).includes('row')
  const scope = node.name === 'td' ? undefined : rowHead ? 'row' : 'column'
  const own = ['column', 'row', ...(reading.finished ? ['decimal'] : [])]
  const spans = {
    colspan: Number(node.attributes['colspan'] ?? 1),
    rowspan: Number(node.attributes['rowspan'] ?? 1),
  }
  const fits = (count: number) => Number.isInteger(count) && count >= 1 && count <= widest
  if (!(fits(spans.colspan) && fits(spans.rowspan))) {
    reading.log.add('H006', place(node, reading), `colspan and rowspan are whole numbers from 1 to ${widest}`)
    return cell(content(node, reading))
  }
  return cell(
    content(node, reading),
    { scope, ...spans },
    { classes: classesOf(node, own), style: boxOf(node, reading) },
  )
}
