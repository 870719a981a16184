/**
 * What is to be done to the content so that it says what a reviewer made of it: a step for each paragraph, cell or row
 * that changed, found from three versions - as sent, as it came back, as it stands now.
 *
 * Nothing of either side is dropped: where both changed the same words, or one changed what the other took out, the
 * step is a conflict with all three texts, for a person to settle.
 */
import type { OwnCell, OwnTable, OwnText, OwnUnit, Rich, TableUnit, TextUnit, Unit } from '../word/units.ts'
import { pairUnits, wordsOf } from './pair.ts'
import { type RowStep, rowSteps } from './rows.ts'
import { sameRich, threeWay } from './three-way.ts'

export type MergeStep = (
  | { readonly kind: 'change'; readonly own: OwnText; readonly to: Rich }
  /** Another kind of paragraph, heading level or label, the words apart. */
  | { readonly kind: 'recast'; readonly own: OwnText; readonly to: TextUnit }
  | { readonly kind: 'delete'; readonly own: OwnUnit }
  | { readonly kind: 'insert'; readonly unit: Unit }
  | {
      readonly kind: 'cell'
      readonly own: OwnTable
      readonly cell: OwnCell
      readonly row: number
      readonly to: Rich
    }
  | (RowStep & { readonly own: OwnTable })
) & {
  /** Index of the unit of the content that it is about, or after which it stands; -1 for the start. */
  readonly at: number
  /** Index of the unit as it was sent; undefined for what is new. */
  readonly sent: number | undefined
}

export interface Conflict {
  readonly why: string
  readonly sent: string
  readonly theirs: string
  readonly ours: string
}

export interface Plan {
  readonly steps: readonly MergeStep[]
  readonly conflicts: readonly Conflict[]
}

export function planOf(sent: readonly Unit[], theirs: readonly Unit[], ours: readonly OwnUnit[]): Plan {
  const steps: MergeStep[] = []
  const conflicts: Conflict[] = []
  const toTheirs = pairUnits(sent, theirs)
  const toOurs = takenBefore(sent, theirs, ours, toTheirs, pairUnits(sent, ours))
  const at = (list: readonly Unit[], index: number | undefined) =>
    index === undefined ? undefined : list[index]
  sent.forEach((unit, index) => {
    const their = at(theirs, toTheirs[index])
    const own = toOurs[index] === undefined ? undefined : ours[toOurs[index]]
    const place = { at: toOurs[index] ?? -1, sent: index }
    const conflict = (why: string) =>
      conflicts.push({
        why,
        sent: wordsOf(unit),
        theirs: their ? wordsOf(their) : '',
        ours: own ? wordsOf(own) : '',
      })
    if (!their && own) {
      if (wordsOf(own) === wordsOf(unit)) steps.push({ kind: 'delete', own, ...place })
      else conflict('they deleted what has been changed here since')
    } else if (their && !own) {
      if (wordsOf(their) !== wordsOf(unit)) conflict('they changed what has been deleted here since')
    } else if (their && own) pairSteps(unit, their, own, place, steps, conflict)
  })
  steps.push(...insertions(theirs, ours, toTheirs, toOurs))
  return { steps, conflicts }
}

/**
 * Pairs with the content in which a paragraph that reads already as they made it is theirs, and not the one that is most
 * like what was sent: of a paragraph that was split, a merge before may have put the longer half elsewhere.
 */
function takenBefore(
  sent: readonly Unit[],
  theirs: readonly Unit[],
  ours: readonly OwnUnit[],
  toTheirs: readonly (number | undefined)[],
  toOurs: readonly (number | undefined)[],
): readonly (number | undefined)[] {
  const known = new Set(toOurs)
  const free = new Map<string, number[]>()
  const leave = (index: number) => {
    const words = wordsOf(ours[index] as OwnUnit)
    free.set(words, [...(free.get(words) ?? []), index])
  }
  for (const index of ours.keys()) if (!known.has(index)) leave(index)
  return toOurs.map((own, index) => {
    const their = theirs[toTheirs[index] ?? -1]
    const [was, is] = [sent[index], own === undefined ? undefined : ours[own]]
    if (!was || !their) return own
    const words = wordsOf(their)
    if (words === '' || words === wordsOf(was) || (is && [words, wordsOf(was)].includes(wordsOf(is))))
      return own
    const list = free.get(words) ?? []
    const far = (one: number) => Math.abs(one - (own ?? index))
    const near = list.toSorted((a, b) => far(a) - far(b))[0]
    if (near === undefined) return own
    free.set(
      words,
      list.filter((one) => one !== near),
    )
    if (own !== undefined) leave(own)
    return near
  })
}

type Place = Pick<MergeStep, 'at' | 'sent'>

function pairSteps(
  sent: Unit,
  theirs: Unit,
  own: OwnUnit,
  place: Place,
  steps: MergeStep[],
  conflict: (why: string) => void,
): void {
  if (sent.type === 'text' && theirs.type === 'text' && own.type === 'text') {
    const to = threeWay(sent, theirs, own)
    if (!to) return conflict('they and you changed the same words')
    if (!sameRich(to, own)) steps.push({ kind: 'change', own, to, ...place })
    const recast = cast(theirs) !== cast(sent) && cast(theirs) !== cast(own)
    if (recast && cast(own) === cast(sent)) steps.push({ kind: 'recast', own, to: theirs, ...place })
    else if (recast) conflict('they and you made it another kind of paragraph')
  } else if (sent.type === 'table' && theirs.type === 'table' && own.type === 'table')
    tableSteps(sent, theirs, own, place, steps, conflict)
}

/** What kind of paragraph a unit is. A note goes out as a note and comes back as a paragraph. */
const cast = ({ role, level, label }: TextUnit): string =>
  role === 'heading' ? `heading ${level}` : role === 'item' ? `item ${label}` : 'paragraph'

function tableSteps(
  sent: TableUnit,
  theirs: TableUnit,
  own: OwnTable,
  place: Place,
  steps: MergeStep[],
  conflict: (why: string) => void,
): void {
  if (sameTable(theirs, sent) || sameTable(theirs, own)) return
  const merged = sameTable(own, sent) ? theirs : mergedTable(sent, theirs, own)
  if (!merged) return conflict('they and you changed the same table')
  for (const step of rowSteps(own, merged)) steps.push({ ...step, own, ...place })
}

const sameTable = (a: TableUnit, b: TableUnit): boolean =>
  JSON.stringify(a.rows.map((row) => row.map(({ text, looks }) => [text, looks]))) ===
  JSON.stringify(b.rows.map((row) => row.map(({ text, looks }) => [text, looks])))

/** Three tables of one shape as one, cell by cell; undefined where shapes or cells cannot be had together. */
function mergedTable(sent: TableUnit, theirs: TableUnit, own: OwnTable): TableUnit | undefined {
  const rows: (Rich & { column: number; colspan: number })[][] = []
  if (sent.rows.length !== theirs.rows.length || sent.rows.length !== own.rows.length) return undefined
  for (const [index, row] of sent.rows.entries()) {
    const [their = [], our = []] = [theirs.rows[index], own.rows[index]]
    if (row.length !== their.length || row.length !== our.length) return undefined
    const cells = row.map((cell, column) => {
      const merged = threeWay(cell, their[column] as Rich, our[column] as Rich)
      return merged && { column: cell.column, colspan: cell.colspan, ...merged }
    })
    if (cells.includes(undefined)) return undefined
    rows.push(cells as (typeof rows)[number])
  }
  return { type: 'table', rows }
}

/** What is new in what came back, and not already here: each behind the unit that it follows. */
function insertions(
  theirs: readonly Unit[],
  ours: readonly OwnUnit[],
  toTheirs: readonly (number | undefined)[],
  toOurs: readonly (number | undefined)[],
): MergeStep[] {
  const sentOf = new Map(toTheirs.flatMap((to, from) => (to === undefined ? [] : [[to, from] as const])))
  const known = new Set(toOurs.filter((one) => one !== undefined))
  const fresh = ours.filter((_, index) => !known.has(index)).map(wordsOf)
  const found: MergeStep[] = []
  let at = -1
  theirs.forEach((unit, index) => {
    const sent = sentOf.get(index)
    if (sent !== undefined) {
      at = toOurs[sent] ?? at
      return
    }
    const here = fresh.indexOf(wordsOf(unit))
    if (here >= 0) fresh.splice(here, 1)
    else if (wordsOf(unit) !== '') found.push({ kind: 'insert', unit, at, sent: undefined })
  })
  return found
}
