/** Brackets and quotation marks come in pairs. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const pairing = family(
  {
    G003: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'a bracket or quotation mark is not paired',
      hint: 'close or delete it',
      in: '8-k.md',
      wrong: ' It did (so.',
      right: '',
    },
  },
  {
    reading({ passages }, say) {
      const authored = passages.filter((one) => one.authored)
      for (const [index, passage] of authored.entries()) checkPairs(passage, authored[index + 1], say)
    },
  },
)

const pairs = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
] as const

const straightQuote = /(?<!\d)"/g

function checkPairs(passage: Passage, next: Passage | undefined, say: Say<'G003'>): void {
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
    if (wrong >= 0) say('G003', passage.place(wrong, wrong + 1), `"${text[wrong]}" has no partner`)
  }
  const straight = matches(straightQuote, text)
  const last = straight.at(-1)
  if (straight.length % 2 === 1 && last && !next?.text.startsWith('"') && !/\d"/.test(text))
    say('G003', passage.place(last.index, last.index + 1), 'a quotation mark has no partner')
}

/** `a)` and `12)` number things without an opening bracket. */
const isLabel = (before: string): boolean => /(?:^|\s)(?:[a-z]|[ivx]{1,4}|\d{1,2})$/i.test(before)
