/**
 * Where a record's wording departs from the form in type only: it prints as filed, and is said (design decision 14).
 * What departs in words or is left out is found by the rule that wants it.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Filing } from '../filing/filing.ts'

const parts: Readonly<Record<string, string>> = {
  reportTitle: 'the title of the report',
  exhibitColumn: 'the heading of the exhibit column',
  registrantInSignature: 'the name of the registrant above the signature',
}

export function checkRecord(filing: Filing, log: Log): void {
  for (const [key, part] of Object.entries(parts)) {
    const value = filing.asFiled[key as keyof Filing['asFiled']]
    if (value !== undefined)
      log.add('R004', filing.places(`asFiled.${key}`), `${part} stands as filed: "${value}"`)
  }
  for (const { asFiledHeading, number, heading } of filing.items) {
    if (asFiledHeading !== undefined)
      log.add('R004', heading, `the heading of Item ${number} stands as filed`)
  }
}
