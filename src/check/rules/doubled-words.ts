/** A word that is repeated. */
import { matches } from '../../matches.ts'
import { capital, letter } from '../letters.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const doubledWords = family(
  {
    G002: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'a word is repeated',
      hint: 'delete one',
      in: '8-k.md',
      wrong: ' It did so so well.',
      right: '',
    },
  },
  {
    reading({ passages, fixed }, say) {
      // Nobody can edit an agreement here.
      if (fixed) return
      for (const passage of passages.filter((one) => one.authored)) checkDoubles(passage, say)
    },
  },
)

/** Doubled with a meaning. */
const meant = new Set(['had', 'that', 'win'])

/** Begins at the space between, so that the words of a text are not each tried from their first letter. */
const doubled = new RegExp(` (?<=(?<![${letter}\\d’'])([${letter}]+) )\\1(?![${letter}\\d’'-])`, 'g')
const capitalised = new RegExp(`^[${capital}]`)

function checkDoubles(passage: Passage, say: Say<'G002'>): void {
  for (const { index, 0: match, 1: word = '' } of matches(doubled, passage.text)) {
    // Capitalised twice is a name: Walla Walla.
    if (meant.has(word) || capitalised.test(word)) continue
    const at = passage.place(index - word.length, index + match.length)
    say('G002', at, `"${word} ${word}": a word is repeated`)
  }
}
