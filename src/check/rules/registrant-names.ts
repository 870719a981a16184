/** The registrant's name is spelt in one way. */
import type { Span } from '../../diagnostics/source.ts'
import { escapeRegExp, suffix } from '../company-names.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const registrantNames = family(
  {
    A003: {
      severity: 'warning',
      grade: 'convention',
      source: 'Form 8-K',
      means: 'the registrant’s name is spelled differently',
      hint: 'show {{registrant.name}}',
      in: 'ex99-1.md',
      wrong: 'Tidewater and Co. has news',
      right: 'Tidewater & Co. has news',
    },
  },
  {
    submission({ filers, report, exhibits }, say) {
      const passages = (report ? [report, ...exhibits] : exhibits)
        .filter(({ fixed }) => !fixed)
        .flatMap((one) => one.passages.filter(({ authored, part }) => authored && part !== 'cover-page'))
      for (const { name } of filers) checkName(name, passages, say)
    },
  },
)

/** Capitals, points, commas and spaces are a house's own; words and the kind of company are not. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\band\b/g, ' and ')
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The name in another spelling: `and` for `&`, or another kind of company behind the same words. */
function checkName(charter: string, passages: readonly Passage[], say: Say<'A003'>): void {
  const name = charter.replace(/(?<!\s)\s*[/\\][A-Z]{2,3}[/\\]?$/, '')
  const core = name.replace(suffix, '')
  // One short word is a word of the language as often as a name.
  if (core.length < 4) return
  const words = core
    .split(/\s+/)
    .map((word) => (word === '&' || /^and$/i.test(word) ? '(?:&|and)' : escapeRegExp(word)))
  const pattern = new RegExp(
    `(?<![\\w@./-])${words.join('\\s+')}(?:,?\\s+(Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|LP|L\\.P)\\b\\.?)?(?!\\w)`,
    'gi',
  )
  const ending = suffix.exec(name)?.[0]
  const places = new Map<string, { text: string; at: Span[] }>()
  for (const passage of passages) {
    for (const match of passage.text.matchAll(pattern)) {
      const found = match[0].replace(/\s+/g, ' ')
      const own = match[1] === undefined ? plain(core) : plain(name)
      if (plain(found) === own || !/^\p{Lu}/u.test(found)) continue
      if (isLonger(passage.text.slice(0, match.index))) continue
      // "Acme Company" of "the Acme Company culture", and "Acme Limited Partners", are other things.
      const behind = passage.text.slice(match.index + match[0].length)
      const goesOn = /^\s+(?:\p{Lu}|of\s+\p{Lu}|culture|plan)/u.test(behind) && !/[.,]$/.test(match[0])
      if (match[1] !== undefined && (ending === undefined || goesOn)) continue
      const key = plain(found)
      const group = places.get(key) ?? { text: found, at: [] }
      group.at.push(passage.place(match.index, match.index + match[0].length))
      places.set(key, group)
    }
  }
  for (const { text, at } of places.values())
    say('A003', at, `"${text}" is not the registrant’s name "${name}"`)
}

/** Words that stand before a name and are no part of it. */
const before =
  /^(?:the|of|by|on|at|in|to|for|from|with|and|or|that|between|among|as|is|a|an|by:|when|if|while|after|since|\(the)$/i

/** Whether a name goes on to the left, as "Acme" of "Big Acme" does. */
function isLonger(left: string): boolean {
  const word = /(?<!\S)(\S+)\s$/.exec(left)?.[1]
  return (
    word !== undefined &&
    (word === '&' || (/^[\p{Lu}\d]/u.test(word) && !/[,;:]$/.test(word) && !before.test(word)))
  )
}
