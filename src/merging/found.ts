/** What was found in a file that came back, as units to hold against those that went out. */
import type { FoundBlock, FoundRun, FoundText } from '../importing/found.ts'
import {
  type CellUnit,
  joinRich,
  look,
  lookLetter,
  type Rich,
  rich,
  type TextUnit,
  type Unit,
} from '../word/units.ts'

export function unitsOfFound(blocks: readonly FoundBlock[]): Unit[] {
  return blocks.flatMap((block): Unit[] => {
    if (block.type === 'text') return [textUnit(block)]
    if (block.type !== 'table') return []
    const rows = block.rows.map((row) =>
      row.map(({ column, colspan, blocks: inner }): CellUnit => {
        return { column, colspan, ...joinRich(textsIn(inner)) }
      }),
    )
    return [{ type: 'table', rows }]
  })
}

function textUnit({ runs, role, id }: FoundText): TextUnit {
  const named = id === undefined ? {} : { id }
  const own = { type: 'text' as const, ...richOf(runs), ...named }
  if (role?.kind === 'heading') return { ...own, role: 'heading', level: role.level, label: '' }
  if (role?.kind === 'item') return { ...own, role: 'item', level: role.depth, label: role.label }
  if (role?.kind === 'note') return { ...own, role: 'note', level: 0, label: role.label }
  return { ...own, role: 'paragraph', level: 0, label: '' }
}

/** The texts of a cell, labels in them, tables in it row by row. */
function textsIn(blocks: readonly FoundBlock[]): Rich[] {
  return blocks.flatMap((block): Rich[] => {
    if (block.type === 'table')
      return block.rows.flatMap((row) => row.flatMap(({ blocks: inner }) => textsIn(inner)))
    if (block.type !== 'text') return []
    const own = richOf(block.runs)
    const label = block.role && 'label' in block.role ? `${block.role.label} ` : ''
    return [{ text: label + own.text, looks: lookLetter(0).repeat(label.length) + own.looks }]
  })
}

function richOf(runs: readonly FoundRun[]): Rich {
  return rich(
    runs.map(({ text }) => text).join(''),
    runs.map((run) => lookLetter(maskOf(run)).repeat(run.text.length)).join(''),
  )
}

const maskOf = ({ bold, italic, underline, shift }: FoundRun): number =>
  (bold ? look.bold : 0) |
  (italic ? look.italic : 0) |
  (underline ? look.underline : 0) |
  (shift === 'raised' ? look.raised : shift === 'lowered' ? look.lowered : 0)
