/** A measure that is not of GAAP is reconciled to one that is (Regulation G; Regulation S-K, Item 10(e)). */
import { family } from '../rule.ts'

export const nonGaap = family(
  {
    K095: {
      severity: 'warning',
      grade: 'form',
      source: 'Regulation G; Form 8-K, Instruction 2 to Item 2.02',
      means: 'a release gives a non-GAAP measure and no reconciliation',
      hint: 'look for the most directly comparable GAAP measure with equal prominence, and a table that reconciles the two',
      in: 'ex99-1.md',
      wrong: 'Adjusted EBITDA was $3.1 million.',
      right: '',
    },
  },
  {
    submission({ exhibits, date }, say) {
      // Regulation G is of March 28, 2003.
      if (date !== undefined && date < '2003-03-28') return
      const releases = exhibits.filter(({ form, fixed }) => !fixed && form.startsWith('EX-99'))
      const texts = releases.flatMap(({ passages }) => passages.map(({ text }) => text))
      // A note may say in words how it is worked out, which reconciles it too.
      if (
        texts.some((text) =>
          /reconcil|\b(?:less|minus|plus|excluding|before)\b[^.]{0,80}\b(?:expenditures?|purchases|depreciation|amortization|charges|capital)/i.test(
            text,
          ),
        )
      )
        return
      for (const { passages } of releases) {
        const first = passages.find(({ text, kind }) => kind === 'text' && measure.test(text))
        const match = first && measure.exec(first.text)
        if (first && match)
          say(
            'K095',
            first.place(match.index, match.index + match[0].length),
            `"${match[0]}" is not a measure of GAAP, and no exhibit reconciles it`,
          )
      }
    },
  },
)

const measure =
  /\b(?:adjusted (?:EBITDA|net (?:income|loss)|earnings|operating income|gross margin|diluted EPS|EPS)|EBITDA|non-GAAP (?:net|earnings|operating|gross|diluted|income)[a-z ]{0,20}|free cash flow|organic (?:revenue|sales) growth)\b[^.]{0,60}\d/i
