/**
 * How a table is made to fit: at its own size, with less space between its columns, smaller in steps, or on a page turned
 * sideways. No figure and no word is ever cut: where nothing helps, the draft has a page as wide as the table needs, and
 * a finding says so.
 */
import type { Block, Inline, Origin, Pt, Style, Table } from '../document/document.ts'
import { mapBlocks, visitBlocks, visitInlines } from '../document/walk.ts'
import { gridOf } from '../tables/grid.ts'
import { least, type Needs, needsOf, shareOut, sizeOf, sum } from './columns.ts'
import { type Column, type Fit, type Setup, turnable } from './setup.ts'

/** Least sizes of type, upright and on a turned page, in points, and the step from one size to the next. */
export const smallest = { upright: 7, turned: 6.5 } as const
const step = 0.5
/** Down to this size a table keeps comfortable columns rather than its size. */
const comfortable = 8
/** What is left of the space between columns when a table needs it. */
const tightGutter = 0.5

interface Measures {
  readonly upright: Pt
  /** The measure of a page turned sideways; none where the table cannot have a page of its own. */
  readonly turned: Pt | undefined
  readonly inCell: boolean
}

interface Try {
  readonly size: Pt
  readonly gutter: number
  readonly turned: boolean
  readonly how: 'min' | 'comfort'
}

/** The fit of a table in a column, found once and told. */
export function fitIn(table: Table, column: Column, setup: Setup): Fit {
  const known = setup.fits.get(table)
  if (known) return known
  const turned = turnable(column, setup) ? setup.turned.measure : undefined
  const fit = fitTable(table, { upright: column.measure, turned, inCell: column.inCell === true }, setup)
  setup.fits.set(table, fit)
  setup.fitted(table, fit)
  return fit
}

function fitTable(table: Table, { upright, turned, inCell }: Measures, setup: Setup): Fit {
  const size = sizeOf(table)
  const tries =
    table.purpose === 'layout'
      ? [{ size, gutter: 1, turned: false, how: 'min' as const }]
      : ways(size, turned !== undefined, table.classes.includes('landscape'))
  const first = needsOf(table, gridOf(table.rows), upright, setup)
  for (const way of tries) {
    const measure = way.turned ? (turned ?? upright) : upright
    // Smaller type makes the texts less in proportion, and never the space beside them.
    const beside = sum(first.columns.map((one) => one.beside))
    if (((least(first, way.how) - beside) * way.size) / size > measure) continue
    const made = scaled(table, way.size / size, way.gutter, way.turned)
    const needs = needsOf(made, gridOf(made.rows), measure, setup)
    if (least(needs, way.how) <= measure + 0.01) return fitted(made, needs, measure, way, size)
  }
  const last = tries.at(-1) as Try
  const measure = last.turned ? (turned ?? upright) : upright
  const made = scaled(table, last.size / size, last.gutter, last.turned)
  const needs = needsOf(made, gridOf(made.rows), measure, setup)
  const over = Math.max(0, least(needs, 'min') - measure)
  const fit = fitted(made, needs, measure + over, last, size)
  if (table.purpose === 'data' && !inCell) return { ...fit, over }
  // What only places its cells is squeezed, and so is a table in a cell, which tells what it lacks.
  return {
    ...fit,
    over: inCell && table.purpose === 'data' ? over : 0,
    widths: fit.widths.map((width) => (width * measure) / sum(fit.widths)),
  }
}

/**
 * What is tried, one after the other: upright and comfortable, then turned and comfortable, then whatever fits.
 *
 * @param must whether the author wants it turned
 */
function ways(size: Pt, turnable: boolean, must: boolean): readonly Try[] {
  const down = (to: Pt): readonly Pt[] => {
    const sizes: Pt[] = []
    for (let one = Math.ceil(size / step) * step - step; one >= to; one -= step)
      if (one < size) sizes.push(one)
    return sizes
  }
  const upright = [
    { size, gutter: 1, how: 'comfort' as const },
    { size, gutter: tightGutter, how: 'comfort' as const },
    ...down(comfortable).map((one) => ({ size: one, gutter: tightGutter, how: 'comfort' as const })),
    ...[size, ...down(smallest.upright)].map((one) => ({
      size: one,
      gutter: tightGutter,
      how: 'min' as const,
    })),
  ].map((way) => ({ ...way, turned: false }))
  if (!turnable) return upright
  const turned = (['comfort', 'min'] as const).flatMap((how) =>
    [size, ...down(smallest.turned)].map((one) => ({ size: one, gutter: tightGutter, how, turned: true })),
  )
  const sideways: readonly Try[] = [{ size, gutter: 1, how: 'comfort', turned: true }, ...turned]
  if (must) return sideways
  const good = (way: Try) => way.how === 'comfort' && way.size >= Math.min(size, comfortable)
  const all = [...upright, ...sideways]
  return [...all.filter(good), ...all.filter((way) => !good(way))]
}

function fitted(made: Table, needs: Needs, measure: Pt, { size, turned, how }: Try, from: Pt): Fit {
  const widths = shareOut(needs, measure, how)
  const stated = sum(needs.columns.map(({ fixed }) => fixed ?? 0))
  const share =
    stated > 0 && !needs.columns.some(({ fixed }) => fixed === undefined) ? sum(widths) / stated : 1
  const departed = needs.columns.flatMap(({ fixed, own }, index) =>
    own && fixed !== undefined && (widths[index] ?? 0) > fixed * share + 1 ? [index + 1] : [],
  )
  return {
    table: made,
    widths,
    turned,
    smaller: size < from ? { from, to: size } : undefined,
    departed: made.purpose === 'data' ? departed : [],
    over: 0,
  }
}

/** A table with its type smaller by a factor, and what is left of the space beside its cells. */
function scaled(table: Table, factor: number, gutter: number, turned: boolean): Table {
  if (factor === 1 && gutter === 1) return table
  const floor = turned ? smallest.turned : smallest.upright
  const text = (style: Style): Style => {
    const fontSize = Math.min(style.fontSize, Math.max(floor, style.fontSize * factor))
    return { ...style, fontSize }
  }
  const close = (style: Style): Style => {
    const { padding, border } = style
    const left = { ...border.left, width: border.left.line === 'none' ? 0 : border.left.width * gutter }
    return {
      ...style,
      padding: { ...padding, left: padding.left * gutter, right: padding.right * gutter },
      border: { ...border, left: border.left.color === 'transparent' ? left : border.left },
    }
  }
  const once = (make: (style: Style) => Style): ((style: Style) => Style) => {
    const seen = new Map<Style, Style>()
    return (style) => {
      const made = seen.get(style) ?? make(style)
      seen.set(style, made)
      return made
    }
  }
  const [closer, smaller] = [once(close), once(text)]
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => ({
        ...cell,
        // What stands before the first cell is the indent of its label.
        style: index === 0 ? { ...closer(cell.style), padding: cell.style.padding } : closer(cell.style),
        blocks: mapBlocks(cell.blocks, (block): Block => ({ ...block, style: smaller(block.style) })),
      })),
    })),
  }
}

/** Where a table begins: the first of its texts that an author wrote. */
export function originOf(table: Table): Origin | undefined {
  let found: Origin | undefined
  const look = (inline: Inline): void => {
    if (!found && 'origin' in inline && inline.origin?.kind !== 'template') found = inline.origin
  }
  visitBlocks([table], (block) => {
    if ('inlines' in block) visitInlines(block.inlines, look)
  })
  return found
}
