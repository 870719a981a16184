/** Paragraphs, items and rows as lines of a Markdown or CSV file: found, taken out, put in. */
import { atLineStart, inlinesOf } from '../importing/write/markdown.ts'
import {
  type CellUnit,
  type Leaf,
  look,
  lookMask,
  type OwnTable,
  type OwnUnit,
  type Rich,
  type TableUnit,
  type TextUnit,
  type Unit,
} from '../word/units.ts'
import { csvField } from './csv.ts'
import { type Edits, escapedAt, type FileEdit, type Texts, told } from './edit.ts'
import { sourcesOf } from './origins.ts'

/** The lines of a file that hold a unit: from the start of the first to the end of the last, its line end left out. */
export interface Lines {
  readonly path: string
  readonly start: number
  readonly end: number
}

const byHand = 'make the change by hand'

/** @returns undefined for a unit that no text of the filing holds whole */
export function linesOf(unit: OwnUnit, texts: Texts): Lines | undefined {
  const leaves =
    unit.type === 'text' ? unit.leaves : unit.rows.flatMap((row) => row.flatMap((cell) => cell.leaves))
  return linesOfLeaves(leaves, texts)
}

function linesOfLeaves(leaves: readonly Leaf[], texts: Texts): Lines | undefined {
  let found: Lines | undefined
  for (const leaf of leaves)
    for (const source of sourcesOf(leaf)) {
      if (source.kind === 'none') continue
      if (source.kind !== 'text' && source.kind !== 'expression') return undefined
      const { path, start, end } = source
      if (found && found.path !== path) return undefined
      found = found
        ? { path, start: Math.min(found.start, start), end: Math.max(found.end, end) }
        : { path, start, end }
    }
  const file = found && texts.get(found.path)
  if (!found || file === undefined) return undefined
  const start = file.lastIndexOf('\n', found.start - 1) + 1
  const end = file.indexOf('\n', found.end)
  return { path: found.path, start, end: end < 0 ? file.length : end }
}

export function deleteEdits(unit: OwnUnit, texts: Texts): Edits {
  if (unit.type === 'table') return told('a table', 'take it out of the text, or leave it')
  const lines = linesOf(unit, texts)
  if (!lines) return told('wording of the form', 'give it as filed, or in a partial of this filing')
  const file = texts.get(lines.path) ?? ''
  const behind = /^\n*/.exec(file.slice(lines.end))?.[0].length ?? 0
  const before = /(?<!\n)\n*$/.exec(file.slice(0, lines.start))?.[0].length ?? 0
  const last = lines.end + behind >= file.length
  // What follows keeps the empty line that stood before; an item that others follow takes its own line alone.
  const [start, end] = last
    ? [lines.start - Math.max(0, before - 1), lines.end + behind]
    : [lines.start, lines.end + behind]
  const tight = behind > 1 && before === 1
  return [
    tight
      ? { path: lines.path, start: lines.start - 1, end: lines.end, text: '' }
      : { path: lines.path, start, end, text: '' },
  ]
}

/** New paragraphs that follow each other, behind a unit or before the next. */
export function insertEdits(
  units: readonly Unit[],
  before: OwnUnit | undefined,
  after: OwnUnit | undefined,
  texts: Texts,
  /** How a text that was deleted elsewhere was written. */
  known: ReadonlyMap<string, string>,
): Edits {
  const texted = units.map((unit) =>
    unit.type === 'table' ? writtenTable(unit) : (known.get(unit.text) ?? writtenUnit(unit)),
  )
  const tight = units.every((unit) => unit.type === 'text' && unit.role === 'item')
  const body = texted.join(tight ? '\n' : '\n\n')
  const above = before && linesOf(before, texts)
  if (above && /\.md$/.test(above.path)) {
    const file = texts.get(above.path) ?? ''
    const end = before?.type === 'table' ? behindTable(file, above.end) : above.end
    const joins = tight && before?.type === 'text' && before.role === 'item'
    const next = /^\n?$|^\n\s*\n/.test(file.slice(end)) || joins
    return [{ path: above.path, start: end, end, text: `${joins ? '\n' : '\n\n'}${body}${next ? '' : '\n'}` }]
  }
  const below = after && linesOf(after, texts)
  if (below && /\.md$/.test(below.path)) {
    const joins = tight && after?.type === 'text' && after.role === 'item'
    return [
      { path: below.path, start: below.start, end: below.start, text: `${body}${joins ? '\n' : '\n\n'}` },
    ]
  }
  return told('there is no text of yours beside it', 'write it where it belongs')
}

/** Behind the attribute list that stands under a table. */
function behindTable(file: string, end: number): number {
  const list = /^\n\s*\n[ \t]*\{[^\n]*\}[ \t]*(?=\n|$)/.exec(file.slice(end))
  return end + (list?.[0].length ?? 0)
}

function writtenUnit({ role, level, label, ...rich }: TextUnit): string {
  if (role === 'heading')
    return `${'#'.repeat(Math.max(2, Math.min(6, level)))} ${escapedAt(rich.text).replaceAll('\n', ' ')}`
  const text = inlinesOf(runsOf(rich), false)
  if (role !== 'item') return atLineStart(text)
  return `${markerOf(label)}${text.replaceAll('\n', '\n  ')}`
}

/** A table in the notation of Markdown: its first row is its head, and what spans columns has `<` in them. */
function writtenTable({ rows }: TableUnit): string {
  const width = Math.max(...rows.flatMap((row) => row.map(({ column, colspan }) => column + colspan)))
  const line = (fields: readonly string[]) => `| ${fields.join(' | ')} |`
  const [head = '', ...body] = rows.map((row) => line(fieldsOf(row, width).map(cellText)))
  return [head, `|${' --- |'.repeat(width)}`, ...body, '', '{.grid}'].join('\n')
}

/** The texts of a row by column. A first text that runs on over empty columns spans nothing that a reader would miss. */
function fieldsOf(cells: readonly Pick<CellUnit, 'column' | 'colspan' | 'text'>[], width: number): string[] {
  const fields = Array.from({ length: width }, () => '')
  for (const { column, colspan, text } of cells) {
    fields[column] = text.replace(/\s+/g, ' ')
    for (let at = column + 1; at < column + colspan && column > 0; at++) fields[at] = '<'
  }
  return fields
}

const cellText = (field: string) => (field === '<' ? field : escapedAt(field))

const markerOf = (label: string): string => (/^\d{1,9}[.)]$/.test(label) ? `${label} ` : '- ')

function runsOf({ text, looks }: Rich): Parameters<typeof inlinesOf>[0] {
  const found: { text: string; letter: string }[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = looks[at] ?? '0'
    const last = found.at(-1)
    const blank = /\s/.test(text[at] as string)
    if (last && (blank || last.letter === letter)) last.text += text[at]
    else found.push({ text: text[at] as string, letter })
  }
  return found.map(({ text: own, letter }) => {
    const mask = lookMask(letter)
    return {
      text: own,
      bold: (mask & look.bold) > 0,
      italic: (mask & look.italic) > 0,
      underline: (mask & look.underline) > 0,
      shift: mask & look.raised ? 'raised' : mask & look.lowered ? 'lowered' : 'none',
      size: 10,
      place: { start: 0, end: 0 },
    }
  })
}

/** Another kind of paragraph: its marks at the start of its line. */
export function recastEdits(own: OwnUnit, to: TextUnit, texts: Texts): Edits {
  const lines = linesOf(own, texts)
  const file = lines && texts.get(lines.path)
  if (!lines || file === undefined || !/\.md$/.test(lines.path))
    return told('wording of the form', 'give it as filed, or in a partial of this filing')
  const line = file.slice(lines.start, lines.end)
  const was =
    /^[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?/.exec(line)?.[0] ?? ''
  const deeper = /^[ \t]*/.exec(was)?.[0] ?? ''
  const is =
    to.role === 'heading'
      ? `${'#'.repeat(Math.max(2, Math.min(6, to.level)))} `
      : to.role === 'item'
        ? `${deeper}${markerOf(to.label)}`
        : ''
  return [{ path: lines.path, start: lines.start, end: lines.start + was.length, text: is }]
}

export function rowGoneEdits(own: OwnTable, row: number, texts: Texts): Edits {
  const lines = rowLines(own, row, texts)
  if (!lines || row === 0) return told('a row of a table', byHand)
  return [{ ...lines, end: lines.end + 1, text: '' }]
}

export function rowNewEdits(
  own: OwnTable,
  row: number,
  cells: readonly { readonly column: number; readonly colspan: number; readonly text: string }[],
  texts: Texts,
): Edits {
  const beside = rowLines(own, Math.max(0, row), texts)
  const file = beside && texts.get(beside.path)
  if (!beside || file === undefined || row < 0) return told('a new row of a table', byHand)
  const width = Math.max(...own.rows.flatMap((one) => one.map(({ column, colspan }) => column + colspan)))
  const fields = fieldsOf(cells, width)
  if (/\.csv$/.test(beside.path))
    return [
      { path: beside.path, start: beside.end, end: beside.end, text: `\n${fields.map(csvField).join(',')}` },
    ]
  // Below the head stands the line of dashes.
  const rule = /^\n[ \t|:]*-[ \t|:-]*(?=\n|$)/.exec(file.slice(beside.end))?.[0] ?? ''
  const at = beside.end + rule.length
  const line = fields.map(cellText).join(' | ')
  return [{ path: beside.path, start: at, end: at, text: `\n| ${line} |` }]
}

function rowLines(own: OwnTable, row: number, texts: Texts): Lines | undefined {
  const lines = linesOfLeaves(
    (own.rows[row] ?? []).flatMap((cell) => cell.leaves),
    texts,
  )
  const text = lines && texts.get(lines.path)?.slice(lines.start, lines.end)
  return text === undefined || text.includes('\n') ? undefined : lines
}

/** A text for a cell that was empty: found by counting the cells of its row as it is written. */
export function emptyCellEdits(
  own: OwnTable,
  row: number,
  column: number,
  text: string,
  texts: Texts,
): Edits {
  const lines = rowLines(own, row, texts)
  const line = lines && texts.get(lines.path)?.slice(lines.start, lines.end)
  if (!lines || line === undefined) return told('a cell of a table that no file of yours holds', byHand)
  const csv = /\.csv$/.test(lines.path)
  const ends = csv ? fieldEnds(line) : pipeEnds(line)
  const [start, end] = [
    csv && column === 0 ? 0 : (ends[csv ? column - 1 : column] ?? -1) + 1,
    ends[csv ? column : column + 1] ?? -1,
  ]
  if (end < 0 || line.slice(start, end).trim() !== '') return told('a cell of a table', byHand)
  const edit: FileEdit = {
    path: lines.path,
    start: lines.start + start,
    end: lines.start + end,
    text: csv ? csvField(text) : ` ${escapedAt(text.replace(/\s+/g, ' '))} `,
  }
  return [edit]
}

/** Offsets of the bars of a row. */
const pipeEnds = (line: string): number[] => {
  const found = [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => index)
  return /^\s*\|/.test(line) ? found : [-1, ...found]
}

/** Offsets at which the fields of a line end. */
function fieldEnds(line: string): number[] {
  const found: number[] = []
  let quoted = false
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (at === line.length || (line[at] === ',' && !quoted)) found.push(at)
  }
  return found
}
