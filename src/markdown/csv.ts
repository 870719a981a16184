/**
 * A CSV file as a table (RFC 4180): quoted cells may hold commas, quotes and line ends; every text keeps its place in
 * the file. Cells are text and nothing else: no mark in them means anything.
 */
import { Budget } from '../diagnostics/budget.ts'
import type { Log } from '../diagnostics/log.ts'
import { type Source, span, whole } from '../diagnostics/source.ts'
import { cell, paragraph, row, table, text } from '../document/build.ts'
import type { Cell, Table } from '../document/document.ts'

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
    return table([])
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
  const cellOf = ({ value, start, end }: Field, header: boolean): Cell => {
    const inlines = value === '' ? [] : [text(value, { kind: 'authored', span: span(source, start, end) })]
    return cell(inlines.length > 0 ? [paragraph(inlines)] : [], { scope: header ? 'column' : undefined })
  }
  return table(
    lines.map((fields, index) =>
      row(
        fields.map((field) => cellOf(field, index === 0)),
        index === 0,
      ),
    ),
  )
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
