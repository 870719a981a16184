/**
 * The graph of a filing's figures: each statement of an item, of the exhibit index or of a release's text, with what
 * supports it elsewhere in the filing - or with what it differs from, or with nothing.
 *
 * What an item says of a release must stand there in the same sense, words and digits alike. A figure may be tied by
 * hand to what lies outside the filing.
 */
import type { Span } from '../diagnostics/source.ts'
import { type Claim, claimsIn } from './claims.ts'
import type { Passage, Reading } from './passages.ts'
import { digitsOf, nameOf, type Placed, released } from './released.ts'
import { rowsOf } from './rows.ts'

export interface Tie {
  readonly text: string
  readonly at: Span
  /** The words and place in the release. */
  readonly released: string
  readonly releasedAt: Span
}

/** A claim that stands nowhere in the release, with what is like it. */
export interface Untied {
  readonly claim: Claim
  readonly at: Span
  /** The same digits in another sense, or the same sense with two digits changed about. */
  readonly other: Claim | undefined
  /**
   * `firm`: its own paragraph speaks of the release. `loose`: another paragraph of its item does. `sent`: another item
   * sends there, or it is the only item; what it tells may come from elsewhere.
   */
  readonly bond: 'firm' | 'loose' | 'sent'
}

/** One figure, date, count or quotation, and where it stands. */
export interface Statement {
  readonly text: string
  readonly kind: Claim['kind']
  readonly at: Span
  /** `Item 8.01`, `exhibit index`, `Exhibit 99.1`, `Exhibit 99.1, table`. */
  readonly where: string
  /** Its paragraph, and its place in it, UTF-16. */
  readonly passage: Passage
  readonly start: number
  readonly end: number
}

export interface Edge {
  readonly statement: Statement
  readonly outcome: 'agrees' | 'differs' | 'unmatched' | 'by hand'
  /** What supports it, or what it differs from. */
  readonly support?: Statement
  /** What it rests on outside the filing. */
  readonly note?: string
}

/** A figure that an author ties to a paper outside the filing. */
export interface ByHand {
  readonly figure: string
  /** The item, where one figure stands in several. */
  readonly item?: string | undefined
  readonly support: string
}

export interface TieOut {
  readonly ties: readonly Tie[]
  readonly untied: readonly Untied[]
  /** The whole graph, worked out when it is asked for. */
  readonly edges: () => readonly Edge[]
}

export interface TieSubject {
  readonly report: Reading | undefined
  /** Releases and what is like them: exhibits 99, and files without a label. */
  readonly releases: readonly Reading[]
  /** Agreements and other exhibits that may support a figure. */
  readonly others?: readonly Reading[]
  /** Keys of dates that are the report's own. */
  readonly dates: readonly string[]
  readonly byHand?: readonly ByHand[]
}

const ofRelease = /\b(?:press|news|earnings)\s+release|\bexhibits?\s+99/i

/** @returns what was tied and what was not, in the order of the report */
export function tieOut(subject: TieSubject): TieOut {
  const { report, releases, dates, byHand = [] } = subject
  const edges: Edge[] = []
  const ties: Tie[] = []
  const untied: Untied[] = []
  const speaking =
    report && releases.length > 0 ? speakingItems(report) : new Map<string | undefined, 'loose' | 'sent'>()
  if (report && speaking.size > 0) {
    const elsewhere = released(releases)
    for (const passage of report.passages) {
      if (passage.part !== 'item' || passage.kind === 'heading' || !speaking.has(passage.item)) continue
      // The day of the report is a fact of the report; whether the release bears it is for the rule on dates.
      const claims = claimsIn(passage)
        .filter(({ kind, key }) => kind !== 'date' || !dates.includes(key))
        .map((claim) => ({ claim, match: elsewhere.find(claim) }))
      const tied = claims.filter(({ match }) => match).length
      const bond =
        ofRelease.test(passage.text) || firmItems.has(passage.item ?? '') || retells(tied, claims.length)
          ? 'firm'
          : (speaking.get(passage.item) ?? 'sent')
      for (const { claim, match } of claims) {
        const hand = handFor(claim, passage, byHand)
        const at = passage.place(claim.start, claim.end)
        const statement = stated(claim, `Item ${passage.item}`)
        if (hand) edges.push({ statement, outcome: 'by hand', note: hand.support })
        else if (match) {
          const support = stated(match.claim, match.where)
          ties.push({ text: claim.text, at, released: match.claim.text, releasedAt: support.at })
          edges.push({ statement, outcome: 'agrees', support })
        } else {
          const other = elsewhere.likeness(claim)
          untied.push({ claim, at, other: other?.claim, bond })
          edges.push({
            statement,
            outcome: other ? 'differs' : 'unmatched',
            ...(other && { support: stated(other.claim, other.where) }),
          })
        }
      }
    }
  }
  return { ties, untied, edges: () => [...edges, ...furtherEdges(subject, speaking)] }
}

/** A paragraph most of whose figures stand in the release retells it: one that does not is a slip. */
const retells = (tied: number, all: number): boolean => tied >= 2 && tied * 2 >= all

/** Items that are about a release from beginning to end. */
const firmItems = new Set(['2.02'])

/** Items that speak of the release, and those that they send a reader to. */
function speakingItems({ passages }: Reading): Map<string | undefined, 'loose' | 'sent'> {
  const items = passages.filter(({ part, item }) => part === 'item' && item !== '9.01')
  const speaking = new Map<string | undefined, 'loose' | 'sent'>()
  for (const { item, text } of items) if (ofRelease.test(text)) speaking.set(item, 'loose')
  // A report of one item is about the release that is attached, whether it says so or not.
  const [only] = new Set(items.map(({ item }) => item))
  if (only !== undefined && items.every(({ item }) => item === only) && !speaking.has(only))
    speaking.set(only, 'sent')
  for (const { item, text } of items) {
    if (!speaking.has(item)) continue
    for (const [, other] of text.matchAll(
      /\b(?:described|disclosed|set forth|discussed|contained|reported) (?:above |below )?(?:in|under) Items? (\d\.\d\d)/g,
    ))
      if (items.some((one) => one.item === other)) speaking.set(other, speaking.get(other) ?? 'sent')
  }
  return speaking
}

const handFor = (claim: Claim, { item }: Passage, byHand: readonly ByHand[]): ByHand | undefined =>
  byHand.find((one) => one.figure.replace(/\s+/g, ' ') === claim.text && (one.item ?? item) === item)

const stated = ({ text, kind, passage, start, end }: Claim, where: string): Statement => ({
  text,
  kind,
  at: passage.place(start, end),
  where,
  passage,
  start,
  end,
})

interface Cells {
  readonly byKey: ReadonlyMap<string, Placed>
  readonly all: readonly Placed[]
}

function cellsByKey(all: readonly Placed[]): Cells {
  const byKey = new Map<string, Placed>()
  for (const one of all) if (!byKey.has(one.claim.key)) byKey.set(one.claim.key, one)
  return { byKey, all }
}

/** Statements of the index and of the releases' own text, each tied to a table, another exhibit, or nothing. */
function furtherEdges(
  { report, releases, others = [], byHand = [] }: TieSubject,
  speaking: { readonly has: (item: string | undefined) => boolean },
): readonly Edge[] {
  const figures = released([...releases, ...others])
  const tables = cellsByKey(tableClaims(releases))
  const edge = (claim: Claim, where: string, support: Placed | undefined): Edge => {
    const hand = handFor(claim, claim.passage, byHand)
    const statement = stated(claim, where)
    if (hand) return { statement, outcome: 'by hand', note: hand.support }
    return support
      ? { statement, outcome: 'agrees', support: stated(support.claim, support.where) }
      : { statement, outcome: 'unmatched' }
  }
  const fromReport = (report?.passages ?? []).flatMap((passage) => {
    const inIndex = passage.part === 'exhibit-index' || passage.item === '9.01'
    if (passage.kind === 'heading' || (!inIndex && (passage.part !== 'item' || speaking.has(passage.item))))
      return []
    const where = inIndex ? 'exhibit index' : `Item ${passage.item}`
    return claimsIn(passage)
      .filter(({ kind }) => !inIndex || kind === 'date' || kind === 'quote')
      .map((claim) => edge(claim, where, figures.find(claim)))
  })
  const fromReleases = releases.flatMap((reading) =>
    reading.passages
      .filter(({ kind }) => kind === 'text')
      .flatMap((passage) =>
        claimsIn(passage)
          .filter(({ kind }) => kind === 'money' || kind === 'share')
          .map((claim) => edge(claim, nameOf(reading), rounded(claim, tables))),
      ),
  )
  return [...fromReport, ...fromReleases]
}

/** Cells of tables as claims, worth what their table says that one unit is worth. */
function tableClaims(releases: readonly Reading[]): readonly Placed[] {
  return releases.flatMap((reading) =>
    rowsOf(reading).flatMap(({ figures, unit }) =>
      figures.map(({ value, percent, passage }) => ({
        claim: {
          kind: percent ? ('share' as const) : ('money' as const),
          key: percent ? `share:${Math.abs(value)}` : `money:$${Math.abs(value) * unit}`,
          sense: [],
          text: passage.text,
          passage,
          start: 0,
          end: passage.text.length,
        },
        where: `${nameOf(reading)}, table`,
      })),
    ),
  )
}

/** A cell that is what a text says once it is rounded as the text rounds. */
function rounded(claim: Claim, { byKey, all }: Cells): Placed | undefined {
  const same = byKey.get(claim.key)
  if (same || claim.kind !== 'money') return same
  const value = Number(claim.key.replace(/^money:[^\d]*/, ''))
  const decimals = digitsOf(claim)?.split('.')[1]?.length ?? 0
  const scale = /billion/i.test(claim.text)
    ? 1e9
    : /million/i.test(claim.text)
      ? 1e6
      : /thousand/i.test(claim.text)
        ? 1e3
        : 1
  const half = (scale / 10 ** decimals) * 0.5
  return all.find(
    ({ claim: { kind, key } }) =>
      kind === 'money' && Math.abs(Number(key.slice('money:$'.length)) - value) <= half,
  )
}
