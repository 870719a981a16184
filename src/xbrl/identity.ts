/**
 * Whether a report is tagged, and how the company's own files are then named.
 *
 * Every 8-K is due to be tagged once the registrant has filed its first 10-Q under the rule (17 CFR 232.406; Release
 * 33-10618; staff interpretations 101.03 ff. of August 20, 2019): by July 2021 that was everybody. A new registrant
 * says that it is not.
 */

import { type IsoDate, isIsoDate, isoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import { withoutSlash } from '../paths.ts'
import type { Identity, Tell } from './tagging.ts'
import { takenOn, yearOn, years } from './taxonomy.ts'

const dueSince = isoDate('2021-07-01')
/** The edition of the cover page from which it may be tagged. */
const possibleSince = isoDate('2019-06-01')

export interface Due {
  readonly due: boolean
  /** Why not, as the author gave it. */
  readonly reason?: string
}

/** Whether tags are due; a report of the first two years is tagged where its facts say how. */
export function tagsDue({ facts, registrants }: Pick<Filing, 'facts' | 'registrants'>): Due {
  const { xbrl, reportDate } = facts
  if (xbrl?.due === false) return { due: false, ...(xbrl.reason !== undefined && { reason: xbrl.reason }) }
  if (xbrl?.due === true || reportDate >= dueSince) return { due: true }
  const named = xbrl?.namespace ?? registrants[0].xbrl?.namespace
  return { due: named !== undefined && reportDate >= possibleSince }
}

/** A prefix from the first trading symbol, else from the name: small letters and digits. */
function prefixOf({ facts, registrants: [first] }: Filing): string {
  const given = facts.xbrl?.prefix ?? first.xbrl?.prefix
  if (given !== undefined) return given
  const symbol = (first.securities ?? []).find((one) => one.symbol !== undefined)?.symbol
  const letters = (symbol ?? first.name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^[0-9]+/, '')
  return (letters === '' ? 'cover' : letters).slice(0, 12)
}

/** The day by which EDGAR's tables are read: of filing, as far as it is known. */
export function dayOfFiling({ facts }: Filing, given?: string): IsoDate {
  const day = given ?? facts.signature.date ?? facts.reportDate
  return isIsoDate(day) ? day : isoDate(facts.reportDate)
}

/**
 * How the files of a tagged report are named; undefined where it is not tagged, with the reason told where tags are due.
 *
 * @param given the day of filing, where it is not that of the signature
 */
export function identityOf(filing: Filing, tell: Tell, given?: string): Identity | undefined {
  const { facts, registrants, places } = filing
  const { due, reason } = tagsDue(filing)
  if (!due) {
    if (facts.xbrl?.due === false && facts.reportDate >= dueSince)
      tell(
        'K064',
        places('xbrl.due'),
        reason === undefined
          ? 'the report is not tagged, and nobody says why'
          : `the report is not tagged: ${reason}`,
        'the rule spares a registrant before its first 10-Q (interpretation 101.03); settle it by a waiver',
      )
    return undefined
  }
  const [first] = registrants
  const missing = registrants.findIndex(({ cik }) => cik === undefined)
  if (missing >= 0) {
    tell(
      'K064',
      places(`registrants.${missing}`),
      'tags are due, and the report has none: a registrant has no cik',
      'give cik: the number of up to ten digits that EDGAR knows it by',
    )
    return undefined
  }
  const namespace = facts.xbrl?.namespace ?? first.xbrl?.namespace
  if (namespace === undefined) {
    tell(
      'K064',
      places('registrants.0'),
      'tags are due, and the report has none: its schema has no address',
      'give xbrl: { namespace: http://www.acme.com }, an address of the company’s own; shared facts are the place',
    )
    return undefined
  }
  const year = yearFor(filing, tell, given)
  if (year === undefined) return undefined
  const prefix = prefixOf(filing)
  return {
    prefix,
    namespace: withoutSlash(namespace),
    year,
    date: facts.reportDate,
    base: `${prefix}-${facts.reportDate.replaceAll('-', '')}`,
    cik: (first.cik ?? '').padStart(10, '0'),
  }
}

function yearFor(filing: Filing, tell: Tell, given?: string): string | undefined {
  const { facts, places } = filing
  const day = dayOfFiling(filing, given)
  const wanted = facts.xbrl?.year
  const newest = yearOn(day)?.year
  const known = years.map(({ year }) => year).sort()
  if (wanted !== undefined) {
    if (takenOn(wanted, day) === false || !known.includes(wanted)) {
      const hint =
        newest === undefined ? `known here: ${known.join(', ')}` : `leave year out: ${newest} is taken then`
      tell('K063', places('xbrl.year'), `EDGAR does not take the taxonomy of ${wanted} on ${day}`, hint)
    }
    if (known.includes(wanted)) return wanted
  }
  if (newest === undefined)
    tell(
      'K064',
      places('reportDate'),
      `tags are due, and the report has none: no taxonomy of ${day} is known here`,
      `to tag it all the same, give xbrl: { year: ${known.at(-1)} }`,
    )
  return newest
}
