/** The first page of a redline: both sides, what was found, the legend, the figures that changed. */
import { nowhere, section, text } from '../document/build.ts'
import type { Block, Document, Inline, Revision, Section } from '../document/document.ts'
import { linkedNumbers, withPlaces } from '../redline/change-links.ts'
import { type Change, seen } from '../redline/changes.ts'
import { classesOf, classSentence } from '../redline/classes.ts'
import { countSentence } from '../redline/counts.ts'
import { byLook } from '../redline/looks.ts'
import { grid, lookFrom, say, titleOf, type Words } from './page.ts'

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
const plain = (value: string): Inline => text(value, nowhere)
const shown = (value: string, revision: Revision): Inline => ({
  type: 'text',
  value,
  origin: nowhere,
  revision,
})

const dated = ({ label, date }: Side): string => (date === undefined ? label : `${label}, ${date}`)

/** Numbers of changes as links to where they stand. */
type Linked = (numbers: readonly number[]) => readonly Inline[]

/** Rows of the figures that changed: change, where, before, after, difference. */
const figureRows = (changes: readonly Change[], linked: Linked): Words[][] =>
  changes.flatMap(({ number, section: place, figures }) =>
    figures.map((figure) => [
      linked([number]),
      `${place}: ${figure.where}`,
      figure.before ?? '(none)',
      figure.after ?? '(none)',
      figure.difference ?? '',
    ]),
  )

/** Rows of the changes that a reader may take together: what they are, the first of them, their numbers. */
const classRows = (changes: readonly Change[], redlined: Document, linked: Linked): Words[][] =>
  classesOf(changes, redlined).map((group) => [
    classSentence(group),
    group.old === '' ? '(nothing)' : seen(group.old),
    group.new === '' ? '(nothing)' : seen(group.new),
    linked(group.numbers),
  ])

/** What was found, and how much of it is read whole. */
function foundSentence(changes: readonly Change[]): string {
  const anew = changes.filter((change) => change.class === 'rewritten').length
  return `Found: ${countSentence(changes)}.${anew === 0 ? '' : ` Passages written anew, shown whole: ${anew}.`}`
}

/** Rows of the looks that changed: changes, where, property, before, after. */
const lookRows = (changes: readonly Change[], linked: Linked): Words[][] =>
  byLook(changes.filter(({ kind }) => kind !== 'reshaped')).flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    const [from = [], to = []] = [first, last].map((one) => linked([one?.number ?? 0]))
    const numbers = first === last ? from : [...from, plain(' to '), ...to]
    const words = first?.new === '' ? '' : `: ${first?.new.slice(0, 32).trim()}…`
    const place = `${first?.section}${words}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`
    return (first?.looks ?? []).map(({ property, before, after }): Words[] => [
      numbers,
      place,
      property,
      before,
      after,
    ])
  })

const legend: readonly Inline[] = [
  plain('Read it so: '),
  shown('inserted', { kind: 'inserted', change: 0 }),
  plain(', '),
  shown('deleted', { kind: 'deleted', change: 0 }),
  plain(', '),
  shown('moved to here', { kind: 'moved-to', change: 0, move: 0 }),
  plain(', '),
  shown('moved from here', { kind: 'moved-from', change: 0, move: 0 }),
  plain(', '),
  shown('look changed, words the same', { kind: 'restyled', change: 0 }),
  plain('; a bar and a number stand beside every line in which something changed.'),
]

/** The redline with its summary before it. */
export function withSummary(redlined: Document, changes: readonly Change[], titled: Titled): Document {
  const look = lookFrom(redlined.base, { small: 9, belowTitle: 8 })
  const { document, places } = withPlaces(redlined)
  const linked: Linked = (numbers) => linkedNumbers(numbers, places, plain)
  const titledTable = (title: string, rows: readonly Words[][], heads: readonly string[]): Block[] =>
    rows.length === 0 ? [] : [say(title, look.heading), grid(heads, rows, look)]
  const versions = [
    ['Old', dated(titled.old), titled.old.digest.slice(0, 16)],
    ['New', dated(titled.new), titled.new.digest.slice(0, 16)],
  ]
  const blocks: Block[] = [
    titleOf(`Redline of ${redlined.title}`, look),
    grid(['Side', 'Version', 'Digest (sha256, first 16)'], versions, look),
    say(foundSentence(changes), look.base),
    say(legend, look.base),
    ...titledTable('Changes to be taken together', classRows(changes, redlined, linked), [
      'What',
      'First before',
      'First after',
      'Changes',
    ]),
    ...titledTable('Figures that changed', figureRows(changes, linked), [
      'Change',
      'Where',
      'Before',
      'After',
      'Difference',
    ]),
    ...titledTable('Looks that changed', lookRows(changes, linked), [
      'Change',
      'Where',
      'Look',
      'Before',
      'After',
    ]),
    ...titled.proved.map((sentence) => say(sentence, look.small)),
    say(titled.tool, { ...look.small, breakAfter: 'page' }),
  ]
  const summary: Section = { ...section('summary', blocks), revision: mark }
  return { ...redlined, title: `Redline of ${redlined.title}`, sections: [summary, ...document.sections] }
}
