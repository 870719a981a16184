/** Facts of a cover page and signatures -> `filing.yaml`. What was not found is a placeholder that the lock refuses. */
import type { CoverFacts } from '../recognise/cover.ts'
import type { FoundExhibit } from '../recognise/exhibits.ts'
import type { FoundSignature } from '../recognise/signature.ts'
import type { HeaderLine } from '../submission.ts'
import { type Plain, yamlOf } from './yaml.ts'

const boxNames = [
  'writtenCommunications',
  'solicitingMaterial',
  'preCommencementTenderOffer',
  'preCommencementIssuerTenderOffer',
]

export function facts(
  cover: CoverFacts,
  exhibits: readonly FoundExhibit[],
  signature: FoundSignature,
  header: readonly HeaderLine[],
): string {
  const accession = header.find(({ name }) => name === 'ACCESSION NUMBER')?.value
  const about =
    accession === undefined ? '' : `# Imported from the filing with accession number ${accession}.\n`
  const yaml = yamlOf({
    format: '1',
    form: cover.form,
    reportDate: cover.reportDate,
    amendment: cover.form === '8-K/A' ? { number: cover.amendment ?? '1' } : undefined,
    registrants: [registrant(cover)],
    boxes: Object.fromEntries(
      boxNames.filter((_, index) => cover.boxes[index]).map((name) => [name, 'true']),
    ),
    exhibits: exhibits.map(({ number, title }) => ({ number, title })),
    signature: signatureFacts(signature),
  })
  return about + yaml
}

function registrant(cover: CoverFacts): Plain {
  const { address } = cover
  return known({
    name: cover.name ?? '[Name of the registrant]',
    jurisdiction: cover.jurisdiction ?? '[State of incorporation]',
    fileNumber: cover.fileNumber ?? '0-00000',
    ein: cover.ein ?? '00-0000000',
    cik: cover.cik,
    address: address
      ? known({ street: address.street, city: address.city, state: address.state, zip: address.zip })
      : { street: ['[Street]'], city: '[City]', zip: '00000' },
    phone: phoneOf(cover.phone),
    formerName: cover.formerName,
    securities: cover.securities?.map(({ title, symbol, exchange }) =>
      known({ title, symbol: /^(?:n\/a|none|[—–-]*)$/i.test(symbol) ? undefined : symbol, exchange }),
    ),
    emergingGrowthCompany: cover.emergingGrowth ? 'true' : undefined,
    transitionPeriodDeclined: cover.transitionDeclined ? 'true' : undefined,
  })
}

const known = (value: { readonly [key: string]: Plain | undefined }): { readonly [key: string]: Plain } =>
  Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Plain] => entry[1] !== undefined),
  )

function phoneOf(printed: string | undefined): Plain {
  const digits = (printed ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  if (/^\d{10}$/.test(digits))
    return { area: digits.slice(0, 3), number: `${digits.slice(3, 6)}-${digits.slice(6)}` }
  return { area: '000', number: '000-0000' }
}

function signatureFacts({ date, signatories }: FoundSignature): Plain | undefined {
  if (date === undefined && signatories.length === 0) return undefined
  return known({
    date,
    signatories:
      signatories.length === 0
        ? undefined
        : signatories.map(({ name, title, signed }) => known({ name, title, signed })),
  })
}
