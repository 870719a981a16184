/** What was to be filled in and was not. */
import { matches } from '../../matches.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const placeholderRule = family(
  {
    G001: {
      severity: 'finding',
      grade: 'form',
      source: 'Form 8-K',
      means: 'a placeholder was left in the text',
      hint: 'fill it in',
      in: '8-k.md',
      wrong: ' It was [●].',
      right: '',
    },
  },
  {
    reading({ passages }, say) {
      for (const passage of passages) checkPlaceholders(passage, say)
    },
  },
)

const placeholders =
  /\[[\s●•*_.]*\]|\[(?:TB[DAC]|insert|date|name|amount|to come|●|•)[^\]]{0,40}\]|\bTB[DAC]\b|\bTODO\b|\bX{3,}\b|\$\s?X+\b|\bX{2,}\s?(?:%|million|billion)|\bPENDING\b|\blorem ipsum\b|\b00-0000000\b|\b\d{1,3}-00000\b|\{\{|\}\}|\{[^{}\n]{1,60}\}/gi
function checkPlaceholders(passage: Passage, say: Say<'G001'>): void {
  for (const match of matches(placeholders, passage.text)) {
    // On a cover page empty brackets are a box.
    if (passage.part === 'cover-page' && /^\[\s*\]$/.test(match[0])) continue
    const at = passage.place(match.index, match.index + match[0].length)
    say('G001', at, `"${match[0]}" is a placeholder`)
  }
}
