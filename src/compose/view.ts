/** What every template and every authored text of a filing may ask for. */

import type { Span } from '../diagnostics/source.ts'
import type { FactValue } from '../document/document.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Exhibit, ExhibitContent, Filing, Registrant } from '../filing/filing.ts'
import { boxes, editionOn, itemOn } from '../filing/form-8-k.ts'
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
  return {
    form: remember(facts.form, 'form', places),
    amendment: remember(full['amendment'], 'amendment', places),
    edition: {
      id: edition?.id ?? '',
      securities: edition?.securities ?? false,
      emergingGrowth: edition?.emergingGrowth ?? false,
    },
    report: { date: remember(facts.reportDate, 'reportDate', places) },
    registrant: registrants[0] ?? null,
    registrants,
    boxes: Object.fromEntries(
      boxes.map(({ key }) => [
        key,
        placed(`boxes.${key}`, facts.boxes[key] ?? false, places(`boxes.${key}`)),
      ]),
    ),
    signature: remember(full['signature'], 'signature', places),
    asFiled: remember(full['asFiled'], 'asFiled', places),
    furnishedExhibits: filing.exhibits.some(({ facts }) => facts.furnished === true),
    exhibits: filing.exhibits.map((exhibit, index) => exhibitView(exhibit, index, filing)),
  }
}

function registrantView(one: Registrant, index: number, { places }: Filing): Data {
  const path = `registrants.${index}`
  const flags = ['emergingGrowthCompany', 'transitionPeriodDeclined'] as const
  const data = remember(withGaps(registrantSchema, one), path, places) as View
  const decided = flags.map(
    (key) => [key, placed(`${path}.${key}`, one[key] ?? false, places(`${path}.${key}`))] as const,
  )
  return { ...data, ...Object.fromEntries(decided) }
}

function exhibitView(exhibit: Exhibit, index: number, { places }: Filing): Data {
  const { content, facts } = exhibit
  const path = `exhibits.${index}`
  return {
    number: remember(facts.number, `${path}.number`, places),
    title: remember(facts.title, `${path}.title`, places),
    furnished: facts.furnished ?? false,
    incorporated: content.kind === 'incorporated',
    href: hrefOf(content),
  }
}

/** Items as the 8-K's templates see them. */
export function itemsView(filing: Filing): readonly Data[] {
  const date = filing.facts.reportDate as IsoDate
  return filing.items.map((item) => ({
    number: placed(`items.${item.number}`, item.number, item.heading),
    caption: itemOn(item.number, date)?.caption ?? '',
    furnished: itemOn(item.number, date)?.status === 'furnished',
    heading:
      item.asFiledHeading === undefined
        ? null
        : placed(`items.${item.number}.heading`, item.asFiledHeading, item.heading),
    holdsExhibits: item.number === '9.01',
    slot: `item-${item.number}`,
  }))
}

/** The facts of one release, from its front matter. */
export function releaseView(exhibit: Exhibit): Data {
  if (exhibit.content.kind !== 'authored') return null
  const { release, places } = exhibit.content
  return remember(withGaps(releaseSchema, release), '', (path) => places(path))
}

/** Where the index leads for an exhibit; nowhere for data inside the cover page. */
function hrefOf(content: ExhibitContent): string | null {
  switch (content.kind) {
    case 'incorporated':
      return content.link
    case 'embedded':
      return null
    default:
      return content.fileName
  }
}
