/** Sentences of running text, well enough to keep apart what two of them say. */
import { isAbbreviation } from '../document/abbreviations.ts'
import { matches } from '../matches.ts'

export interface Sentence {
  readonly text: string
  /** In the text it is of, UTF-16. */
  readonly start: number
}

/** The word before a point, as far back as one can reach. */
const lastWord = /(?:\p{L}\.)*\p{L}+$/u
const ends = /[.!?]["”’)]*\s+(?=["“(]?[A-Z0-9])/g

export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = []
  let start = 0
  for (const { 0: end, index } of matches(ends, text)) {
    const stop = index + end.trimEnd().length
    const [word = ''] = lastWord.exec(text.slice(Math.max(0, index - 12), index)) ?? []
    if (end.startsWith('.') && isAbbreviation(word)) continue
    found.push({ text: text.slice(start, stop), start })
    start = index + end.length
  }
  if (start < text.length) found.push({ text: text.slice(start), start })
  return found
}
