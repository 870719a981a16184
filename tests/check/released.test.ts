/** What is looked up in a release is what reading every claim of it finds: on our filings, and on figures in every spelling. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Claim, claimsIn } from '../../src/check/claims.ts'
import type { Passage, Reading } from '../../src/check/passages.ts'
import { type Placed, released } from '../../src/check/released.ts'
import { random } from '../support/random.ts'

const passage = (text: string, kind: Passage['kind'] = 'text'): Passage => ({
  text,
  part: 'item',
  kind,
  authored: true,
  links: [],
  place: (start, end) => ({ source: { path: 'x', text }, start, end }),
})
const reading = (passages: readonly Passage[]): Reading => ({
  fileName: 'ex99-1.htm',
  form: 'EX-99.1',
  fixed: false,
  passages,
})

/** The claims of everything, in order: what is wanted is compared with each. */
function slowly(all: readonly Claim[]) {
  const digits = ({ text }: Claim) => /(?<![\d.,])[\d.,]*\d/.exec(text)?.[0]
  const sorted = (text = '') => [...text].sort().join('')
  const scale = ({ text }: Claim) => text.replace(/[\d.,\s$]+/g, '').toLowerCase()
  const within = (wanted: string) => {
    if (!/^(?:\d{4}|[a-z]+ \d{4}|[a-z]+ \d{1,2})$/.test(wanted)) return undefined
    return all.find(
      ({ kind, key }) =>
        kind === 'date' && wanted.split(' ').every((part) => key.slice(5).split(/[ /-]/).includes(part)),
    )
  }
  return {
    find(wanted: Claim): Claim | undefined {
      const same = all.filter(({ key }) => key === wanted.key)
      if (wanted.kind === 'count')
        return same.find(({ sense }) => sense.some((word) => wanted.sense.includes(word)))
      return same[0] ?? (wanted.kind === 'date' ? within(wanted.key.slice(5)) : undefined)
    },
    likeness(wanted: Claim): Claim | undefined {
      const own = digits(wanted)
      if ((wanted.kind !== 'money' && wanted.kind !== 'measure') || own === undefined) return undefined
      const like = all.filter(({ kind }) => kind === wanted.kind)
      return (
        like.find((one) => digits(one) === own) ??
        like.find((one) => sorted(digits(one)) === sorted(own) && scale(one) === scale(wanted))
      )
    },
  }
}

function compare(wanted: readonly Passage[], elsewhere: readonly Passage[]): number {
  const all = elsewhere.flatMap((one) => claimsIn(one))
  const [slow, quick] = [slowly(all), released([reading(elsewhere)])]
  let found = 0
  const plain = (one: Claim | undefined) => one && [one.key, one.passage.text, one.start, one.end]
  const ofPlaced = (one: Placed | undefined) => plain(one?.claim)
  for (const claim of wanted.flatMap((one) => claimsIn(one))) {
    const expected = slow.find(claim)
    expect([claim.key, ofPlaced(quick.find(claim))]).toEqual([claim.key, plain(expected)])
    expect([claim.key, ofPlaced(quick.likeness(claim))]).toEqual([claim.key, plain(slow.likeness(claim))])
    if (expected) found++
  }
  return found
}

const paragraphs = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split(/\n{2,}/))

it('finds the same on our own filings', () => {
  const all = ['content', 'examples'].flatMap(paragraphs).map((text) => passage(text.replace(/\s+/g, ' ')))
  expect(compare(all, all.slice(all.length >> 1))).toBeGreaterThan(50)
})

const spellings = [
  [
    '$12.4 million',
    '$12,400,000',
    '12,400,000 dollars',
    'US$12.4 million',
    '$ 12.40 Million',
    '$14.2 million',
  ],
  [
    'twelve million dollars',
    '$12 million',
    'C$12 million',
    '12 million dollars',
    '$12.00000 million',
    '$0.012 billion',
  ],
  ['$0.05', '5 cents', '$.05', '$0.050', '$0.0499', '$0.04996'],
  ['26.6%', '26.6 percent', '26.60%', '66.2%', '26.6 percentage points', '26.6 basis points'],
  ['ten percent', '10%', '10.0 per cent', 'ten per_cent'],
  ['17 of 64 patients', 'seventeen of the sixty-four patients', '17 out of 64 patients', '17 patients'],
  [
    'three companies',
    '3 companies',
    'three subsidiary companies',
    'thirty companies',
    'a_three company group',
  ],
  ['one hundred and five units', '105 units', 'a hundred units', '100 units', 'hundred units', '501 units'],
  ['14.3 months', '14.3-month', '13.4 months', 'fourteen months', '14 months', '14.30 months'],
  ['5 to 10 mg/m²', '5-10 mg/m2', 'five to ten mg/m2', '10 to 5 mg/m2', '5 or 10 mg/kg'],
  ['June 4, 2007', '6/4/2007', '06/04/2007', 'Jun. 4, 2007', 'June 2007', '2007', 'June 4', 'June 1-5, 2007'],
  ['the first quarter of 2007', '1st quarter 2007', 'Q1 2007', 'first-quarter', 'fiscal 2007', '2nd quarter'],
  ['Jane Doe, 61, joined', 'aged 61', 'age 61', '61 years'],
  ['Phase II', 'phase 2', 'Phase I/II', 'Phase 1/2', 'Phase IIb', 'Phase III'],
  ['huN901-DM1', 'HuN901DM1', 'huN910-DM1', 'Study 301', 'study #301', 'Cohort 3'],
  ['8:30 a.m.', '8:30 AM', '8.30 a.m.', '8:03 a.m.', 'the 43rd', 'the 34th'],
  ['“Larkspur Reports Third Quarter”', '"Larkspur reports third quarter."', '“Larkspur Reports 3 Quarters”'],
  ['123,456,789,012,345,678 shares', '123456789012345680 shares', '1.23456 shares', '1.235 shares'],
]

it('finds the same of figures in every spelling, ten of them to a text', () => {
  const next = random(20)
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const text = (count: number): Passage =>
    passage(
      Array.from({ length: count }, () => `it had ${one(one(spellings))} then`).join(', and '),
      next() < 0.2 ? 'cell' : 'text',
    )
  const made = (length: number, count: number) => Array.from({ length }, () => text(count))
  let found = 0
  for (let round = 0; round < 12; round++) found += compare(made(10, 10), made(8, 1 + Math.floor(next() * 4)))
  expect(found).toBeGreaterThan(300)
  const each = spellings.map((list) => list.map((spelling) => passage(`It had ${spelling} then.`)))
  for (const list of each) compare(list, [...list].reverse())
})
