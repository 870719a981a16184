/**
 * Collects texts, cells and tables as a reader meets them, and gives found blocks.
 *
 * One builder serves one file. Text runs together until a block, a cell or the file ends; blanks at its edges
 * go, blanks that meet are one, and a text without a letter is only space.
 */
import type { Pt } from '../document/document.ts'
import {
  type FoundAlign,
  type FoundBlock,
  type FoundCell,
  type FoundLine,
  type FoundPlace,
  type FoundRole,
  type FoundRun,
  ImportError,
} from './found.ts'

/** Cells of one row; real tables have 60 at the most. */
const mostCells = 2000

/** What a text has from the block it stands in. */
export interface BlockLook {
  readonly align: FoundAlign
  readonly firstLine: Pt
  readonly role?: FoundRole | undefined
  readonly id?: string | undefined
}

export const plainLook: BlockLook = { align: 'left', firstLine: 0 }

interface OpenTable {
  readonly start: number
  readonly rows: FoundCell[][]
  /** Columns still covered from above, by column: how many rows below this one. */
  readonly covered: Map<number, number>
  row: FoundCell[] | undefined
  cell: OpenCell | undefined
  /** Columns of the row that are taken without a cell of its own. */
  taken: number
}

interface OpenCell extends CellShape {
  readonly column: number
  readonly blocks: FoundBlock[]
}

export interface CellShape {
  /** In the view that is read it is not there. */
  readonly gone?: boolean
  readonly colspan: number
  readonly rowspan: number
  readonly above: FoundLine
  readonly below: FoundLine
  /** The cell above goes on here, as Word says it. */
  readonly continues?: boolean
}

export class BlockBuilder {
  readonly #blocks: FoundBlock[] = []
  readonly #tables: OpenTable[] = []
  #runs: FoundRun[] = []
  #look: BlockLook = plainLook
  #left: Pt = 0
  /** Look of the block in which the text began. */
  #own: { look: BlockLook; left: Pt } | undefined

  get inTable(): boolean {
    return this.#tables.length > 0
  }

  get inRow(): boolean {
    return this.#tables.at(-1)?.row !== undefined
  }

  /** Look and left edge of the texts that follow. */
  look(look: BlockLook, left: Pt): void {
    this.#look = look
    this.#left = left
  }

  add(run: FoundRun): void {
    if (run.text === '') return
    if (this.#runs.length === 0) this.#own = { look: this.#look, left: this.#left }
    this.#runs.push(run)
  }

  /** A block that is no text; it ends the text before it. */
  block(block: FoundBlock): void {
    this.endText()
    this.#target().push(block)
  }

  pageEnd(place: FoundPlace): void {
    this.endText()
    // Inside a table a page ends between rows, which is no matter of the table.
    if (this.#tables.length === 0 && this.#blocks.at(-1)?.type !== 'page-end')
      this.#blocks.push({ type: 'page-end', place })
  }

  endText(): void {
    const runs = tidyRuns(this.#runs)
    const { look, left } = this.#own ?? { look: this.#look, left: this.#left }
    this.#runs = []
    this.#own = undefined
    if (runs.length === 0) return
    const indent = { indent: left, firstLine: look.firstLine }
    const { align, role, id } = look
    const known = { ...(role && { role }), ...(id !== undefined && { id }) }
    this.#target().push({ type: 'text', runs, align, ...indent, ...known })
  }

  openTable(start: number): void {
    this.endText()
    this.#tables.push({ start, rows: [], covered: new Map(), row: undefined, cell: undefined, taken: 0 })
  }

  openRow(): void {
    this.endText()
    const table = this.#tables.at(-1)
    if (!table) return
    this.closeRow()
    table.row = []
    table.taken = 0
  }

  /** Columns at the start of a row that no cell of it stands in. */
  skipColumns(count: number): void {
    const table = this.#tables.at(-1)
    if (table?.row) table.taken = count
  }

  /** A row that is not there, with all that it holds. */
  dropRow(): void {
    const table = this.#tables.at(-1)
    if (!table?.row) return
    this.closeCell()
    table.row = undefined
  }

  openCell(shape: CellShape): void {
    this.endText()
    const table = this.#tables.at(-1)
    if (!table?.row) return
    this.closeCell()
    if (table.row.length >= mostCells)
      throw new ImportError(`a row of a table has more than ${mostCells} cells`)
    const last = table.row.at(-1)
    let column = Math.max(table.taken, last ? last.column + last.colspan : 0)
    while ((table.covered.get(column) ?? 0) > 0) column++
    table.cell = { ...shape, column, blocks: [] }
  }

  closeCell(): void {
    const table = this.#tables.at(-1)
    if (!table?.cell) return
    this.endText()
    const { gone, ...cell } = table.cell
    table.cell = undefined
    if (gone) return
    table.taken = cell.column + cell.colspan
    if (cell.continues && table.rows.length > 0) growAbove(table.rows, cell.column)
    else table.row?.push(cell)
  }

  closeRow(): void {
    const table = this.#tables.at(-1)
    if (!table?.row) return
    this.closeCell()
    for (const [column, rows] of table.covered) table.covered.set(column, rows - 1)
    for (const { column, colspan, rowspan } of table.row) {
      if (rowspan < 2) continue
      for (let at = column; at < column + colspan; at++) table.covered.set(at, rowspan - 1)
    }
    table.rows.push(table.row)
    table.row = undefined
  }

  closeTable(end: number): void {
    this.closeRow()
    this.endText()
    const table = this.#tables.pop()
    if (!table || table.rows.length === 0) return
    this.#target().push({ type: 'table', rows: table.rows, place: { start: table.start, end } })
  }

  end(): readonly FoundBlock[] {
    while (this.#tables.length > 0) this.closeTable(0)
    this.endText()
    return this.#blocks
  }

  #target(): FoundBlock[] {
    for (let at = this.#tables.length - 1; at >= 0; at--) {
      const cell = this.#tables[at]?.cell
      if (cell) return cell.blocks
    }
    return this.#blocks
  }
}

/** The nearest cell above in a column spans a row more. */
function growAbove(rows: FoundCell[][], column: number): void {
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at] as FoundCell[]
    const index = row.findIndex((cell) => cell.column === column)
    const cell = row[index]
    if (!cell) continue
    row[index] = { ...cell, rowspan: rows.length - at + 1 }
    return
  }
}

/** Blanks that meet are one, none stands at an edge or beside a line break; runs of one look are one. */
function tidyRuns(runs: readonly FoundRun[]): FoundRun[] {
  const out: FoundRun[] = []
  let blank = true
  for (const run of runs) {
    let text = ''
    for (const letter of run.text) {
      if (letter === '\n') {
        text = text.replace(/ $/, '')
        if (text === '' && out.length > 0) trimEnd(out)
        text += '\n'
        blank = true
      } else if (letter === ' ') {
        if (!blank) text += ' '
        blank = true
      } else {
        text += letter
        blank = false
      }
    }
    if (text === '') continue
    const last = out.at(-1)
    if (last && sameLook(last, run)) {
      out[out.length - 1] = {
        ...last,
        text: last.text + text,
        place: { start: last.place.start, end: run.place.end },
      }
    } else out.push({ ...run, text })
  }
  while (out.length > 0 && /^[\s\u00a0]*$/.test(out.at(-1)?.text ?? '')) out.pop()
  trimEnd(out)
  while (out.length > 0 && /^[\s\u00a0]*$/.test(out[0]?.text ?? '')) out.shift()
  const first = out[0]
  if (first) out[0] = { ...first, text: first.text.replace(/^[\s\u00a0]+/, '') }
  return out
}

function trimEnd(out: FoundRun[]): void {
  const last = out.at(-1)
  if (last) out[out.length - 1] = { ...last, text: withoutEnd(last.text) }
}

function sameLook(a: FoundRun, b: FoundRun): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.underline === b.underline &&
    a.shift === b.shift &&
    a.size === b.size &&
    a.href === b.href
  )
}

/** A text without the blanks at its end, in time that grows with them. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(0, end)
}

const isBlank = (code: number) =>
  code === 0x20 || code === 0xa0 || code === 0x0a || code === 0x09 || code === 0x0d
