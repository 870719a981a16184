/** A whole sheet of a workbook as its cells show, for people to look at. */
import { Log } from '../diagnostics/log.ts'
import { cellsOf, shownIn } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

export interface SheetShown {
  /** Names of all sheets that are not hidden, in the order of the workbook. */
  readonly sheets: readonly string[]
  readonly sheet: string
  /** From row 1 and column A on; a row ends at its last cell that shows something. */
  readonly rows: readonly (readonly string[])[]
  /** Whether the sheet has more than is shown. */
  readonly more: boolean
}

/** What a person looks through; a larger sheet is opened in its own program. */
const [mostRows, mostColumns] = [2000, 60]

/**
 * @param wanted name of a sheet; the first where there is none of that name
 * @throws WorkbookError where the bytes are no workbook
 */
export function sheetShown(bytes: Uint8Array, wanted: string): SheetShown {
  const book = readWorkbook(bytes)
  const sheets = [...book.sheets].flatMap(([name, { hidden }]) => (hidden ? [] : [name]))
  const sheet = book.sheets.has(wanted) ? wanted : (sheets[0] ?? '')
  const root = book.part(book.sheets.get(sheet)?.part ?? '')
  const range = { sheet, top: 1, left: 1, bottom: Number.MAX_SAFE_INTEGER, right: Number.MAX_SAFE_INTEGER }
  const reading = { book, path: sheet, range, log: new Log(), merges: [] }
  const rows: string[][] = []
  let more = false
  for (const [place, cell] of cellsOf(root, range)) {
    const [row = 0, column = 0] = place.split(':').map(Number)
    const look = book.looks[Number(cell.attributes['s'] ?? 0)]
    const shown = shownIn(cell, look, row, column, reading)
      .map(({ text }) => text)
      .join('')
      .trim()
    if (shown === '') continue
    if (row > mostRows || column > mostColumns) {
      more = true
      continue
    }
    while (rows.length < row) rows.push([])
    const cells = rows[row - 1]
    while (cells && cells.length < column) cells.push('')
    if (cells) cells[column - 1] = shown
  }
  return { sheets, sheet, rows, more }
}
