/** One document keeps to one kind of quotation marks, apostrophes and dashes. */
import { matches } from '../../matches.ts'
import { letter } from '../letters.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const kindsOfMarks = family(
  {
    G004: {
      severity: 'note',
      grade: 'convention',
      source: 'style',
      means: 'quotation marks or apostrophes of two kinds are used',
      hint: 'use one kind throughout, typographic or plain',
      in: 'ex99-1.md',
      wrong: '"We are glad," he said. “So am I,” said she.',
      right: '',
    },
    G010: {
      severity: 'note',
      grade: 'convention',
      source: 'style',
      means: 'dashes of two kinds are used',
      hint: 'use one kind throughout, with or without spaces',
      in: 'ex99-1.md',
      wrong: 'It is -- as ever \u2014 new.',
      right: '',
    },
  },
  {
    // The wording of a cover page is the form's, with marks of its own.
    reading: ({ passages }, say) =>
      checkKinds(
        passages.filter(({ authored, part }) => authored && part !== 'cover-page'),
        say,
      ),
  },
)

const apostrophe = new RegExp(`(?<=[${letter}])’`, 'g')
const straightApostrophe = new RegExp(`(?<=[${letter}])'(?=[${letter}])`, 'g')

/** One document, one kind of quotation marks, of apostrophes, of dashes; the rarer kind is named. */
function checkKinds(passages: readonly Passage[], say: Say<'G004' | 'G010'>): void {
  const kinds: readonly (readonly [code: 'G004' | 'G010', what: string, one: Mark, other: Mark])[] = [
    ['G004', 'quotation marks', [/[“”]/g], [/(?<!\d)"/g, '"']],
    ['G004', 'apostrophes', [apostrophe, '’'], [straightApostrophe, "'"]],
    ['G010', 'dashes', [/[–—]/g], [/(?<=\s|\w)--(?=\s|\w)/g, '--']],
  ]
  for (const [code, what, one, other] of kinds) {
    const [first, second] = [places(passages, one), places(passages, other)]
    const rarer = first.length < second.length ? first : second
    const [found] = rarer
    if (first.length > 0 && second.length > 0 && found)
      say(
        code,
        found.passage.place(found.at, found.at + 1),
        `${what} of two kinds are used: ${rarer.length} like this, ${Math.max(first.length, second.length)} of the other kind`,
      )
  }
}

/** A pattern, and what it begins with: to look for that alone is quicker. */
type Mark = readonly [pattern: RegExp, sign?: string]

function places(passages: readonly Passage[], [pattern, sign = '']: Mark) {
  return passages.flatMap((passage) =>
    passage.text.includes(sign)
      ? matches(pattern, passage.text).map(({ index }) => ({ passage, at: index }))
      : [],
  )
}
