/**
 * A table as Markdown: heads that span are `<`, columns of figures line up on their points, rows have the marks
 * that their lines and words say.
 */
import type { FoundBlock } from '../found.ts'
import type { FlowTable } from '../recognise/flow.ts'
import type { GridCell, GridRow } from '../recognise/grid.ts'

const figure = /^[$€£¥]?\s*(?:\(\s*)?(?:[-–—]\s*)?(?:[$€£¥]\s*)?[\d.,]+\)?\s*(?:%|x|pts?|bps)?\)?$|^[-–—]+$/

export function tableOf(
  { grid, heads }: FlowTable,
  cellText: (blocks: readonly FoundBlock[]) => string,
): string {
  const { columns, rows } = grid
  const financial = isFinancial(rows, heads, columns)
  const lines = rows.map((row, index) => lineOf(row, columns, index < heads, financial, cellText))
  const head = heads === 1 ? lines.slice(0, 1) : heads > 1 ? lines.slice(0, 1) : [`|${'  |'.repeat(columns)}`]
  const body = heads > 0 ? lines.slice(1) : lines
  const list = attributesOf(rows, heads, columns, financial)
  return [...head, `|${' --- |'.repeat(columns)}`, ...body, '', `{${list}}`].join('\n')
}

function attributesOf(rows: readonly GridRow[], heads: number, columns: number, financial: boolean): string {
  const body = rows.slice(heads)
  const align = Array.from({ length: columns }, (_, column) => {
    const texts = body.flatMap(({ cells }) =>
      cells.filter((cell) => cell.column === column && cell.colspan === 1).map(({ text }) => text),
    )
    const figures = texts.filter((text) => figure.test(text)).length
    return column > 0 && figures > 0 && figures * 2 >= texts.length ? 'decimal' : 'left'
  })
  return [
    ...(financial ? ['.financial'] : []),
    ...(align.includes('decimal') ? [`align="${align.join(' ')}"`] : []),
    ...(heads > 1 ? [`headers="${heads}"`] : []),
    ...(!financial && !align.includes('decimal') && heads <= 1 ? ['.grid'] : []),
  ].join(' ')
}

function isFinancial(rows: readonly GridRow[], heads: number, columns: number): boolean {
  const figures = rows
    .slice(heads)
    .filter(({ cells }) => cells.some(({ column, text }) => column > 0 && figure.test(text)))
  return columns > 1 && figures.length >= 2
}

function lineOf(
  row: GridRow,
  columns: number,
  head: boolean,
  financial: boolean,
  cellText: (blocks: readonly FoundBlock[]) => string,
): string {
  const texts: string[] = Array.from({ length: columns }, () => '')
  for (const cell of row.cells) {
    const text = cellText(cell.blocks)
    const at = cell.column
    texts[at] = texts[at] ? `${texts[at]} ${text}` : text
    // A label that runs on over empty columns spans nothing that a reader would miss.
    if ((head || at > 0) && spans(cell, row))
      for (let next = at + 1; next < at + cell.colspan; next++) texts[next] = '<'
  }
  const mark = financial && !head ? markOf(row) : ''
  if (mark !== '') texts[0] = `${texts[0] ?? ''} {${mark}}`.trimStart()
  return `| ${texts.map((text) => (text === '<' ? text : lone(text))).join(' | ')} |`
}

const spans = (cell: GridCell, row: GridRow) =>
  cell.colspan > 1 &&
  !row.cells.some(
    (other) => other !== cell && other.column < cell.column + cell.colspan && other.column >= cell.column,
  )

/** A cell that is only a `<` or `^` would be a span. */
const lone = (text: string) => (text === '<' || text === '^' ? `\\${text}` : text)

function markOf({ cells, above, below }: GridRow): string {
  const [label] = cells
  if (label?.column !== 0 || cells.length < 2) return ''
  if (below === 'double') return '.total'
  if (above === 'single' && /^(?:total|net|gross|income|loss|operating)/i.test(label.text)) return '.subtotal'
  return ''
}
