/** Tables of Markdown as grids of cells, and cells of a spreadsheet as a table of Markdown. */

export interface Grid {
  /** The first row is the head. */
  readonly rows: readonly (readonly string[])[]
  /** Of each column, as the line below the head says it: `---`, `---:`, `:---`, `:---:`. */
  readonly aligns: readonly string[]
}

export interface PlacedGrid extends Grid {
  /** Where its lines stand in the text. */
  readonly start: number
  readonly end: number
}

const isRow = (line: string): boolean => line.trimStart().startsWith('|')
const isRuler = (line: string): boolean =>
  /^\s*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*(?:\|\s*)?$/.test(line) && line.includes('-')

/** The table that stands at an offset; undefined where there is none. */
export function gridAt(text: string, offset: number): PlacedGrid | undefined {
  const lines = text.split('\n')
  let at = text.slice(0, offset).split('\n').length - 1
  if (!isRow(lines[at] ?? '')) return undefined
  while (at > 0 && isRow(lines[at - 1] ?? '')) at--
  let last = at
  while (isRow(lines[last + 1] ?? '')) last++
  const own = lines.slice(at, last + 1)
  const ruler = own.findIndex(isRuler)
  if (ruler < 0) return undefined
  const before = lines.slice(0, at).join('\n')
  const start = at === 0 ? 0 : before.length + 1
  return {
    rows: own.filter((_, index) => index !== ruler).map(cellsOf),
    aligns: cellsOf(own[ruler] ?? ''),
    start,
    end: start + own.join('\n').length,
  }
}

/** Cells of a line; `\|` and a bar within `{{ }}` part none. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  const cells: string[] = ['']
  let depth = 0
  for (let at = 0; at < inner.length; at++) {
    if (inner.startsWith('{{', at)) depth++
    if (inner.startsWith('}}', at)) depth = Math.max(0, depth - 1)
    if (inner[at] === '|' && depth === 0 && inner[at - 1] !== '\\') cells.push('')
    else cells[cells.length - 1] += inner[at] ?? ''
  }
  return cells.map((cell) => cell.trim())
}

/** The table as its lines, each column as wide as its widest cell, figures on the right. */
export function gridText({ rows, aligns }: Grid): string {
  const count = Math.max(aligns.length, ...rows.map((row) => row.length))
  const columns = Array.from({ length: count }, (_, column) => {
    const align = aligns[column] ?? '---'
    const width = Math.max(3, align.length, ...rows.map((row) => (row[column] ?? '').length))
    return { align, width }
  })
  const line = (cells: readonly string[]) =>
    `| ${columns
      .map(({ align, width }, column) => {
        const cell = cells[column] ?? ''
        return align.endsWith(':') && !align.startsWith(':') ? cell.padStart(width) : cell.padEnd(width)
      })
      .join(' | ')} |`
  const ruler = columns.map(({ align, width }) => {
    const [left, right] = [align.startsWith(':') ? ':' : '', align.endsWith(':') ? ':' : '']
    return left + '-'.repeat(width - left.length - right.length) + right
  })
  const [head = [], ...body] = rows
  return [line(head), line(ruler), ...body.map(line)].join('\n')
}

/** What a spreadsheet puts on the clipboard, as rows of cells; undefined where it is no table. */
export function cellsOfClipboard(text: string): string[][] | undefined {
  if (!text.includes('\t')) return undefined
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return rows.map((row) => row.split('\t').map((cell) => cell.trim().replaceAll('|', '\\|')))
}

const isFigure = (cell: string): boolean => /^[($€£+\-–—\s]*[\d,.]+[)%\s]*$|^[—–-]?$/.test(cell)

/** A table of cells; columns of figures stand on the right. */
export function gridOf(rows: readonly (readonly string[])[]): Grid {
  const count = Math.max(...rows.map((row) => row.length))
  const aligns = Array.from({ length: count }, (_, column) => {
    const cells = rows.slice(1).map((row) => row[column] ?? '')
    return cells.some((cell) => /\d/.test(cell)) && cells.every(isFigure) ? '---:' : '---'
  })
  return { rows, aligns }
}

/** A grid with pasted cells in it from a cell on; it grows where they are more. */
export function withCells(
  { rows, aligns }: Grid,
  row: number,
  column: number,
  cells: readonly (readonly string[])[],
): Grid {
  const height = Math.max(rows.length, row + cells.length)
  const width = Math.max(aligns.length, ...cells.map((one) => column + one.length))
  return {
    rows: Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => cells[y - row]?.[x - column] ?? rows[y]?.[x] ?? ''),
    ),
    aligns: Array.from({ length: width }, (_, x) => aligns[x] ?? '---'),
  }
}
