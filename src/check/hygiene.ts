/** The text itself: what was left over, doubled, unpaired or spelt in two ways. */

import type { Code } from '../diagnostics/codes.ts'
import type { Log } from '../diagnostics/log.ts'
import { type IsoDate, weekday } from '../filing/dates.ts'
import { matches } from '../matches.ts'
import { datesIn, longDate } from './dates-in-text.ts'
import { capital, letter, small } from './letters.ts'
import type { Passage, Reading } from './passages.ts'

const placeholders =
  /\[[\s●•*_.]*\]|\[(?:TB[DAC]|insert|date|name|amount|to come|●|•)[^\]]{0,40}\]|\bTB[DAC]\b|\bTODO\b|\bX{3,}\b|\$\s?X+\b|\bX{2,}\s?(?:%|million|billion)|\bPENDING\b|\blorem ipsum\b|\b00-0000000\b|\b\d{1,3}-00000\b|\{\{|\}\}|\{[^{}\n]{1,60}\}/gi
/** Doubled with a meaning. */
const meant = new Set(['had', 'that'])

export function checkHygiene(readings: readonly Reading[], log: Log): void {
  for (const reading of readings) {
    // A fact may have been left as it was scaffolded; all else is for what an author wrote.
    for (const passage of reading.passages) checkPlaceholders(passage, log)
    const passages = reading.passages.filter(({ authored }) => authored)
    passages.forEach((passage, index) => {
      checkDoubles(passage, log)
      checkPairs(passage, passages[index + 1], log)
      checkWeekdays(passage, log)
    })
    // The wording of a cover page is the form's, with marks of its own.
    checkKinds(
      passages.filter(({ part }) => part !== 'cover-page'),
      log,
    )
    checkTradeMarks(passages, log)
  }
  checkSpellings(readings, log)
  checkTerms(readings, log)
}

function checkPlaceholders(passage: Passage, log: Log): void {
  for (const match of matches(placeholders, passage.text)) {
    // On a cover page empty brackets are a box.
    if (passage.part === 'cover-page' && /^\[\s*\]$/.test(match[0])) continue
    const at = passage.place(match.index, match.index + match[0].length)
    log.add('G001', at, `"${match[0]}" is a placeholder`)
  }
}

/** Begins at the space between, so that the words of a text are not each tried from their first letter. */
const doubled = new RegExp(` (?<=(?<![${letter}\\d’'])([${letter}]+) )\\1(?![${letter}\\d’'-])`, 'g')
const capitalised = new RegExp(`^[${capital}]`)

function checkDoubles(passage: Passage, log: Log): void {
  for (const { index, 0: match, 1: word = '' } of matches(doubled, passage.text)) {
    // Capitalised twice is a name: Walla Walla.
    if (meant.has(word) || capitalised.test(word)) continue
    const at = passage.place(index - word.length, index + match.length)
    log.add('G002', at, `"${word} ${word}": a word stands twice`)
  }
}

const pairs = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
] as const

const straightQuote = /(?<!\d)"/g

function checkPairs(passage: Passage, next: Passage | undefined, log: Log): void {
  // A cell may hold half of a negative figure.
  if (passage.kind === 'cell') return
  const { text } = passage
  for (const [open, close] of pairs) {
    if (!text.includes(open) && !text.includes(close)) continue
    let depth = 0
    let wrong = -1
    let opened = -1
    for (let at = 0; at < text.length && wrong < 0; at++) {
      if (text[at] === open) {
        if (depth++ === 0) opened = at
      } else if (text[at] === close && depth > 0) depth--
      else if (text[at] === close && !isLabel(text.slice(0, at))) wrong = at
    }
    // A quotation over several paragraphs opens each and closes the last.
    if (depth > 0 && open === '“' && next?.text.startsWith('“')) continue
    if (depth > 0) wrong = opened
    if (wrong >= 0) log.add('G003', passage.place(wrong, wrong + 1), `"${text[wrong]}" has no partner`)
  }
  const straight = matches(straightQuote, text)
  const last = straight.at(-1)
  if (straight.length % 2 === 1 && last && !next?.text.startsWith('"') && !/\d"/.test(text))
    log.add('G003', passage.place(last.index, last.index + 1), 'a quotation mark has no partner')
}

/** `a)` and `12)` number things without an opening bracket. */
const isLabel = (before: string): boolean => /(?:^|\s)(?:[a-z]|[ivx]{1,4}|\d{1,2})$/i.test(before)

const dayName = /\b(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,?\s+(?=[A-Z])/g
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function checkWeekdays(passage: Passage, log: Log): void {
  for (const match of matches(dayName, passage.text)) {
    const start = match.index + match[0].length
    const found = datesIn(passage.text.slice(start, start + 24)).find((one) => one.start === 0)
    const name = `${match[1]}day`
    if (found && days[weekday(found.date as IsoDate)] !== name)
      log.add(
        'G008',
        passage.place(match.index, start + found.end),
        `${longDate(found.date)} is a ${days[weekday(found.date)]}, not a ${name}`,
      )
  }
}

const apostrophe = new RegExp(`(?<=[${letter}])’`, 'g')
const straightApostrophe = new RegExp(`(?<=[${letter}])'(?=[${letter}])`, 'g')

/** One document, one kind of quotation marks, of apostrophes, of dashes; the rarer kind is named. */
function checkKinds(passages: readonly Passage[], log: Log): void {
  const kinds: readonly (readonly [code: Code, what: string, one: RegExp, other: RegExp])[] = [
    ['G004', 'quotation marks', /[“”]/g, /(?<!\d)"/g],
    ['G004', 'apostrophes', apostrophe, straightApostrophe],
    ['G010', 'dashes', /[–—]/g, /(?<=\s|\w)--(?=\s|\w)/g],
  ]
  for (const [code, what, one, other] of kinds) {
    const [first, second] = [places(passages, one), places(passages, other)]
    const rarer = first.length < second.length ? first : second
    const [found] = rarer
    if (first.length > 0 && second.length > 0 && found)
      log.add(
        code,
        found.passage.place(found.at, found.at + 1),
        `${what} are of two kinds; ${rarer.length} of this, ${Math.max(first.length, second.length)} of the other`,
      )
  }
}

function places(passages: readonly Passage[], pattern: RegExp) {
  return passages.flatMap((passage) =>
    matches(pattern, passage.text).map(({ index }) => ({ passage, at: index })),
  )
}

const spelt = new RegExp(
  `(?<![@\\w./-])[${letter}][${letter}\\d]*(?:-[${letter}\\d]+)*(?![@\\w])(?!\\.\\w)`,
  'g',
)
const joinedName = new RegExp(`-[${capital}][${small}]`, 'g')
const marked = new RegExp(`[${capital}]|\\d`)

interface Spelling {
  readonly passage: Passage
  readonly at: number
  readonly length: number
  count: number
}

/** Names with a capital or figure inside are spelt in one way; a capital at a sentence's head is no difference. */
function checkSpellings(readings: readonly Reading[], log: Log): void {
  const known = new Map<string, Map<string, Spelling>>()
  for (const { passages } of readings) {
    for (const passage of passages) {
      if (!passage.authored) continue
      for (const { 0: word, index: at } of matches(spelt, passage.text)) {
        if (word.length < 5) continue
        const lower = word.toLowerCase()
        const key = lower.includes('-') ? lower.replaceAll('-', '') : lower
        const form = (lower[0] ?? '') + word.slice(1)
        let forms = known.get(key)
        if (!forms) {
          forms = new Map()
          known.set(key, forms)
        }
        const before = forms.get(form)
        if (before) before.count++
        else if (word !== word.toUpperCase()) forms.set(form, { passage, at, length: word.length, count: 1 })
      }
    }
  }
  for (const forms of known.values()) {
    if (forms.size < 2) continue
    const list = [...forms].sort(([, a], [, b]) => b.count - a.count)
    const [usual, rare] = [list[0], list[1]]
    // Ordinary words may or may not be joined by a hyphen; names with a capital or a figure inside may not vary.
    if (!usual || !rare || !list.some(([form]) => marked.test(form.slice(1).replace(joinedName, ''))))
      continue
    const { passage, at, length } = rare[1]
    log.add('G007', passage.place(at, at + length), `"${rare[0]}" is elsewhere "${usual[0]}"`)
  }
}

const definition = /\((?:[^()“"]{0,40}\s)?[“"]([^”"]{2,60}?)[,.]?[”"]\)/g

/** A term in brackets and quotation marks is used somewhere, in any document of the filing. */
function checkTerms(readings: readonly Reading[], log: Log): void {
  const all = readings.flatMap(({ passages }) => passages.map(({ text }) => text)).join('\n')
  for (const { passages } of readings) {
    for (const passage of passages.filter(({ authored }) => authored)) {
      for (const match of matches(definition, passage.text)) {
        const term = match[1] ?? ''
        const plural = term.replace(/(?:y|s)$/, '')
        const uses = all.split(plural).length - 1
        const defined = all.split(match[0]).length - 1
        if (uses <= defined)
          log.add(
            'G006',
            passage.place(match.index, match.index + match[0].length),
            `"${term}" is defined and never used`,
          )
      }
    }
  }
}

const ownMark = new RegExp(`([${letter}\\d][${letter}\\d-]+) ?([®™])`, 'g')

function checkTradeMarks(passages: readonly Passage[], log: Log): void {
  const marks = new Map<string, string>()
  const credits = passages.filter(({ text }) => /trade\s?marks?\b/i.test(text)).map(({ text }) => text)
  for (const passage of passages.filter(({ text }) => /[®™]/.test(text))) {
    for (const match of matches(ownMark, passage.text)) {
      const [, name = '', mark = ''] = match
      const at = passage.place(match.index, match.index + match[0].length)
      const before = marks.get(name)
      if (before === undefined) {
        marks.set(name, mark)
        const general = credits.some((text) =>
          /respective owners|other (?:company|product|brand)/i.test(text),
        )
        if (credits.length > 0 && !general && !credits.some((text) => text.includes(name)))
          log.add('G009', at, `${match[0]} is marked and not among the credits`)
      } else if (before !== mark) log.add('G009', at, `${name} is marked ${before} and ${mark}`)
    }
  }
}
