/**
 * A source is one file as it was read; a span is a stretch of it.
 *
 * Offsets are UTF-16 code units, as JavaScript counts them. Line and column are worked out only when a
 * person is to read them, and count from 1.
 */
export interface Source {
  /** Relative to the working directory, with forward slashes; what a person sees. */
  readonly path: string
  readonly text: string
  /** A cell of a workbook: its path names it, as `q2.xlsx!IS!C14`, and it has no lines. */
  readonly cell?: true
  /** The number of the text's first line in the file, where the text is only a part of it (`cutOut`); 1 otherwise. */
  readonly firstLine?: number
}

export interface Span {
  readonly source: Source
  readonly start: number
  readonly end: number
}

export interface Place {
  readonly line: number
  readonly column: number
}

const lineStarts = new WeakMap<Source, readonly number[]>()

function startsOf(source: Source): readonly number[] {
  const known = lineStarts.get(source)
  if (known) return known
  const starts = [0]
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1))
    starts.push(at + 1)
  lineStarts.set(source, starts)
  return starts
}

/** Line and column of an offset, both from 1. */
export function placeOf(source: Source, offset: number): Place {
  const starts = startsOf(source)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + (source.firstLine ?? 1), column: offset - (starts[low] ?? 0) + 1 }
}

/** The text of one line, counted from 1, without its line end. */
export function lineOf(source: Source, line: number): string {
  const starts = startsOf(source)
  const index = line - (source.firstLine ?? 1)
  const start = starts[index] ?? source.text.length
  const end = starts[index + 1] ?? source.text.length + 1
  return source.text.slice(start, end - 1).replace(/\r$/, '')
}

/** Offset of a line and column, both from 1; clamped to the file. */
export function offsetOf(source: Source, line: number, column: number): number {
  const start = startsOf(source)[line - (source.firstLine ?? 1)] ?? source.text.length
  return Math.min(start + column - 1, source.text.length)
}

export function span(source: Source, start: number, end: number): Span {
  return { source, start, end }
}

/** The whole of a file, for what concerns no single place in it. */
export function whole(source: Source): Span {
  return { source, start: 0, end: 0 }
}

/**
 * The same span over a source that holds its lines and no others: all that a person is shown of it. What is kept of many
 * filings, or goes to another thread, need not drag whole files along.
 */
export function cutOut({ source, start, end }: Span): Span {
  const starts = startsOf(source)
  const [first, last] = [start, Math.max(start, end)].map(
    (offset) => placeOf(source, offset).line - (source.firstLine ?? 1),
  ) as [number, number]
  const from = starts[first] ?? 0
  const to = starts[last + 1] ?? source.text.length
  if (from === 0 && to === source.text.length) return { source, start, end }
  const { path, cell } = source
  const firstLine = first + (source.firstLine ?? 1)
  // Copied, because a part of a string keeps the whole string alive.
  const text = Buffer.from(source.text.slice(from, to), 'utf16le').toString('utf16le')
  return { source: { path, text, firstLine, ...(cell && { cell }) }, start: start - from, end: end - from }
}

/** `path:line` of a span; a cell by its name. */
export const lineAt = ({ source, start }: Span): string =>
  source.cell ? source.path : `${source.path}:${placeOf(source, start).line}`
