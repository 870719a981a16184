/** Item 9.01, the exhibit index and the exhibits themselves (17 CFR 232.102(d); Regulation S-K, Item 601). */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Passage, Reading } from './passages.ts'

/** First figures of the exhibit table of Item 601 that Form 8-K may carry. */
const numbers = new Set('1 2 3 4 7 9 10 14 16 17 20 21 22 23 24 96 97 99 101 104'.split(' '))
const exhibitNumber = /^(?:exhibit\s+)?(\d{1,3}(?:\([ivx]+\))?(?:\.\d{1,3})?)\*{0,2}[.:]?$/i
/** In a list number and title stand in one passage, the title linked. */
const listed = /^(?:exhibit\s+)?(\d{1,3}(?:\([ivx]+\))?\.\d{1,3})\*{0,2}[.:]?\s+\S/i
/** Exhibits that are data and need no link. */
const data = /^10[14]/

interface Entry {
  readonly number: string
  readonly at: Span
  readonly passage: Passage
  /** Addresses in its row. */
  readonly links: readonly string[]
  readonly words: string
}

/** The rows of the index: a passage that is a number, and what follows up to the next. */
export function entriesOf({ passages }: Reading): Entry[] {
  const index = passages.filter(({ part, item }) => part === 'exhibit-index' || item === '9.01')
  // A whole number outside a table is a page number.
  const starts = index.flatMap(({ text, kind, links }, at) => {
    const alone = exhibitNumber.test(text) && (kind === 'cell' || text.includes('.'))
    return alone || (links.length > 0 && listed.test(text)) ? [at] : []
  })
  return starts.map((start, at) => {
    const first = index[start]
    const whole = first !== undefined && !exhibitNumber.test(first.text)
    const rows = index.slice(start, whole ? start + 1 : (starts[at + 1] ?? start + 3))
    const passage = rows[0] as Passage
    return {
      number: (exhibitNumber.exec(passage.text) ?? listed.exec(passage.text))?.[1] ?? '',
      at: passage.place(0, passage.text.length),
      passage,
      links: rows.flatMap(({ links }) => links.map(({ href }) => href)),
      words: rows
        .slice(whole ? 0 : 1)
        .map(({ text }) => text)
        .join(' '),
    }
  })
}

export interface ListingOptions {
  /** Other documents of the submission, by file name in lower case. */
  readonly exhibits: ReadonlyMap<string, Reading>
  /** Whether the links of exhibits are wanted: since September 2017. */
  /** Names of attached files that are not among them. */
  readonly unread?: ReadonlySet<string>
  readonly linked: boolean
  readonly headingPlace?: Span | undefined
}

export function checkListing(
  report: Reading,
  { exhibits, unread = new Set(), linked, headingPlace }: ListingOptions,
  log: Log,
): void {
  const entries = entriesOf(report)
  const nine = report.passages.find(({ text }) => /^item\s+9\.01\b/i.test(text))
  if (
    entries.length > 0 &&
    nine &&
    !/(?:^|\s)\(?d\)\s*\.?\s*exhibits?\b/i.test(report.passages.map(({ text }) => text).join(' '))
  )
    log.add(
      'K082',
      headingPlace ?? nine.place(0, nine.text.length),
      'Item 9.01 lists exhibits without "(d) Exhibits"',
    )
  const first = [...exhibits.values()][0]
  if (first && !nine)
    log.add(
      'K107',
      report.passages[0]?.place(0, 1),
      `${first.fileName} is attached and there is no Item 9.01`,
    )
  for (const exhibit of nine ? exhibits.values() : []) {
    const label = labelOf(exhibit)
    if (label !== undefined && !entries.some(({ number }) => number === label))
      log.add(
        'K083',
        exhibit.passages[0]?.place(0, 1),
        `Exhibit ${label} is attached and not listed in Item 9.01`,
      )
  }
  for (const entry of entries) {
    if (!numbers.has(/^\d+/.exec(entry.number)?.[0] ?? ''))
      log.add('K087', entry.at, `Exhibit ${entry.number} is not a number of Item 601`)
    if (linked && !data.test(entry.number) && entry.links.length === 0)
      log.add('K083', entry.at, `Exhibit ${entry.number} is listed without a link`)
    for (const href of entry.links) checkTarget(entry, href, exhibits, unread, log)
    if (/^104/.test(entry.number) && !/inline/i.test(entry.words))
      log.add('K086', entry.at, 'the title of Exhibit 104 does not say Inline XBRL')
  }
  checkPlaceOfIndex(report, log)
}

/** A link to a file of this submission must lead to the exhibit it names. */
function checkTarget(
  entry: Entry,
  href: string,
  exhibits: ReadonlyMap<string, Reading>,
  unread: ReadonlySet<string>,
  log: Log,
): void {
  const name = href.split('#')[0]?.toLowerCase() ?? ''
  if (name === '' || /^[a-z]+:/.test(name) || unread.has(name)) return
  const target = exhibits.get(name)
  if (!target && exhibits.size > 0) {
    log.add('K104', entry.at, `Exhibit ${entry.number} links to ${name}, which is not attached`)
    return
  }
  const label = target && labelOf(target)
  if (label !== undefined && label !== entry.number)
    log.add(
      'K084',
      entry.at,
      `the entry for Exhibit ${entry.number} links to ${name}, which begins "Exhibit ${label}"`,
    )
}

/** The number in the label at the head of an exhibit. */
export function labelOf({ passages }: Reading): string | undefined {
  for (const { text } of passages.slice(0, 12)) {
    const match = /^(?:ex|exhibit)[\s.-]*(?:no\.?\s*)?(\d{1,3}(?:\([ivx]+\))?(?:\.\d{1,3})?)\b/i.exec(text)
    if (match) return match[1]
  }
  return undefined
}

export function checkLabel(exhibit: Reading, at: Span | undefined, log: Log): void {
  if (labelOf(exhibit) === undefined && exhibit.passages.length > 0)
    log.add(
      'K088',
      at ?? exhibit.passages[0]?.place(0, 1),
      `${exhibit.fileName} does not begin with "Exhibit" and its number`,
    )
}

function checkPlaceOfIndex({ passages }: Reading, log: Log): void {
  const signed = passages.findIndex(
    ({ part, text }) => part === 'signature-block' && /hereunto duly authorized|^signatures?$/i.test(text),
  )
  const index = passages.findIndex(({ text }) => /^item\s+9\.01\b|^exhibit index$/i.test(text))
  const late = passages[index]
  if (signed >= 0 && index > signed && late)
    log.add('K085', late.place(0, late.text.length), 'the exhibit index stands after the signatures')
}
