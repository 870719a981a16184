/** What every template and every authored text of a filing may ask for. */

import type { Span } from '../diagnostics/source.ts'
import type { FactValue } from '../document/document.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Exhibit, ExhibitContent, Filing, Registrant } from '../filing/filing.ts'
import { boxes, editionOn, exhibitsItem, itemOn, sectionNames } from '../filing/form-8-k.ts'
import {
  filing as filingSchema,
  registrant as registrantSchema,
  release as releaseSchema,
  withGaps,
} from '../filing/schema.ts'
import { type Data, type Leaf, memory, remember } from './facts.ts'

type View = { readonly [key: string]: Data }

/** A value of our own making that still has a place. */
function placed(path: string, value: FactValue, span: Span): Leaf {
  return { [memory]: { path, value, span } }
}

/** Facts shared by all documents of a filing. */
export function commonView(filing: Filing): View {
  const { facts, places } = filing
  const full = withGaps(filingSchema, facts) as Readonly<Record<string, unknown>>
  const registrants = filing.registrants.map((one, index) => registrantView(one, index, filing))
  const edition = editionOn(facts.reportDate as IsoDate)
  const view = {
    form: remember(facts.form, 'form', places),
    amendment: remember(full['amendment'], 'amendment', places),
    edition: {
      id: edition?.id ?? '',
      securities: edition?.securities ?? false,
      emergingGrowth: edition?.emergingGrowth ?? false,
    },
    report: {
      date: remember(facts.reportDate, 'reportDate', places),
      dated: remember(facts.dateOfReport, 'dateOfReport', places),
    },
    registrant: registrants[0] ?? null,
    registrants,
    boxes: boxesView(facts.boxes, 'boxes', filing),
    ownBoxes: filing.registrants.some((one) => one.boxes !== undefined),
    signature: remember(full['signature'], 'signature', places),
    asFiled: remember(full['asFiled'], 'asFiled', places),
    several: filing.registrants.length > 1,
    explains: filing.note !== undefined,
    ...Object.fromEntries(
      exhibitMarks.map(({ all, key }) => [all, filing.exhibits.some(({ facts }) => facts[key] === true)]),
    ),
    exhibits: filing.exhibits.map((exhibit, index) => exhibitView(exhibit, index, filing)),
  }
  // Each page of a cover sees what every template sees, and the registrants that stand on it.
  const cover = (on: readonly Data[]): View => ({
    ...view,
    registrant: on[0] ?? null,
    registrants: on,
    several: on.length > 1,
  })
  const covers = facts.covers === 'separate' ? registrants.map((one) => cover([one])) : [cover(registrants)]
  return { ...view, covers }
}

type Boxes = Filing['facts']['boxes']

const boxesView = (given: Boxes, path: string, { places }: Filing): Data =>
  Object.fromEntries(
    boxes.map(({ key }) => [key, placed(`${path}.${key}`, given[key] ?? false, places(`${path}.${key}`))]),
  )

function registrantView(one: Registrant, index: number, filing: Filing): Data {
  const { places, facts } = filing
  const path = `registrants.${index}`
  const flags = ['emergingGrowthCompany', 'transitionPeriodDeclined'] as const
  const data = remember(withGaps(registrantSchema, one), path, places) as View
  const decided = flags.map(
    (key) => [key, placed(`${path}.${key}`, one[key] ?? false, places(`${path}.${key}`))] as const,
  )
  // Who signs for it: its own signatories, else those of the report.
  const own = (one.signature?.signatories ?? []).length > 0
  const full = withGaps(filingSchema, facts) as Readonly<Record<string, unknown>>
  const signature = own ? data['signature'] : remember(full['signature'], 'signature', places)
  const ticked = one.boxes
    ? boxesView(one.boxes, `${path}.boxes`, filing)
    : boxesView(facts.boxes, 'boxes', filing)
  return { ...data, ...Object.fromEntries(decided), boxes: ticked, signature: signature ?? null }
}

/** Signs behind the number of an exhibit, which its notes explain; none is the beginning of another. */
const exhibitMarks = [
  { key: 'furnished', mark: '*', all: 'furnishedExhibits' },
  { key: 'compensatory', mark: '+', all: 'compensatoryExhibits' },
  { key: 'schedulesOmitted', mark: '#', all: 'schedulesOmitted' },
  { key: 'redacted', mark: '\u2020', all: 'redactedExhibits' },
] as const

function exhibitView(exhibit: Exhibit, index: number, filing: Filing): Data {
  const { places } = filing
  const { content, facts } = exhibit
  const path = `exhibits.${index}`
  return {
    number: remember(facts.number, `${path}.number`, places),
    title: remember(facts.title, `${path}.title`, places),
    furnished: facts.furnished ?? false,
    marks: exhibitMarks.map(({ key, mark }) => (facts[key] === true ? mark : '')).join(''),
    // A title may say so itself.
    included: content.kind === 'included' && !/included in/i.test(facts.title) ? content.in : null,
    missing: content.kind === 'missing' ? content.fileName : null,
    incorporated: content.kind === 'incorporated' || content.kind === 'referenced',
    href: hrefOf(content, filing),
  }
}

/** Items as the 8-K's templates see them. */
export function itemsView(filing: Filing): readonly Data[] {
  const date = filing.facts.reportDate as IsoDate
  const sections = filing.asFiled.sections ?? {}
  return filing.items.map((item, index) => ({
    number: placed(`items.${item.number}`, item.number, item.heading),
    caption: itemOn(item.number, date)?.caption ?? '',
    furnished: itemOn(item.number, date)?.status === 'furnished',
    heading:
      item.asFiledHeading === undefined
        ? null
        : placed(`items.${item.number}.heading`, item.asFiledHeading, item.heading),
    section: sectionView(item.number, filing.items[index - 1]?.number, sections, filing),
    holdsExhibits: item.number === exhibitsItem(date),
    slot: `item-${item.number}`,
  }))
}

/** The section of an item, and whether this is the first of its items. */
function sectionView(
  item: string,
  before: string | undefined,
  asFiled: Readonly<Record<string, string>>,
  { places }: Filing,
): Data {
  const [number = '', earlier] = [item.split('.')[0], before?.split('.')[0]]
  const written = asFiled[number]
  const begins = number !== earlier
  return {
    number,
    name: sectionNames[number] ?? '',
    begins,
    asFiled:
      begins && written !== undefined
        ? placed(`asFiled.sections.${number}`, written, places(`asFiled.sections.${number}`))
        : null,
  }
}

/** The facts of one release, from its front matter. */
export function releaseView(exhibit: Exhibit): Data {
  if (exhibit.content.kind !== 'authored') return null
  const { release, places } = exhibit.content
  return remember(withGaps(releaseSchema, release), '', (path) => places(path))
}

/** Where the index leads for an exhibit; nowhere for data inside the cover page. */
function hrefOf(content: ExhibitContent, { exhibits }: Pick<Filing, 'exhibits'>): string | null {
  switch (content.kind) {
    case 'incorporated':
      return content.link
    case 'embedded':
    case 'referenced':
    case 'missing':
      return null
    case 'included': {
      const holder = exhibits.find(({ facts }) => facts.number === content.in)
      return holder && holder.content.kind !== 'included' ? hrefOf(holder.content, { exhibits }) : null
    }
    default:
      return content.fileName
  }
}
