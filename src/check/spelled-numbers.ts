/** Numbers written in words: "ten", "twenty-five", "one billion six hundred and fifty million". */

import { matches } from '../matches.ts'

const ones = 'zero one two three four five six seven eight nine'.split(' ')
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }

/** Each word's worth. "hundred" and the scales multiply what stands before them. */
const worth = new Map<string, number>([
  ...[...ones, ...teens].map((word, at): [string, number] => [word, at]),
  ...tens.map((word, at): [string, number] => [word, 20 + 10 * at]),
])

export const scale = `(?:${Object.keys(scales).join('|')})`

/** Of a text, in UTF-16 offsets. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

interface Word extends TextRange {
  readonly text: string
}

/**
 * Stretches of a text that are numbers in words, in order. A number whose last word is a scale ends before it ("two"
 * of "two million"), as digits do ("2" of "2 million"), so that both take their scale from one place.
 *
 * Read word by word: a pattern that spells the words out takes longer to compile than a filing to check.
 */
export function spelledIn(text: string): readonly TextRange[] {
  const words: Word[] = []
  for (const { 0: word, index: start } of matches(aWord, text)) {
    const lower = word.toLowerCase()
    // Of other words it matters only that they part these.
    if (vocabulary.has(lower)) words.push({ text: lower, start, end: start + word.length })
  }
  /** Whether what stands before a word, and parts it from the one before, is as the pattern says. */
  const parted = (at: number, pattern: RegExp): boolean => {
    const [before, word] = [words[at - 1], words[at]]
    return before !== undefined && word !== undefined && pattern.test(text.slice(before.end, word.start))
  }
  const is = (at: number, kind: ReadonlySet<string>): boolean => kind.has(words[at]?.text ?? '')
  /** Each returns where what it reads ends, or where it began when it is not there. */
  const below100 = (at: number): number => {
    if (is(at, tensWords)) return parted(at + 1, joined) && is(at + 1, onesWords) ? at + 2 : at + 1
    return is(at, teensWords) || is(at, onesWords) ? at + 1 : at
  }
  // "and" joins only behind a hundred or a scale: "four and six patients" are two numbers.
  const joinedBy = (at: number, read: (at: number) => number): number => {
    const from = parted(at, spaced) && words[at]?.text === 'and' ? at + 1 : at
    return parted(from, spaced) && read(from) > from ? read(from) : at
  }
  const below1000 = (at: number): number => {
    const few = below100(at)
    const hundred = words[few]?.text === 'hundred' && (few === at || parted(few, joined))
    return hundred ? joinedBy(few + 1, below100) : few
  }
  const found: TextRange[] = []
  for (let at = 0; at < words.length; at++) {
    let end = below1000(at)
    if (end === at) continue
    for (;;) {
      const scaled = parted(end, joined) && Object.hasOwn(scales, words[end]?.text ?? '')
      if (!scaled || !parted(end + 1, listed)) break
      const from = words[end + 1]?.text === 'and' && parted(end + 2, spaced) ? end + 2 : end + 1
      const next = below1000(from)
      if (next === from) break
      end = next
    }
    found.push({ start: words[at]?.start ?? 0, end: words[end - 1]?.end ?? 0 })
    at = end - 1
  }
  return found
}

const onesWords = new Set(ones.slice(1))
const teensWords = new Set(teens)
const tensWords = new Set(tens)
const vocabulary = new Set([...ones, ...teens, ...tens, ...Object.keys(scales), 'hundred', 'and'])
const aWord = /\w+/g

/** Whether a text has a word that a number in words begins with. */
export const holdsWords = new RegExp(
  `(?<![a-z\\d])(?:${[...onesWords, ...teensWords, ...tensWords, 'hundred'].join('|')})(?![a-z\\d])`,
  'i',
)
const joined = /^[\s-]+$/
const spaced = /^\s+$/
const listed = /^,?\s+$/

/** @param times a scale behind it: "1.2" with "million", and "one billion six hundred" with "million" */
export function numberValue(written: string, times = ''): number {
  const words = written.toLowerCase().match(/[a-z]+/g)
  const factor = scales[times.trim().toLowerCase()] ?? 1
  // Rounded, because 12.4 x a million is not a whole number in binary.
  if (!words) return Math.round(Number(written.replaceAll(',', '')) * factor * 1000) / 1000
  let whole = 0
  let part = 0
  for (const word of words) {
    if (word === 'hundred') part = (part || 1) * 100
    else if (word in scales) {
      whole += part * (scales[word] ?? 1)
      part = 0
    } else if (word !== 'and') part += worth.get(word) ?? Number.NaN
  }
  return whole + part * factor
}
