/** Tables of Markdown, and the columns that their attributes describe. */
import type { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Block, Table } from '../document/document.ts'
import { readSheet } from '../tables/sheet.ts'
import { joinOf, tableOf, type WrittenCell, type WrittenRow } from '../tables/written.ts'
import { type Attributes, listAlone, none, readAttributes, trailing } from './attributes.ts'
import type { Beside } from './beside.ts'
import { readCsv } from './csv.ts'
import { type MarkdownReading, readInlines } from './inlines.ts'
import type { Referring, Token, Tokens } from './parser.ts'

/** What reading a table needs: of its cells, and of a picture that is all of one. */
export interface Around extends MarkdownReading {
  readonly picture: (token: Referring<Tokens.Image>, list: Attributes, at: Span) => Block | undefined
}

/** A table as it is written: a row each line, the head first; a head without words is none. */
export function readTable(token: Tokens.Table, around: Around): Table {
  const noteLabel: MarkdownReading['noteLabel'] = (id, place) => around.noteLabel(id, place, true)
  const context: Around = { ...around, noteLabel }
  const { at, log } = context
  const lines = token.raw.trimEnd().split('\n')
  const head = readRow(token.header, token, at.peek(lines[0] ?? ''), context)
  const end = at.peek(lines[1] ?? '')
  at.moveTo(Math.max(at.at, end.end))
  const rows = token.rows.map((cells, index) => {
    const line = lines[index + 2] ?? ''
    const place = at.peek(line)
    const made = complain(line, cells, context)
      ? { cells: [], classes: [] }
      : readRow(cells, token, place, context)
    // A text with an escaped mark may have been found in a later row.
    at.moveTo(place.end)
    return made
  })
  const blank = head.cells.every(
    (one) => one.inlines.length === 0 && !(one.joins || one.picture || one.classes),
  )
  return blank ? tableOf(rows, 0, log) : tableOf([head, ...rows], 1, log)
}

/** A row, with the marks that stand behind the text of its first cell. */
function readRow(
  cells: readonly Tokens.TableCell[],
  token: Tokens.Table,
  at: Span,
  context: Around,
): WrittenRow {
  let classes: readonly string[] = []
  const made = cells.map((one, column): WrittenCell => {
    const align = one.align ?? token.align[column] ?? undefined
    const base = { at, ...(align && { align }) }
    const joins = joinOf(one.text)
    if (joins) return { ...base, inlines: [], joins }
    if (/^_{3,}$/.test(one.text)) return { ...base, inlines: [], classes: ['line'] }
    const picture = pictureIn(one.tokens, at, context)
    if (picture) return { ...base, inlines: [], picture }
    const marked = trailing(readInlines(one.tokens, context), at, context.log)
    const own = marksOf(marked.attributes, at, context)
    // What the first cell says is said of its row, but for the line to sign on.
    const line = column === 0 ? own.filter((name) => name === 'line') : own
    if (column === 0) classes = own.filter((name) => name !== 'line')
    return { ...base, inlines: marked.inlines, ...(line.length > 0 && { classes: line }) }
  })
  return { cells: made, classes }
}

/** The picture that is all of a cell, with its width behind it. */
function pictureIn(tokens: readonly Token[], at: Span, context: Around): Block | undefined {
  const [first, second, third] = tokens
  const list = second?.type === 'text' ? listAlone(second.raw) : undefined
  if (first?.type !== 'image' || third || (second && list === undefined)) return undefined
  const attributes = list === undefined ? none : readAttributes(list, at, context.log)
  return context.picture(first as Referring<Tokens.Image>, attributes, at)
}

/** Classes of a row; what else an attribute list may say has no meaning for one. */
function marksOf(
  { classes, foot, ...others }: Attributes,
  at: Span,
  { log }: MarkdownReading,
): readonly string[] {
  for (const name of Object.keys(others))
    log.add(
      'M009',
      at,
      `${name === 'id' ? '#id' : name} has no meaning for a row of a table`,
      'a row has marks, as {.total foot}',
    )
  return foot ? [...classes, 'foot'] : classes
}

/** Whether a paragraph was meant as a table: below its first line stand dashes, and not one for each cell. */
export const brokenTable = (raw: string): boolean => /^\s*\|.*\|[ \t]*\n[ \t|:]*-[ \t|:-]*(?:\n|$)/.test(raw)

/** Tells what the parser would leave out of a row; whether it took for a row what is none. */
function complain(line: string, cells: readonly Tokens.TableCell[], { at, log }: MarkdownReading): boolean {
  const written = line
    .trim()
    .replace(/^\|/, '')
    .split(/(?<!\\)\|/)
  if (written.slice(cells.length).some((text) => text.trim() !== ''))
    log.add(
      'M012',
      at.peek(line),
      `this row has more cells than the head, which has ${cells.length}`,
      'give the head one more cell; a | inside a text is written \\|',
    )
  const [first, ...others] = cells
  const alone =
    !line.trimStart().startsWith('|') &&
    listAlone(first?.text ?? '') !== undefined &&
    others.every(({ text }) => text === '')
  if (alone)
    log.add(
      'M009',
      at.peek(line),
      'these attributes would be printed as a row of the table',
      'leave a line empty between the table and its attributes',
    )
  return alone
}

/** The table of a file beside the text: all of a CSV file, or a range of a workbook. */
export function tableBeside(
  { csv, xlsx, range, headers }: Attributes,
  at: Span,
  beside: Beside,
  cells: Budget,
  log: Log,
): Table | undefined {
  const text = csv === undefined ? undefined : beside.text(csv)
  if (text) return readCsv(text, log, cells)
  const file = xlsx === undefined ? undefined : beside.bytes(xlsx)
  if (file && range !== undefined) return readSheet(file, range, headers, at, log)
  if (file) log.add('M012', at, `${xlsx} needs a range`, `write {xlsx="${xlsx}" range="Sheet!A3:F30"}`)
  else
    log.add(
      'M012',
      at,
      `there is no file ${csv ?? xlsx ?? ''} beside the text`,
      'name a .csv or .xlsx file of the filing',
    )
  return undefined
}
