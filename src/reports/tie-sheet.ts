/**
 * The tick-and-tie sheet: every figure with its mark, each mark leading to what supports it, and the paragraphs in which
 * both stand.
 */
import type { Passage } from '../check/passages.ts'
import type { Edge, Statement } from '../check/tie-out.ts'
import { link, marked, nowhere, paragraph, text } from '../document/build.ts'
import type { Block, Document, Inline } from '../document/document.ts'
import { grid, headingOf, reportLook, reportPage, say, smallPrint, titleOf, type Words } from './page.ts'

/** What stands for an outcome beside a figure, as auditors tick. */
const ticks: Readonly<Record<Edge['outcome'], string>> = {
  agrees: 'agrees',
  differs: 'DIFFERS',
  unmatched: 'not matched',
  'by hand': 'by hand',
}

export function tieSheet(title: string, edges: readonly Edge[], tool: string): Document {
  const places = new Map<Passage, string>()
  for (const { statement, support } of edges)
    for (const one of support ? [statement, support] : [statement])
      if (!places.has(one.passage)) places.set(one.passage, `p${places.size + 1}`)
  const blocks: Block[] = [
    titleOf(`Tie-out of ${title}`),
    say(summary(edges)),
    marks(edges, places),
    ...documents(edges, places),
    smallPrint(tool),
  ]
  return reportPage({ title: `Tie-out of ${title}`, fileName: 'ties.htm' }, blocks)
}

export function summary(edges: readonly Edge[]): string {
  const count = (outcome: Edge['outcome']) => edges.filter((one) => one.outcome === outcome).length
  return `${edges.length} figures: ${count('agrees')} agree, ${count('differs')} differ, ${count('by hand')} tied by hand, ${count('unmatched')} not matched.`
}

function marks(edges: readonly Edge[], places: ReadonlyMap<Passage, string>): Block {
  const rows = edges.map(({ statement, outcome, support, note }, index): readonly Words[] => [
    String(index + 1),
    leading(statement, places),
    statement.where,
    ticks[outcome],
    support ? leading(support, places) : (note ?? '\u2013'),
    support?.where ?? (note === undefined ? '\u2013' : 'outside the filing'),
  ])
  return grid(['Mark', 'Figure', 'Stands in', 'Outcome', 'Support', 'Stands in'], rows)
}

const leading = (one: Statement, places: ReadonlyMap<Passage, string>): Inline[] => [
  link(`#${places.get(one.passage) ?? ''}`, [text(short(one.text), nowhere)]),
]

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words)

/** Each paragraph once, under the document and part it stands in, its figures marked. */
function documents(edges: readonly Edge[], places: ReadonlyMap<Passage, string>): Block[] {
  const parts = new Map<string, Passage[]>()
  edges.forEach(({ statement, support }) => {
    for (const { where, passage } of support ? [statement, support] : [statement]) {
      const list = parts.get(where) ?? []
      if (!list.includes(passage)) parts.set(where, [...list, passage])
    }
  })
  return [...parts].flatMap(([where, passages]): Block[] => [
    headingOf(where),
    ...passages.map((passage) => ({
      ...paragraph(withMarks(passage, edges, places), { style: reportLook.base }),
      id: places.get(passage) ?? '',
    })),
  ])
}

/** A paragraph whose figures are strong, with a raised mark behind each that leads to the other end of its tie. */
function withMarks(passage: Passage, edges: readonly Edge[], places: ReadonlyMap<Passage, string>): Inline[] {
  const ends = edges
    .flatMap(({ statement, support }, index) => [
      ...(statement.passage === passage ? [{ own: statement, other: support, mark: index + 1 }] : []),
      ...(support?.passage === passage ? [{ own: support, other: statement, mark: index + 1 }] : []),
    ])
    .sort((a, b) => a.own.start - b.own.start || a.mark - b.mark)
  const inlines: Inline[] = []
  let at = 0
  for (const { own, other, mark } of ends) {
    if (own.start > at) inlines.push(text(passage.text.slice(at, own.start), nowhere))
    if (own.end > at) {
      inlines.push(marked('strong', [text(passage.text.slice(Math.max(at, own.start), own.end), nowhere)]))
      at = own.end
    }
    const sign = text(`[${mark}]`, nowhere)
    inlines.push(marked('raised', other ? [link(`#${places.get(other.passage) ?? ''}`, [sign])] : [sign]))
  }
  if (at < passage.text.length) inlines.push(text(passage.text.slice(at), nowhere))
  return inlines
}
