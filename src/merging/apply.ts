/**
 * Steps into the files of a filing, proved: the filing is composed anew, and every document must say what the steps
 * make of it, paragraph by paragraph. A step for which that does not hold is left out and told; no half of one stays.
 */
import { numbered, shortestEdit } from '../redline/myers.ts'
import type { OwnUnit, Unit } from '../word/units.ts'
import { type Edits, type FileEdit, isTold, type Texts, type Told, told } from './edit.ts'
import { textEdits } from './edits.ts'
import { expectedOf, type Line, seen, withoutLooks } from './expected.ts'
import {
  deleteEdits,
  emptyCellEdits,
  insertEdits,
  linesOf,
  recastEdits,
  rowGoneEdits,
  rowNewEdits,
} from './lines.ts'
import type { MergeStep } from './plan.ts'

/** The units of each document of a filing by its file name. */
export type Documents = ReadonlyMap<string, readonly OwnUnit[]>

export interface Applied {
  /** The texts of the files that changed, by their paths. */
  readonly files: ReadonlyMap<string, string>
  readonly taken: readonly { readonly step: MergeStep; readonly facts: readonly string[] }[]
  readonly left: readonly (Told & { readonly step: MergeStep })[]
}

/**
 * @param name of the document that the steps are of
 * @param compose the filing with these files in place of its own; undefined where that cannot be composed
 */
export function applySteps(
  steps: readonly MergeStep[],
  name: string,
  documents: Documents,
  texts: Texts,
  compose: (files: Texts) => Documents | undefined,
): Applied {
  const units = documents.get(name) ?? []
  const left: (Told & { step: MergeStep })[] = []
  const ready: Ready[] = []
  for (const one of readied(steps, units, texts)) {
    if (isTold(one.edits)) for (const step of one.steps) left.push({ step, ...one.edits })
    else ready.push({ steps: one.steps, edits: one.edits })
  }
  const tried = (list: readonly Ready[]): Texts | undefined => {
    const files = edited(
      texts,
      list.flatMap(({ edits }) => edits),
    )
    const made = files && compose(files)
    return made && proves(list, name, documents, made) ? files : undefined
  }
  const { good, bad } = largest(ready, tried)
  for (const { steps: own } of bad) {
    const looks = own.map(withoutLooks)
    const again = own.length === 1 && looks[0] ? readied([looks[0]], units, texts)[0] : undefined
    const second =
      again && !isTold(again.edits) ? [...good, { steps: again.steps, edits: again.edits }] : undefined
    const why = told('it could not be placed so that the document says it', 'make the change by hand')
    if (second && tried(second)) {
      good.push(second.at(-1) as Ready)
      left.push(
        ...own.map((step) => ({
          step,
          ...told('its look cannot be had there', 'the words were taken; set the look by hand'),
        })),
      )
    } else left.push(...own.map((step) => ({ step, ...why })))
  }
  const files = good.length === 0 ? new Map<string, string>() : (tried(good) ?? new Map<string, string>())
  const changed = [...files].filter(([path, text]) => texts.get(path) !== text)
  return {
    files: new Map(changed),
    taken: good.flatMap(({ steps: own, edits }) => {
      const facts = edits.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))
      return own.map((step) => ({ step, facts }))
    }),
    left,
  }
}

/** Steps that go in together, with their edits. */
interface Ready {
  readonly steps: readonly MergeStep[]
  readonly edits: readonly FileEdit[]
}

function readied(
  steps: readonly MergeStep[],
  units: readonly OwnUnit[],
  texts: Texts,
): { steps: readonly MergeStep[]; edits: Edits }[] {
  const gone = new Set(steps.flatMap((step) => (step.kind === 'delete' ? [step.at] : [])))
  const known = writtenBefore(steps, texts)
  const inserts = new Map<number, Extract<MergeStep, { kind: 'insert' }>[]>()
  const found: { steps: readonly MergeStep[]; edits: Edits }[] = []
  for (const step of steps) {
    if (step.kind === 'insert') inserts.set(step.at, [...(inserts.get(step.at) ?? []), step])
    else found.push({ steps: [step], edits: editsOf(step, texts) })
  }
  for (const [at, list] of inserts) {
    const [before, after] = [nearest(units, gone, at, -1), nearest(units, gone, at + 1, 1)]
    const fresh = list.map(({ unit }) => unit)
    found.push({ steps: list, edits: insertEdits(fresh, before, after, texts, known) })
  }
  return found
}

/** The unit at an index, or the next in a direction that stays. */
function nearest(
  units: readonly OwnUnit[],
  gone: ReadonlySet<number>,
  from: number,
  by: 1 | -1,
): OwnUnit | undefined {
  for (let at = from; at >= 0 && at < units.length; at += by) if (!gone.has(at)) return units[at]
  return undefined
}

/** How texts that move were written where they are taken out: expressions and notes in them move as they are. */
function writtenBefore(steps: readonly MergeStep[], texts: Texts): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const step of steps) {
    if (step.kind !== 'delete' || step.own.type !== 'text') continue
    const lines = linesOf(step.own, texts)
    if (lines) found.set(step.own.text, (texts.get(lines.path) ?? '').slice(lines.start, lines.end))
  }
  return found
}

function editsOf(step: Exclude<MergeStep, { kind: 'insert' }>, texts: Texts): Edits {
  switch (step.kind) {
    case 'change': {
      const [leaf] = step.own.leaves
      return leaf
        ? textEdits(leaf, step.to, texts)
        : told('a paragraph without a text', 'make the change by hand')
    }
    case 'recast':
      return recastEdits(step.own, step.to, texts)
    case 'delete':
      return deleteEdits(step.own, texts)
    case 'cell':
      return cellEdits(step, texts)
    case 'row-gone':
      return rowGoneEdits(step.own, step.row, texts)
    case 'row-new':
      return rowNewEdits(step.own, step.row, step.cells, texts)
    case 'columns':
      return told(
        `the table has ${step.is} columns and not ${step.was}`,
        'put the column in or take it out by hand; other changes of the table are in it',
      )
  }
}

/** A cell of one paragraph is a text; of several, the one that changed is. */
function cellEdits({ own, cell, row, to }: Extract<MergeStep, { kind: 'cell' }>, texts: Texts): Edits {
  const { leaves, column } = cell
  if (leaves.length === 0) return emptyCellEdits(own, row, column, to.text, texts)
  const [only] = leaves
  if (leaves.length === 1 && only) return textEdits(only, to, texts)
  const lines = to.text.split('\n')
  if (lines.length !== leaves.length) return told('a cell of several paragraphs', 'make the change by hand')
  const found: FileEdit[] = []
  let at = 0
  for (const [index, leaf] of leaves.entries()) {
    const text = lines[index] as string
    const looks = to.looks.slice(at, at + text.length)
    at += text.length + 1
    if (text === leaf.rich.text) continue
    const edits = textEdits(leaf, { text, looks }, texts)
    if (isTold(edits)) return edits
    found.push(...edits)
  }
  return found
}

/** @returns undefined where two edits meet */
function edited(texts: Texts, edits: readonly FileEdit[]): Texts | undefined {
  const files = new Map(texts)
  const same = (a: FileEdit, b: FileEdit) =>
    a.path === b.path && a.start === b.start && a.end === b.end && a.text === b.text && a.fact !== undefined
  const once = edits.filter(
    (edit, index) => edits.findIndex((other) => same(edit, other) || edit === other) === index,
  )
  for (const path of new Set(once.map((edit) => edit.path))) {
    const own = once
      .filter((edit) => edit.path === path)
      .toSorted((a, b) => a.start - b.start || a.end - b.end)
    let text = files.get(path) ?? ''
    for (let index = own.length - 1; index >= 0; index--) {
      const edit = own[index] as FileEdit
      const next = own[index + 1]
      if (next && next.start < edit.end) return undefined
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
    }
    files.set(path, text)
  }
  return files
}

/** Whether every document says what the steps make of it. What shows a fact that changed may differ there. */
function proves(list: readonly Ready[], name: string, before: Documents, after: Documents): boolean {
  const facts = new Set(
    list.flatMap(({ edits }) => edits.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))),
  )
  return [...before].every(([document, units]) => {
    const own = document === name ? list.flatMap(({ steps }) => steps) : []
    return says(expectedOf(units, own, facts), after.get(document) ?? [])
  })
}

function says(expected: readonly Line[], units: readonly Unit[]): boolean {
  const actual = units.map((unit) => seen(unit))
  const keys = expected.map(({ text }) => text)
  const { stretches } = shortestEdit(...numbered(keys, actual))
  return stretches.every(({ same, aStart, aEnd, bStart, bEnd }) => {
    const free = expected.slice(aStart, aEnd).every(({ shows }) => shows)
    if (!same && !(free && aEnd - aStart === bEnd - bStart)) return false
    return expected.slice(aStart, aEnd).every(({ holds }, at) => {
      const unit = units[bStart + at]
      return !holds || !unit || holds(unit)
    })
  })
}

/** As many of a list as can be had together, by halves: what does not go in is found in few tries. */
function largest(
  list: readonly Ready[],
  tried: (list: readonly Ready[]) => Texts | undefined,
): { good: Ready[]; bad: Ready[] } {
  const good: Ready[] = []
  const bad: Ready[] = []
  const open = [list]
  while (open.length > 0) {
    const part = open.pop() as readonly Ready[]
    if (part.length === 0) continue
    if (tried([...good, ...part])) good.push(...part)
    else if (part.length === 1) bad.push(part[0] as Ready)
    else {
      const half = part.length >> 1
      open.push(part.slice(half), part.slice(0, half))
    }
  }
  return { good, bad }
}
