/** What an item says of an agreement stands in the agreement that is attached: its date, and its amounts. */
import { claimsIn } from '../claims.ts'
import { datesIn, longDate } from '../dates-in-text.ts'
import { labelOf } from '../labels.ts'
import type { Passage, Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'
import { entriesOf } from './exhibit-index.ts'

export const agreements = family(
  {
    A010: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 1.01(a)(1)',
      means: 'an agreement is dated differently from the attached copy',
      hint: 'correct the date in the item or in the exhibit index',
      in: 'folder',
      wrong: 'an index that dates an agreement April 1 and the agreement of March 1',
      right: 'both of March 1',
    },
    Q005: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 1.01(a)(2)',
      means: 'an amount that an item takes from an agreement is not in the attached copy',
      hint: 'correct the amount; waive it when it is worked out from the agreement',
      in: 'folder',
      wrong: 'an item with a fee of $40 million and an agreement with one of $45 million',
      right: 'both of $45 million',
    },
  },
  { submission: check },
)

const isAgreement = (reading: Reading): boolean =>
  reading.fixed && /^EX-(?:1|2|4|10)(?:\.|$)/.test(`EX-${labelOf(reading) ?? ''}`)

function check(submission: Submission, say: Say<'A010' | 'Q005'>): void {
  const { report, exhibits, formKnown } = submission
  if (!report || !formKnown) return
  const attached = exhibits.filter(isAgreement)
  if (attached.length === 0) return
  for (const entry of entriesOf(report)) {
    const own = attached.find((one) => labelOf(one) === entry.number)
    const dated = /\bdated(?: as of)?\s+/i.test(entry.words) ? datesIn(entry.words)[0] : undefined
    if (own && dated) checkDate(entry.passage, entry.number, dated.date, own, say)
  }
  // Only where every agreement that an item tells of lies here can an amount be missed in them.
  const bodies = attached.map(
    (one) => new Set(one.passages.flatMap((passage) => claimsIn(passage).map(({ key }) => key))),
  )
  const numbers = attached.map((one) => labelOf(one) ?? '')
  for (const passage of report.passages) {
    if (passage.part !== 'item' || (passage.item !== '1.01' && passage.item !== '5.02')) continue
    if (!strong.test(passage.text)) continue
    for (const claim of claimsIn(passage)) {
      if (claim.kind !== 'money' || bodies.some((keys) => keys.has(claim.key))) continue
      const lead = passage.text.slice(Math.max(0, claim.start - 120), claim.end + 60)
      if (!strong.test(lead) || /\bapproximately|\babout|\baggregate|\btotal\b/i.test(lead)) continue
      say(
        'Q005',
        passage.place(claim.start, claim.end),
        `"${claim.text}" does not stand in Exhibit ${numbers.join(' or ')}`,
      )
    }
  }
}

/** Amounts that an agreement states in so many words. */
const strong =
  /\b(?:termination fee|break-?up fee|purchase price|per share|base salary|annual salary|retention|severance|principal amount|commitment|signing bonus|annual fee)\b/i

function checkDate(passage: Passage, number: string, date: string, own: Reading, say: Say<'A010'>): void {
  const head = own.passages
    .slice(0, 60)
    .map(({ text }) => text)
    .join(' ')
  const dates = datesIn(head).map((one) => one.date)
  if (dates.length === 0 || dates.includes(date as (typeof dates)[number])) return
  // "As of the 1st day of March, 2026" is read by its month and year alone.
  if (/\bday of\b/i.test(head)) return
  const first = dates[0]
  if (first)
    say(
      'A010',
      passage.place(0, passage.text.length),
      `the index dates Exhibit ${number} ${longDate(date as typeof first)}; the exhibit has ${longDate(first)}`,
    )
}
