/**
 * A CSV file as a table (RFC 4180): quoted cells may hold commas, quotes and line ends; every text keeps its place in
 * the file. Cells are text: only `<`, `^` and the marks of a row mean something, as they do in Markdown.
 */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, span, whole } from '../diagnostics/source.ts'
import { text } from '../document/build.ts'
import type { Table } from '../document/document.ts'
import { joinOf, tableOf, type WrittenCell, type WrittenRow } from '../tables/written.ts'
import { type Attributes, readAttributes, splitTrailing } from './attributes.ts'

interface Field {
  readonly value: string
  readonly start: number
  readonly end: number
}

/** More than can be set side by side on any paper. */
const mostColumns = 100

/**
 * @param budget shared by all tables of a text, which may take in one file many times
 * @throws FilingError for more cells than it allows
 */
export function readCsv(source: Source, log: Log, budget = new Budget('csv', whole(source), log)): Table {
  const lines = fieldsOf(source, budget, log)
  const wide = lines.find((fields) => fields.length > mostColumns)?.[0]
  if (wide) {
    log.add('M012', span(source, wide.start, wide.end), `a row has more than ${mostColumns} cells`)
    return tableOf([], 0, log)
  }
  const width = lines[0]?.length ?? 0
  lines.forEach((fields, index) => {
    const first = fields[0]
    if (fields.length !== width && first)
      log.add(
        'M012',
        span(source, first.start, first.end),
        `row ${index + 1} has ${fields.length} cells, the first has ${width}`,
        'give every row the same number of commas',
      )
  })
  const [head, ...rows] = lines.map((fields) => rowOf(fields, source, log))
  if (!head) return tableOf([], 0, log)
  const blank = head.cells.every(({ inlines, joins }) => inlines.length === 0 && !joins)
  return blank ? tableOf(rows, 0, log) : tableOf([head, ...rows], 1, log)
}

/** Marks of a row may stand behind its first text, as in Markdown: `Total revenue {.total}`. */
function rowOf(fields: readonly Field[], source: Source, log: Log): WrittenRow {
  const [first] = fields
  const split = first && splitTrailing(first.value)
  const at = (field: Field) => span(source, field.start, field.end)
  const marks: Attributes = split && first ? readAttributes(split.list, at(first), log) : { classes: [] }
  const cells = fields.map((field, column): WrittenCell => {
    const value = column === 0 && split ? split.text : field.value
    const joins = joinOf(value)
    if (joins) return { inlines: [], joins, at: at(field) }
    const shown = value === '\\<' || value === '\\^' ? value.slice(1) : value
    return {
      inlines: shown === '' ? [] : [text(shown, { kind: 'authored', span: at(field) })],
      at: at(field),
    }
  })
  return { cells, classes: marks.foot ? [...marks.classes, 'foot'] : marks.classes }
}

function fieldsOf(source: Source, budget: Budget, log: Log): Field[][] {
  const { text: csv } = source
  const lines: Field[][] = []
  let fields: Field[] = []
  let at = csv.startsWith('\ufeff') ? 1 : 0
  while (at < csv.length) {
    const start = at
    let value = ''
    if (csv[at] === '"') {
      for (at++; at < csv.length; at++) {
        if (csv[at] !== '"') value += csv[at]
        else if (csv[at + 1] === '"') value += csv[at++]
        else break
      }
      if (at >= csv.length) log.add('M012', span(source, start, start + 1), 'a quoted cell is not closed')
      at++
    } else {
      while (at < csv.length && csv[at] !== ',' && csv[at] !== '\n') value += csv[at++]
    }
    budget.step()
    fields.push({ value: value.replace(/\s+/g, ' ').trim(), start, end: Math.max(start, at) })
    if (csv[at] === ',') {
      at++
      // A comma at the end of the file has an empty cell behind it.
      if (at >= csv.length || csv[at] === '\n') fields.push({ value: '', start: at, end: at })
      else continue
    }
    if (at >= csv.length || csv[at] === '\n') {
      if (fields.some(({ value: own }) => own !== '') || fields.length > 1) lines.push(fields)
      fields = []
      at++
    }
  }
  return lines
}
