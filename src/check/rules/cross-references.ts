/** References to items, and what an item's words say of which item they belong under. */
import { matches } from '../../matches.ts'
import { family, type Say } from '../rule.ts'
import type { Submission } from '../subjects.ts'

export const crossReferences = family(
  {
    K079: {
      severity: 'note',
      grade: 'form',
      source: 'Form 8-K',
      means: 'an item uses words that belong to another item',
      hint: 'check whether the event belongs under the item named; an event is reported under each that it falls in',
      in: '8-k.md',
      wrong: 'Nothing else happened. Its chief financial officer resigned.',
      right: 'Nothing else happened.',
    },
    K089: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'a reference leads to an item that the report does not have',
      hint: 'correct the number, or add the item',
      in: '8-k.md',
      wrong: ' See Item 2.06 below.',
      right: '',
    },
  },
  { submission: check },
)

const reference =
  /\bItems?\s+(\d\.\d\d)(?:\s*(?:,\s*)?(?:and|or)\s*(\d\.\d\d))?\s*(?:\([a-z]\)\s*)?(?:(?:above|below|hereof|herein)\b|of this (?:current )?(?:report|form 8-k)|of this Form)/gi

/** Words that mark an item, and what else would explain them. */
const marks: readonly (readonly [item: string, words: RegExp])[] = [
  [
    '5.02',
    /\b(?:resign(?:ed|s|ation of)|retire[ds]? (?:from|as)|stepp(?:ed|ing) down)\b[^.]*\b(?:chief|president|director|officer|chair)|\b(?:chief|president|director|officer|chair)[^.]*\b(?:resigned|stepped down)\b/i,
  ],
  [
    '1.01',
    /\bentered into (?:a|an|the) (?:definitive|material|purchase|merger|credit|loan|underwriting|asset purchase|stock purchase)[^.]{0,60}\bagreement\b/i,
  ],
  [
    '4.02',
    /\bshould no longer be relied upon\b|\bnon-reliance\b|\brestate (?:its|the|our)\b[^.]*\bfinancial statements\b/i,
  ],
  ['4.01', /\bdismiss(?:ed|al of)[^.]*\b(?:independent registered|accountant|auditor)/i],
  ['1.03', /\bvoluntary petitions?\b[^.]*\b(?:chapter 11|chapter 7|bankruptcy)/i],
  ['2.01', /\bcompleted (?:the|its) (?:acquisition|sale|merger|disposition)\b/i],
  [
    '5.03',
    /\bamend(?:ed|ments? to)\b[^.]*\b(?:by-?laws|certificate of incorporation|articles of incorporation)\b/i,
  ],
  ['9.99', /\bmaterial weakness(?:es)?\b/i],
]

function check({ report, formKnown }: Submission, say: Say<'K079' | 'K089'>): void {
  if (!report || !formKnown) return
  const items = new Set(report.passages.flatMap(({ item, part }) => (part === 'item' && item ? [item] : [])))
  for (const passage of report.passages) {
    if (passage.part !== 'item') continue
    for (const match of matches(reference, passage.text)) {
      for (const number of [match[1], match[2]]) {
        if (number !== undefined && !items.has(number))
          say(
            'K089',
            passage.place(match.index, match.index + match[0].length),
            `Item ${number} is referred to and the report has ${[...items].sort().join(', ')}`,
          )
      }
    }
    if (passage.item !== '8.01') continue
    for (const [item, words] of marks) {
      const found = words.exec(passage.text)
      if (!found || items.has(item)) continue
      const where =
        item === '9.99'
          ? 'whether Item 4.02 or a periodic report is the place'
          : `whether Item ${item} is due`
      say(
        'K079',
        passage.place(found.index, found.index + found[0].length),
        `"${found[0].slice(0, 60)}" stands in Item 8.01: see ${where}`,
      )
    }
  }
}
