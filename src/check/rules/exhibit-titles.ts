/** Titles in the exhibit index against what they name. */
import type { Filing } from '../../filing/filing.ts'
import { bare } from '../bare.ts'
import { suffix } from '../company-names.ts'
import { family, type Say } from '../rule.ts'

export const exhibitTitles = family(
  {
    A005: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K, Item 9.01',
      means: 'the exhibit index and the exhibit name different companies or dates',
      hint: 'correct the title of the exhibit',
      in: 'filing.yaml',
      wrong: '{ number: 99.1, title: "Press release of Harbor Corp. dated March 2, 2026" }',
      right: '{ number: 99.1, title: Press release }',
    },
  },
  { filing: checkTitles },
)

/** A title in the index that names a company names the registrant. */
function checkTitles({ registrants, exhibits }: Filing, say: Say<'A005'>): void {
  for (const { facts, at, content } of exhibits) {
    const named =
      /\b(?:press|news|earnings) release (?:of|issued by|by) (.+?)(?:,? (?:dated|issued|announcing|regarding|entitled|titled|reporting|relating|with respect|concerning|on|as of)\b|, [“"]|[.,;]?$)/i.exec(
        facts.title,
      )?.[1]
    if (
      named === undefined ||
      content.kind === 'incorporated' ||
      /^(?:the )?(?:registrant|company|corporation|bank|issuer)$/i.test(named)
    )
      continue
    if (!registrants.some(({ name }) => bare(name.replace(suffix, '')) === bare(named.replace(suffix, ''))))
      say(
        'A005',
        at,
        `the index says the release is of "${named}", the cover page names ${registrants.map(({ name }) => name).join(' and ')}`,
      )
  }
}
