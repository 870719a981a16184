/** The first page of a redline: both sides, what was found, the legend, the figures that changed. */
import { cell, heading, nowhere, paragraph, row, section, sides, table, text } from '../document/build.ts'
import type { Block, Document, Inline, Revision, Section, Style } from '../document/document.ts'
import { type Change, type ChangeKind, seen } from './changes.ts'
import { classesOf, classSentence } from './classes.ts'
import { byLook } from './looks.ts'

/** One side as a person names it. */
export interface Side {
  readonly label: string
  /** `YYYY-MM-DD`, where one is known. */
  readonly date?: string
  /** sha256 of what was compared. */
  readonly digest: string
}

export interface Titled {
  readonly old: Side
  readonly new: Side
  readonly tool: string
  /** Sentences of proof, as they hold for this run. */
  readonly proved: readonly string[]
}

const mark: Revision = { kind: 'mark', change: 0 }
const say = (value: string): Inline => ({ ...(text(value, nowhere) as Extract<Inline, { type: 'text' }>) })
const shown = (value: string, revision: Revision): Inline => ({
  type: 'text',
  value,
  origin: nowhere,
  revision,
})

const names: readonly (readonly [kind: ChangeKind, one: string, many: string])[] = [
  ['replaced', 'replacement', 'replacements'],
  ['inserted', 'insertion', 'insertions'],
  ['deleted', 'deletion', 'deletions'],
  ['moved', 'move', 'moves'],
  ['split', 'paragraph split', 'paragraphs split'],
  ['joined', 'paragraph joined to the next', 'paragraphs joined to the next'],
  ['reshaped', 'change between text and list', 'changes between text and list'],
  ['renumbered', 'label renumbered', 'labels renumbered'],
  ['restyled', 'change of look only', 'changes of look only'],
]

/** Counts by kind; both ends of a move are one. */
export function countsOf(changes: readonly Change[]): Partial<Record<ChangeKind, number>> {
  const counts: Partial<Record<ChangeKind, number>> = {}
  const moves = new Set<number>()
  for (const { kind, move } of changes) {
    if (kind === 'moved' && move !== null) {
      if (moves.has(move)) continue
      moves.add(move)
    }
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** `3 replacements, 1 move`, or that nothing changed. */
export function countSentence(changes: readonly Change[]): string {
  const counts = countsOf(changes)
  const parts = names.flatMap(([kind, one, many]) =>
    counts[kind] ? [`${counts[kind]} ${counts[kind] === 1 ? one : many}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'no changes'
}

const dated = ({ label, date }: Side): string => (date === undefined ? label : `${label}, ${date}`)

/** How the parts of the summary look, from the look of the document. */
function looksFrom(base: Style) {
  const plain: Style = {
    ...base,
    textAlign: 'left',
    textIndent: 0,
    hyphens: 'none',
    margin: sides(0, 0, 5, 0),
  }
  const line = { width: 0.5, line: 'solid' as const, color: '#999999' }
  return {
    plain,
    small: { ...plain, fontSize: 9, margin: sides(0) },
    title: { ...plain, fontSize: 15, fontWeight: 'bold', margin: sides(0, 0, 8, 0), breakAfter: 'avoid' },
    heading: { ...plain, fontWeight: 'bold', margin: sides(8, 0, 3, 0), breakAfter: 'avoid' },
    grid: { ...plain, width: { unit: '%', value: 100 }, margin: sides(2, 0, 6, 0) },
    boxed: {
      ...plain,
      padding: sides(1.5, 4),
      margin: sides(0),
      border: { ...plain.border, bottom: line },
    },
  } as const satisfies Readonly<Record<string, Style>>
}

type Looks = ReturnType<typeof looksFrom>

/** A table of plain texts under a head. */
function grid(rows: readonly (readonly string[])[], header: readonly string[], looks: Looks): Block {
  const { plain, small, boxed } = looks
  const rowOf = (texts: readonly string[], isHead: boolean) =>
    row(
      texts.map((one) =>
        cell(
          [paragraph([say(one)], { style: isHead ? { ...small, fontWeight: 'bold' } : small })],
          isHead ? { scope: 'column' } : {},
          { style: boxed },
        ),
      ),
      isHead,
      { style: plain },
    )
  return table([rowOf(header, true), ...rows.map((texts) => rowOf(texts, false))], 'data', {
    style: looks.grid,
  })
}

/** Rows of the figures that changed: change, where, before, after, difference. */
const figureRows = (changes: readonly Change[]): string[][] =>
  changes.flatMap(({ number, section: place, figures }) =>
    figures.map((figure) => [
      String(number),
      `${place}: ${figure.where}`,
      figure.before ?? '(none)',
      figure.after ?? '(none)',
      figure.difference ?? '',
    ]),
  )

/** Rows of the changes that a reader may take together: what they are, the first of them, their numbers. */
const classRows = (changes: readonly Change[], redlined: Document): string[][] =>
  classesOf(changes, redlined).map((group) => [
    classSentence(group),
    group.old === '' ? '(nothing)' : seen(group.old),
    group.new === '' ? '(nothing)' : seen(group.new),
    group.numbers.join(', '),
  ])

/** What was found, and how much of it is read whole. */
function foundSentence(changes: readonly Change[]): string {
  const anew = changes.filter((change) => change.class === 'rewritten').length
  return `Found: ${countSentence(changes)}.${anew === 0 ? '' : ` Passages written anew, shown whole: ${anew}.`}`
}

/** Rows of the looks that changed: changes, where, property, before, after. */
const lookRows = (changes: readonly Change[]): string[][] =>
  byLook(changes.filter(({ kind }) => kind !== 'reshaped')).flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    const numbers = first === last ? `${first?.number}` : `${first?.number} to ${last?.number}`
    const words = first?.new === '' ? '' : `: ${first?.new.slice(0, 32).trim()}…`
    const place = `${first?.section}${words}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`
    return (first?.looks ?? []).map(({ property, before, after }) => [
      numbers,
      place,
      property,
      before,
      after,
    ])
  })

const legend: readonly Inline[] = [
  say('Read it so: '),
  shown('inserted', { kind: 'inserted', change: 0 }),
  say(', '),
  shown('deleted', { kind: 'deleted', change: 0 }),
  say(', '),
  shown('moved to here', { kind: 'moved-to', change: 0, move: 0 }),
  say(', '),
  shown('moved from here', { kind: 'moved-from', change: 0, move: 0 }),
  say(', '),
  shown('look changed, words the same', { kind: 'restyled', change: 0 }),
  say('; a bar and a number stand beside every line in which something changed.'),
]

/** The redline with its summary before it. */
export function withSummary(redlined: Document, changes: readonly Change[], titled: Titled): Document {
  const looks = looksFrom(redlined.base)
  const titledTable = (title: string, rows: readonly string[][], header: readonly string[]): Block[] =>
    rows.length === 0 ? [] : [paragraph([say(title)], { style: looks.heading }), grid(rows, header, looks)]
  const versions = [
    ['Old', dated(titled.old), titled.old.digest.slice(0, 16)],
    ['New', dated(titled.new), titled.new.digest.slice(0, 16)],
  ]
  const blocks: Block[] = [
    heading(1, [say(`Redline of ${redlined.title}`)], { style: looks.title }),
    grid(versions, ['Side', 'Version', 'Digest (sha256, first 16)'], looks),
    paragraph([say(foundSentence(changes))], { style: looks.plain }),
    paragraph(legend, { style: looks.plain }),
    ...titledTable('Changes to be taken together', classRows(changes, redlined), [
      'What',
      'First before',
      'First after',
      'Changes',
    ]),
    ...titledTable('Figures that changed', figureRows(changes), [
      'Change',
      'Where',
      'Before',
      'After',
      'Difference',
    ]),
    ...titledTable('Looks that changed', lookRows(changes), ['Change', 'Where', 'Look', 'Before', 'After']),
    ...titled.proved.map((sentence) => paragraph([say(sentence)], { style: looks.small })),
    paragraph([say(titled.tool)], { style: { ...looks.small, breakAfter: 'page' } }),
  ]
  const summary: Section = { ...section('summary', blocks), revision: mark }
  return { ...redlined, title: `Redline of ${redlined.title}`, sections: [summary, ...redlined.sections] }
}
