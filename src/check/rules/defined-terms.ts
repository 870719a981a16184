/** Terms that are defined are used. */
import { matches } from '../../matches.ts'
import type { Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const definedTerms = family(
  {
    G006: {
      severity: 'note',
      grade: 'convention',
      source: 'style',
      means: 'a defined term is never used',
      hint: 'use it, or take the definition out',
      in: '8-k.md',
      wrong: ' It entered into a merger agreement (the “Merger Agreement”).',
      right: '',
    },
  },
  {
    submission: ({ report, exhibits }, say) => checkTerms(report ? [report, ...exhibits] : exhibits, say),
  },
)

const definition = /\((?:[^()“"]{0,40}\s)?[“"]([^”"]{2,60}?)[,.]?[”"]\)/g

/** A term in brackets and quotation marks is used somewhere, in any document of the filing. */
function checkTerms(readings: readonly Reading[], say: Say<'G006'>): void {
  const texts = readings.flatMap(({ passages }) => passages.map(({ text }) => text))
  const all = texts.join('\n')
  for (const { passages, fixed } of readings) {
    if (fixed) continue
    for (const passage of passages.filter(({ authored }) => authored)) {
      for (const match of matches(definition, passage.text)) {
        const term = match[1] ?? ''
        // Who files may be named without being needed; a plural and a possessive are uses.
        if (/^(?:the )?(?:company|registrant|corporation|bank|issuer|we|us|our)$/i.test(term)) continue
        const stem = term.replace(/(?:ies|y|s)$/, '')
        const uses = countOf(all, stem) + (stem === stem.toUpperCase() ? 0 : countOf(all, stem.toUpperCase()))
        if (uses > countOf(all, match[0])) continue
        say(
          'G006',
          passage.place(match.index, match.index + match[0].length),
          `"${match[1]}" is defined and never used`,
        )
      }
    }
  }
}

const countOf = (text: string, part: string): number => text.split(part).length - 1
