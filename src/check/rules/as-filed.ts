/**
 * Where a record's wording departs from the form in type only: it prints as filed, and is said (design decision 14).
 * What departs in words or is left out is found by the rule that wants it.
 */
import type { Filing } from '../../filing/filing.ts'
import { family } from '../rule.ts'

const parts: Readonly<Record<string, string>> = {
  reportTitle: 'the title of the report',
  exhibitColumn: 'the heading of the exhibit column',
  registrantInSignature: 'the name of the registrant above the signature',
}

export const asFiled = family(
  {
    R004: {
      severity: 'note',
      grade: 'form',
      source: 'Form 8-K',
      means: 'an as-filed wording differs from the form in type only',
      hint: 'leave it where it follows the record; delete it to print the form’s own',
      in: 'filing.yaml',
      wrong: 'boxes: {}\nasFiled: { reportTitle: CURRENT REPORT }',
      right: 'boxes: {}',
    },
  },
  {
    filing(filing, say) {
      for (const [key, part] of Object.entries(parts)) {
        const value = filing.asFiled[key as keyof Filing['asFiled']]
        if (value !== undefined)
          say('R004', filing.places(`asFiled.${key}`), `${part} stands as filed: "${value}"`)
      }
      for (const { asFiledHeading, number, heading } of filing.items) {
        if (asFiledHeading !== undefined)
          say('R004', heading, `the heading of Item ${number} stands as filed`)
      }
    },
  },
)
