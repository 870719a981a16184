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
    reading({ passages, fixed }, say) {
      if (fixed) return
      const authored = passages.filter((one) => one.authored)
      for (const [index, passage] of authored.entries()) {
        if (!anyMark.test(passage.text)) continue
        const around = authored.slice(Math.max(0, index - reach), index + reach + 1)
        checkPairs(
          passage,
          around.filter((one) => one !== passage),
          say,
        )
      }
    },
  },
)

/** A paragraph over a page end, or one in several cells, comes as passages that close what another opened. */
const reach = 4

const pairs = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
] as const

const anyMark = /[()[\]“”"]/
const straightQuote = /(?<!\d)"/g

function checkPairs(passage: Passage, around: readonly Passage[], say: Say<'G003'>): void {
  // A cell may hold half of a negative figure, and so may a line of a table in plain text.
  if (isTable(passage.text)) return
  if (passage.kind === 'cell') {
    checkCell(passage, around, say)
    return
  }
  const { text } = passage
  for (const [open, close] of pairs) {
    if (!text.includes(open) && !text.includes(close)) continue
    const wrong = unpaired(text, open, close)
    if (wrong === undefined) continue
    // A quotation over several paragraphs opens each and closes the last.
    if (around.some((one) => unpaired(one.text, open, close) !== undefined)) continue
    say('G003', passage.place(wrong, wrong + 1), `"${text[wrong]}" has no partner`)
  }
  const straight = matches(straightQuote, text)
  const last = straight.at(-1)
  const odd = straight.length % 2 === 1
  if (
    odd &&
    last &&
    !/\d"/.test(text) &&
    !around.some((one) => matches(straightQuote, one.text).length % 2 === 1)
  )
    say('G003', passage.place(last.index, last.index + 1), 'a quotation mark has no partner')
}

/** A cell of words, as in an exhibit index, whose bracket before a word is never closed; captions of a cover page run over rows. */
function checkCell(passage: Passage, around: readonly Passage[], say: Say<'G003'>): void {
  const { text, part } = passage
  if (part === 'cover-page' || matches(/[a-z]{3,}/gi, text).length < 4) return
  const wrong = unpaired(text, '(', ')')
  if (wrong === undefined || !/^\([a-z]{2}/i.test(text.slice(wrong))) return
  if (around.some((one) => unpaired(one.text, '(', ')') !== undefined)) return
  say('G003', passage.place(wrong, wrong + 1), '"(" has no partner')
}

/** Where a mark stands without its partner. */
function unpaired(text: string, open: string, close: string): number | undefined {
  let depth = 0
  let opened = -1
  for (let at = 0; at < text.length; at++) {
    if (text[at] === open) {
      if (depth++ === 0) opened = at
    } else if (text[at] === close) {
      if (depth > 0) depth--
      else if (!isLabel(text.slice(0, at))) return at
    }
  }
  return depth > 0 ? opened : undefined
}

/** Mostly figures, or ruled: its brackets are of figures that stand apart. */
const isTable = (text: string): boolean =>
  /-{4}|={4}|\.{4}/.test(text) || matches(/\d/g, text).length > text.length / 6

/** `a)` and `12)` number things without an opening bracket. */
const isLabel = (before: string): boolean => /(?:^|\s)(?:[a-z]|[ivx]{1,4}|\d{1,2})$/i.test(before)
