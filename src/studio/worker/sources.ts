/** From a word of a document to the place in a source that says it, and back. */
import { type Span, span } from '../../diagnostics/source.ts'
import type { Origin } from '../../document/document.ts'
import type { WordPart } from '../../document/words.ts'
import type { Located, Revealed } from '../protocol.ts'
import { boxesOf, type Letters, partAt, wordAt } from './letters.ts'
import { placeIn } from './shown.ts'

/** Where the word that holds a letter came from. */
export function locate(letters: Letters, letter: number): Located | undefined {
  const word = letters.words[wordAt(letters, letter)]
  const index = partAt(letters, letter)
  const part = letters.parts[index]
  if (!word || !part) return undefined
  const { origin } = part
  // A label that the tool writes leads to what it labels.
  if (!origin) {
    const labelled = letters.parts.slice(index + 1).find((one) => one.origin)?.origin
    return { word: word.text, kind: 'tool', ...(labelled && { at: placeIn(labelled.via ?? labelled.span) }) }
  }
  const at = spanOfPart(letters.parts, index, origin)
  const via = origin.via && { via: placeIn(origin.via) }
  switch (origin.kind) {
    case 'fact':
      return { word: word.text, kind: 'fact', at: placeIn(at), fact: origin.path ?? '', ...via }
    case 'authored':
      return { word: word.text, kind: 'text', at: placeIn(at), ...via }
    case 'template':
      return { word: word.text, kind: 'template', at: placeIn(at), ...via }
  }
}

/** Places of a file that show something, with where they show: those that hold an offset, or the nearest before it. */
export function reveal(
  letters: Letters,
  document: string,
  path: string,
  offset: number,
): Revealed | undefined {
  let best: { readonly index: number; readonly distance: number } | undefined
  for (const [index, { origin }] of letters.parts.entries()) {
    const at = origin && [origin.span, origin.via].find((one) => one?.source.path === path)
    if (!origin || !at) continue
    if (offset < at.start - 200 || offset > at.end + 200) continue
    const exact = at === origin.via ? at : spanOfPart(letters.parts, index, origin)
    const distance = Math.max(0, exact.start - offset, offset - exact.end)
    if (!best || distance < best.distance) best = { index, distance }
  }
  if (!best) return undefined
  const { word } = letters.parts[best.index] ?? { word: 0 }
  const [from = 0, to = 0] = letters.starts.slice(word, word + 2)
  return { document, letter: from, length: to - from, boxes: boxesOf(letters, from, to) }
}

/** Quotes, dashes and spaces as one types them: typography changes their look, not their number of units. */
const typed = (text: string): string =>
  text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')

/** The stretch of an origin's source that is one word or part: a text is many words, which stand in it in their order. */
export function spanOfPart(all: readonly WordPart[], index: number, origin: Origin): Span {
  const { source, start, end } = origin.span
  if (source.cell || origin.kind === 'fact') return origin.span
  let first = index
  while (first > 0 && all[first - 1]?.origin === origin) first--
  const text = typed(source.text.slice(start, end))
  let at = 0
  for (let one = first; one <= index; one++) {
    const word = typed(all[one]?.text ?? '')
    const found = placeOfWord(text, word, at)
    if (!found) return origin.span
    if (one === index) return span(source, start + found.start, start + found.end)
    at = found.end
  }
  return origin.span
}

/** A word from an offset on. The end of one may stand in another text, as where part of it is bold. */
function placeOfWord(text: string, word: string, from: number): { start: number; end: number } | undefined {
  const start = text.indexOf(word, from)
  if (start >= 0) return { start, end: start + word.length }
  const rest = /\S+/.exec(text.slice(from))
  return rest ? { start: from + rest.index, end: from + rest.index + rest[0].length } : undefined
}
