/**
 * Marks of rows by their words, on request: what a statement calls its totals and its sections. A row that its author
 * marked stays as it is marked, and all that was recognized is told.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Row, Table } from '../document/document.ts'
import { type RowMark, rowMarks, sorted } from './marks.ts'
import { valueRows } from './values.ts'

/** In order: what an earlier one takes, a later one does not see. */
const words: readonly (readonly [pattern: RegExp, mark: RowMark])[] = [
  [/^total assets$|^total liabilities(?:,.{0,200})? and .{0,200}(?:equity|deficit|capital)$/i, 'total'],
  [/^net (?:income|loss|earnings)(?: \(loss\)| \(income\))?$/i, 'total'],
  [/^(?:net )?(?:increase|decrease)(?: \((?:increase|decrease)\))? in cash\b/i, 'total'],
  [/^total\b/i, 'subtotal'],
  [/^gross (?:margin|profit)$|^(?:operating income|income from operations)(?: \(loss\))?$/i, 'subtotal'],
  [/^(?:income|loss|earnings)(?: \(loss\))? before\b/i, 'subtotal'],
  [/^(?:net )?cash (?:flows? )?(?:generated|provided|used)\b/i, 'subtotal'],
]

export function recognized(block: Table, at: Span, log: Log): Table {
  const found: string[] = []
  const values = valueRows(block)
  const rows = block.rows.map((line, index): Row => {
    const { label, values: figures } = values[index] ?? { label: '', values: new Map() }
    const own = line.classes.some((name) => (rowMarks as readonly string[]).includes(name))
    if (line.header || own) return line
    const mark = markOf(label, figures.size)
    if (!mark) return line
    found.push(`"${label}" ${mark}`)
    return { ...line, classes: sorted([...line.classes, mark]) }
  })
  log.add(
    'M034',
    at,
    found.length === 0
      ? 'no row of this table was recognized by its words'
      : `recognized: ${found.join(', ')}`,
    'a row that is something else is marked behind its label, as {.bold}',
  )
  return { ...block, rows }
}

function markOf(label: string, figures: number): RowMark | undefined {
  if (figures === 0)
    return /:$/.test(label) || (/[A-Z]{4}/.test(label) && label === label.toUpperCase())
      ? 'section'
      : undefined
  return words.find(([pattern]) => pattern.test(label))?.[1]
}
