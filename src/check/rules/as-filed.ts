/**
 * Where a record's wording departs from the form in type only: it prints as filed, and is said (design decision 14).
 * What departs in words or is left out is found by the rule that wants it.
 */
import type { Filing } from '../../filing/filing.ts'
import { family } from '../rule.ts'

const parts: Readonly<Record<string, string>> = {
  reportTitle: 'the title of the report',
  formerName: 'the line for a former name',
  sections: 'a line above an item',
  exhibitsHeading: 'the heading of the exhibits',
  exhibitNumberColumn: 'the heading of the column of numbers',
  exhibitColumn: 'the heading of the exhibit column',
  signatureHeading: 'the heading of the signatures',
  registrantInSignature: 'the name of the registrant above the signature',
  signatureLabels: 'a word beside the signature',
  signatureNotes: 'a note behind the signatures',
}

/** What is left out is found by the rule that wants it. */
const left = 'omitted'

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
        const given = typeof value === 'object' ? Object.entries(value) : [['', value] as const]
        for (const [inner, words] of given)
          if (words !== undefined && words !== left)
            say(
              'R004',
              filing.places(inner === '' ? `asFiled.${key}` : `asFiled.${key}.${inner}`),
              `${part} stands as filed: "${words}"`,
            )
      }
      filing.registrants.forEach(({ phone: { written } }, index) => {
        if (written !== undefined)
          say(
            'R004',
            filing.places(`registrants.${index}.phone.written`),
            `the telephone number stands as written: "${written}"`,
          )
      })
      for (const { asFiledHeading, number, heading } of filing.items) {
        if (asFiledHeading !== undefined)
          say('R004', heading, `the heading of Item ${number} stands as filed`)
      }
    },
  },
)
