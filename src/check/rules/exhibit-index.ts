/** Item 9.01, the exhibit index and the exhibits themselves (17 CFR 232.102(d); Regulation S-K, Item 601). */
import type { Span } from '../../diagnostics/source.ts'
import { type IsoDate, isoDate } from '../../filing/dates.ts'
import { identityOf } from '../../xbrl/identity.ts'
import { labelOf } from '../labels.ts'
import type { Passage, Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import type { TaggedReport } from '../tagged-report.ts'

/** First figures of the exhibit table of Item 601: what a filer attaches to a Form 8-K is any of them. */
const numbers = new Set(
  '1 2 3 4 5 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 33 34 35 36 95 96 97 98 99 100 101 102 103 104 105 106 107'.split(
    ' ',
  ),
)
const exhibitNumber = /^(?:exhibit\s+)?(\d{1,3}(?:\([ivx]+\))?(?:\s?\.\d{1,3})?)[*+#\u2020]{0,4}[.:]?$/i
/** In a list number and title stand in one passage, the title linked. */
const listed = /^(?:exhibit\s+)?(\d{1,3}(?:\([ivx]+\))?\.\d{1,3})[*+#\u2020]{0,4}[.:]?\s+\S/i
/** In plain text and in paragraphs number and title stand in running text, several of them perhaps. */
const listedInText =
  /(?<=^|\s)(\d{1,3}\.\d{1,3})[*+#\u2020]{0,4}[.:]?\s[\s-]*(?=\p{Lu}\p{L}|\d+[\s-]\p{Lu})/gu
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
  const rows = starts.map((start, at) => {
    const first = index[start]
    const whole = first !== undefined && !exhibitNumber.test(first.text)
    const rows = index.slice(start, whole ? start + 1 : (starts[at + 1] ?? start + 3))
    const passage = rows[0] as Passage
    return {
      number: numberIn(passage.text, rows[1]?.text ?? ''),
      at: passage.place(0, passage.text.length),
      passage,
      links: rows.flatMap(({ links }) => links.map(({ href }) => href)),
      words: rows
        .slice(whole ? 0 : 1)
        .map(({ text }) => text)
        .join(' '),
    }
  })
  return rows.length > 0 ? rows : index.filter(({ kind }) => kind === 'text').flatMap(entriesInText)
}

/** Some vendors line numbers up on their points: "99" and ".1" are two cells, or two words of one. */
function numberIn(text: string, next: string): string {
  const number = (exhibitNumber.exec(text) ?? listed.exec(text))?.[1] ?? ''
  const behind = number.includes('.') ? '' : (/^\.\d{1,3}$/.exec(next)?.[0] ?? '')
  return number.replace(' ', '') + behind
}

function entriesInText(passage: Passage): Entry[] {
  const { text, links } = passage
  const found = [...text.matchAll(listedInText)]
  return found.map((match, index) => ({
    number: match[1] ?? '',
    at: passage.place(match.index, match.index + match[0].length),
    passage,
    links: found.length === 1 ? links.map(({ href }) => href) : [],
    words: text.slice(match.index + match[0].length, found[index + 1]?.index),
  }))
}

/** Item 9.01(c) became that of shell companies, and (d) that of exhibits (Release 33-8587). */
const letteredD: IsoDate = isoDate('2005-08-22')

/** Exhibit links are wanted since this day (Release 33-10322). */
const linkedSince: IsoDate = isoDate('2017-09-01')

type Codes = 'K082' | 'K083' | 'K084' | 'K085' | 'K086' | 'K087' | 'K107'

export const exhibitIndex = family(
  {
    K082: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, Item 9.01(d)',
      means: 'Item 9.01 lists exhibits without its heading "(d) Exhibits"',
      hint: 'the form has the heading',
      in: '8-k.htm',
      wrong: '(d) Documents',
      right: '(d) Exhibits',
    },
    K083: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.102(d); Item 601(a)(2)',
      means: 'an exhibit is listed without a file and a link, or is attached but not listed',
      hint: 'every listed exhibit links to its file; XBRL exhibits (101, 104) need none',
      in: '8-k.htm',
      wrong: '<a>Press',
      right: '<a href="ex99-1.htm">Press',
    },
    K084: {
      severity: 'warning',
      grade: 'convention',
      source: 'Item 601(a)(2)',
      means: 'the link of an exhibit leads to another exhibit',
      hint: 'link it to the file that begins with its label',
      in: 'ex99-1.htm',
      wrong: '>Exhibit 99.2<',
      right: '>Exhibit 99.1<',
    },
    K085: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.102(d)',
      means: 'the exhibit index stands after the signatures',
      hint: 'put it before them',
      in: '8-k.htm',
      wrong: 'SIGNATURES</p><p>Item 9.01',
      right: 'SIGNATURES',
    },
    K086: {
      severity: 'finding',
      grade: 'form',
      source: 'Compliance interpretations 101.01, 101.04 (2019)',
      means: 'the cover page is tagged and Exhibit 104 is not listed, or its title does not say Inline',
      hint: 'Cover Page Interactive Data File (embedded within the Inline XBRL document)',
      in: 'filing.yaml',
      wrong:
        '{ number: 99.1, title: Press release }\n  - { number: 104, title: Cover Page Interactive Data File, link: "https://www.sec.gov/Archives/edgar/data/1/x.htm" }',
      right: '{ number: 99.1, title: Press release }',
    },
    K087: {
      severity: 'finding',
      grade: 'form',
      source: 'Regulation S-K, Item 601',
      means: 'an exhibit number is not in the exhibit table for Form 8-K',
      hint: 'a number of the exhibit table of Item 601, with a point and a number where there are several',
      in: 'filing.yaml',
      wrong:
        '{ number: 99.1, title: Press release }\n  - { number: 55.1, title: Letter, link: "https://www.sec.gov/Archives/edgar/data/1/x.htm" }',
      right: '{ number: 99.1, title: Press release }',
    },
    K107: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, Item 9.01',
      means: 'an exhibit is attached but there is no Item 9.01',
      hint: 'add "# Item 9.01" to 8-k.md: its list is made from the exhibits',
      in: '8-k.htm',
      wrong: 'Further matters',
      right: 'Item 9.01 Financial Statements and Exhibits',
    },
  },
  { submission: checkListing, tagged: checkCoverData },
)

/** Exhibit 104 where the cover page is tagged and something else is listed, and nowhere else. */
function checkCoverData({ source, tags, listed: entries }: TaggedReport, say: Say<Codes>): void {
  const has104 = entries.some((number) => /^104(?:\.|$)/.test(number))
  const at = { source, start: 0, end: 0 }
  if (tags && !has104 && entries.some((number) => !data.test(number)))
    say('K086', at, 'the cover page is tagged, and Exhibit 104 is not listed')
  if (!tags && has104) say('K086', at, 'Exhibit 104 is listed, and the cover page is not tagged')
}

function checkListing(submission: Submission, say: Say<Codes>): void {
  const { report, unread, date, filing, formKnown } = submission
  if (!report || !formKnown) return
  const exhibits = new Map(submission.exhibits.map((one) => [one.fileName.toLowerCase(), one]))
  const linked = date === undefined || date >= linkedSince
  const headingPlace = filing?.places('asFiled.exhibitsHeading')
  const entries = entriesOf(report)
  const nine = report.passages.find(({ text }) => /^item\s+9\.01\b/i.test(text))
  if (
    (entries.length > 0 || listsInText(report)) &&
    nine &&
    // Before, exhibits had the letter (c).
    (date === undefined || date >= letteredD) &&
    // In a table the number of the first exhibit may stand between.
    !/(?:^|\s|9\.01\s?)\(?d\)(?:\s\d{1,3}(?:\.\d+)?)?[\s.:–—-]*exhibits?\b/i.test(
      report.passages.map(({ text }) => text).join(' '),
    )
  )
    say(
      'K082',
      headingPlace ?? nine.place(0, nine.text.length),
      'Item 9.01 lists exhibits without "(d) Exhibits"',
    )
  const first = [...exhibits.values()][0]
  if (first && !nine)
    say('K107', report.passages[0]?.place(0, 1), `${first.fileName} is attached and there is no Item 9.01`)
  for (const exhibit of nine ? exhibits.values() : []) {
    const label = labelOf(exhibit)
    if (label !== undefined && !entries.some(({ number }) => number === label) && !names(report, label))
      say(
        'K083',
        exhibit.passages[0]?.place(0, 1),
        `Exhibit ${label} is attached and not listed in Item 9.01`,
      )
  }
  for (const entry of entries) {
    if (!numbers.has(/^\d+/.exec(entry.number)?.[0] ?? ''))
      say('K087', entry.at, `Exhibit ${entry.number} is not a number of Item 601`)
    const linkedElsewhere = entries.some((one) => one.number === entry.number && one.links.length > 0)
    if (linked && !data.test(entry.number) && !linkedElsewhere)
      say('K083', entry.at, `Exhibit ${entry.number} is listed without a link`)
    for (const href of entry.links) checkTarget(entry, href, exhibits, unread, say)
    if (/^104/.test(entry.number) && filing && identityOf(filing, () => {}) === undefined)
      say('K086', entry.at, 'Exhibit 104 is listed, and the cover page is not tagged')
    else if (/^104/.test(entry.number) && !/inline|ixbrl/i.test(entry.words))
      say('K086', entry.at, 'the title of Exhibit 104 does not say Inline XBRL')
  }
  for (const { facts, at, content } of filing?.exhibits ?? []) {
    const target = 'fileName' in content ? exhibits.get(content.fileName.toLowerCase()) : undefined
    const label = target && labelOf(target)
    if (label !== undefined && label !== facts.number)
      say('K084', at, `Exhibit ${facts.number} is ${target?.fileName}, which begins "Exhibit ${label}"`)
  }
  checkPlaceOfIndex(report, say)
}

/** Whether Item 9.01 has numbers of exhibits in running text, as plain text has them. */
const listsInText = ({ passages }: Reading): boolean =>
  passages.some(({ item, text }) => item === '9.01' && /(?:^|\s)\d{1,2}\.\d{1,2}\s+\p{L}/u.test(text))

/** Whether a list in running text or in plain text, which has no rows, names the exhibit. */
function names({ passages }: Reading, label: string): boolean {
  const number = new RegExp(`(?:^|\\s|exhibit )${label.replace(/[.()]/g, '\\$&')}(?![\\d.]*\\d)`, 'i')
  return passages.some(
    ({ part, item, text }) => (part === 'exhibit-index' || item === '9.01') && number.test(text),
  )
}

/** A link to a file of this submission must lead to the exhibit it names. */
function checkTarget(
  entry: Entry,
  href: string,
  exhibits: ReadonlyMap<string, Reading>,
  unread: ReadonlySet<string>,
  say: Say<Codes>,
): void {
  const name = href.split('#')[0]?.toLowerCase() ?? ''
  if (name === '' || /^[a-z]+:/.test(name) || unread.has(name)) return
  const target = exhibits.get(name)
  const label = target && labelOf(target)
  if (label !== undefined && label !== entry.number)
    say(
      'K084',
      entry.at,
      `the entry for Exhibit ${entry.number} links to ${name}, which begins "Exhibit ${label}"`,
    )
}

function checkPlaceOfIndex({ passages }: Reading, say: Say<Codes>): void {
  const signed = passages.findIndex(
    ({ part, text }) => part === 'signature-block' && /hereunto duly authorized|^signatures?$/i.test(text),
  )
  const index = passages.findIndex(({ text }) => /^item\s+9\.01\b|^exhibit index$/i.test(text))
  const late = passages[index]
  if (signed >= 0 && index > signed && late)
    say('K085', late.place(0, late.text.length), 'the exhibit index stands after the signatures')
}
