/** Automatic numbers of a Word document, as Word shows them: `1.`, `(a)`, `(iv)`, a bullet. */

import { lettersOf } from '../html/symbols.ts'
import { readXml } from './xml.ts'

interface Level {
  format: string
  text: string
  start: number
  font: string
}

export interface Numbering {
  /** The label of the next paragraph of a list, which counts on; undefined for no number. */
  next(numId: string, level: number): string | undefined
}

export function readNumbering(xml: string | undefined): Numbering {
  const abstracts = new Map<string, Map<number, Level>>()
  const numbers = new Map<string, { abstract: string; starts: Map<number, number> }>()
  if (xml !== undefined) readParts(xml, abstracts, numbers)
  const counts = new Map<string, number[]>()
  return {
    next(numId, level) {
      const number = numbers.get(numId)
      const levels = number && abstracts.get(number.abstract)
      const own = levels?.get(level)
      if (!number || !levels || !own || own.format === 'none') return undefined
      const count = counts.get(number.abstract) ?? []
      counts.set(number.abstract, count)
      count[level] = (count[level] ?? (number.starts.get(level) ?? own.start) - 1) + 1
      count.length = level + 1
      if (own.format === 'bullet') return lettersOf(own.font, own.text) || '•'
      return own.text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1
        const other = levels.get(at)
        return other ? shown(count[at] ?? other.start, other.format) : ''
      })
    },
  }
}

function readParts(
  xml: string,
  abstracts: Map<string, Map<number, Level>>,
  numbers: Map<string, { abstract: string; starts: Map<number, number> }>,
): void {
  let levels = new Map<number, Level>()
  let level: Level = { format: 'decimal', text: '', start: 1, font: '' }
  let number = { abstract: '', starts: new Map<number, number>() }
  let override = 0
  readXml(xml, {
    open: (name, attributes) => {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') {
        levels = new Map()
        abstracts.set(attributes['w:abstractNumId'] ?? '', levels)
      } else if (name === 'w:lvl') {
        level = { format: 'decimal', text: '', start: 1, font: '' }
        levels.set(Number(attributes['w:ilvl'] ?? 0), level)
      } else if (name === 'w:numFmt') level.format = value
      else if (name === 'w:lvlText') level.text = value
      else if (name === 'w:start') level.start = Number(value)
      else if (name === 'w:rFonts') level.font = attributes['w:ascii'] ?? attributes['w:hAnsi'] ?? ''
      else if (name === 'w:num') {
        number = { abstract: '', starts: new Map() }
        numbers.set(attributes['w:numId'] ?? '', number)
      } else if (name === 'w:abstractNumId') number.abstract = value
      else if (name === 'w:lvlOverride') override = Number(attributes['w:ilvl'] ?? 0)
      else if (name === 'w:startOverride') number.starts.set(override, Number(value))
    },
  })
}

function shown(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count)
    case 'upperLetter':
      return letters(count).toUpperCase()
    case 'lowerRoman':
      return roman(count)
    case 'upperRoman':
      return roman(count).toUpperCase()
    case 'decimalZero':
      return count < 10 ? `0${count}` : String(count)
    default:
      return String(count)
  }
}

/** a to z, then aa to zz, as Word counts. */
const letters = (count: number) =>
  String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.floor((count - 1) / 26) + 1)

const ones: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(count: number): string {
  let left = count
  let out = ''
  for (const [value, sign] of ones) {
    while (left >= value) {
      out += sign
      left -= value
    }
  }
  return out
}
