/** What the cells of a table say as numbers, and where. */

import { lineAt, type Span } from '../diagnostics/source.ts'
import { grouped } from '../digits.ts'
import { figureIn } from '../document/decimal.ts'
import type { Cell, Inline, Table } from '../document/document.ts'
import { visitBlocks, visitInlines } from '../document/walk.ts'
import { wordsOfBlocks } from '../document/words.ts'
import { byRow, gridOf } from './grid.ts'

/** A figure of a cell. A dash for nil is zero. */
export interface Value {
  readonly cell: Cell
  readonly number: number
  /** The worth of one in its last digit: 1 for `1,234`, 0.1 for `3.5`. */
  readonly unit: number
  readonly percent: boolean
  readonly shown: string
  readonly at: Span | undefined
}

export interface ValueRow {
  readonly label: string
  readonly labelCell: Cell | undefined
  readonly classes: readonly string[]
  readonly header: boolean
  /** By column of the grid. */
  readonly values: ReadonlyMap<number, Value>
}

export function valueRows(table: Table): readonly ValueRow[] {
  const cells = byRow(gridOf(table.rows), table.rows.length)
  return table.rows.map(({ classes, header }, index): ValueRow => {
    const own = cells[index] ?? []
    const [first] = own
    const values = new Map<number, Value>()
    for (const { cell, column } of own) {
      const value = cell.scope === undefined && cell.colspan === 1 ? figureAt(cell) : undefined
      if (value) values.set(column, value)
    }
    return { label: textOf(first?.cell), labelCell: first?.cell, classes, header, values }
  })
}

export const textOf = (cell: Cell | undefined): string =>
  cell
    ? wordsOfBlocks(cell.blocks)
        .map(({ text }) => text)
        .join(' ')
    : ''

const pattern =
  /^([(\u2212\u2013-]?)\s*(?:[$\u20ac\u00a3\u00a5]\s*)?(\d[\d,]*)((?:\.\d+)?)(?:\s*(%))?(?:\s*\))?(?:\s*(%))?\)?$/u

function figureAt(cell: Cell): Value | undefined {
  const [only, second] = cell.blocks
  if (only?.type !== 'paragraph' || second) return undefined
  const figure = figureIn(only.inlines)
  if (!figure) return undefined
  const shown = `${figure.sign}${figure.head}${figure.tail}`.trim()
  const base = { cell, shown, at: spanOf(cell) }
  if (/^[$\u20ac\u00a3\u00a5]?\s*[\u2014\u2013-]$/u.test(shown))
    return { ...base, number: 0, unit: 0, percent: false }
  const match = pattern.exec(`${figure.head}${figure.tail}`.trim())
  if (!match) return undefined
  const [, minus = '', whole = '', part = '', first = '', last = ''] = match
  const size = Number(whole.replaceAll(',', '') + part)
  return {
    ...base,
    number: minus === '' ? size : -size,
    unit: part === '' ? 1 : Number(`0.${'0'.repeat(part.length - 2)}1`),
    percent: first !== '' || last !== '',
  }
}

/** Where the text of a cell was written. */
export function spanOf(cell: Cell): Span | undefined {
  let found: Span | undefined
  const look = (inline: Inline): void => {
    if (!found && 'origin' in inline) found = inline.origin?.via ?? inline.origin?.span
  }
  visitBlocks(cell.blocks, (block) => {
    if ('inlines' in block) visitInlines(block.inlines, look)
  })
  return found
}

/** A figure with its place, as messages name the other side of a difference. */
export const named = ({ shown, at }: Value): string => (at ? `${shown} (${lineAt(at)})` : shown)

/** A computed number as the figure it is held against is written. */
export function written(number: number, like: Value): string {
  const digits = like.unit > 0 && like.unit < 1 ? String(like.unit).replace('0.', '').length : 0
  const [whole = '', part] = Math.abs(number).toFixed(digits).split('.')
  const text = `${grouped(whole)}${part === undefined ? '' : `.${part}`}${like.percent ? '%' : ''}`
  return number < 0 && Number(text.replace(/[,%]/g, '')) !== 0 ? `(${text})` : text
}
