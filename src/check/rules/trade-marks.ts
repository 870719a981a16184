/** Trade marks are marked in one way and credited. */
import { matches } from '../../matches.ts'
import { letter } from '../letters.ts'
import type { Passage } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const tradeMarks = family(
  {
    G009: {
      severity: 'warning',
      grade: 'convention',
      source: 'style',
      means: 'a trademark is marked but not credited, or is marked in two ways',
      hint: 'mark the first use and credit it once',
      in: 'ex99-1.md',
      wrong: 'Gauge® is old. Gauge™ is new.',
      right: '',
    },
  },
  {
    reading: ({ passages }, say) =>
      checkTradeMarks(
        passages.filter(({ authored }) => authored),
        say,
      ),
  },
)

const ownMark = new RegExp(`([${letter}\\d][${letter}\\d-]+) ?([®™])`, 'g')

function checkTradeMarks(passages: readonly Passage[], say: Say<'G009'>): void {
  const marks = new Map<string, string>()
  const credits = passages.filter(({ text }) => /trade\s?marks?\b/i.test(text)).map(({ text }) => text)
  for (const passage of passages.filter(({ text }) => /[®™]/.test(text))) {
    for (const match of matches(ownMark, passage.text)) {
      const [, name = '', mark = ''] = match
      const at = passage.place(match.index, match.index + match[0].length)
      const before = marks.get(name)
      if (before === undefined) {
        marks.set(name, mark)
        const general = credits.some((text) =>
          /respective owners|other (?:company|product|brand)/i.test(text),
        )
        if (credits.length > 0 && !general && !credits.some((text) => text.includes(name)))
          say('G009', at, `${match[0]} is marked and not among the credits`)
      } else if (before !== mark) say('G009', at, `${name} is marked ${before} and ${mark}`)
    }
  }
}
