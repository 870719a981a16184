/**
 * Plain text filings, 1993 on -> found blocks: paragraphs of wrapped lines, centred heads, tables drawn with
 * blanks, `<PAGE>` marks, underlines of dashes.
 *
 * A line's columns are its letters: a table cell covers the letters from its first to its last, and the same
 * reading of columns (recognise/grid.ts) serves that serves HTML.
 */
import type { Found, FoundBlock, FoundCell, FoundRun, FoundText } from './found.ts'

/** Blanks that part two cells of a line. */
const gap = / {2,}|\t+/g
/** The middle of a page of 80 columns, give or take. */
const middle = { from: 34, to: 46 }
const drawn = /^(?=[\s\S]*[-=_*~]{3})[\s\-=_*~.]+$/

interface Line {
  /** Tabs as blanks to the next eighth column; without blanks at the end. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** @param from where the text starts in its file */
export function readAscii(text: string, from = 0): Found {
  const blocks: FoundBlock[] = []
  let pending: Line[] = []
  let table: Line[] | undefined
  const flush = () => {
    if (pending.length > 0) blocks.push(...blocksOf(pending))
    pending = []
  }
  for (const line of linesOf(text, from)) {
    const mark = /^\s*<(\/?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+|R|\/R)\b[^>]*)>/i
      .exec(line.text)?.[1]
      ?.toUpperCase()
    if (mark === 'PAGE') {
      flush()
      blocks.push({ type: 'page-end', place: { start: line.start, end: line.end } })
    } else if (mark === 'TABLE') {
      flush()
      table = []
    } else if (mark === '/TABLE') {
      if (table) blocks.push(...blocksOfTable(table))
      table = undefined
    } else if (mark !== undefined && bare(line.text) === '') continue
    else if (table) table.push(plainLine(line))
    else if (line.text.trim() === '') flush()
    else pending.push(plainLine(line))
  }
  if (table) blocks.push(...blocksOfTable(table))
  flush()
  return { blocks, losses: [], facts: [] }
}

const bare = (text: string) => text.replace(/<[^<>]*>/g, '').trim()

/** A line without the marks of tables and revisions. */
function plainLine(line: Line): Line {
  const text = line.text.replace(/<\/?(?:CAPTION|S|C|FN|R|F\d+)>/gi, (mark) => ' '.repeat(mark.length))
  return text === line.text ? line : { ...line, text: text.trimEnd() }
}

function* linesOf(text: string, from: number): Generator<Line> {
  let at = 0
  while (at < text.length) {
    const stop = text.indexOf('\n', at)
    const end = stop < 0 ? text.length : stop
    // Mail of the time put "- " before a line that begins with a dash.
    const raw = text
      .slice(at, end)
      .replace(/\r$/, '')
      .replace(/^- (?=-)/, '  ')
    yield { text: expanded(raw).trimEnd(), start: from + at, end: from + end }
    at = end + 1
  }
}

function expanded(line: string): string {
  if (!line.includes('\t')) return line
  let out = ''
  for (const letter of line) out += letter === '\t' ? ' '.repeat(8 - (out.length % 8)) : letter
  return out
}

const indentOf = ({ text }: Line) => text.length - text.trimStart().length
const hasGap = ({ text }: Line) => /\S {3,}\S/.test(text)
/** A paragraph's number or bullet, which stands before its text and makes no column. */
const numbered = /^\s*(?:\d{1,3}(?:\.\d{1,3})*\.?|\(?[a-z\d]{1,4}[.)]|[o*\u2022-])(?= {3,})/i
/** A gap between two texts of a line, which two columns have, or the dots of a table of contents. */
const columned = ({ text }: Line) =>
  /\S {3,}\S|\.{4}|\S {2}[$(]*\d[\d,.)%]*$/.test(text.replace(numbered, ''))

function centred(line: Line, alone = false): boolean {
  const indent = indentOf(line)
  const centre = indent + (line.text.length - indent) / 2
  return indent >= (alone ? 4 : 8) && centre >= middle.from && centre <= middle.to && !hasGap(line)
}

/** Lines between two empty ones: a table drawn with blanks, centred lines, or a paragraph. */
function blocksOf(lines: readonly Line[]): FoundBlock[] {
  const words = lines.filter(({ text }) => !drawn.test(text))
  if (words.length === 0) return [ruleOf(lines)]
  const parted = words.filter(columned).length
  if (parted > 0 && parted * 2 >= words.length) return [tableOf(lines)]
  const out: FoundBlock[] = []
  // Once a block has a line that is not centred, what follows is a paragraph set in, as under a bullet.
  const heads = words.length === 1 && words.every((line) => centred(line, true)) ? 1 : headsIn(words)
  const title = words.slice(0, heads)
  if (title.length > 0) out.push(textOf(title, '\n', 'center'))
  let run: Line[] = []
  for (const line of [...lines.filter((one) => !title.includes(one)), undefined]) {
    if (line && !drawn.test(line.text)) run.push(line)
    else {
      out.push(...paragraphsOf(run))
      run = []
      if (line) out.push(ruleOf([line]))
    }
  }
  return out
}

/** How many lines at the head of a block are centred; none where all of them begin in one column. */
function headsIn(lines: readonly Line[]): number {
  const stop = lines.findIndex((line) => !centred(line))
  const heads = lines.slice(0, stop < 0 ? lines.length : stop)
  const oneColumn = heads.length > 2 && new Set(heads.map(indentOf)).size === 1
  return oneColumn ? 0 : heads.length
}

function ruleOf(lines: readonly Line[]): FoundBlock {
  return { type: 'rule', place: { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 } }
}

const asciiBullet =
  /^\s*(?:[o*\u2022-]|\[\s*(?:[xX]\s*)?\]|\((?:\d{1,2}|[a-z]{1,2}|[ivx]{1,5})\)|\d{1,2}[.)])\s+(?=\S)/

/** Wrapped lines run on. A bullet, or a line set in from those before it, begins a paragraph. */
function paragraphsOf(lines: readonly Line[]): FoundText[] {
  if (lines.length === 0) return []
  const out: FoundText[] = []
  let run: Line[] = []
  const margin = Math.min(...lines.map(indentOf))
  const bulleted = lines.some(({ text }) => asciiBullet.test(text))
  for (const line of lines) {
    const indent = indentOf(line)
    const setIn = !bulleted && indent >= margin + 3 && indent <= margin + 12 && lines.length > 2
    if (run.length > 0 && (setIn || (asciiBullet.test(line.text) && indent <= indentOf(run[0] as Line)))) {
      out.push(textOf(run, ' ', 'left'))
      run = []
    }
    run.push(line)
  }
  if (run.length > 0) out.push(textOf(run, isLines(run) ? '\n' : ' ', 'left'))
  return out
}

/** Short lines of an address or a signature, none of which reaches the right margin. */
const isLines = (lines: readonly Line[]) =>
  lines.length > 1 && lines.every(({ text }) => text.trim().length < 45)

function textOf(lines: readonly Line[], between: '\n' | ' ', align: 'left' | 'center'): FoundText {
  const indent = Math.min(...lines.map(indentOf))
  const runs = lines.map((line, index) => {
    const words = line.text.trim().replace(/ +/g, ' ')
    const before = lines[index - 1]
    // A hyphen at a line's end belongs to its word.
    const glue = index === 0 ? '' : /[a-z]-$/i.test(before?.text ?? '') && between === ' ' ? '' : between
    return plainRun(glue + words, line.start, line.end)
  })
  return {
    type: 'text',
    runs: merged(runs),
    align,
    indent: align === 'center' ? 0 : indent * 5,
    firstLine: 0,
  }
}

function merged(runs: readonly FoundRun[]): readonly FoundRun[] {
  const [first] = runs
  const last = runs.at(-1)
  if (!first || !last) return []
  return [
    {
      ...first,
      text: runs.map(({ text }) => text).join(''),
      place: { start: first.place.start, end: last.place.end },
    },
  ]
}

function plainRun(text: string, start: number, end: number): FoundRun {
  return {
    text,
    bold: false,
    italic: false,
    underline: false,
    shift: 'none',
    size: 10,
    place: { start, end },
  }
}

/** Inside `<TABLE>` an empty line is space between rows; texts before the first figure may be running text. */
function blocksOfTable(lines: readonly Line[]): FoundBlock[] {
  if (lines.some(hasGap)) return [tableOf(lines.filter(({ text }) => text.trim() !== ''))]
  const out: FoundBlock[] = []
  let pending: Line[] = []
  for (const line of [...lines, undefined]) {
    if (line && line.text.trim() !== '') pending.push(line)
    else if (pending.length > 0) {
      out.push(...blocksOf(pending))
      pending = []
    }
  }
  return out
}

function tableOf(lines: readonly Line[]): FoundBlock {
  const rows: FoundCell[][] = []
  for (const line of lines) {
    if (drawn.test(line.text)) {
      const kind = line.text.includes('=') ? 'double' : 'single'
      rows[rows.length - 1] = (rows.at(-1) ?? []).map((cell) => ({ ...cell, below: kind }))
      continue
    }
    rows.push(cellsOf(line))
  }
  return {
    type: 'table',
    rows,
    place: { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 },
  }
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A figure that can be nothing else, a year, dashes for nothing, or the day at the head of a column, with its year or over it. */
const standing =
  /(?:\$ ?)?\((?:\$ ?)?[\d,.]*\d\)%?|\$ ?[\d,.]*\d%?|\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|(?<!\d)(?:\d*\.\d+%?|\d+%)|(?:19|20)\d\d|-{2,}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2},(?: (?:19|20)\d\d)?/
const crowded = new RegExp(`^(?:${standing.source})(?:\\s+(?:${standing.source}))+$`)

const dots = '....'

/** Where the dots end that lead a text to the figure behind it; -1 without such a figure. */
function afterDots(text: string): number {
  const end = text.lastIndexOf(dots) + dots.length
  return end >= dots.length && /^ ?[$(]*\d[\d,.]*\)?%?$/.test(text.slice(end)) ? end : -1
}

/** Figures of neighbouring columns that only one blank parts, and a figure behind its dots. */
function apart(piece: Piece): Piece[] {
  const { from, to } = piece
  const end = afterDots(piece.text)
  if (end >= 0) {
    const figure = piece.text.slice(end).trimStart()
    return [
      { from, to: from + end, text: piece.text.slice(0, end) },
      { from: to - figure.length, to, text: figure },
    ]
  }
  if (!crowded.test(piece.text)) return [piece]
  return [...piece.text.matchAll(new RegExp(standing.source, 'g'))].map(({ 0: found, index }) => ({
    from: from + index,
    to: from + index + found.length,
    text: found,
  }))
}

/** Dots that lead the eye from a text to its figure. */
const leaders = /^(?:\. ?){3,}$/
const isSign = (before: Piece, { text }: Piece) => /^[$(]+$/.test(before.text) && /\d|^-+$/.test(text)

/** Stretches of a line between gaps; dots join the text before them, and a currency sign joins its figure, however far it stands from it. */
function cellsOf({ text, start, end }: Line): FoundCell[] {
  const pieces: Piece[] = []
  let at = text.length - text.trimStart().length
  for (const match of text.slice(at).matchAll(gap)) {
    const stop = match.index + (text.length - text.trimStart().length)
    if (stop > at) pieces.push({ from: at, to: stop, text: text.slice(at, stop) })
    at = stop + match[0].length
  }
  if (at < text.length) pieces.push({ from: at, to: text.length, text: text.slice(at) })
  const joined: Piece[] = []
  for (const piece of pieces.flatMap(apart)) {
    const before = joined.at(-1)
    const glued = before && (isSign(before, piece) ? '' : leaders.test(piece.text) ? ' ' : undefined)
    if (before && glued !== undefined)
      joined[joined.length - 1] = { from: before.from, to: piece.to, text: before.text + glued + piece.text }
    else joined.push(piece)
  }
  return joined.map(({ from, to, text }) => ({
    column: from,
    colspan: to - from,
    rowspan: 1,
    above: 'none',
    below: 'none',
    blocks: [{ type: 'text', runs: [plainRun(text, start, end)], align: 'left', indent: 0, firstLine: 0 }],
  }))
}
