/**
 * A range of a sheet as rows of a table: values as their formats show them, merged cells as spans, rules, bold type,
 * shading and indents as marks of rows. Every text has its cell as its place, as `q2.xlsx!IS!C14`.
 */
import { format } from 'numfmt'
import type { Log } from '../diagnostics/log.ts'
import { type Source, type Span, span, whole } from '../diagnostics/source.ts'
import { marked, text } from '../document/build.ts'
import type { Inline, Table } from '../document/document.ts'
import { cellName, type Range, readRange } from './range.ts'
import { type CellMarks, marksOfRows } from './sheet-marks.ts'
import {
  type CellLook,
  type CellRun,
  readWorkbook,
  stretchesOf,
  type Workbook,
  WorkbookError,
} from './workbook.ts'
import { joinOf, tableOf, type WrittenCell, type WrittenRow } from './written.ts'
import { childNamed, childrenNamed, type XmlElement } from './xml.ts'

export interface WorkbookFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Cells of a range; a statement has a few hundred. */
const mostCells = 20_000

/** @param headers how many rows of the range stand at the head; the first where nothing is said */
export function readSheet(
  { path, bytes }: WorkbookFile,
  wanted: string,
  headers: number | undefined,
  at: Span,
  log: Log,
): Table | undefined {
  const book = opened(bytes, path, at, log)
  const range = book && readRange(wanted, book)
  if (!book) return undefined
  if (!range || 'wrong' in range) {
    log.add(
      'M032',
      at,
      `${path} has no range ${wanted}: ${range?.wrong ?? ''}`,
      'write range="Sheet!A3:F30", or the name of a range',
    )
    return undefined
  }
  const { rows, columns } = sizeOf(range)
  if (rows * columns > mostCells) {
    log.add('M032', at, `the range ${wanted} has ${rows * columns} cells, more than ${mostCells}`)
    return undefined
  }
  const root = book.part(book.sheets.get(range.sheet)?.part ?? '')
  const reading: SheetReading = { book, path: `${path}!${range.sheet}`, range, log, merges: mergesOf(root) }
  checkHidden(root, reading)
  const cells = cellsOf(root, range)
  const written = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_none, column) =>
      readCell(
        cells.get(`${range.top + row}:${range.left + column}`),
        range.top + row,
        range.left + column,
        reading,
      ),
    ),
  )
  const blank = written[0]?.every(({ cell }) => cell.inlines.length === 0 && !cell.joins) ?? false
  const from = blank ? 1 : 0
  const heads = headers ?? (blank ? 0 : 1)
  const marks = marksOfRows(
    written.map((row) => row.map((one) => one.marks)),
    from + heads,
  )
  const made = written.map((row, index): WrittenRow => {
    return { cells: row.map(({ cell }) => cell), classes: marks[index] ?? [] }
  })
  return tableOf(made.slice(from), heads, log)
}

export interface SheetReading {
  readonly book: Workbook
  /** Of the sheet, as `q2.xlsx!IS`. */
  readonly path: string
  readonly range: Range
  readonly log: Log
  readonly merges: readonly Range[]
}

function opened(bytes: Uint8Array, path: string, at: Span, log: Log): Workbook | undefined {
  try {
    return readWorkbook(bytes)
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    log.add(
      'M032',
      at,
      `${path} is not a workbook: ${error.message}`,
      'save it as an Excel workbook (.xlsx) without a password',
    )
    return undefined
  }
}

const sizeOf = ({ top, left, bottom, right }: Range) => ({
  rows: bottom - top + 1,
  columns: right - left + 1,
})

const placeOf = (path: string, row: number, column: number, shown = ''): Span => {
  const source: Source = { path: `${path}!${cellName(row, column)}`, text: shown, cell: true }
  return shown === '' ? whole(source) : span(source, 0, shown.length)
}

/** What is hidden in a workbook would be printed: an author may not know of it. */
function checkHidden(root: XmlElement | undefined, { book, path, range, log }: SheetReading): void {
  const hidden = ({ attributes }: XmlElement) => ['1', 'true'].includes(attributes['hidden'] ?? '')
  const hint = 'show it in the workbook, or leave it out of the range'
  if (book.sheets.get(range.sheet)?.hidden)
    log.add('M033', placeOf(path, range.top, range.left), `the sheet ${range.sheet} is hidden`, hint)
  for (const row of childrenNamed(childNamed(root, 'sheetData'), 'row')) {
    const number = Number(row.attributes['r'])
    if (hidden(row) && number >= range.top && number <= range.bottom)
      log.add('M033', placeOf(path, number, range.left), `row ${number} is hidden`, hint)
  }
  for (const one of childrenNamed(childNamed(root, 'cols'), 'col')) {
    const [min, max] = [Number(one.attributes['min']), Number(one.attributes['max'])]
    const column = Math.max(min, range.left)
    if (hidden(one) && column <= Math.min(max, range.right))
      log.add(
        'M033',
        placeOf(path, range.top, column),
        `column ${cellName(0, column).replace('0', '')} is hidden`,
        hint,
      )
  }
}

function mergesOf(root: XmlElement | undefined): readonly Range[] {
  return childrenNamed(childNamed(root, 'mergeCells'), 'mergeCell').flatMap(({ attributes }) => {
    const range = readRange(`!${attributes['ref'] ?? ''}`)
    return range && !('wrong' in range) ? [range] : []
  })
}

/** Cells by row and column. One without a place of its own stands behind the one before it. */
export function cellsOf(root: XmlElement | undefined, range: Range): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>()
  let row = 0
  for (const line of childrenNamed(childNamed(root, 'sheetData'), 'row')) {
    row = Number(line.attributes['r'] ?? row + 1)
    if (row < range.top || row > range.bottom) continue
    let column = 0
    for (const cell of childrenNamed(line, 'c')) {
      const place = readRange(`!${cell.attributes['r'] ?? ''}`)
      column = place && !('wrong' in place) ? place.left : column + 1
      found.set(`${row}:${column}`, cell)
    }
  }
  return found
}

interface ReadCell {
  readonly cell: WrittenCell
  readonly marks: CellMarks
}

function readCell(
  cell: XmlElement | undefined,
  row: number,
  column: number,
  reading: SheetReading,
): ReadCell {
  const { book, path, range, merges, log } = reading
  const look = book.looks[Number(cell?.attributes['s'] ?? 0)]
  const merge = merges.find(
    (one) => row >= one.top && row <= one.bottom && column >= one.left && column <= one.right,
  )
  const stretches =
    merge && (row > merge.top || column > merge.left) ? [] : shownIn(cell, look, row, column, reading)
  const spaces = /^ */.exec(stretches[0]?.text ?? '')?.[0].length ?? 0
  const inlines = inlinesOf(stretches, (shown) => placeOf(path, row, column, shown))
  const marks: CellMarks = {
    blank: inlines.length === 0,
    bold: look?.bold ?? false,
    shaded: look?.shaded ?? false,
    above: look?.above ?? 'none',
    below: look?.below ?? 'none',
    indent: Math.min(3, Math.max(look?.indent ?? 0, Math.ceil(spaces / 3))),
  }
  const at = placeOf(path, row, column)
  if (merge && merge.left < range.left && column === range.left)
    log.add('M032', at, 'the range cuts through a merged cell', 'take all of it into the range')
  const across = merge && column > Math.max(merge.left, range.left)
  const down = merge && row > Math.max(merge.top, range.top)
  const joins = across ? ('left' as const) : down ? ('above' as const) : typed(stretches)
  return { cell: { inlines: joins ? [] : inlines, at, ...(joins && { joins }) }, marks }
}

/** `<` and `^` mean in a workbook what they mean in Markdown. */
const typed = (stretches: readonly CellRun[]): WrittenCell['joins'] =>
  stretches.length === 1 ? joinOf(stretches[0]?.text.trim() ?? '') : undefined

function inlinesOf(stretches: readonly CellRun[], at: (shown: string) => Span): Inline[] {
  const all = stretches.map(({ text: own }) => own).join('')
  const place = at(all.replace(/\s+/g, ' ').trim())
  const made = stretches.map(({ text: own, raised }, index): Inline => {
    const folded = own.replace(/\s+/g, ' ')
    const start = index === 0 ? folded.trimStart() : folded
    const value = index === stretches.length - 1 ? start.trimEnd() : start
    const inline = text(value, { kind: 'authored', span: place })
    return raised ? marked('raised', [inline]) : inline
  })
  return all.trim() === '' ? [] : made
}

/** What a cell shows: its text, or its value in its format. */
export function shownIn(
  cell: XmlElement | undefined,
  look: CellLook | undefined,
  row: number,
  column: number,
  { book, path, log }: SheetReading,
): readonly CellRun[] {
  if (!cell) return []
  const type = cell.attributes['t'] ?? 'n'
  const value = childNamed(cell, 'v')?.text ?? ''
  const at = placeOf(path, row, column)
  if (type === 's') return book.texts[Number(value)] ?? []
  const inline = childNamed(cell, 'is')
  if (inline) return stretchesOf(inline)
  if (type === 'e') {
    log.add('M033', at, `the cell shows ${value}`, 'mend the formula in the workbook and save it')
    return []
  }
  if (childNamed(cell, 'f') && value === '' && type !== 'str') {
    log.add(
      'M033',
      at,
      'the formula has no result in the file',
      'open the workbook, let it compute, and save it',
    )
    return []
  }
  if (value === '') return []
  if (type === 'str') return [{ text: value, raised: false }]
  if (type === 'b') return [{ text: value === '1' ? 'TRUE' : 'FALSE', raised: false }]
  return [{ text: formatted(Number(value), look?.format ?? 'General', book, at, log), raised: false }]
}

/** Days between the two beginnings of time that workbooks know. */
const days1904 = 1462

function formatted(value: number, pattern: string, { from1904 }: Workbook, at: Span, log: Log): string {
  const isDate = /[dmyhs]/i.test(pattern.replace(/"[^"]*"|\\.|\[[^[\]]*\]|General/g, ''))
  try {
    return format(pattern, value + (from1904 && isDate ? days1904 : 0))
  } catch {
    log.add('M033', at, `the format "${pattern}" is not understood`, 'give the cell a usual number format')
    return String(value)
  }
}
