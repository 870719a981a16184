/** Tables of Markdown, and the columns that their attributes describe. */
import { cell, paragraph, plainStyle, row, table } from '../document/build.ts'
import type { Row, Table } from '../document/document.ts'
import { type Attributes, listAlone } from './attributes.ts'
import { type Reading, readInlines } from './inlines.ts'
import type { Tokens } from './parser.ts'

/** A table as it is written: a row each line, the head first. */
export function readTable(token: Tokens.Table, context: Reading): Table {
  const { at } = context
  const rowOf = (cells: readonly Tokens.TableCell[], header: boolean): Row =>
    row(
      cells.map((one, column) => {
        const align = one.align ?? token.align[column] ?? undefined
        const style = align ? { ...plainStyle, textAlign: align } : plainStyle
        const inlines = readInlines(one.tokens, context)
        const blocks = inlines.length > 0 ? [paragraph(inlines)] : []
        return cell(blocks, { scope: header ? 'column' : undefined }, { style })
      }),
      header,
    )
  const head = rowOf(token.header, true)
  const end = at.peek(token.raw.split('\n')[1] ?? '')
  at.moveTo(Math.max(at.at, end.end))
  const blank = head.cells.every(({ blocks }) => blocks.length === 0)
  const lines = token.raw.trimEnd().split('\n').slice(2)
  const rows = token.rows.map((cells, index) => {
    const line = lines[index] ?? ''
    complain(line, cells, context)
    const { end } = at.peek(line)
    const made = rowOf(cells, false)
    // A text with an escaped mark may have been found in a later row.
    at.moveTo(end)
    return made
  })
  return table(blank ? rows : [head, ...rows])
}

/** Whether a paragraph was meant as a table: below its first line stand dashes, and not one for each cell. */
export const brokenTable = (raw: string): boolean => /^\s*\|.*\|[ \t]*\n[ \t|:-]*-[ \t|:-]*(?:\n|$)/.test(raw)

/** What the parser would leave out of a row, or take for one. */
function complain(line: string, cells: readonly Tokens.TableCell[], { at, log }: Reading): void {
  const written = line
    .trim()
    .replace(/^\|/, '')
    .split(/(?<!\\)\|/)
  if (written.slice(cells.length).some((text) => text.trim() !== ''))
    log.add(
      'M012',
      at.peek(line),
      `this row has more cells than the head, which has ${cells.length}`,
      'give the head a cell more; a | inside a text is written \\|',
    )
  const [first, ...others] = cells
  if (listAlone(first?.text ?? '') !== undefined && others.every(({ text }) => text === ''))
    log.add(
      'M009',
      at.peek(line),
      'these attributes would be printed as a row of the table',
      'leave a line empty between the table and its attributes',
    )
}

/** Widths, alignments and head rows, as attributes give them. */
export function columns(block: Table, { widths, align, headers = 1 }: Attributes): Table {
  const rows = block.rows.map((line, index): Row => {
    const cells = line.cells.map((one, column) => {
      const width = widths?.[column]
      const textAlign = index < headers ? undefined : align?.[column]
      const style = { ...one.style, ...(width && { width }), ...(textAlign && { textAlign }) }
      return { ...one, style, scope: index < headers ? ('column' as const) : one.scope }
    })
    return { ...line, header: index < headers, cells }
  })
  return { ...block, rows }
}
