/**
 * A cover page is one page. One that runs over is set tighter, as far as a reader would take it: first the space
 * between its parts, then the lines, last the letters. What fits by none of that goes over in whole blocks, and the
 * next part follows on, so that no page holds a stray sentence.
 */
import type { Block, Sides, Style } from '../document/document.ts'
import { mapBlocks } from '../document/walk.ts'
import { setFlow } from './galley.ts'
import { forced } from './page.ts'
import type { Column, Setup } from './setup.ts'

interface Tightness {
  /** Share of the space above and below each part. */
  readonly space: number
  readonly lineHeight: number
  readonly fontSize: number
}

/** Each a little tighter than the one before; the first that fits is taken. */
const steps: readonly Tightness[] = [
  { space: 0.75, lineHeight: 0.98, fontSize: 1 },
  { space: 0.5, lineHeight: 0.96, fontSize: 1 },
  { space: 0.45, lineHeight: 0.95, fontSize: 0.96 },
  { space: 0.4, lineHeight: 0.95, fontSize: 0.92 },
  { space: 0.35, lineHeight: 0.94, fontSize: 0.88 },
]

/** No letter of a cover page is made smaller than this, in points. */
const leastSize = 8

type Flow = ReturnType<typeof setFlow>

/** As `setFlow`, on as few pages as the cover needs. */
export function setCover(blocks: readonly Block[], column: Column, setup: Setup): Flow {
  const { heading, cells, notes, bodyHeight } = setup
  const before = { level: heading.level, count: cells.count, notes: [...notes], kids: column.tag.kids.length }
  const first = setFlow(blocks, column, setup)
  if (!runsOver(first, bodyHeight)) return first
  // What is wrong with the text was told the first time.
  const quiet: Setup = {
    ...setup,
    missing: () => {},
    refused: () => {},
    noFont: () => {},
    overfull: () => {},
    fitted: () => {},
  }
  const again = (changed: readonly Block[]): Flow => {
    heading.level = before.level
    cells.count = before.count
    notes.clear()
    for (const name of before.notes) notes.add(name)
    column.tag.kids.length = before.kids
    return setFlow(changed, column, quiet)
  }
  for (const step of steps) {
    const flow = again(restyled(blocks, (style) => tightened(style, step)))
    if (!runsOver(flow, bodyHeight)) return flow
  }
  return again(runningOn(blocks))
}

/** Whether a page of it is taller than a page. */
function runsOver(flow: Flow, height: number): boolean {
  let used = 0
  for (const item of flow) {
    if (item.kind === 'penalty' && item.cost === forced) used = 0
    else if (item.kind === 'strip' || (item.kind === 'skip' && used > 0)) used += item.height
    if (item.kind === 'strip' && used > height + 0.01) return true
  }
  return false
}

function tightened(style: Style, { space, lineHeight, fontSize }: Tightness): Style {
  const upright = ({ top, right, bottom, left }: Sides<number>): Sides<number> => ({
    top: top * space,
    right,
    bottom: bottom * space,
    left,
  })
  return {
    ...style,
    fontSize: Math.max(Math.min(style.fontSize, leastSize), style.fontSize * fontSize),
    lineHeight: style.lineHeight * lineHeight,
    margin: upright(style.margin),
    padding: upright(style.padding),
  }
}

/** Every block whole, and no new page behind the last. */
function runningOn(blocks: readonly Block[]): readonly Block[] {
  const whole = blocks.map((block) => ({
    ...block,
    style: { ...block.style, breakInside: 'avoid' as const },
  }))
  const last = whole.at(-1)
  return last ? [...whole.slice(0, -1), { ...last, style: { ...last.style, breakAfter: 'auto' } }] : whole
}

const restyled = (blocks: readonly Block[], change: (style: Style) => Style): readonly Block[] =>
  mapBlocks(blocks, (block) => {
    const style = change(block.style)
    if (block.type === 'list')
      return { ...block, style, items: block.items.map((item) => ({ ...item, style: change(item.style) })) }
    if (block.type !== 'table') return { ...block, style }
    const rows = block.rows.map((row) => ({
      ...row,
      style: change(row.style),
      cells: row.cells.map((cell) => ({ ...cell, style: change(cell.style) })),
    }))
    return { ...block, style, rows }
  })
