/**
 * Found blocks -> the flow of a document: paragraphs, headings, list items, tables of data, pictures, rules.
 *
 * Tables that only place their text - a bullet and its sentence, a number and a heading, a box and its line -
 * become what they show. How sure a guess is goes with it.
 */
import type { Pt } from '../../document/document.ts'
import {
  type FoundAlign,
  type FoundBlock,
  type FoundImage,
  type FoundRole,
  type FoundRule,
  type FoundRun,
  type FoundTable,
  type FoundText,
  textOfRuns,
  withoutStart,
} from '../found.ts'
import { type Grid, type GridCell, gridOf } from './grid.ts'
import { labelKind, leadingLabel } from './labels.ts'

export interface FlowText {
  readonly type: 'text'
  readonly runs: readonly FoundRun[]
  readonly align: FoundAlign
  readonly indent: Pt
  /** What stands before it: a bullet, a number, a box. */
  readonly label?: string
  /** How deep a list item stands, from 0. */
  readonly depth?: number
  readonly role?: FoundRole
}

export interface FlowTable {
  readonly type: 'table'
  readonly grid: Grid
  /** How many of its first rows are heads; a guess. */
  readonly heads: number
  readonly source: FoundTable
}

export type Flow = FlowText | FlowTable | FoundImage | FoundRule

export function flowOf(blocks: readonly FoundBlock[]): Flow[] {
  return blocks.flatMap((block): readonly Flow[] => {
    if (block.type === 'text') return [flowText(block)]
    if (block.type === 'table') return flowTable(block)
    return block.type === 'page-end' ? [] : [block]
  })
}

function flowText({ runs, align, indent, firstLine, role }: FoundText): FlowText {
  const text = { type: 'text' as const, align, indent: indent + Math.min(0, firstLine) }
  if (role)
    return { ...text, runs, role, ...(role.kind === 'item' && { label: role.label, depth: role.depth }) }
  const found = leadingLabel(textOfRuns(runs))
  if (!found || !/^(?:[•●▪■◆❖➢○◦·‣☐☒☑]|\[|o$)/.test(found.label)) return { ...text, runs }
  return { ...text, runs: withoutStart(runs, found.length), label: found.label, depth: 0 }
}

function flowTable(table: FoundTable): Flow[] {
  const grid = gridOf(table)
  // A table that holds no word only places its pictures.
  if (grid.rows.every(({ cells }) => cells.every(({ text }) => text === ''))) return picturesIn(table)
  if (grid.columns === 1 && grid.rows.every(({ cells }) => cells.length <= 1)) {
    return grid.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => flowOf(blocks)))
  }
  // A cell of ours holds no picture: a logo beside an address goes before them.
  const pictures = picturesIn(table)
  if (pictures.length > 0) return [...pictures, ...flowTable(withoutPictures(table))]
  if (grid.rows.every(({ cells }) => labelled(cells)))
    return grid.rows.flatMap(({ cells }) => labelledRow(cells))
  if (grid.rows.length === 1 && isItemHeading(grid.rows[0]?.cells ?? []))
    return [joinedRow(grid.rows[0]?.cells ?? [])]
  return [{ type: 'table', grid, heads: headsOf(grid), source: table }]
}

function picturesIn(table: FoundTable): FoundImage[] {
  const within = (block: FoundBlock) =>
    block.type === 'image' ? [block] : block.type === 'table' ? picturesIn(block) : []
  return table.rows.flatMap((row) => row.flatMap(({ blocks }) => blocks.flatMap(within)))
}

function withoutPictures(table: FoundTable): FoundTable {
  const rest = (blocks: readonly FoundBlock[]) =>
    blocks
      .filter(({ type }) => type !== 'image')
      .map((block) => (block.type === 'table' ? withoutPictures(block) : block))
  return {
    ...table,
    rows: table.rows.map((row) => row.map((cell) => ({ ...cell, blocks: rest(cell.blocks) }))),
  }
}

/** A row of a label and one text. */
function labelled(cells: readonly GridCell[]): boolean {
  const [first, second, ...others] = cells
  if (!first || others.length > 0) return false
  if (!second) return true
  return labelKind(first.text) !== undefined && !/^[\d$(),.%\s—–-]+$/.test(second.text)
}

function labelledRow(cells: readonly GridCell[]): Flow[] {
  const [first, second] = cells
  if (!first) return []
  if (!second) return flowOf(first.blocks)
  const body = flowOf(second.blocks)
  const [head, ...rest] = body
  const label = first.text
  if (head?.type !== 'text') return [...flowOf(first.blocks), ...body]
  return [{ ...head, label, depth: 0 }, ...rest]
}

const isItemHeading = (cells: readonly GridCell[]) =>
  cells.length >= 2 &&
  /^item\s*\d{1,2}(?:\.\d{2})?(?:[\s,]*(?:and\s*)?\([a-z]\)){0,6}\.?:?$/i.test(cells[0]?.text ?? '')

/** The texts of a row as one, a blank between. */
function joinedRow(cells: readonly GridCell[]): FlowText {
  const texts = cells.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'text'))
  const runs = texts.flatMap(({ runs }, index) =>
    runs.map((run, at) => (index > 0 && at === 0 ? { ...run, text: ` ${run.text}` } : run)),
  )
  return { type: 'text', runs, align: texts[0]?.align ?? 'left', indent: texts[0]?.indent ?? 0 }
}

const isFigure = (text: string) =>
  /^[$(]?[-–—]?[\s$(]*\d[\d,.]*(?![\d,.])[)%\sA-Za-z.]*$|^[-–—]+$/.test(text) && !/^(?:19|20)\d\d$/.test(text)

/** More rows of heads than any statement has; beyond that the guess is wrong. */
const mostHeads = 6

/** Rows before the first row of figures that have no label of their own, or stand over a line. */
function headsOf(grid: Grid): number {
  const body = grid.rows.findIndex(({ cells }) =>
    cells.some(({ column, text }) => column > 0 && isFigure(text)),
  )
  if (body < 0) return grid.rows[0] && grid.rows[0].cells.length > 1 ? 1 : 0
  let heads = 0
  for (const { cells } of grid.rows.slice(0, Math.min(body, mostHeads))) {
    const label = cells[0]
    // A label alone in the first column begins the body: "Operating expenses:".
    if (cells.length === 1 && label?.column === 0 && label.colspan < grid.columns) break
    heads++
  }
  return heads
}
