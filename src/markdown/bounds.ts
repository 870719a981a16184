/** What no text in print has, refused before the parser sees it: nesting without end, and words of thousands of letters. */
import type { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'

/** Deeper than any list or quotation in print; the parser would run out of stack far beyond. */
const deepest = 24

/** Longer than any word, code or address: its lines are broken at every letter. */
const longest = 5_000
const longWord = new RegExp(`\\S{${longest + 1}}`)

/** Refuses what would exhaust the parser before it sees it. */
export function beyondPrint(source: Source, from: number, log: Log): boolean {
  const body = source.text.slice(from)
  const patterns = [
    new RegExp(`^[ \\t]*(?:(?:>|[-*+]|\\d{1,9}[.)])[ \\t]*){${deepest},}`, 'm'),
    new RegExp(`^[ \\t]{${deepest * 4},}(?:[-*+]|\\d{1,9}[.)])[ \\t]`, 'm'),
    /[[(*_~^!<]{200,}/,
  ]
  for (const pattern of patterns) {
    const match = pattern.exec(body)
    if (!match || /^[ \t*_-]+$/.test(match[0])) continue
    const start = from + match.index
    log.add('M007', span(source, start, start + 1), `marks are nested more than ${deepest} deep`)
    return true
  }
  const long = longWord.exec(body)
  if (long) {
    const start = from + long.index
    const hint = 'put spaces between its words'
    log.add('M011', span(source, start, start + 40), `this word has more than ${longest} letters`, hint)
    return true
  }
  return false
}
