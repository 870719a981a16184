/** The registrant's name is spelt in one way. */
import type { Filing } from '../../filing/filing.ts'
import { escapeRegExp, suffix } from '../company-names.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const registrantNames = family(
  {
    A003: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'the registrant’s name is spelt in another way',
      hint: 'show {{registrant.name}}',
      in: 'ex99-1.md',
      wrong: 'Tidewater and Co. has news',
      right: 'Tidewater & Co. has news',
    },
  },
  {
    submission({ filing, report, exhibits }, say) {
      if (!filing || !report) return
      const authored = [report, ...exhibits].flatMap(({ passages }) => passages.filter((one) => one.authored))
      checkNames(filing, authored, say)
    },
  },
)

/** The registrant's name in another spelling: `and` for `&`, another ending, other capitals. */
function checkNames({ registrants }: Filing, passages: readonly Passage[], say: Say<'A003'>): void {
  for (const { name } of registrants) {
    const core = name.replace(suffix, '')
    const words = core
      .split(/\s+/)
      .map((word) => (word === '&' || /^and$/i.test(word) ? '(?:&|and)' : escapeRegExp(word)))
    const pattern = new RegExp(
      `(?<![\\w@.])${words.join('\\s+')}(?:,?\\s+(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC)\\b\\.?)?(?!\\w)`,
      'gi',
    )
    const right = new Set([name, core, name.replace(/\.$/, '')])
    for (const passage of passages) {
      for (const match of passage.text.matchAll(pattern)) {
        const found = match[0].replace(/\s+/g, ' ')
        if (right.has(found) || found === found.toUpperCase() || found === found.toLowerCase()) continue
        // "Acme Company" of "the Acme Company culture" is a name with a word behind it, not another ending.
        if (found.startsWith(core) && !suffix.test(name)) continue
        say(
          'A003',
          passage.place(match.index, match.index + match[0].length),
          `"${found}" is not the registrant’s name "${name}"`,
        )
      }
    }
  }
}
