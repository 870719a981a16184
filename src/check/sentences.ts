/** Sentences of running text, well enough to keep apart what two of them say. */
import { matches } from '../matches.ts'

export interface Sentence {
  readonly text: string
  /** In the text it is of, UTF-16. */
  readonly start: number
}

/** A full stop that ends nothing: Inc., Mr., U.S., No. 4. */
const abbreviation =
  /(?:\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Messrs|Jr|Sr|No|Nos|St|vs|Del|Mass|Calif|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b(?:[A-Za-z]\.)*[A-Z])\.$/
const ends = /[.!?]["”’)]*\s+(?=["“(]?[A-Z0-9])/g

export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = []
  let start = 0
  for (const { 0: end, index } of matches(ends, text)) {
    const stop = index + end.trimEnd().length
    if (abbreviation.test(text.slice(Math.max(0, index - 12), index + 1))) continue
    found.push({ text: text.slice(start, stop), start })
    start = index + end.length
  }
  if (start < text.length) found.push({ text: text.slice(start), start })
  return found
}
