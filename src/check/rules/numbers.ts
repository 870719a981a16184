/** Figures that are not written as figures are, and amounts that words and figures give differently. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'
import { numberValue, scale, spelledIn } from '../spelled-numbers.ts'
import { authoredIn } from '../texts.ts'

export const numbers = family(
  {
    G014: {
      severity: 'finding',
      grade: 'convention',
      source: 'style',
      means: 'the commas or points of a figure are misplaced',
      hint: 'put three digits between commas and one point before the decimals',
      in: '8-k.md',
      wrong: ' It has $30,000,0000 in cash.',
      right: '',
    },
    G015: {
      severity: 'finding',
      grade: 'convention',
      source: 'style',
      means: 'an amount in words differs from the figures beside it',
      hint: 'correct one of the two',
      in: '8-k.md',
      wrong: ' It will pay five million dollars ($500,000).',
      right: '',
    },
  },
  {
    reading(reading, say) {
      for (const passage of authoredIn(reading)) {
        checkCommas(passage, say)
        checkWords(passage, say)
      }
    },
  },
)

const grouped = /(?<![\w.,/-])\d{1,3}(?:,\d+)+(?:\.\d+)?(?![\w/-]|[.,]\d)/g
/** "November 7,2005" lacks a space, not a digit. */
const afterMonth = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s$/i
const right = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const twoPoints =
  /(?<=[$€£]\s?)\d+\.\d+\.\d+(?!\.?\d)|(?<=[$€£]\s?)\d[\d,]*(?:\.\.|,,|\.,|,\.)\d+|(?<=[$€£]\s?)0\d{1,2},\d{3}/g

/** What the two begin with: most texts have neither. */
const aComma = /\d,\d/
const aSign = /[$€£]/

function checkCommas(passage: Passage, say: Say<'G014'>): void {
  const { text, kind } = passage
  const wrong = (aComma.test(text) ? matches(grouped, text) : []).filter(
    // "99.1,99.2" and "1,2,3" are lists; a cell may hold two figures.
    ({ 0: one, index }) =>
      !right.test(one) &&
      kind !== 'cell' &&
      !afterMonth.test(text.slice(Math.max(0, index - 12), index)) &&
      (/[$€£]\s?$/.test(text.slice(0, index)) || /,\d{3}/.test(one)),
  )
  for (const match of [...wrong, ...(aSign.test(text) ? matches(twoPoints, text) : [])])
    say(
      'G014',
      passage.place(match.index, match.index + match[0].length),
      `"${match[0]}" is not written as a figure is`,
    )
}

const bracketed = new RegExp(
  `^(?:\\s+(${scale}))?(?:\\s+(?:(?:u\\.?s\\.?|united states)\\s+)?(?:dollars|percent|shares|days|months|years|business days)?(?:\\s+and\\s+(?:no|\\d+)(?:/100)?\\s*(?:cents|dollars)?)?)?\\s*\\((?:us)?\\$?\\s?([\\d,]+(?:\\.\\d+)?)\\s?(?:(${scale})|%)?\\)`,
  'i',
)

function checkWords(passage: Passage, say: Say<'G015'>): void {
  const { text } = passage
  if (!text.includes('(')) return
  for (const { start, end } of spelledIn(text)) {
    const match = bracketed.exec(text.slice(end, end + 90))
    if (!match) continue
    const [whole, times, digits = '', scaled] = match
    const words = text.slice(start, end)
    const [inWords, inDigits] = [numberValue(words, times), numberValue(digits, scaled)]
    // "Fifty-one (51)" and "one (1)" agree; "one half (50%)" is neither.
    if (
      !Number.isFinite(inWords) ||
      inWords === inDigits ||
      /\bhalf|third|quarter/i.test(text.slice(start - 12, end + 12))
    )
      continue
    say(
      'G015',
      passage.place(start, end + whole.length),
      `"${words}${times === undefined ? '' : ` ${times}`}" is not ${digits}${scaled === undefined ? '' : ` ${scaled}`}`,
    )
  }
}
