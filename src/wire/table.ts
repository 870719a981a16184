/**
 * A table in columns of characters: figures stand below each other on their points, labels wrap, rules are dashes. A
 * table that needs more than the width of the text takes it, and is told.
 */
import { hangingSign, splitFigure } from '../document/decimal.ts'
import type { Block, Row, Table } from '../document/document.ts'
import { byRow, gridOf, type Placed } from '../tables/grid.ts'
import { centred, widest, wrapped } from './lines.ts'
import { textOf } from './text.ts'

interface Setting {
  readonly spell: (text: string) => string
  readonly wide: (columns: number) => void
  /** The lines of a cell that holds more than one paragraph. */
  readonly cell: (blocks: readonly Block[], width: number) => string[]
}

const gutter = 2
/** A label is no narrower than this, if its table is not to be wider than the text. */
const leastLabel = 18

const wideHead = 12

/** What stands in a cell: a figure in parts, or a text. */
interface Content {
  readonly text: string
  readonly figure: { readonly sign: string; readonly head: string; readonly tail: string } | undefined
}

export function setTable(table: Table, width: number, setting: Setting): string[] {
  const grid = gridOf(table.rows)
  if (grid.columns === 0) return []
  const contents = new Map(grid.cells.map((one) => [one, contentOf(one, setting)]))
  const columns = columnsOf(grid.cells, grid.columns, contents)
  const widths = widthsOf(columns, width)
  const total = widths.reduce((sum, one) => sum + one + gutter, -gutter)
  if (total > width) setting.wide(total)
  const rows = byRow(grid, table.rows.length)
  const lines = rows.flatMap((cells, index) => {
    const row = table.rows[index]
    const set = cells.map((one) => placedIn(one, contents.get(one), indentOf(row), columns, widths))
    if (!row || set.every(({ lines: own }) => own.length === 0)) return []
    const own = sideBySide(set)
    const mark = (sign: string, only: (one: Placed) => boolean) => ruleOf(set, sign, only)
    if (table.purpose === 'data' && row.header)
      return [...own, ...mark('-', ({ cell, column }) => cell.blocks.length > 0 && column > 0)]
    const sums = row.classes.includes('total') || row.classes.includes('subtotal')
    const figures = ({ column, cell }: Placed) => column > 0 && cell.blocks.length > 0
    return [
      ...(sums ? mark('-', figures) : []),
      ...own,
      ...(row.classes.includes('total') ? mark('=', figures) : []),
    ]
  })
  return lines.map((line) => line.trimEnd())
}

function contentOf({ cell }: Placed, { spell, cell: setCell }: Setting): Content {
  const [only, second] = cell.blocks
  if (!only) return { text: '', figure: undefined }
  if (second || !('inlines' in only))
    return { text: setCell(cell.blocks, 1000).join('\n'), figure: undefined }
  const text = spell(textOf(only.inlines)).trim()
  const sign = only.style.textAlign === 'decimal' ? spell(hangingSign(only.inlines)) : ''
  const bare = text.slice(sign.length).trim()
  const parts =
    only.style.textAlign === 'decimal' || only.style.textAlign === 'right' ? splitFigure(bare) : undefined
  if (!parts) return { text: sign === '' ? text : `${sign} ${bare}`, figure: undefined }
  return { text, figure: { sign, head: parts.sign + parts.head, tail: parts.tail } }
}

interface Column {
  /** The widest head and tail of its figures, and whether a sign hangs before one. */
  head: number
  tail: number
  sign: number
  /** Its longest word and its longest line. */
  least: number
  most: number
}

function columnsOf(
  cells: readonly Placed[],
  count: number,
  contents: ReadonlyMap<Placed, Content>,
): readonly Column[] {
  const columns = Array.from(
    { length: count },
    (): Column => ({ head: 0, tail: 0, sign: 0, least: 0, most: 0 }),
  )
  const alone = cells.filter(({ cell }) => cell.colspan === 1)
  for (const one of alone) {
    const column = columns[one.column]
    const content = contents.get(one)
    if (!column || !content) continue
    if (content.figure) {
      const { sign, head, tail } = content.figure
      column.sign = Math.max(column.sign, sign === '' ? 0 : sign.length + 1)
      column.head = Math.max(column.head, head.length)
      column.tail = Math.max(column.tail, tail.length)
    } else {
      const deep = one.column === 0 ? runOn : 0
      column.least = Math.max(column.least, widest(content.text.split(/\s+/)) + deep)
      const line = widest(content.text.split('\n'))
      // A head takes several lines rather than the room of the labels.
      column.most = Math.max(
        column.most,
        one.cell.scope === 'column' ? Math.min(line, wideHead) : line + deep,
      )
    }
  }
  for (const one of columns) {
    const figures = one.sign + one.head + one.tail
    one.least = Math.max(one.least, figures)
    one.most = Math.max(one.most, figures)
  }
  for (const one of cells.filter(({ cell }) => cell.colspan > 1)) {
    const spanned = columns.slice(one.column, one.column + one.cell.colspan)
    const have = spanned.reduce((sum, { least }) => sum + least + gutter, -gutter)
    const short = widest((contents.get(one)?.text ?? '').split(/\s+/)) - have
    for (const column of spanned) if (short > 0) column.least += Math.ceil(short / spanned.length)
  }
  return columns.map((one) => ({ ...one, most: Math.max(one.most, one.least) }))
}

/** Columns get their longest lines where there is room for them, else what is left beside a label. */
function widthsOf(columns: readonly Column[], width: number): readonly number[] {
  const [label, ...others] = columns
  if (!label) return []
  const gutters = gutter * others.length
  const most = others.reduce((sum, one) => sum + one.most, 0)
  const least = others.reduce((sum, one) => sum + one.least, 0)
  const labelLeast = Math.max(label.least, Math.min(label.most, leastLabel))
  const room = width - gutters - labelLeast
  if (most <= room) return [Math.min(label.most, width - gutters - most), ...others.map((one) => one.most)]
  const spare = Math.max(0, room - least)
  const wish = others.reduce((sum, one) => sum + one.most - one.least, 0)
  const given = others.map(
    (one) => one.least + Math.floor((spare * (one.most - one.least)) / Math.max(1, wish)),
  )
  return [labelLeast, ...given]
}

const runOn = 2

/** How far the label of a row stands in, by its marks. */
function indentOf(row: Row | undefined): number {
  const deep = ['indent', 'indent-2', 'indent-3'].findIndex((name) => row?.classes.includes(name))
  return (deep + 1) * 2
}

interface Set extends Placed {
  readonly from: number
  readonly width: number
  readonly lines: readonly string[]
}

function placedIn(
  placed: Placed,
  content: Content | undefined,
  indent: number,
  columns: readonly Column[],
  widths: readonly number[],
): Set {
  const { cell, column } = placed
  const start = (index: number) => widths.slice(0, index).reduce((sum, one) => sum + one + gutter, 0)
  const from = start(column)
  const width = start(column + cell.colspan) - gutter - from
  const own = columns[column]
  const { text = '', figure } = content ?? {}
  if (figure && own && cell.colspan === 1) {
    const digits = `${figure.head}${figure.tail.padEnd(own.tail)}`.padStart(own.head + own.tail)
    const block = `${figure.sign.padEnd(own.sign)}${digits}`
    return { ...placed, from, width, lines: [block.padStart(width)] }
  }
  if (column === 0 && cell.scope !== 'column') {
    // A label that runs on stands in a little, as in print.
    const [first = '', ...rest] = wrapped(text, width - indent - runOn)
    const lines =
      text === ''
        ? []
        : [' '.repeat(indent) + first, ...rest.map((line) => ' '.repeat(indent + runOn) + line)]
    return { ...placed, from, width, lines }
  }
  const lines = wrapped(text, width)
  const head = cell.scope === 'column' && column > 0
  const align = cell.blocks[0]?.style.textAlign
  const at = (line: string) =>
    head || align === 'center'
      ? centred(line, width)
      : align === 'right' || align === 'decimal'
        ? line.padStart(width)
        : line
  return { ...placed, from, width, lines: lines.map(at) }
}

/** Cells of a row end on its last line, so that figures stand beside the end of their label. */
function sideBySide(set: readonly Set[]): string[] {
  const height = Math.max(...set.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, index) =>
    set.reduce((line, one) => {
      const own = one.lines[index - (height - one.lines.length)] ?? ''
      return own === '' ? line : line.padEnd(one.from) + own
    }, ''),
  )
}

function ruleOf(set: readonly Set[], sign: string, only: (one: Placed) => boolean): string[] {
  const line = set.reduce(
    (drawn, one) => (only(one) ? drawn.padEnd(one.from) + sign.repeat(Math.max(3, one.width)) : drawn),
    '',
  )
  return line === '' ? [] : [line]
}
