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
      for (const passage of passages) {
        checkPlaceholders(passage, placeholders, say)
        checkPlaceholders(passage, leftBehind, say)
        const at = passage.place(0, 1)
        // In finished files of others it may stand for an omission.
        if (passage.text === '…' && at?.source.path.endsWith('.md'))
          say('G001', at, 'a paragraph is still to be written')
      }
    },
    filing({ registrants, facts, places }, say) {
      registrants.forEach(({ cik }, index) => {
        if (cik !== undefined && /^0*$/.test(cik))
          say('G001', places(`registrants.${index}.cik`), `"${cik}" is a placeholder`)
      })
      const namespace = facts.xbrl?.namespace ?? registrants[0].xbrl?.namespace
      if (namespace === 'http://www.example.com')
        say('G001', places('registrants.0.xbrl.namespace'), `"${namespace}" is a placeholder`)
    },
  },
)

const placeholders =
  /\[[\s●•*_.]*\]|\[(?:TB[DAC]|insert|date|name|amount|to come)[^\]]{0,40}\]|\[[●•][^\]]{0,200}\]|\bTB[DAC]\b|\bTODO\b|\bX{3,}\b|\$\s?X+\b|\bX{2,}\s?(?:%|million|billion)|\bPENDING\b|\blorem ipsum\b|\b00-0000000\b|\b\d{1,3}-00000\b|\{\{|\}\}|\{[^{}\n]{1,60}\}/gi
/** What `filingpress new` writes, where nobody has changed it. */
const leftBehind = /\b1 Main Street, Wilmington\b|\(302\) 555-0100|\bJane Doe\b|\b(?:today )?announced …/g

function checkPlaceholders(passage: Passage, pattern: RegExp, say: Say<'G001'>): void {
  for (const match of matches(pattern, passage.text)) {
    // On a cover page empty brackets are a box.
    if (passage.part === 'cover-page' && /^\[\s*\]$/.test(match[0])) continue
    const at = passage.place(match.index, match.index + match[0].length)
    say('G001', at, `"${match[0]}" is a placeholder`)
  }
}
