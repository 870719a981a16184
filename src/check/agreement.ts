/** Facts that stand in several documents and must agree: dates, address and phone, name, ticker, exhibit titles. */
import type { Log } from '../diagnostics/log.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import { bare } from './cover.ts'
import { datesIn, longDate } from './dates-in-text.ts'
import type { Passage, Reading } from './passages.ts'

export function checkAgreement(
  filing: Filing,
  report: Reading,
  exhibits: readonly Reading[],
  log: Log,
): void {
  checkReleaseDates(filing, report, log)
  checkReportDate(filing, report, log)
  checkLetterheads(filing, log)
  checkTitles(filing, log)
  const all = [report, ...exhibits].flatMap(({ passages }) => passages.filter(({ authored }) => authored))
  checkNames(filing, all, log)
  checkTickers(filing, all, log)
}

const issued = /\b(?:issued|announced|published|distributed)\b[^.]{0,80}\b(?:press|news|earnings)?\s*release/i

/** The dateline of a release against the sentence that says when it was issued, and against its title in the index. */
function checkReleaseDates({ exhibits, facts }: Filing, report: Reading, log: Log): void {
  const said = report.passages
    .filter(({ part, text }) => part === 'item' && issued.test(text))
    .flatMap((passage) =>
      datesIn(passage.text)
        .filter(({ start }) => start < passage.text.search(issued))
        .map(({ date }) => date),
    )
  for (const { facts: exhibit, content } of exhibits) {
    if (content.kind !== 'authored' || content.release.date === undefined) continue
    const { date } = content.release
    const others = new Map<string, string>()
    for (const one of datesIn(exhibit.title)) others.set('in the exhibit index', one.date)
    const [first] = said
    if (first !== undefined)
      others.set(`in Item ${report.passages.find(({ text }) => issued.test(text))?.item ?? ''}`, first)
    const differing = [...others].filter(([, other]) => other !== date)
    const [one] = differing
    if (one)
      log.add(
        'A001',
        content.places('date'),
        `the dateline of Exhibit ${exhibit.number} is ${longDate(date as IsoDate)}, but ${longDate(one[1] as IsoDate)} ${differing.map(([where]) => where).join(' and ')}`,
      )
    else if (others.size === 0 && date !== facts.reportDate)
      log.add(
        'A001',
        content.places('date'),
        `the dateline of Exhibit ${exhibit.number} is ${longDate(date as IsoDate)}; the date of report is ${longDate(facts.reportDate as IsoDate)}`,
      )
  }
}

/** The report's date is the day of an event that some item tells of, when items give days at all. */
function checkReportDate({ facts, places }: Filing, { passages }: Reading, log: Log): void {
  const given = passages
    .filter(({ part, item }) => part === 'item' && item !== '9.01')
    .flatMap(({ text }) => datesIn(text))
  const opening = passages.find(
    ({ part, kind, text }) => part === 'item' && kind === 'text' && /^on [a-z]/i.test(text),
  )
  if (opening && given.length > 0 && !given.some(({ date }) => date === facts.reportDate))
    log.add(
      'A001',
      places('reportDate'),
      `the date of report is ${longDate(facts.reportDate as IsoDate)}; the items speak of ${longDate(given[0]?.date as IsoDate)} and never of that day`,
    )
}

function checkLetterheads({ registrants, exhibits }: Filing, log: Log): void {
  const [first] = registrants
  for (const { facts, content } of exhibits) {
    const letterhead = content.kind === 'authored' ? content.release.letterhead : undefined
    if (!letterhead || content.kind !== 'authored') continue
    const { address, phone } = letterhead
    for (const key of ['city', 'state', 'zip'] as const) {
      if (address && address[key] !== first.address[key])
        log.add(
          'A002',
          content.places(`letterhead.address.${key}`),
          `the letterhead of Exhibit ${facts.number} has "${address[key] ?? ''}", the cover page "${first.address[key] ?? ''}"`,
        )
    }
    if (address && bare(address.street.join('')) !== bare(first.address.street.join('')))
      log.add(
        'A002',
        content.places('letterhead.address.street'),
        `the letterhead of Exhibit ${facts.number} has "${address.street.join(', ')}", the cover page "${first.address.street.join(', ')}"`,
      )
    if (phone && (phone.area !== first.phone.area || phone.number !== first.phone.number))
      log.add(
        'A002',
        content.places('letterhead.phone'),
        `the letterhead of Exhibit ${facts.number} has another telephone number than the cover page`,
      )
  }
}

const suffix = /[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|l\.p|lp)\.?$/i

/** The registrant's name in another spelling: `and` for `&`, another ending, other capitals. */
function checkNames({ registrants }: Filing, passages: readonly Passage[], log: Log): void {
  for (const { name } of registrants) {
    const core = name.replace(suffix, '')
    const words = core
      .split(/\s+/)
      .map((word) => (word === '&' || /^and$/i.test(word) ? '(?:&|and)' : escapeRegExp(word)))
    const pattern = new RegExp(
      `(?<![\\w@.])${words.join('\\s+')}(?:,?\\s+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC)\\b\\.?)?(?!\\w)`,
      'gi',
    )
    const right = new Set([name, core, name.replace(/\.$/, '')])
    for (const passage of passages) {
      for (const match of passage.text.matchAll(pattern)) {
        const found = match[0].replace(/\s+/g, ' ')
        if (right.has(found) || found === found.toUpperCase() || found === found.toLowerCase()) continue
        // "Acme Company" of "the Acme Company culture" is a name with a word behind it, not another ending.
        if (found.startsWith(core) && !suffix.test(name)) continue
        log.add(
          'A003',
          passage.place(match.index, match.index + match[0].length),
          `"${found}" is not the registrant’s name "${name}"`,
        )
      }
    }
  }
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const exchanges: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [/nasdaq/i, /nasdaq/i],
  [/new york stock exchange|nyse(?! american)/i, /nyse|new york stock/i],
  [/nyse american/i, /nyse american|amex/i],
]

function checkTickers({ registrants, places }: Filing, passages: readonly Passage[], log: Log): void {
  registrants.forEach(({ name, securities = [] }, index) => {
    const core = name.replace(suffix, '')
    const symbols = securities.flatMap(({ symbol, exchange }) =>
      symbol === undefined ? [] : [{ symbol, exchange }],
    )
    const seen = new Map<string, string>()
    for (const passage of passages) {
      for (const match of passage.text.matchAll(
        /\(((?:NYSE|NASDAQ|OTC|AMEX|TSX|LSE)[^:()]{0,30}):\s*([A-Z][A-Z.-]{0,5})\b[^)]*\)/gi,
      )) {
        if (!passage.text.slice(Math.max(0, match.index - 60), match.index).includes(core)) continue
        const [, said = '', symbol = ''] = match
        const at = passage.place(match.index, match.index + match[0].length)
        const known = symbols.find((one) => one.symbol === symbol)
        if (symbols.length > 0 && !known) log.add('A004', at, `the ticker ${symbol} is not on the cover page`)
        else if (known && exchanges.some(([full, short]) => full.test(known.exchange) !== short.test(said)))
          log.add('A004', at, `${symbol} is listed on ${known.exchange} on the cover page`)
        for (const [other] of seen) {
          if (symbols.length === 0 && other !== symbol)
            log.add(
              'A004',
              at,
              `the ticker is ${symbol} here and ${other} elsewhere`,
              `see ${places(`registrants.${index}.name`).source.path}`,
            )
        }
        seen.set(symbol, said)
      }
    }
  })
}

/** A title in the index that names a company names the registrant. */
function checkTitles({ registrants, exhibits }: Filing, log: Log): void {
  for (const { facts, at, content } of exhibits) {
    const named =
      /\b(?:press|news|earnings) release (?:of|issued by|by) (.+?)(?:,? (?:dated|issued|announcing|regarding)\b|$)/i.exec(
        facts.title,
      )?.[1]
    if (named === undefined || content.kind === 'incorporated' || /^the (?:registrant|company)$/i.test(named))
      continue
    if (
      !registrants.some(
        ({ name }) => bare(name) === bare(named) || bare(name.replace(suffix, '')) === bare(named),
      )
    )
      log.add(
        'A005',
        at,
        `the index says the release is of "${named}", the cover page names ${registrants.map(({ name }) => name).join(' and ')}`,
      )
  }
}
