/**
 * The columns that a reader sees in a table which was typeset over many more: `$`, figure and `)` in cells of
 * their own, empty cells for space, heads that span all of these.
 *
 * A sign joins the figure it belongs to, empty rows and columns go, and what is left is put into the fewest
 * columns in which no two texts of one row meet. Real filings have 19 physical columns for 4 that are seen.
 */
import { type FoundBlock, type FoundCell, type FoundLine, type FoundTable, textOfBlocks } from '../found.ts'

export interface GridCell {
  readonly column: number
  readonly colspan: number
  readonly rowspan: number
  readonly blocks: readonly FoundBlock[]
  readonly text: string
}

export interface GridRow {
  readonly cells: readonly GridCell[]
  /** Lines that its figures have above and below. */
  readonly above: FoundLine
  readonly below: FoundLine
}

export interface Grid {
  readonly columns: number
  readonly rows: readonly GridRow[]
}

/** A text with the physical columns that it covers. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly rowspan: number
  readonly blocks: readonly FoundBlock[]
  readonly text: string
}

const opening = /^[($£€¥\s\u00a0]*(?:[$£€¥]|US\$|C\$|\()[\s\u00a0]*$/
const closing = /^(?:\)|%|\)\s*%|%\s*\)|\)?\s*(?:x|bps|pts?\.?)|\([a-z]\)|\*+)$/i
const figure = /\d|^[-–—]+$/
/** Parting a column can bring two other texts together; real tables need two passes at the most. */
const mostPasses = 8

export function gridOf(table: FoundTable): Grid {
  const rows = table.rows
    .map((cells) => ({ pieces: joinSigns(piecesOf(cells)), cells }))
    .filter(({ pieces }) => pieces.length > 0)
  const columns = columnsOf(rows.map(({ pieces }) => pieces))
  for (let pass = 0; pass < mostPasses && partColumns(rows, columns); pass++);
  return {
    columns: columns.length,
    rows: rows.map(({ pieces, cells }) => ({
      cells: placesOf(pieces, columns).map(({ piece: { blocks, text, rowspan }, first, last }) => {
        return { column: first, colspan: last - first + 1, rowspan, blocks, text }
      }),
      above: lineOf(cells, 'above'),
      below: lineOf(cells, 'below'),
    })),
  }
}

function piecesOf(cells: readonly FoundCell[]): Piece[] {
  return cells.flatMap(({ column, colspan, rowspan, blocks }) => {
    const text = textOfBlocks(blocks)
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
    return text === '' && !blocks.some(({ type }) => type === 'image')
      ? []
      : [{ start: column, end: column + colspan, rowspan, blocks, text }]
  })
}

/** `$` joins what follows it, `)` and `%` what they follow. */
function joinSigns(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const before = out.at(-1)
    if (before && opening.test(before.text) && figure.test(piece.text) && piece.start - before.end <= 2) {
      out[out.length - 1] = glued(before, piece)
    } else if (
      before &&
      closing.test(piece.text) &&
      figure.test(before.text) &&
      piece.start - before.end <= 1 &&
      piece.end - piece.start <= 2
    ) {
      out[out.length - 1] = glued(before, piece)
    } else out.push(piece)
  }
  return out
}

function glued(a: Piece, b: Piece): Piece {
  return {
    start: a.start,
    end: b.end,
    rowspan: a.rowspan,
    blocks: glueBlocks(a.blocks, b.blocks),
    text: a.text + b.text,
  }
}

/** Two texts as one, without a blank between: `$` and `1,234`. */
export function glueBlocks(a: readonly FoundBlock[], b: readonly FoundBlock[]): readonly FoundBlock[] {
  const [last, first] = [a.at(-1), b[0]]
  if (last?.type !== 'text' || first?.type !== 'text') return [...a, ...b]
  return [
    ...a.slice(0, -1),
    { ...last, runs: [...last.runs, ...first.runs], align: first.align },
    ...b.slice(1),
  ]
}

interface Stretch {
  start: number
  end: number
}

/** First and last column of each text of a row. Two neighbours that reach into one column have one each, where there are two. */
function placesOf(
  pieces: readonly Piece[],
  columns: readonly Stretch[],
): { readonly piece: Piece; readonly first: number; readonly last: number }[] {
  const found = pieces.map((piece) => {
    const first = Math.max(
      0,
      columns.findIndex(({ end }) => end > piece.start),
    )
    const last = Math.max(
      first,
      columns.findLastIndex(({ start }) => start < piece.end),
    )
    return { piece, first, last }
  })
  for (const [index, one] of found.entries()) {
    const before = found[index - 1]
    if (!before || one.first > before.last) continue
    if (one.last > before.last) one.first = before.last + 1
    else if (before.first < one.first) before.last = one.first - 1
  }
  return found
}

/** Narrow texts make the columns; a text over several of them spans them. */
function columnsOf(rows: readonly (readonly Piece[])[]): Stretch[] {
  const pieces = rows.flat().sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start)
  const columns: Stretch[] = []
  for (const { start, end } of pieces) {
    const met = columns.filter((column) => column.start < end && column.end > start)
    const [only] = met
    if (!only) columns.push({ start, end })
    else if (met.length === 1) {
      only.start = Math.min(only.start, start)
      only.end = Math.max(only.end, end)
    }
  }
  return columns.sort((a, b) => a.start - b.start)
}

/**
 * Parts columns in which two texts of one row would meet, between those texts and in as few places as do.
 *
 * @returns whether there were any
 */
function partColumns(rows: readonly { readonly pieces: readonly Piece[] }[], columns: Stretch[]): boolean {
  const gaps = new Map<Stretch, { from: number; to: number }[]>()
  for (const { pieces } of rows) {
    const places = placesOf(pieces, columns)
    for (const [index, { piece, first }] of places.entries()) {
      const before = places[index - 1]
      const column = columns[first]
      if (!before || !column || first > before.last) continue
      const gap = { from: Math.max(before.piece.end, column.start + 1), to: piece.start }
      if (gap.from <= gap.to && gap.to < column.end) gaps.set(column, [...(gaps.get(column) ?? []), gap])
    }
  }
  for (const [column, found] of gaps) {
    const cuts: number[] = []
    for (const { from, to } of found.sort((a, b) => a.to - b.to))
      if ((cuts.at(-1) ?? -1) < from) cuts.push(to)
    const edges = [column.start, ...cuts, column.end]
    const parts = cuts.map((cut, index) => ({ start: cut, end: edges[index + 2] ?? column.end }))
    columns.splice(columns.indexOf(column) + 1, 0, ...parts)
    column.end = cuts[0] ?? column.end
  }
  return gaps.size > 0
}

function lineOf(cells: readonly FoundCell[], side: 'above' | 'below'): FoundLine {
  const lines = cells.map((cell) => cell[side])
  return lines.includes('double') ? 'double' : lines.includes('single') ? 'single' : 'none'
}
