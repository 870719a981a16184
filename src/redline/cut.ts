/** Where a text is cut into tokens: words, spaces and signs, with figures, dates, money, units and hyphenated names whole. */
import { monthNames } from '../filing/dates.ts'

export type Kind = 'word' | 'figure' | 'space' | 'sign' | 'special'

const number = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const scale = '(?:thousand|million|billion|trillion)'
const month = `(?:${monthNames.join('|')})`
const unit = '(?:%|mg\\/kg|mg\\/m²?|mg|kg|ml|percent|basis points|bps)'
/** A figure, a word, a space, as its first, second and third group; else a sign. It matches wherever it begins. */
export const pattern = new RegExp(
  [
    `(${month}\\s\\d{1,2},\\s\\d{4}|\\d{1,2}:\\d{2}(?:\\s[ap]\\.?m\\b\\.?)?|(?:US|C|HK|NT)?[$€£¥]\\s?(?:${number})(?:\\s${scale}\\b)?|\\((?:${number})\\)|\\d+(?:[-–/]\\d+)+(?![\\p{L}\\d])|(?<![\\p{L}\\d])(?:${number})(?:\\s?${unit}(?![\\p{L}\\d])|\\s${scale}\\b)?(?![\\p{L}\\d]|[-–]\\p{L}))`,
    "([\\p{L}\\p{M}\\d]+(?:[-’'.&/][\\p{L}\\p{M}\\d]+)*)",
    '([\\s\\u00a0\\u202f]+)',
    '[\\s\\S]',
  ].join('|'),
  'gu',
)

/**
 * Calls `see` for every piece of a text, in order: its UTF-16 bounds and what it is. Every character is in one piece.
 *
 * Most pieces are plain words and the spaces between them, and for those the pattern need not be asked.
 */
export function cut(text: string, see: (start: number, end: number, kind: Kind) => void): void {
  for (let at = 0; at < text.length; ) {
    const first = classAt(text, at)
    let end = first === letter ? wordEnd(text, at) : first === space ? spaceEnd(text, at) : 0
    if (first === sign || first === joiner) end = at + 1
    if (end > 0) see(at, end, first === letter ? 'word' : first === space ? 'space' : 'sign')
    else {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (!match) return
      end = at + match[0].length
      see(at, end, kindOf(match))
    }
    at = end
  }
}

export function kindOf({ 0: text, 1: figure, 2: word, 3: gap }: RegExpExecArray): Kind {
  if (figure !== undefined) return 'figure'
  if (word !== undefined) return text >= '0' && text < ':' ? 'figure' : 'word'
  if (gap !== undefined) return 'space'
  return text >= '\ue000' && text < '\ue004' ? 'special' : 'sign'
}

// What a character of ASCII can be. Signs stand alone; joiners do too, but not between two letters or figures. All else,
// such as signs that a sum of money begins with, is for the pattern to tell.
const [other, letter, digit, space, sign, joiner, nothing] = [0, 1, 2, 3, 4, 5, 6]
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-z]/i.test(character)) return letter
  if (/\d/.test(character)) return digit
  if (character === ' ') return space
  if (/[-'.&/]/.test(character)) return joiner
  return /[!-/:-@[-`{-~]/.test(character) && !/[$(]/.test(character) ? sign : other
})

const classAt = (text: string, at: number): number =>
  at >= text.length ? nothing : (classes[text.charCodeAt(at)] ?? other)

/** Where a plain word ends, or 0 where what follows could be of it, or make it the month of a date. */
function wordEnd(text: string, from: number): number {
  let at = from + 1
  let next = classAt(text, at)
  while (next === letter || next === digit) next = classAt(text, ++at)
  if (next === nothing || next === sign) return at
  const second = classAt(text, at + 1)
  if (next === joiner) return second === letter || second === digit || second === other ? 0 : at
  return next === space && second !== digit ? at : 0
}

/** Where a single space ends, or 0 where more of them could follow. */
function spaceEnd(text: string, from: number): number {
  const next = classAt(text, from + 1)
  return next === space || next === other ? 0 : from + 1
}
