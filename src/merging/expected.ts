/** What a document must say once steps were taken: a line for each of its units. */
import type { OwnUnit, Rich, TextUnit, Unit } from '../word/units.ts'
import type { MergeStep } from './plan.ts'
import { changesOf, tokensOf } from './three-way.ts'

export interface Line {
  readonly text: string
  /** Shows a fact that changes: its words may then be others. */
  readonly shows: boolean
  /** What must hold of the unit beside its words. */
  readonly holds?: (unit: Unit) => boolean
}

/** The words of a unit, white space folded. */
export const seen = (unit: Unit): string =>
  unit.type === 'text'
    ? folded(unit.text)
    : unit.rows
        .map((row) =>
          row
            .map(({ text }) => folded(text))
            .filter((text) => text !== '')
            .join('\t'),
        )
        .join('\n')

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()

/** @param facts that change elsewhere than in the units of the steps */
export function expectedOf(
  units: readonly OwnUnit[],
  steps: readonly MergeStep[],
  facts: ReadonlySet<string>,
): Line[] {
  const at = (index: number) => steps.filter((step) => step.at === index)
  const fresh = (index: number): Line[] =>
    at(index).flatMap((step) => (step.kind === 'insert' ? [{ text: seen(step.unit), shows: false }] : []))
  return [
    ...fresh(-1),
    ...units.flatMap((unit, index): Line[] => {
      const own = at(index).filter(({ kind }) => kind !== 'insert')
      const gone = own.some(({ kind }) => kind === 'delete')
      const shows = own.length === 0 && showsOne(unit, facts)
      return [...(gone ? [] : [lineOf(unit, own, shows, facts)]), ...fresh(index)]
    }),
  ]
}

function lineOf(
  unit: OwnUnit,
  steps: readonly MergeStep[],
  shows: boolean,
  facts: ReadonlySet<string>,
): Line {
  if (unit.type === 'table') return tableLine(unit, steps, shows, facts)
  const change = steps.find((step) => step.kind === 'change')
  const recast = steps.find((step) => step.kind === 'recast')
  const holds = (made: Unit): boolean =>
    made.type === 'text' &&
    (!change || change.to.looks === made.looks) &&
    (!recast ||
      (made.role === recast.to.role && (made.role !== 'heading' || levelOf(recast.to) === made.level)))
  return {
    text: seen(change ? { ...unit, text: change.to.text } : unit),
    shows,
    ...((change || recast) && { holds }),
  }
}

/** Other cells of a table may show a fact that one of its cells changes. */
function tableLine(
  table: Extract<OwnUnit, { type: 'table' }>,
  steps: readonly MergeStep[],
  shows: boolean,
  facts: ReadonlySet<string>,
): Line {
  const rows = rowsOf(table, steps)
  const text = seen({ type: 'table', rows })
  const cells = steps.flatMap((step) => (step.kind === 'cell' ? [step] : []))
  const free = cells.length === steps.length && showsOne(table, facts)
  if (steps.length === 0 || !free) return { text, shows }
  const holds = (made: Unit): boolean =>
    made.type === 'table' &&
    cells.every(({ row, cell, to }) => {
      const other = made.rows[row]?.find(({ column }) => column === cell.column)
      return folded(other?.text ?? '') === folded(to.text)
    })
  return { text, shows: true, holds }
}

/** The first heading of a text stands on its second level here. */
const levelOf = ({ level }: TextUnit): number => Math.max(2, Math.min(6, level))

function rowsOf(table: Extract<OwnUnit, { type: 'table' }>, steps: readonly MergeStep[]) {
  const fresh = (row: number) =>
    steps.flatMap((step) => (step.kind === 'row-new' && step.row === row ? [step.cells] : []))
  return [
    ...fresh(-1),
    ...table.rows.flatMap((row, index) => {
      const gone = steps.some((step) => step.kind === 'row-gone' && step.row === index)
      const cells = row.map((cell) => {
        const step = steps.find((one) => one.kind === 'cell' && one.cell === cell)
        return step?.kind === 'cell' ? { ...cell, ...step.to } : cell
      })
      return [...(gone ? [] : [cells]), ...fresh(index)]
    }),
  ]
}

function showsOne(unit: OwnUnit, facts: ReadonlySet<string>): boolean {
  if (facts.size === 0) return false
  const leaves =
    unit.type === 'text' ? unit.leaves : unit.rows.flatMap((row) => row.flatMap((cell) => cell.leaves))
  return leaves.some(({ parts }) =>
    parts.some(({ origin }) => origin?.kind === 'fact' && facts.has(origin.path ?? '')),
  )
}

/** A step without its change of look; undefined where it has none, or is nothing else. */
export function withoutLooks(step: MergeStep): MergeStep | undefined {
  if (step.kind !== 'change' && step.kind !== 'cell') return undefined
  const own: Rich = step.kind === 'change' ? step.own : step.cell
  const tokens = tokensOf(step.to)
  const old = tokensOf(own)
  const { stayed } = changesOf(old, tokens)
  const before = new Map([...stayed].map(([index, token]) => [token, old[index]]))
  let look = '0'
  const looks = tokens
    .map((token) => {
      const kept = before.get(token)
      if (kept) look = kept.looks.at(-1) ?? look
      return kept ? kept.looks : look.repeat(token.text.length)
    })
    .join('')
  if (looks === step.to.looks || step.to.text === own.text) return undefined
  return { ...step, to: { text: step.to.text, looks } }
}
