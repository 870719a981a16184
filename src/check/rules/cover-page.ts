/**
 * The cover page against its edition (17 CFR 249.308; Releases 33-8400, 33-10332, 33-10618): every block with the
 * form's own words, in the form's order. Type, case and the bracket "(see General Instruction A.2. below)" vary in
 * practice and are not compared.
 */
import type { IsoDate } from '../../filing/dates.ts'
import { boxes, type Edition, editionOn } from '../../filing/form-8-k.ts'
import { bare } from '../bare.ts'
import { dateOfReport } from '../cover-dates.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'

type Codes = 'K111' | 'K110' | 'K065' | 'K066' | 'K067' | 'K068' | 'K070' | 'K071'

interface Fixed {
  readonly code: Codes
  /** As a person names the block. */
  readonly block: string
  readonly text: string
  readonly when?: (edition: Edition) => boolean
}

const fixed: readonly Fixed[] = [
  { code: 'K066', block: 'the name of the Commission', text: 'Securities and Exchange Commission' },
  { code: 'K066', block: 'the Commission’s place', text: 'Washington, D.C. 20549' },
  { code: 'K066', block: 'the name of the form', text: 'Form 8-K' },
  { code: 'K066', block: 'the name of the report', text: 'Current Report' },
  {
    code: 'K066',
    block: 'the title of the report',
    text: 'Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934',
  },
  { code: 'K066', block: 'the date of report', text: 'Date of Report (Date of earliest event reported)' },
  {
    code: 'K066',
    block: 'the line below the name',
    text: '(Exact name of registrant as specified in its charter)',
  },
  {
    code: 'K066',
    block: 'the line below the jurisdiction',
    text: '(State or other jurisdiction of incorporation',
  },
  { code: 'K066', block: 'the line below the file number', text: '(Commission File Number)' },
  { code: 'K066', block: 'the line below the employer number', text: '(IRS Employer Identification No' },
  { code: 'K066', block: 'the line below the address', text: '(Address of principal executive offices' },
  { code: 'K066', block: 'the line below the ZIP code', text: 'Zip Code' },
  { code: 'K066', block: 'the telephone number', text: "Registrant's telephone number, including area code" },
  {
    code: 'K067',
    block: 'the line for a former name or address',
    text: '(Former name or former address, if changed since last report',
  },
  {
    code: 'K066',
    block: 'the sentence before the four boxes',
    text: 'Check the appropriate box below if the Form 8-K filing is intended to simultaneously satisfy the filing obligation of the registrant under any of the following provisions',
  },
  ...boxes.flatMap(({ rule, cites }): Fixed[] => [
    { code: 'K068', block: `the citation in the box for ${rule}`, text: `(${cites})` },
    { code: 'K068', block: `the rule of the box for ${rule}`, text: `${rule} under` },
  ]),
  {
    code: 'K070',
    block: 'the table of securities',
    text: 'Securities registered pursuant to Section 12(b) of the Act',
    when: ({ securities }) => securities,
  },
  {
    code: 'K070',
    block: 'the column of titles',
    text: 'Title of each class',
    when: ({ securities }) => securities,
  },
  {
    code: 'K070',
    block: 'the column of symbols',
    text: 'Trading symbol',
    when: ({ securities }) => securities,
  },
  {
    code: 'K070',
    block: 'the column of exchanges',
    text: 'Name of each exchange on which registered',
    when: ({ securities }) => securities,
  },
  {
    code: 'K071',
    block: 'the sentence on emerging growth companies',
    text: 'Indicate by check mark whether the registrant is an emerging growth company',
    when: ({ emergingGrowth }) => emergingGrowth,
  },
  {
    code: 'K071',
    block: 'the sentence on the transition period',
    text: 'If an emerging growth company, indicate by check mark if the registrant has elected not to use the extended transition period',
    when: ({ emergingGrowth }) => emergingGrowth,
  },
]

/** Where to point for a block that is missing. */
const wordings: Partial<Record<Codes, string>> = { K067: 'asFiled.formerName', K066: 'asFiled.reportTitle' }

export const coverPage = family(
  {
    K111: {
      severity: 'note',
      grade: 'form',
      source: 'Form 8-K, cover page',
      means: 'a block of the cover page is worded differently from the form',
      hint: 'the form’s own words are used as they are',
      in: '8-k.htm',
      wrong: '(Exact name of company as specified in its charter)',
      right: '(Exact name of registrant as specified in its charter)',
    },
    K110: {
      severity: 'note',
      grade: 'convention',
      source: 'Form 8-K, cover page',
      means: 'a block of the cover page is out of the form’s order',
      hint: 'keep the form’s order',
      in: 'folder',
      wrong: 'a cover page with the name of the form above the name of the Commission',
      right: 'the built-in cover-page.hbs',
    },
    K065: {
      severity: 'finding',
      grade: 'form',
      source: 'Releases 33-8400, 33-10332, 33-10618',
      means: 'the cover page is not the edition in force on the report date',
      hint: 'the 12(b) table came on 2019-05-02, the emerging-growth boxes on 2017-04-12',
      in: '8-k.htm',
      wrong: '>March 2, 2015</',
      right: '>March 2, 2026</',
    },
    K066: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, cover page',
      means: 'a block of the cover page is missing, or its prescribed words are not there',
      hint: 'the form’s own words are used as they are',
      in: '8-k.htm',
      wrong: '(Name of registrant)',
      right: '(Exact name of registrant as specified in its charter)',
    },
    K067: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, cover page',
      means: 'there is no line for a former name or address',
      hint: 'print "Not applicable" above it when nothing changed',
      in: '8-k.htm',
      wrong: '(Former name)',
      right: '(Former name or former address, if changed since last report)',
    },
    K068: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K, General Instruction A.2',
      means: 'one of the four boxes or its citation differs from the form',
      hint: 'Rules 425, 14a-12, 14d-2(b) and 13e-4(c), each with its 17 CFR',
      in: '8-k.htm',
      wrong: '17 CFR 240.14a-11',
      right: '17 CFR 240.14a-12',
    },
    K070: {
      severity: 'finding',
      grade: 'form',
      source: 'Release 33-10618',
      means: 'the table of securities under Section 12(b) is missing or lacks a column',
      hint: 'three columns: title of each class, trading symbol(s), exchange; "None" when nothing is registered',
      in: '8-k.htm',
      wrong: 'Ticker',
      right: 'Trading Symbol(s)',
    },
    K071: {
      severity: 'finding',
      grade: 'form',
      source: 'Release 33-10332',
      means: 'the sentences or boxes about emerging growth companies are missing',
      hint: 'the form has two sentences, each with its box',
      in: '8-k.htm',
      wrong: 'Indicate by check mark whether the registrant is a growing company',
      right: 'Indicate by check mark whether the registrant is an emerging growth company',
    },
  },
  { submission: checkCover },
)

function checkCover({ report, date, place }: Submission, say: Say<Codes>): void {
  if (!report) return
  const missing = (code: Codes) => place(wordings[code] ?? 'form')
  const cover = report.passages.filter(({ part }) => part === 'cover-page')
  const edition = editionOn(date ?? dateOfReport(cover)?.date ?? ('9999-12-31' as IsoDate))
  if (!edition) {
    say('K065', missing('K065'), 'the report is older than the form as it is known here (2004-08-23)')
    return
  }
  const text = cover.map((passage) => bare(passage.text)).join('\u0000')
  const joined = text.replaceAll('\u0000', '')
  const words = wordsIn(cover.map((passage) => passage.text).join(' '))
  let before = -1
  const late: string[] = []
  for (const { code, block, text: wanted, when } of fixed) {
    const at = joined.indexOf(bare(wanted), 0)
    const due = !when || when(edition)
    if (due && at < 0) tellAbsent(code, block, wanted, words)
    if (!due && at >= 0) say('K065', missing('K065'), `${block} was not on the cover page of ${edition.id}`)
    // Only blocks that stand once on the page can be out of order; registrants repeat theirs.
    const once = at >= 0 && joined.indexOf(bare(wanted), at + 1) < 0
    if (due && once && code !== 'K067' && !wanted.endsWith(' under')) {
      if (at < before) late.push(block)
      else before = at
    }
  }
  if (late.length > 0) say('K110', missing('K066'), `out of the form’s order: ${late.join(', ')}`)

  function tellAbsent(code: Codes, block: string, wanted: string, words: readonly string[]): void {
    // A citation is one word off when it is another rule, and so is a sentence about another kind of company.
    const share = code === 'K068' || code === 'K071' ? 0 : shareOf(wordsIn(wanted), words)
    // Cells that share a line are read row by row, and tear a caption of two lines apart: its words are all there.
    if (share === 1) return
    if (share >= (code === 'K070' ? worded + 0.2 : worded))
      say('K111', missing(code), `${block} is worded differently from "${wanted}"`)
    else say(code, missing(code), `${block} is missing: "${wanted}"`)
  }
}

/** From this share of its words on a block is there and only worded in another way. */
const worded = 0.5

const wordsIn = (text: string): string[] =>
  text
    .replace(/\bI\.\s?R\.\s?S\./g, 'IRS')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? []

/** The largest share of some words that stands close together in others; a word counts as often as it is wanted. */
function shareOf(wanted: readonly string[], words: readonly string[]): number {
  const need = new Map<string, number>()
  for (const word of wanted) need.set(word, (need.get(word) ?? 0) + 1)
  const reach = wanted.length * 2 + 6
  const counts = new Map<string, number>()
  let [best, now] = [0, 0]
  words.forEach((word, index) => {
    const limit = need.get(word)
    if (limit !== undefined) {
      const count = (counts.get(word) ?? 0) + 1
      counts.set(word, count)
      if (count <= limit) now++
    }
    const gone = words[index - reach]
    const freed = gone === undefined ? undefined : need.get(gone)
    if (gone !== undefined && freed !== undefined) {
      const left = (counts.get(gone) ?? 0) - 1
      counts.set(gone, left)
      if (left < freed) now--
    }
    best = Math.max(best, now)
  })
  return best / wanted.length
}
