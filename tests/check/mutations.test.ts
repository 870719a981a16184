/** Good filings changed in one place of chance: the code is found on the line that was changed, and nothing else is. */
import { describe, expect, it } from 'vitest'
import { checkFinished } from '../../src/check/finished-files.ts'
import { open } from '../../src/diagnostics/diagnostic.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { placeOf } from '../../src/diagnostics/source.ts'
import { buildWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'
import { random } from '../support/random.ts'

type Next = () => number
type Name = keyof typeof modern

const pick = <T>(next: Next, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T

interface Mutation {
  readonly code: string
  readonly name: Name
  /** The text with one place changed, and the offset of the change. */
  readonly text: string
  readonly at: number
}

/** Places between two words of a paragraph of that text, none in front matter, headings or expressions. */
function gaps(text: string): number[] {
  const start = text.startsWith('---') ? text.indexOf('\n---\n') + 5 : 0
  return [...text.matchAll(/(?<=[a-z]) (?=[a-z])/g)]
    .map(({ index }) => index)
    .filter((at) => {
      const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at))
      const before = text.slice(text.lastIndexOf('\n', at) + 1, at)
      return (
        at > start &&
        !line.startsWith('#') &&
        before.lastIndexOf('{{') <= before.lastIndexOf('}}') &&
        !line.startsWith('{{release') &&
        !/forward|actual|shall|not be|deemed|[A-Z][a-z]*$|\b(?:had|that|Act)$/.test(before.slice(-14))
      )
    })
}

const insert =
  (name: Name, code: string, what: (next: Next, before: string) => string) =>
  (next: Next): Mutation => {
    const text = modern[name]
    const at = pick(next, gaps(text))
    return {
      code,
      name,
      text: text.slice(0, at) + what(next, text.slice(0, at)) + text.slice(at),
      at: at + 1,
    }
  }
const replace =
  (name: Name, code: string, from: string, to: (next: Next) => string) =>
  (next: Next): Mutation => {
    const at = modern[name].indexOf(from)
    if (at < 0) throw new Error(`${name} has no ${from}`)
    return { code, name, text: modern[name].replace(from, to(next)), at }
  }
const digit = (next: Next, not: string) =>
  pick(
    next,
    [...'123456789'].filter((one) => !not.includes(one)),
  )

const kinds: readonly ((next: Next) => Mutation)[] = [
  insert(
    '8-k.md',
    'G001',
    (next) => ` ${pick(next, ['[●]', '[TBD]', 'TBD', 'XXX', '[insert date]', 'TODO', '$X'])}`,
  ),
  insert(
    'ex99-1.md',
    'G001',
    (next) => ` ${pick(next, ['[●]', '[TBD]', 'TBD', 'XXX', '[insert name]', 'PENDING'])}`,
  ),
  insert('8-k.md', 'G002', (_next, before) => ` ${/([a-z]+)$/.exec(before)?.[1] ?? ''}`),
  insert('ex99-1.md', 'G002', (_next, before) => ` ${/([a-z]+)$/.exec(before)?.[1] ?? ''}`),
  insert('8-k.md', 'G003', (next) => ` ${pick(next, ['(so', '[so'])}`),
  insert('ex99-1.md', 'G003', (next) => ` ${pick(next, ['(so', '“so'])}`),
  replace('8-k.md', 'Q001', '$12.4 million', (next) => `$1${digit(next, '2')}.4 million`),
  replace('8-k.md', 'Q002', '$12.4 million', (next) => `$12.4 ${pick(next, ['billion', 'trillion'])}`),
  replace(
    '8-k.md',
    'Q001',
    'Revenue was',
    (next) => `Some ${digit(next, '')}7% of it came from ${pick(next, ['gauges', 'tides'])}. Revenue was`,
  ),
  replace('ex99-1.md', 'A002', 'zip: 02139', (next) => `zip: 0213${digit(next, '9')}`),
  replace('ex99-1.md', 'A002', 'city: Boston', (next) => `city: ${pick(next, ['Quincy', 'Salem', 'Lynn'])}`),
  replace(
    'ex99-1.md',
    'A003',
    'Tidewater & Co. has news',
    (next) => `Tidewater ${pick(next, ['and Co.', '& Company', '& Corp.'])} has news`,
  ),
  replace(
    'ex99-1.md',
    'A004',
    '(Nasdaq: TDWR)',
    (next) => `(${pick(next, ['NYSE: TDWR', 'Nasdaq: TDW', 'Nasdaq: TWDR'])})`,
  ),
  replace(
    'ex99-1.md',
    'G008',
    'Thursday, March 5, 2026',
    (next) => `${pick(next, ['Monday', 'Tuesday', 'Wednesday', 'Friday'])}, March 5, 2026`,
  ),
  replace(
    'filing.yaml',
    'K074',
    '  date: 2026-03-02',
    (next) => `  date: 2026-0${pick(next, ['1', '2'])}-1${digit(next, '')}`,
  ),
  replace(
    'filing.yaml',
    'K081',
    '  date: 2026-03-02',
    (next) => `  date: 2026-0${pick(next, ['4', '5', '6'])}-1${digit(next, '')}`,
  ),
  replace(
    'filing.yaml',
    'K069',
    'boxes: {}',
    (next) =>
      `boxes: { ${pick(next, ['writtenCommunications', 'solicitingMaterial', 'preCommencementTenderOffer', 'preCommencementIssuerTenderOffer'])}: true }`,
  ),
  replace(
    'filing.yaml',
    'K091',
    'signatories: [{ name: Jane Roe, title: Secretary }]',
    () => 'signatories: []',
  ),
  replace(
    'filing.yaml',
    'A005',
    '{ number: 99.1, title: Press release }',
    (next) =>
      `{ number: 99.1, title: "Press release of ${pick(next, ['Harbor Corp.', 'Tideway, Inc.', 'Low Water & Co.'])}" }`,
  ),
]

/** More in the conformance run. */
const rounds = Number(process.env['FILINGPRESS_CHECKS'] ?? 5)

describe('a filing changed in one place', () => {
  it.each(kinds.map((kind, index) => [kind(random(1)).code, index] as const))('%s (%i)', (_code, index) => {
    for (let seed = 1; seed <= rounds; seed++) {
      const { code, name, text, at } = (kinds[index] as (typeof kinds)[number])(random(seed * 97 + index))
      const found = buildWith({ ...modern, [name]: text }, { dryRun: true }).diagnostics.filter(open)
      const line = placeOf({ path: '', text }, at).line
      const shown = found.map(
        (one) =>
          `${one.code} ${one.span ? `${one.span.source.path}:${placeOf(one.span.source, one.span.start).line}` : ''} ${one.message}`,
      )
      expect(
        shown.map((one) => one.split(' ').slice(0, 2).join(' ')),
        `seed ${seed}: ${shown.join('\n')}`,
      ).toEqual([`${code} content/one/${name}:${line}`])
    }
  })
})

const finished = buildWith(modern).world.files
const exhibit = new TextDecoder().decode(finished.get('out/one/ex99-1.htm'))

const markup: readonly (readonly [code: string, what: (next: Next) => string])[] = [
  ['K005', (next) => pick(next, ['\u2014', '\u00e9', '\u2019', '\u00a0'])],
  ['K006', () => '^'],
  ['K008', (next) => pick(next, ['&check;', '&apple;', '&fjlig;'])],
  ['K013', (next) => pick(next, ['<span>x</span>', '<abbr>x</abbr>', '<mark>x</mark>'])],
  ['K014', (next) => pick(next, ['<ins>x</ins>', '<q>x</q>', '<s>x</s>', '<nobr>x</nobr>'])],
  ['K015', (next) => `<b ${pick(next, ['onclick', 'onload', 'onmouseover'])}="x()">x</b>`],
  ['K016', (next) => `<b ${pick(next, ['data-x', 'role', 'tabindex'])}="1">x</b>`],
  ['K020', () => '<a href="javascript:x()">x</a>'],
  [
    'K021',
    (next) =>
      `<a href="${pick(next, ['https://example.com/', 'mailto:a@example.com', 'ftp://example.com/a'])}">x</a>`,
  ],
  ['K022', () => '<img src="data:image/gif;base64,R0lG" alt="x">'],
  ['K011', (next) => `<img src="a.${pick(next, ['png', 'jpeg', 'bmp', 'svg'])}" alt="x">`],
  [
    'K106',
    (next) =>
      `<font style="${pick(next, ['display:none', 'visibility:hidden', 'font-size:0pt', 'color:#ffffff'])}">x</font>`,
  ],
]

describe('finished HTML changed in one place', () => {
  it.each(markup.map(([code], index) => [code, index] as const))('%s', (code, index) => {
    for (let seed = 1; seed <= rounds; seed++) {
      const next = random(seed * 31 + index)
      const places = [...exhibit.matchAll(/(?<=<p[^>]*>[^<]*[a-z]) (?=[a-z])/g)].map((match) => match.index)
      const at = pick(next, places)
      const text = `${exhibit.slice(0, at)} ${markup[index]?.[1](next)} ${exhibit.slice(at)}`
      const log = new Log()
      checkFinished(new Map([['ex99-1.htm', new TextEncoder().encode(text)]]), log)
      const line = placeOf({ path: '', text }, at + 1).line
      const found = log.diagnostics
        .filter((one) => open(one) || one.code === code)
        .map((one) => `${one.code} ${one.span ? placeOf(one.span.source, one.span.start).line : 0}`)
      expect(found, `seed ${seed}`).toEqual([`${code} ${line}`])
    }
  })
})
