/**
 * Slips as people make them, put into finished filings: each kind changes one place of one file, or of its name.
 *
 * Where a filing has no place for a kind, the kind passes it by.
 */
import { random } from './random.ts'

type Next = () => number
export type Files = ReadonlyMap<string, string>

export interface Slip {
  readonly files: Files
  readonly file: string
  /** Where the change begins, in the changed file. */
  readonly at: number
}

export interface Kind {
  readonly name: string
  /** Codes that point at the slip though they stand at the head of a part: of the cover page, the signature, the file. */
  readonly codes: readonly string[]
  readonly apply: (next: Next, files: Files) => Slip | undefined
}

const pick = <T>(next: Next, from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)]
export const isReport = (text: string): boolean =>
  /form\s*(?:<[^>]*>|\s|&nbsp;|&#160;)*8-k/i.test(text.slice(0, 20_000)) &&
  /date of report/i.test(text.replace(/<[^>]*>/g, ''))
const report = (files: Files) => [...files].find(([, text]) => isReport(text))
const release = (files: Files) =>
  [...files].find(
    ([name, text]) => !isReport(text) && /exhibit\s*99|ex-?99/i.test(text.slice(0, 3000) + name),
  )

/** Places of a pattern in the text between tags, behind `from`. */
function placesOf(html: string, pattern: RegExp, from = 0): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const match of html.matchAll(pattern)) {
    if (match.index < from || html.lastIndexOf('<', match.index) > html.lastIndexOf('>', match.index))
      continue
    if (/[<>]/.test(match[0])) continue
    found.push(match as RegExpExecArray)
  }
  return found
}

/** The heading of the first item that has text: the last but one, or the only one. */
const bodyFrom = (html: string, number = '\\d\\.\\d\\d'): number => {
  const heads = [...html.matchAll(new RegExp(`item(?:\\s|&nbsp;|&#160;)+${number}`, 'gi'))].map(
    ({ index }) => index,
  )
  const until = bodyEnd(html)
  return heads.filter((at) => at < until).at(-1) ?? html.length
}
/** The signature, or the exhibit index: nobody writes sentences there. */
const bodyEnd = (html: string): number => {
  const ends = [
    html.search(/pursuant to the requirements of the securities/i),
    ...[...html.matchAll(/item(?:\s|&nbsp;|&#160;)+9\.01/gi)].slice(-1).map(({ index }) => index),
  ].filter((at) => at > 0)
  return ends.length > 0 ? Math.min(...ends) : html.length
}

type Side = typeof report
type Spot = 'anywhere' | 'items'

/** Replaces one match, chosen by chance. */
function change(
  name: string,
  side: Side,
  pattern: RegExp,
  to: (match: string, next: Next) => string,
  codes: readonly string[] = [],
  spot: Spot | 'tied' = 'anywhere',
): Kind {
  return {
    name,
    codes,
    apply(next, files) {
      const own = side(files)
      if (!own) return undefined
      const [file, html] = own
      const other = spot === 'tied' ? release(files)?.[1] : ''
      if (other === undefined) return undefined
      const from = spot !== 'anywhere' && side === report ? bodyFrom(html) : 0
      // What a release does not have cannot be held against it.
      const places = placesOf(html, pattern, from).filter(
        (one) => spot !== 'tied' || (one.index < bodyEnd(html) && other.includes(one[0])),
      )
      const match = pick(next, places)
      if (!match) return undefined
      const text = html.slice(0, match.index) + to(match[0], next) + html.slice(match.index + match[0].length)
      return text === html ? undefined : { files: new Map(files).set(file, text), file, at: match.index }
    },
  }
}

interface Options {
  readonly codes?: readonly string[]
  /** The item, as `8\\.01`, in which the words mean something. */
  readonly item?: string
  /** Whether there must be a release to hold them against. */
  readonly withRelease?: boolean
}

/** Plain text has no references to characters. */
const spelled = (file: string, words: string): string =>
  file.endsWith('.txt')
    ? words
        .replace(/&#822[01];/g, '"')
        .replace(/&#8217;/g, "'")
        .replace(/&#821[12];/g, '--')
        .replace(/\[&#9679;\]/g, '[*]')
    : words

/** Puts words behind a sentence of an item, or of the release. */
function insert(
  name: string,
  side: Side,
  words: (next: Next) => string,
  { codes = [], item, withRelease = false }: Options = {},
): Kind {
  return {
    name,
    codes,
    apply(next, files) {
      const own = side(files)
      if (!own) return undefined
      if (withRelease && !release(files)) return undefined
      const [file, html] = own
      const from = side === report ? bodyFrom(html, item) : Math.floor(html.length / 10)
      const until = side === report ? bodyEnd(html) : html.length * 0.8
      const spots = placesOf(html, /(?<=[a-z]{4,}\s[a-z]{3,})\.(?=\s+[A-Z]|<)/g, from).filter(
        ({ index }) => index < until,
      )
      const match = pick(next, spots)
      if (!match) return undefined
      const at = match.index + 1
      const put = spelled(file, words(next))
      // A bullet without brackets is a star in plain text, and that means a note.
      if (file.endsWith('.txt') && put.includes('&#9679;')) return undefined
      return {
        files: new Map(files).set(file, `${html.slice(0, at)}\n${put}\n${html.slice(at)}`),
        file,
        at,
      }
    },
  }
}

/** Puts markup behind a paragraph of the release, or of the report. */
const markup = (name: string, piece: string, codes: readonly string[] = []): Kind => ({
  name,
  codes,
  apply(next, files) {
    const [file, html] = release(files) ?? report(files) ?? []
    if (file === undefined || html === undefined || !/\.htm$/.test(file)) return undefined
    if (piece.includes('chart7') && files.size < 2) return undefined
    const match = pick(next, [...html.matchAll(/<\/p>/gi)])
    if (!match) return undefined
    const at = match.index + match[0].length
    return { files: new Map(files).set(file, html.slice(0, at) + piece + html.slice(at)), file, at }
  },
})

const renamed = (name: string, to: (own: string) => string, codes: readonly string[]): Kind => ({
  name,
  codes,
  apply(_next, files) {
    const [file, text] = [...files][0] ?? []
    if (file === undefined || text === undefined) return undefined
    const other = new Map(files)
    other.delete(file)
    return { files: other.set(to(file), text), file: to(file), at: 0 }
  },
})

const digit = (next: Next, not: string) =>
  pick(
    next,
    [...'123456789'].filter((one) => one !== not),
  ) ?? '7'
const anyOf = (next: Next, ...words: readonly string[]) => pick(next, words) ?? ''
const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const someSpace = '(?:\\s|&nbsp;|&#160;)+'

export const kinds: readonly Kind[] = [
  // What was to be filled in
  insert('bracketed bullet', report, () => 'The price was [●] a share.'.replace('●', '&#9679;')),
  insert('blank of underscores', report, () => 'The price was $____ a share.'),
  insert('crossed amount', report, (next) => `The price was ${anyOf(next, '$XX', '$X.X')} million.`),
  insert('crossed percentage', release, (next) => `It grew by ${anyOf(next, 'XX', 'X.X')} percent.`),
  insert('to be determined', report, (next) => `The date is ${anyOf(next, 'TBD', 'TBA', '[TBD]')}.`),
  insert(
    'bracketed instruction',
    report,
    (next) => `It closed on [${anyOf(next, 'insert date', 'date', 'date to come')}].`,
  ),
  insert('note to self', release, (next) => `${anyOf(next, 'TODO', 'FIXME')}: check this with finance.`),
  insert('lone bullet for a figure', report, () => 'It has &#9679; shares.'),
  insert('starred amount', report, () => 'It paid $*** for it.'),
  insert('template mark left', report, () => 'It paid {{amount}} for it.'),
  // Words and marks
  change(
    'doubled word',
    report,
    /(?<=[a-z] )(?:the|of|and|will|was|with|from)(?= [a-z])/g,
    (one) => `${one} ${one}`,
    [],
    'items',
  ),
  change(
    'doubled word in the release',
    release,
    /(?<=[a-z] )(?:the|of|and|will|was|with|from)(?= [a-z])/g,
    (one) => `${one} ${one}`,
  ),
  change('doubled comma', report, /(?<=[a-z]),(?= [a-z])/g, () => ',,', [], 'items'),
  change('space before a comma', report, /(?<=[a-z]{3}),(?= [a-z])/g, () => ' ,', [], 'items'),
  change(
    'closing bracket lost',
    report,
    /(?<=\([A-Za-z][^()<>]{3,40}[a-z])\)(?=[ .,])/g,
    () => '',
    [],
    'items',
  ),
  change(
    'closing quotation mark lost',
    report,
    /(?<=(?:&#8220;|&ldquo;|“|&#147;)[^<>()]{3,60})(?:&#8221;|&rdquo;|”|&#148;)/g,
    () => '',
    [],
    'items',
  ),
  change('full stop lost', release, /(?<=[a-z]{3}(?:\s|&nbsp;)[a-z]{3,})\.(?=\s*<\/p>)/g, () => ''),
  // Figures
  insert('commas of a figure', report, (next) => `It has $${digit(next, '0')}0,000,0000 in cash.`),
  insert('comma one place off', release, (next) => `It sold ${digit(next, '0')}2,34 units for $1,50,000.`),
  insert(
    'words against figures',
    report,
    (next) => `It will pay ${anyOf(next, 'five', 'six', 'nine')} million dollars ($500,000).`,
  ),
  insert(
    'number against figures',
    report,
    (next) => `The term is ${anyOf(next, 'three', 'four', 'five')} (2) years.`,
  ),
  insert('million and billion', release, (next) => {
    const amount = `$${digit(next, '0')}.${digit(next, '0')}${digit(next, '0')}`
    return `It spent ${amount} million. It had planned to spend ${amount} billion.`
  }),
  change(
    'figure of an item',
    report,
    /\$\d[\d,.]*\d(?=(?:\s|&nbsp;|&#160;)+(?:million|billion))/g,
    (one, next) => one.replace(/\d(?=\D*$)/, (last) => digit(next, last)),
    [],
    'tied',
  ),
  change(
    'scale of an item',
    report,
    /\$\d[\d,.]*(?:\s|&nbsp;|&#160;)+million/g,
    (one) => one.replace('million', 'billion'),
    [],
    'tied',
  ),
  change(
    'percentage of an item',
    report,
    /\b\d{1,2}(?:\.\d)?(?=%|(?:\s|&nbsp;)percent)/g,
    (one, next) => one.replace(/\d$/, (last) => digit(next, last)),
    [],
    'tied',
  ),
  // Days
  insert(
    'a day that is not',
    report,
    (next) =>
      `It ends on ${anyOf(next, 'March 32', 'April 31', 'June 31', 'November 31', 'February 30')}, 20${anyOf(next, '12', '19', '24')}.`,
  ),
  insert(
    'quarter that ends on a day that is not',
    release,
    (next) => `This was the quarter ended ${anyOf(next, 'June 31', 'September 31')}, 2019.`,
  ),
  {
    name: 'day of the report a decade off',
    codes: [],
    apply(next, files) {
      const own = report(files)
      const date =
        own &&
        new RegExp(
          `date of report[^A-Z]{0,80}(?:<[^>]*>|[^<]){0,400}?(${month})${someSpace}(\\d{1,2}),?${someSpace}(\\d{4})`,
          'i',
        ).exec(own[1])
      if (!own || !date) return undefined
      return insert(
        '',
        report,
        () => `The board met on ${date[1]} ${date[2]}, ${Number(date[3]) - 10}.`,
      ).apply(next, files)
    },
  },
  insert(
    'wrong day of the week',
    release,
    (next) => `A meeting was held on ${anyOf(next, 'Monday', 'Tuesday', 'Saturday')}, March 5, 2026.`,
  ),
  insert(
    'term that ends before it begins',
    report,
    (next) => `The term runs from May ${digit(next, '')}, 2018 through April 30, 2016.`,
  ),
  insert(
    'effect before decision',
    report,
    (next) =>
      `On March ${digit(next, '')}, 2018 the board elected Mr. Poe a director, effective February 1, 2018.`,
  ),
  insert(
    'standard time in summer',
    release,
    (next) =>
      `The meeting is on July ${digit(next, '')}, 2019 at 9:00 a.m. ${anyOf(next, 'EST', 'Eastern Standard Time', 'PST')}.`,
  ),
  insert(
    'call before the release',
    release,
    () => 'The company will hold a conference call on March 5, 2004.',
  ),
  change(
    'month on the cover',
    report,
    new RegExp(`(?<=date of report[^A-Z]{0,80}(?:<[^>]*>|[^<]){0,300}?)${month}`, 'gi'),
    (one) => (/^march/i.test(one) ? 'October' : 'March'),
    ['A001', 'K074', 'K065', 'Q001', 'Q003', 'G012', 'K075'],
  ),
  change(
    'end of a quarter',
    report,
    new RegExp(`(?<=ended${someSpace}${month}${someSpace}\\d{1,2},${someSpace})\\d{4}`, 'g'),
    (one) => String(Number(one) - 1),
    [],
    'tied',
  ),
  // Names
  change(
    'kind of company',
    report,
    /(?<=[A-Z][a-z]{3,} |[A-Z][a-z]{3,}, )(?:Inc|Corp|Corporation|Company)\b(?=[.,]? (?:\(|announced|issued|entered|reported|held|has))/g,
    (one) => (one === 'Inc' ? 'Corp' : 'Inc'),
    [],
    'items',
  ),
  insert(
    'name of a person in another letter',
    report,
    (next) =>
      `Martha Johnston leads it. Martha Johnston joined in 2010. Martha ${anyOf(next, 'Johnson', 'Jonhston', 'Johnstone')} was glad.`,
  ),
  insert(
    'code in another spelling',
    release,
    (next) =>
      `TideGauge sells. TideGauge is liked. ${anyOf(next, 'Tidegauge', 'Tide-Gauge', 'tideGauge')} is old.`,
  ),
  // Exhibits
  insert(
    'exhibit that is not listed',
    report,
    (next) => `A copy is attached as Exhibit ${anyOf(next, '10.7', '4.9', '99.8')}.`,
  ),
  insert('range of exhibits', report, () => 'Copies are attached as Exhibits 10.41 through 10.44.'),
  change('label of an exhibit', release, /(?<=exhibit(?:\s|&nbsp;|&#160;)+)99\.\d/gi, () => '99.7', [
    'K083',
    'K084',
    'X003',
    'K088',
  ]),
  change('number that Item 601 does not have', report, /(?<=>\s*)99\.1(?=\s*<)/g, () => '55.1', [
    'K087',
    'K083',
    'X003',
  ]),
  insert(
    'headline that the release does not have',
    report,
    (next) =>
      `The press release is entitled “Company Reports Record ${anyOf(next, 'Sales', 'Losses')} for the Season”.`
        .replace('“', '&#8220;')
        .replace('”', '&#8221;'),
    { withRelease: true },
  ),
  markup('picture that is not attached', '<p><img src="chart7.jpg" alt="chart"></p>', ['K104']),
  // Items
  change(
    'caption',
    report,
    /Financial Statements and Exhibits|Other Events|Regulation FD Disclosure|Results of Operations and Financial Condition/g,
    (one) => one.replace(/Statements|Events|Regulation|Operations/, 'Matters'),
    ['K076'],
    'items',
  ),
  change(
    'item that the form does not have',
    report,
    /(?<=item(?:\s|&nbsp;|&#160;)+)[2-8]\.0[1-8](?=[.\s<&])/gi,
    (one) => `${one[0]}.19`,
    ['K075', 'K077', 'K076', 'X003', 'K080', 'K083'],
    'items',
  ),
  insert('reference to an item that is not there', report, () => 'See Item 2.06 below.'),
  change('heading of exhibits', report, /\(d\)(?=\s*(?:&nbsp;|&#160;|\s)*Exhibits?)/gi, () => '(e)', [
    'K082',
  ]),
  insert(
    'words of another item',
    report,
    (next) => `Its ${anyOf(next, 'chief financial officer', 'president', 'chair')} resigned.`,
    { item: '8\\.01' },
  ),
  // The cover page and the signature
  change('line for a former name', report, /former(?=(?:\s|&nbsp;|&#160;)+name)/gi, () => 'Other', [
    'K067',
    'K111',
  ]),
  change('citation of a box', report, /14a-12|14d-2\(b\)|13e-4\(c\)/g, () => '14b-99', ['K068']),
  change('caption of the charter name', report, /exact(?=(?:\s|&nbsp;|&#160;)+name)/gi, () => 'Usual', [
    'K066',
    'K111',
  ]),
  change('employer number', report, /Employer/g, () => 'Player', ['K066', 'K111']),
  change('heading of the signatures', report, /SIGNATURES?(?=\s*<)/g, () => 'END', ['K091']),
  change(
    'sentence cut short',
    report,
    /,?(?:\s|&nbsp;)*(?:here|there)(?:un)?to(?:\s|&nbsp;)+duly(?:\s|&nbsp;)+authorized/gi,
    () => '',
    ['K091'],
  ),
  change('conformed signature', report, /\/s\//g, () => '', ['K091']),
  // Files
  markup('caret', '<p>It is 5^2 meters.</p>'),
  markup('character beyond ASCII', '<p>It is — so.</p>'),
  markup('unknown named character', '<p>It is &check; so.</p>'),
  markup('script', '<p><a href="javascript:go()">here</a></p>'),
  markup('link out of EDGAR', '<p><a href="https://www.example.com/">here</a></p>'),
  markup('picture of the wrong kind', '<p><img src="chart.png" alt="chart"></p>'),
  markup('hidden text', '<p><font style="display:none">nobody sees these words</font></p>'),
  markup('white text', '<p><font color="#FFFFFF">nobody sees these words</font></p>'),
  markup('text off the page', '<div style="position:absolute;left:-9999px">nobody sees these words</div>'),
  markup('folder of the author', '<!-- C:\\Users\\jdoe\\deals\\draft.docx -->'),
  renamed('name that is too long', (own) => own.replace(/(\.\w+)$/, '-final-clean-version-of-counsel$1'), [
    'K001',
  ]),
  renamed('ending that EDGAR does not take', (own) => own.replace(/\.\w+$/, '.html'), ['K002']),
]

/** A kind put into a filing; the same seed gives the same slip. */
export const slipped = (kind: Kind, files: Files, seed: number): Slip | undefined => {
  const next = random(seed * 7919)
  // Neighbouring seeds begin alike.
  for (let count = 0; count < 8; count++) next()
  return kind.apply(next, files)
}
