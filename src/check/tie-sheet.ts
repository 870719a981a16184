/**
 * The tick-and-tie sheet: every figure with its mark, each mark leading to what supports it, and the paragraphs in which
 * both stand.
 */
import {
  cell,
  heading,
  letter,
  link,
  marked,
  nowhere,
  paragraph,
  plainStyle,
  row,
  section,
  sides,
  table,
  text,
} from '../document/build.ts'
import type { Block, Document, Inline, Style } from '../document/document.ts'
import type { Passage } from './passages.ts'
import type { Edge, Statement } from './tie-out.ts'

const base: Style = {
  ...plainStyle,
  fontFamily: 'Source Serif 4',
  hyphens: 'none',
  margin: sides(0, 0, 5, 0),
}
const small: Style = { ...base, fontSize: 8.5, margin: sides(0) }
const boxed: Style = {
  ...base,
  padding: sides(1.5, 4),
  margin: sides(0),
  border: { ...base.border, bottom: { width: 0.5, line: 'solid', color: '#999999' } },
}

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
    heading(1, [text(`Tie-out of ${title}`, nowhere)], {
      style: { ...base, fontSize: 15, fontWeight: 'bold', breakAfter: 'avoid' },
    }),
    paragraph([text(summary(edges), nowhere)], { style: base }),
    marks(edges, places),
    ...documents(edges, places),
    paragraph([text(tool, nowhere)], { style: small }),
  ]
  return {
    form: 'EX-',
    title: `Tie-out of ${title}`,
    language: 'en-US',
    fileName: 'ties.htm',
    pagePlan: letter,
    base,
    sections: [section('summary', blocks)],
  }
}

export function summary(edges: readonly Edge[]): string {
  const count = (outcome: Edge['outcome']) => edges.filter((one) => one.outcome === outcome).length
  return `${edges.length} figures: ${count('agrees')} agree, ${count('differs')} differ, ${count('by hand')} tied by hand, ${count('unmatched')} not matched.`
}

function marks(edges: readonly Edge[], places: ReadonlyMap<Passage, string>): Block {
  const head = ['Mark', 'Figure', 'Stands in', 'Outcome', 'Support', 'Stands in']
  const words = (value: string) => [text(value, nowhere)]
  const rows = edges.map(({ statement, outcome, support, note }, index) => {
    const cells: readonly (readonly Inline[])[] = [
      words(String(index + 1)),
      leading(statement, places),
      words(statement.where),
      words(ticks[outcome]),
      support ? leading(support, places) : words(note ?? '\u2013'),
      words(support?.where ?? (note === undefined ? '\u2013' : 'outside the filing')),
    ]
    return row(
      cells.map((one) => cell([paragraph(one, { style: small })], {}, { style: boxed })),
      false,
      { style: base },
    )
  })
  const header = row(
    head.map((one) =>
      cell(
        [paragraph(words(one), { style: { ...small, fontWeight: 'bold' } })],
        { scope: 'column' },
        { style: boxed },
      ),
    ),
    true,
    { style: base },
  )
  return table([header, ...rows], 'data', {
    style: { ...base, width: { unit: '%', value: 100 }, margin: sides(2, 0, 6, 0) },
  })
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
    heading(2, [text(where, nowhere)], {
      style: { ...base, fontWeight: 'bold', margin: sides(8, 0, 3, 0), breakAfter: 'avoid' },
    }),
    ...passages.map((passage) => ({
      ...paragraph(withMarks(passage, edges, places), { style: base }),
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
