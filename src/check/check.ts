/**
 * The checker: every rule that reads a filing and its documents.
 *
 * Finished files of other makers come in through finished-files.ts and meet the same rules.
 */
import { toText } from '../bytes.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Document } from '../document/document.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import type { Content } from '../intake/read.ts'
import { dateKey } from './claims.ts'
import { longDate } from './dates-in-text.ts'
import { unreadable } from './finished-files.ts'
import { readingOf } from './passages.ts'
import type { OtherReader } from './pdf-text.ts'
import { checkReadyMade } from './ready-made.ts'
import { filersOf } from './registrants.ts'
import { runRules } from './registry.ts'
import { type TieOut, tieOut } from './tie-out.ts'

/** Reads every file that an author wrote, as it was written. */
export function checkAuthored({ filing, registrants }: Content, log: Log): void {
  for (const { path, files } of [filing, registrants]) {
    for (const [name, bytes] of files) {
      if (/\.(?:yaml|md|htm|txt|hbs|css)$/.test(name))
        runRules('authored', { path: `${path}/${name}`, text: toText(bytes) }, log)
    }
  }
}

/** @returns what the items say of the release and where it stands there */
export function check(
  filing: Filing,
  documents: readonly Document[],
  log: Log,
  readOther: OtherReader = unreadable,
): TieOut {
  const date = filing.facts.reportDate as IsoDate
  const [report, ...made] = documents.map(readingOf)
  const exhibits = [...made, ...checkReadyMade(filing, log, readOther)]
  const releases = exhibits.filter(({ form }) => form.startsWith('EX-99'))
  const ties = tieOut({
    report,
    releases,
    others: exhibits.filter((one) => !releases.includes(one)),
    dates: [dateKey(longDate(date))],
    byHand: filing.facts.ties,
  })
  const filers = filersOf(filing, report)
  runRules('filing', filing, log)
  for (const document of documents) runRules('document', document, log)
  for (const reading of report ? [report, ...exhibits] : exhibits) runRules('reading', reading, log)
  const unread = new Set(
    filing.exhibits.flatMap(({ content }) =>
      content.kind === 'ready-made' ? [content.fileName.toLowerCase()] : [],
    ),
  )
  runRules(
    'submission',
    { report, exhibits, unread, date, formKnown: true, filing, place: filing.places, ties, filers },
    log,
  )
  return ties
}
