/**
 * What a text states that can be checked against another: money, percentages, doses, counts, ordinals, dates,
 * phases, codes and quoted names, each with a key that is the same for words and digits.
 */

import { monthNames } from '../filing/dates.ts'
import { matches } from '../matches.ts'
import { capital, letter, small } from './letters.ts'
import type { Passage } from './passages.ts'
import { numberValue, scale, spelledIn, type TextRange } from './spelled-numbers.ts'

export type ClaimKind =
  | 'money'
  | 'share'
  | 'measure'
  | 'age'
  | 'count'
  | 'ordinal'
  | 'date'
  | 'time'
  | 'phase'
  | 'code'
  | 'quote'

export interface Claim {
  readonly kind: ClaimKind
  /** Equal for equal meaning: `money:12400000`, `count:4/10`. */
  readonly key: string
  /** Content words right behind a count, in the singular, which tell its sense. */
  readonly sense: readonly string[]
  readonly text: string
  readonly passage: Passage
  readonly start: number
  readonly end: number
}

const figure = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
/**
 * A number, in digits or in words. Each character of a number in words is an underscore by the time the patterns
 * that count are tried: spelled out in every pattern, those words would take longer to compile than a filing to check.
 */
const amount = `(?:${figure}|_+)`
const months = monthNames.map((name) => name.toLowerCase()).join('|')
const month = `(?:${months}|jan\\.|feb\\.|mar\\.|apr\\.|aug\\.|sept?\\.|oct\\.|nov\\.|dec\\.)`
const unit =
  '(?:mg/kg|mg/m(?:2|²)?|mg|ml|kg|basis points|bps|shares?|years?|months?|weeks?|days?|hours?|acres|mw|gw|barrels|miles|square feet)'

/** Most are tried on the text in lower case: a pattern that folds case itself takes twice as long to compile. */
type Pattern = readonly [kind: ClaimKind | 'citation', pattern: RegExp, of?: 'lower case']

/** In order: what an earlier one takes, a later one does not see. These see the words as they are written. */
const naming: readonly Pattern[] = [
  [
    'citation',
    /\b(?:items?|asc|asu|sfas|fas|rules?|sections?|exhibits?|forms?|regulation|release no\.?|file no\.?|notes?|pages?)\s+\(?[\w.()-]*\d[\w.()-]*(?:(?:\s*,\s*|\s+(?:and|or)\s+)\d[\w.()-]*)*|\b\d+\s+cfr\s+[\d.]+(?:-\d+)?|\b(?:19|20)\d\d act\b|\bact of (?:19|20)\d\d\b|(?<!§)§+\s*[\d.]+|\b\d{3}[-.) ]+\d{3}[-.]\d{4}\b|https?:\S+|www\.\S+|(?<!\S)\S+@\S+/g,
    'lower case',
  ],
  [
    'citation',
    /\([^()“"]{0,40}[“"][^”"]{1,60}[”"](?:,?\s+(?:or|and)\s+(?:the\s+)?[“"][^”"]{1,60}[”"])?\)|[“"](?:[^”"]{1,200} Act|GAAP|non-GAAP|filed|furnished)[.,]?[”"]/g,
  ],
  // The year of a plan, and the weeks of a fiscal year, are names.
  [
    'citation',
    /\b(?:19|20)\d\d\s+(?=(?:[A-Z][\w&’'-]*\s+){1,7}?(?:Plans?|Program|Act|Agreement|Notes?|Debentures|Award|Meeting|Report|Form|Bonds?)\b)|\b\d{2}(?:\/\d{2})?-week\b/g,
  ],
  // "138 Putnam Street" counts nothing.
  [
    'citation',
    /\b\d+\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.’']*\s+){1,3}(?:Street|Avenue|Road|Drive|Boulevard|Parkway|Lane|Way|Plaza|Square|St\.|Ave\.|Rd\.|Dr\.|Blvd\.)/g,
  ],
  // Marks of notes: "immediately.1", "equity3", and the "1" that a note begins with.
  [
    'citation',
    new RegExp(
      `\\d{1,2}(?<=[${letter}]{3}[${small}][.,;]?\\d{1,2})(?![\\w.,%-])|^\\d{1,2}\\s+(?=[${capital}])`,
      'g',
    ),
  ],
  ['time', /\b\d{1,2}(?::\d{2})?\s*[ap]\.?\s?m\b\.?/g, 'lower case'],
  ['quote', /[“"]([^”"]{12,200}?)[,.]?[”"]/g],
  ['date', /\b(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\/(?:19|20)\d\d\b/g],
  [
    'date',
    new RegExp(
      `\\b${month}(?:\\s*[/–-]\\s*${month})?\\s+\\d{1,2}(?:\\s*[–-]\\s*(?:${month}\\s+)?\\d{1,2})?(?:\\s*,\\s*|\\s+)\\d{4}\\b`,
      'g',
    ),
    'lower case',
  ],
  [
    'date',
    new RegExp(`\\b${month}\\s*[/–-]\\s*${month}\\s+\\d{4}\\b|\\b${month},?\\s+\\d{4}\\b`, 'g'),
    'lower case',
  ],
  ['date', new RegExp(`\\b${month}\\s+\\d{1,2}(?:\\s*[–-]\\s*\\d{1,2})?\\b`, 'g'), 'lower case'],
  [
    'date',
    /\b(?:first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal )?quarter(?:\s+(?:of\s+)?(?:fiscal\s+)?(?:year\s+)?\d{4})?|\bq[1-4]\s*(?:fy\s*)?\d{2,4}|\bfiscal(?: year)? \d{4}/g,
    'lower case',
  ],
]

/** These see a number in words as one run of underscores. */
const counting: readonly Pattern[] = [
  ['phase', /\bphase\s+(?:i{1,3}v?|iv|[1-4])(?:[ab])?(?:\/(?:i{1,3}|[1-4])[ab]?)?\b/g, 'lower case'],
  [
    'money',
    new RegExp(
      `(?:us|c|a|nt|hk)?[$€£¥]\\s?(${figure})(?:\\s?(${scale}))?|\\b(${amount})\\s+(${scale})?\\s?(?:u\\.?s\\.?\\s+)?(?:dollars|euros)\\b`,
      'dg',
    ),
    'lower case',
  ],
  [
    'share',
    new RegExp(`\\b(${amount})\\s?(?:%|percent\\b|per cent\\b|percentage points?\\b)`, 'dg'),
    'lower case',
  ],
  [
    'measure',
    new RegExp(
      `\\b((?:${amount})(?:\\s*(?:,|or|and|to|–|-)\\s*(?:${amount}))*)[\\s-]*(${scale}\\s+)?${unit}(?![\\w/])`,
      'dg',
    ),
    'lower case',
  ],
  // "Jane Doe, 61, becomes" and "age 61".
  ['age', new RegExp(`(?<=[${letter}],\\s)\\d{2}(?=,\\s)|\\baged?\\s+\\d{2}\\b`, 'g'), 'lower case'],
  ['ordinal', /\b\d{1,3}(?:st|nd|rd|th)\b/g, 'lower case'],
  [
    'code',
    new RegExp(
      `(?<![\\w.-])(?=[\\w-]*\\d)(?=[\\w-]*[${letter}])[${letter}][${letter}\\d]*(?:-[${letter}\\d]+)*(?![\\w-])`,
      'g',
    ),
  ],
  ['code', /\b(?:study|trial|cohort|grade|abstract)\s+#?\d+\b/g, 'lower case'],
  ['date', /\b(?:19|20)\d{2}\b/g],
  [
    'count',
    new RegExp(
      `\\b(${amount})\\s+(?:(?:out\\s+)?of\\s+(?:the\\s+)?(${amount})\\s+)?(?:(${scale})\\s+)?(?=([${letter}_][${letter}_-]*(?:\\s+[${letter}_-]+){0,4}))`,
      'dg',
    ),
    'lower case',
  ],
]

/** A text whose stretches are filled with a mark, every other character where it was. */
function masked(text: string, stretches: readonly TextRange[], mark: string): string {
  let left = ''
  let at = 0
  for (const { start, end } of stretches) {
    left += text.slice(at, start) + mark.repeat(end - start)
    at = end
  }
  return left + text.slice(at)
}

/** Numbers in words as underscores. */
const withoutWords = (text: string): string => masked(text, spelledIn(text), '_')

/** Several rules ask for the claims of one passage: they are read once. */
const known = new WeakMap<Passage, readonly Claim[]>()

/** Claims of a passage in order. */
export function claimsIn(passage: Passage): readonly Claim[] {
  const before = known.get(passage)
  if (before) return before
  const found = readClaims(passage)
  known.set(passage, found)
  return found
}

/** What every naming pattern needs, and every counting one; most running text has neither. */
const mayName = /[\d“"@]|quarter|https?:|www\./i
const mayCount = /[\d_]|phase/i

function readClaims(passage: Passage): readonly Claim[] {
  const found: Claim[] = []
  const text = passage.text.replaceAll('_', ' ')
  const named = mayName.test(text) ? take(naming, text, passage, found) : text
  const counted = withoutWords(named)
  if (mayCount.test(counted)) take(counting, counted, passage, found)
  return found.sort((a, b) => a.start - b.start)
}

/** @returns the text without what was taken, of the same length */
function take(patterns: readonly Pattern[], whole: string, passage: Passage, found: Claim[]): string {
  let text = whole
  let lower = inLowerCase(whole)
  for (const [kind, pattern, of] of patterns) {
    const taken: TextRange[] = []
    for (const match of matches(pattern, of === 'lower case' ? lower : text)) {
      const { index: start } = match
      const end = start + match[0].trimEnd().length
      if (kind !== 'citation') {
        const made = claim(kind, asWritten(match, passage.text))
        if (!made) continue
        found.push({ kind, ...made, text: passage.text.slice(start, end), passage, start, end })
      }
      taken.push({ start, end: start + match[0].length })
    }
    if (taken.length === 0) continue
    text = masked(text, taken, '\u0001')
    lower = inLowerCase(text)
  }
  return text
}

/** Letter for letter: a capital whose small letter is longer than itself stays. */
function inLowerCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  const each = (letter: string) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter
  return Array.from(text, each).join('')
}

/** What matched and its groups, with numbers in words as the passage has them. */
function asWritten(match: RegExpExecArray, text: string): readonly (string | undefined)[] {
  return match.indices ? match.indices.map((at) => at && text.slice(...at)) : match
}

const stop = new Set(
  'a an the of or and in on to for from with by at as is was were are be been that which who its their his her our this these those more less than per each other additional different such'.split(
    ' ',
  ),
)

function claim(
  kind: ClaimKind,
  match: readonly (string | undefined)[],
): Pick<Claim, 'key' | 'sense'> | undefined {
  const [whole = '', first = '', second, third, fourth] = match
  switch (kind) {
    case 'money':
      return {
        key: `money:${currency(whole)}${numberValue(first || (third ?? ''), second ?? fourth)}`,
        sense: [],
      }
    case 'share':
      return { key: `share:${numberValue(first)}`, sense: [] }
    case 'measure':
      return measure(whole)
    case 'age':
      return { key: `age:${/\d+/.exec(whole)?.[0]}`, sense: [] }
    case 'count':
      return count(first, second, third, fourth ?? '')
    case 'date':
      return { key: `date:${date(whole)}`, sense: [] }
    case 'phase':
      return { key: `phase:${roman(whole)}`, sense: [] }
    case 'quote':
      return { key: `quote:${letters(first)}`, sense: [] }
    case 'time':
    case 'ordinal':
    case 'code':
      return { key: `${kind}:${letters(whole)}`, sense: [] }
  }
}

const currency = (whole: string): string =>
  /euros$/i.test(whole) ? '€' : (/^(?:C|A|NT|HK)?[$€£¥]/i.exec(whole)?.[0].toUpperCase() ?? '$')

const anAmount = new RegExp(`\\b${amount}\\b`, 'g')
const aScale = new RegExp(scale, 'i')
const unitBehind = new RegExp(`[a-z%][${letter}/²2 ]*$`, 'i')
const everyScale = new RegExp(scale, 'gi')

function measure(whole: string): Pick<Claim, 'key' | 'sense'> {
  const digits = withoutWords(whole)
  const times = aScale.exec(digits.replace(anAmount, ''))?.[0]
  const numbers = matches(anAmount, digits).map(({ 0: { length }, index }) =>
    numberValue(whole.slice(index, index + length), times),
  )
  const name =
    unitBehind
      .exec(digits.replaceAll('_', ''))?.[0]
      .toLowerCase()
      .replace(everyScale, '')
      .replace(/^\s*(?:or|and|to)\b/, '')
      .replace('²', '2')
      .trim() ?? ''
  return { key: `measure:${numbers.join('/')}${singular(name.split(' ').at(-1) ?? '')}`, sense: [] }
}

function count(
  first: string,
  of: string | undefined,
  times: string | undefined,
  behind: string,
): Pick<Claim, 'key' | 'sense'> | undefined {
  const sense = behind
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !stop.has(word))
    .map(singular)
    .slice(0, 3)
  // "one" is mostly a pronoun, and a figure before no noun counts nothing.
  if ((/^one$/i.test(first) && of === undefined) || sense.length === 0) return undefined
  return { key: `count:${numberValue(first, times)}${of === undefined ? '' : `/${numberValue(of)}`}`, sense }
}

/** The key of a date as it is written, `date:jun 4 2007`. */
export const dateKey = (written: string): string => `date:${date(written)}`

function date(written: string): string {
  const figures = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written)
  if (figures) return date(`${monthNames[Number(figures[1]) - 1]} ${Number(figures[2])}, ${figures[3]}`)
  const quarters: Readonly<Record<string, string>> = {
    first: '1st',
    second: '2nd',
    third: '3rd',
    fourth: '4th',
  }
  return written
    .toLowerCase()
    .replace(/\b(first|second|third|fourth)\b/, (name) => quarters[name] ?? name)
    .replace(/[,.]|\bof\b|\bfiscal\b|\byear\b/g, ' ')
    .replace(/-quarter/, ' quarter')
    .replace(/[–-]/g, '-')
    .replace(/\b(jan|feb|mar|apr|aug|sep|oct|nov|dec)t?[a-z]*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

function roman(written: string): string {
  return written
    .toLowerCase()
    .replace(/\b(i{1,3}|iv)(?=[ab]?\b|\/)/g, (numeral) =>
      String(['i', 'ii', 'iii', 'iv'].indexOf(numeral) + 1),
    )
    .replace(/\s+/g, '')
}

const noLetters = new RegExp(`[^${letter}\\d]+`, 'g')
const letters = (text: string): string => text.toLowerCase().replace(noLetters, '')

export function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '') : word
}
