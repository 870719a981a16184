/** Where a record departs from the form: printed as filed, and said at every build (design decision 14). */
import type { Log } from '../diagnostics/log.ts'
import type { IsoDate } from '../filing/dates.ts'
import type { Filing } from '../filing/filing.ts'
import { itemOn } from '../filing/form-8-k.ts'

const parts: Readonly<Record<string, string>> = {
  reportTitle: 'the title of the report',
  formerName: 'the line for a former name or address',
  exhibitsHeading: 'the heading "(d) Exhibits"',
  exhibitColumn: 'the heading of the exhibit column',
  signatureHeading: 'the heading "SIGNATURES"',
  signatureSentence: 'the signature sentence',
  registrantInSignature: 'the name of the registrant above the signature',
}

export function checkRecord(filing: Filing, log: Log): void {
  for (const [key, value] of Object.entries(filing.asFiled)) {
    const part = parts[key]
    if (part === undefined || value === undefined) continue
    const at = filing.places(`asFiled.${key}`)
    if (value === 'omitted') log.add('R002', at, `${part} is left out, as filed`)
    else log.add('R001', at, `${part} stands as filed`)
  }
  for (const item of filing.items) {
    if (item.asFiledHeading === undefined) continue
    const caption = itemOn(item.number, filing.facts.reportDate as IsoDate)?.caption ?? ''
    log.add(
      'R001',
      item.heading,
      `the heading of Item ${item.number} stands as filed`,
      `the form has "Item ${item.number} ${caption}"`,
    )
  }
  checkSignature(filing, log)
}

function checkSignature({ facts, places }: Filing, log: Log): void {
  const { signature } = facts
  const at = places('signature')
  if (signature.signatories.length === 0) {
    log.add(
      'R003',
      at,
      'nobody signs: name and title are printed as blank lines',
      'add signature: with signatories: to filing.yaml',
    )
  }
  if (signature.date === undefined) log.add('R003', at, 'the signature has no date: it is printed as a blank')
}
