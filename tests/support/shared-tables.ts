/**
 * Tables of real filings, brought in by a throw-away reader: the spacer columns that draw them are dropped, signs and
 * brackets in cells of their own join their figures, and what is left is a table as an author would write it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Parser } from 'htmlparser2'
import { Log } from '../../src/diagnostics/log.ts'
import { cell, paragraph, row, table, text } from '../../src/document/build.ts'
import type { Cell, Table } from '../../src/document/document.ts'
import { readAscii } from '../../src/importing/ascii.ts'
import { flowOf } from '../../src/importing/recognise/flow.ts'
import { markdownOf } from '../../src/importing/write/markdown.ts'
import { readMarkdown } from '../../src/markdown/read.ts'
import { withHeads } from '../../src/tables/written.ts'
import { hasShared, shared } from './tools.ts'

interface Raw {
  text: string
  readonly colspan: number
  readonly rowspan: number
}

/** Every table of a file: rows of raw cells. Tables inside tables are read as their own. */
function rawTables(html: string): Raw[][][] {
  const done: Raw[][][] = []
  const open: { rows: Raw[][]; cell: Raw | undefined }[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const top = open.at(-1)
        if (name === 'table') open.push({ rows: [], cell: undefined })
        else if (name === 'tr') top?.rows.push([])
        else if ((name === 'td' || name === 'th') && top) {
          const span = (value: string | undefined) => Math.max(1, Math.min(200, Number(value) || 1))
          top.cell = { text: '', colspan: span(attributes['colspan']), rowspan: span(attributes['rowspan']) }
          if (/display:\s*none/.test(attributes['style'] ?? '')) top.cell = undefined
          else {
            if (top.rows.length === 0) top.rows.push([])
            top.rows.at(-1)?.push(top.cell)
          }
        } else if (/^(?:br|p|div)$/.test(name) && top?.cell) top.cell.text += ' '
      },
      ontext(value) {
        const inside = open.at(-1)?.cell
        if (inside) inside.text += value
      },
      onclosetag(name) {
        if (name === 'table') {
          const last = open.pop()
          if (last) done.push(last.rows)
        } else if (name === 'td' || name === 'th') {
          const top = open.at(-1)
          if (top) top.cell = undefined
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(html)
  return done
}

interface Placed extends Raw {
  column: number
}

const figure = /^[($\s]*\d[\d,.]*[)%\s]*$|^[\u2014\u2013-]+$/

/** As an author would write it, or undefined where nothing is written. */
function authored(raw: readonly (readonly Raw[])[], path: string): Table | undefined {
  const free: number[] = []
  const rows = raw.map((cells, index): Placed[] => {
    let at = 0
    return cells.map((one) => {
      while ((free[at] ?? 0) > index) at++
      for (let across = 0; across < one.colspan; across++) free[at + across] = index + one.rowspan
      const column = at
      at += one.colspan
      return { ...one, text: one.text.replace(/[\s\u00a0\u200b]+/g, ' ').trim(), column }
    })
  })
  for (const cells of rows) {
    const full = cells.filter((one) => one.text !== '')
    full.forEach((one, index) => {
      const [before, behind] = [full[index - 1], full[index + 1]]
      if (/^[$\u20ac]$/.test(one.text) && behind && /^[(\d\u2014-]/.test(behind.text)) {
        behind.text = one.text + behind.text
        one.text = ''
      } else if (/^[)%]+$/.test(one.text) && before) {
        before.text += one.text
        one.text = ''
      }
    })
  }
  const kept = [
    ...new Set(
      rows.flatMap((cells) =>
        cells.filter((one) => one.text !== '' && one.colspan < 4).map((one) => one.column),
      ),
    ),
  ].sort((a, b) => a - b)
  const within = (from: number, to: number) => kept.filter((one) => one >= from && one < to)
  const lines = rows
    .map((cells) => cells.filter((one) => one.text !== ''))
    .filter((cells) => cells.length > 0)
  if (lines.length === 0 || kept.length === 0) return undefined
  const heads = lines.findIndex((cells) =>
    cells.some(
      (one) => one.column > (kept[0] ?? 0) && figure.test(one.text) && !/^(?:19|20)\d\d$/.test(one.text),
    ),
  )
  const made = lines.map((cells) => {
    const line: Cell[] = []
    let at = 0
    for (const one of cells) {
      const own = within(one.column, one.column + one.colspan)
      const start = Math.max(
        at,
        own.length > 0 ? kept.indexOf(own[0] ?? 0) : kept.findIndex((column) => column >= one.column),
      )
      if (start >= kept.length || start < at) continue
      for (; at < start; at++) line.push(cell([]))
      const span = Math.min(Math.max(1, own.length), kept.length - start)
      const source = { path, text: one.text }
      const origin = { kind: 'authored' as const, span: { source, start: 0, end: one.text.length } }
      line.push(cell([paragraph([text(one.text, origin)])], { colspan: span }))
      at += span
    }
    for (; at < kept.length; at++) line.push(cell([]))
    return row(line)
  })
  const whole = withHeads(table(made, 'data', { classes: ['financial'] }), Math.max(0, heads))
  return {
    ...whole,
    rows: whole.rows.map((line) => ({
      ...line,
      cells: line.cells.map(
        (one, index): Cell =>
          line.header || index === 0 || one.colspan > 1
            ? one
            : { ...one, style: { ...one.style, textAlign: 'decimal' } },
      ),
    })),
  }
}

/** Tables of a filing in plain text, as they are imported. */
function ofText(name: string): { readonly name: string; readonly table: Table }[] {
  const { blocks } = readAscii(readFileSync(`${shared}/filings/${name}`, 'latin1'))
  const markdown = readMarkdown({ path: name, text: markdownOf(flowOf(blocks)) }, 0, new Log())
  return markdown.blocks.flatMap(({ block }, index) =>
    block.type === 'table' ? [{ name: `${name} ${index + 1}`, table: block }] : [],
  )
}

/** Every table of the shared filings, with the file it is from; none where they are not at hand. */
export function sharedTables(): readonly { readonly name: string; readonly table: Table }[] {
  if (!hasShared) return []
  const names = readdirSync(`${shared}/filings`, { recursive: true, encoding: 'utf8' }).sort()
  const plain = names.filter((name) => name.endsWith('.txt') && !name.includes('submission'))
  const marked = names
    .filter((name) => /\.html?$/.test(name))
    .flatMap((name) =>
      rawTables(readFileSync(`${shared}/filings/${name}`, 'latin1')).flatMap((raw, index) => {
        const made = authored(raw, name)
        return made ? [{ name: `${name} ${index + 1}`, table: made }] : []
      }),
    )
  return [...marked, ...plain.flatMap(ofText)]
}
