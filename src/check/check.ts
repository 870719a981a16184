/**
 * The checker: every rule that reads a filing and its documents, in the order in which an 8-K is read.
 *
 * Finished files of other makers come in through finished-files.ts and meet the same rules.
 */
import type { Code } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import { checkAgreement } from './agreement.ts'
import { dateKey } from './claims.ts'
import { checkCover } from './cover.ts'
import { longDate } from './dates-in-text.ts'
import { checkCoverFacts, checkFacts } from './facts.ts'
import { checkHygiene } from './hygiene.ts'
import { checkItems } from './item-rules.ts'
import { checkLabel, checkListing } from './listing.ts'
import { checkOutlook } from './outlook.ts'
import { type Reading, readingOf } from './passages.ts'
import { checkRecord } from './record.ts'
import { checkSignature } from './signature.ts'
import { type Tie, tieOut } from './tie-out.ts'

/** Exhibit links are wanted since this day (Release 33-10322). */
const linkedSince = '2017-09-01'

/** @returns what the items say of the release and where it stands there */
export function check(filing: Filing, documents: readonly Document[], log: Log): readonly Tie[] {
  const date = filing.facts.reportDate as IsoDate
  const [report, ...exhibits] = documents.map(readingOf)
  if (!report) return []
  const { places } = filing
  const coverPlaces: Partial<Record<Code, string>> = {
    K067: 'asFiled.formerName',
    K066: 'asFiled.reportTitle',
  }
  checkRecord(filing, log)
  checkFacts(filing, log)
  checkCover(report, { date, missing: (code) => places(coverPlaces[code] ?? 'form') }, log)
  checkCoverFacts(filing, report, log)
  checkItems(report, date, log)
  checkListing(report, listing(filing, exhibits, date), log)
  for (const exhibit of exhibits) {
    const own = filing.exhibits.find(
      ({ content }) => 'fileName' in content && content.fileName === exhibit.fileName,
    )
    checkLabel(exhibit, own?.at, log)
  }
  checkOutlook(exhibits, log)
  checkSignature(report, signaturePlaces(filing), log)
  checkAgreement(filing, report, exhibits, log)
  checkHygiene([report, ...exhibits], log)
  const releases = exhibits.filter(({ form }) => form.startsWith('EX-99'))
  return tieOut(report, releases, [dateKey(longDate(date))], log)
}

function listing({ places, exhibits: all }: Filing, exhibits: readonly Reading[], date: IsoDate) {
  return {
    exhibits: new Map(exhibits.map((one) => [one.fileName.toLowerCase(), one])),
    // Ready-made exhibits are read as files; here a link to one is as good as attached.
    unread: new Set(
      all.flatMap(({ content }) => (content.kind === 'ready-made' ? [content.fileName.toLowerCase()] : [])),
    ),
    linked: date >= linkedSince,
    headingPlace: places('asFiled.exhibitsHeading'),
  }
}

function signaturePlaces({ places }: Filing) {
  return {
    heading: places('asFiled.signatureHeading'),
    sentence: places('asFiled.signatureSentence'),
    signer: places('signature.signatories'),
    date: places('signature.date'),
  }
}
