/** Exhibits that an item speaks of are attached, or listed as incorporated (17 CFR 232.102(d)). */
import { matches } from '../../matches.ts'
import { family } from '../rule.ts'
import { entriesOf } from './exhibit-index.ts'

export const exhibitReferences = family(
  {
    X003: {
      severity: 'finding',
      grade: 'form',
      source: '17 CFR 232.102(d)',
      means: 'an exhibit is referred to but not listed',
      hint: 'list it under exhibits in filing.yaml, or refer to one that is listed',
      in: '8-k.md',
      wrong: ' A copy is Exhibit 10.7.',
      right: '',
    },
  },
  {
    submission({ report, filing, formKnown }, say) {
      if (!report || !formKnown) return
      const entries = entriesOf(report).map(({ number }) => number)
      const listed = filing?.listed ?? entries
      // Another maker's report whose index cannot be read says nothing about its references.
      const nine = report.passages.some(({ item }) => item === '9.01')
      if (!filing && nine && listed.length === 0) return
      for (const passage of report.passages) {
        if (passage.part !== 'item' || passage.item === '9.01') continue
        for (const { number, start } of referencesIn(passage.text)) {
          if (listed.some((one) => one === number || one.startsWith(`${number}.`))) continue
          const hint =
            listed.length > 0
              ? `list ${number} under exhibits, or refer to one of ${listed.join(', ')}`
              : `list ${number} under exhibits`
          say(
            'X003',
            passage.place(start, start + number.length),
            `exhibit ${number} is referred to but not listed in Item 9.01`,
            hint,
          )
        }
      }
    },
  },
)

export interface Reference {
  readonly number: string
  /** Of the number in the text. */
  readonly start: number
  readonly end: number
}

const series =
  /\bExhibits?\s+(?:Nos?\.?\s*)?(\d{1,3}\.\d{1,3}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|through|to)\s+|\s*[-–]\s*)(?:Exhibits?\s+)?\d{1,3}\.\d{1,3})*)/gi
/** What follows an exhibit that belongs to something else. */
const ofAnother =
  /^\)?,?\s*(?:thereto|therein)|^\)?,?\s*(?:\([^)]*\),?\s*)?(?:(?:filed\s+)?(?:to|with|of|in)\s+(?!this\b)(?:[^.;]|\.(?=\S)|(?<=\b(?:Inc|Corp|Co|Ltd|No))\.){0,150}?(?:Report|Form|Statement|Agreement|Lease|Plan|Indenture|Schedule|Prospectus|Proxy)\b)/i

/** Numbers of exhibits that a text refers to, without those of other filings and agreements; ranges are filled in. */
export function referencesIn(text: string): readonly Reference[] {
  return matches(series, text).flatMap((match) => {
    const [whole, list = ''] = match
    const from = match.index + whole.length - list.length
    if (ofAnother.test(text.slice(match.index + whole.length, match.index + whole.length + 240))) return []
    const named = [...list.matchAll(/\d{1,3}\.\d{1,3}/g)].map((one) => ({
      number: one[0],
      start: from + one.index,
      end: from + one.index + one[0].length,
    }))
    return named.flatMap((one, index) => {
      const next = named[index + 1]
      if (!next || !/through|\bto\b|[-–]/i.test(list.slice(one.end - from, next.start - from))) return [one]
      return [one, ...between(one.number, next.number).map((number) => ({ ...one, number }))]
    })
  })
}

/** `4.2` … `4.9` of "4.1 through 4.10". */
function between(first: string, last: string): string[] {
  const [series, from] = first.split('.')
  const [same, until] = last.split('.')
  if (series !== same) return []
  const count = Number(until) - Number(from) - 1
  return count > 0 && count < 100
    ? Array.from({ length: count }, (_, at) => `${series}.${Number(from) + at + 1}`)
    : []
}
