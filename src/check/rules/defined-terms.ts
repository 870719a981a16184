/** Terms that are defined are used. */
import { matches } from '../../matches.ts'
import type { Reading } from '../passages.ts'
import { family, type Say } from '../rule.ts'

export const definedTerms = family(
  {
    G006: {
      severity: 'warning',
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
  const all = readings.flatMap(({ passages }) => passages.map(({ text }) => text)).join('\n')
  for (const { passages } of readings) {
    for (const passage of passages.filter(({ authored }) => authored)) {
      for (const match of matches(definition, passage.text)) {
        const term = match[1] ?? ''
        const plural = term.replace(/(?:y|s)$/, '')
        const uses = all.split(plural).length - 1
        const defined = all.split(match[0]).length - 1
        if (uses <= defined)
          say(
            'G006',
            passage.place(match.index, match.index + match[0].length),
            `"${term}" is defined and never used`,
          )
      }
    }
  }
}
