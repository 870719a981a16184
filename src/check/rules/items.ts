/** Items: that the form has them on the date, with its captions, in order, filed or furnished as they say. */
import type { Span } from '../../diagnostics/source.ts'
import type { IsoDate } from '../../filing/dates.ts'
import { isFurnished, itemOn, items } from '../../filing/form-8-k.ts'
import { bare } from '../bare.ts'
import type { Passage, Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'

const head = /^item\s+(\d{1,2}\.\d{2})\s*(?!\s)(.*)$/i
/** The customary words that information is furnished and not filed (General Instruction B.2). */
const notFiled = /\bnot\s+(?:be\s+)?(?:deemed\s+(?:to\s+be\s+)?)?["“”]?filed["“”]?/i

type Codes = 'K075' | 'K076' | 'K077' | 'K078' | 'K080' | 'G005'

export const itemRules = family(
  {
    K075: {
      severity: 'finding',
      grade: 'suspends',
      source: 'Form 8-K',
      means: 'an item was not part of the form on that date',
      hint: 'see: filingpress items',
      in: '8-k.htm',
      wrong: 'Item 8.02',
      right: 'Item 8.01',
    },
    K076: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K; 17 CFR 240.12b-13',
      means: 'the caption of an item is not the official one',
      hint: 'leave the caption to the tool: write only the number',
      in: '8-k.htm',
      wrong: 'Other Matters</',
      right: 'Other Events</',
    },
    K077: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'items are out of order',
      hint: 'order them by number',
      in: '8-k.md',
      wrong: '# Item 9.01\n\n# Item 8.01\n\nNothing else happened.\n',
      right: '# Item 8.01\n\nNothing else happened.\n\n# Item 9.01\n',
    },
    K078: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EDGARLink submission schema',
      means: 'Item 6.10 cannot be submitted',
      hint: 'it was never in the form',
      in: '8-k.htm',
      wrong: 'Item 6.10',
      right: 'Item 8.01',
    },
    K080: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, General Instruction B.2',
      means: 'a furnished item lacks the "not deemed filed" sentence, or a filed item has it',
      hint: 'say that the information "shall not be deemed filed for purposes of Section 18 of the Securities Exchange Act of 1934"',
      in: '8-k.md',
      wrong: ' The information in this Item is of interest.',
      right:
        ' The information in this Item 7.01, including Exhibit 99.1, is furnished and shall not be deemed “filed” for purposes of Section 18 of the Securities Exchange Act of 1934.',
    },
    G005: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'the numbers of items are punctuated in two ways',
      hint: 'use one throughout',
      in: '8-k.htm',
      wrong: 'Item 7.01. Regulation',
      right: 'Item 7.01 Regulation',
    },
  },
  { submission: checkItems },
)

function checkItems({ report, date, formKnown }: Submission, say: Say<Codes>): void {
  if (!report || !formKnown) return
  const heads = headsOf(report)
  let before = ''
  for (const found of heads) {
    const { number, at } = found
    if (number === '6.10') say('K078', at, 'Item 6.10 cannot be submitted')
    else if (date !== undefined && !itemOn(number, date))
      say('K075', at, `Form 8-K had no Item ${number} on ${date}`)
    else if (date !== undefined) checkCaption(found, date, say)
    if (number < before) say('K077', at, `Item ${number} stands behind Item ${before}`)
    before = number
  }
  if (heads.length === 0) say('K075', report.passages[0]?.place(0, 1), 'no item is reported')
  checkPunctuation(heads, say)
  checkStatus(report, heads, say)
}

interface Head {
  readonly number: string
  /** What stands behind the number, in this passage or the next. */
  readonly caption: string
  readonly passage: Passage
  /** The heading as an author wrote it; in finished files, as it stands there. */
  readonly at: Span
}

function headsOf({ passages }: Reading): Head[] {
  return passages.flatMap((passage, index) => {
    const match = passage.part === 'item' ? head.exec(passage.text) : null
    if (!match || passage.kind !== 'heading') return []
    const [, number = '', own = ''] = match
    const caption = /[a-z]/i.test(own) ? own : (passages[index + 1]?.text ?? '')
    const start = passage.text.indexOf(number)
    // A template writes the heading, and the number in it is the author's.
    const [whole, written] = [
      passage.place(0, passage.text.length),
      passage.place(start, start + number.length),
    ]
    const at = written.source === whole.source ? whole : written
    return [{ number, caption, passage, at }]
  })
}

function checkCaption({ number, caption, at }: Head, date: IsoDate, say: Say<Codes>): void {
  const wanted = itemOn(number, date)?.caption ?? ''
  const ever = items.filter((one) => one.number === number).map((one) => bare(one.caption))
  // A caption may be run on with text, and may name a lettered part before it.
  const own = bare(caption.replace(/^[.:\s–—-]*(?:\([a-z]\)[.:\s–—-]*)*/i, ''))
  // A caption that the form had before, or has had since, is not an invention of the filer’s.
  if (!ever.some((caption) => own.startsWith(caption)))
    say('K076', at, `the caption of Item ${number} is "${wanted}"`)
}

/** `Item 8.01 Other Events` and `Item 9.01. Financial Statements and Exhibits`: two ways in one report. */
function checkPunctuation(all: readonly Head[], say: Say<Codes>): void {
  // What a template prints is uniform; only captions that somebody wrote can differ from one another.
  const heads = all.filter(
    ({ passage, at }) => passage.place(passage.text.length - 1, passage.text.length).source === at.source,
  )
  // Whether a caption ends in a full stop is nobody's concern; a mark behind the number is seen in every heading.
  const ways = heads.map(
    ({ passage: { text } }) => /^item\s+\d{1,2}\.\d{2}\s*([.:–—-]?)/i.exec(text)?.[1] ?? '',
  )
  const other = ways.findIndex((way) => way !== ways[0])
  const passage = heads[other]?.passage
  if (passage)
    say(
      'G005',
      passage.place(0, passage.text.length),
      `"${shortened(passage.text)}" and "${shortened(heads[0]?.passage.text ?? '')}" are punctuated in two ways`,
    )
}

const shortened = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text)

/** A report says of furnished items that they are not filed: of each, or of all at once. */
function checkStatus({ passages }: Reading, heads: readonly Head[], say: Say<Codes>): void {
  const disclaimers = passages.filter(({ text }) => notFiled.test(text))
  const covers = (number: string): boolean =>
    disclaimers.some(({ text, item }) => {
      if (item === number) return true
      const named: readonly string[] = text.match(/\b[1-9]\.0\d\b/g) ?? []
      return named.length === 0 || named.includes(number)
    })
  for (const { number, at } of heads) {
    const own = passages.filter(({ item, part }) => part === 'item' && item === number)
    const furnished = isFurnished(number)
    // "Furnished" says it too; what another item says is said there.
    const says = own.some(({ text }) => /\bfurnish/i.test(text) || pointsElsewhere.test(text))
    if (furnished && !says && !covers(number))
      say('K080', at, `Item ${number} is furnished and does not say that it is not filed`)
    // A mixed report may say it of another item; only an item that has neither neighbour says it of itself.
    const mixed = heads.some((one) => isFurnished(one.number))
    const filed = own.find(({ text }) => notFiled.test(text) && !ofExhibit.test(text))
    if (!furnished && filed && !mixed && number !== '9.01' && number !== '8.01') {
      const start = filed.text.search(notFiled)
      say('K080', filed.place(start, start + 5), `Item ${number} is filed, and says that it is not`)
    }
  }
}

/** What is said of a press release that is attached is not said of the item. */
const ofExhibit =
  /\b(?:press release|exhibit\s+(?:no\.?\s*)?99(?:\.\d+)?)\b[^.]{0,80}\b(?:furnished|deemed)\b/i

const pointsElsewhere = /\bItem \d\.\d\d\b[^.]*\bincorporated\b[^.]*\bby reference/i
