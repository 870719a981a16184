/**
 * A submission to EDGAR as one value, made from the facts of a filing and its finished files. The XML for EDGARLink, the
 * preview of what EDGAR publishes and the sheet for the person at the keyboard are views of it, so that page, tag and
 * header cannot differ.
 */
import type { Filing, Registrant } from '../filing/filing.ts'
import { exchangeCodeOf, exchangeOf } from '../xbrl/exchanges.ts'
import { tagsDue } from '../xbrl/identity.ts'
import { jurisdictionCodeOf } from '../xbrl/readings.ts'

/** Stands where EDGARLink asks for the code of the filer: it is a secret, and never an input here. */
export const cccPlaceholder = 'XXXXXXXX'

export interface SubmittedFile {
  readonly name: string
  /** As `8-K`, `EX-99.1`, `EX-101.SCH`, `GRAPHIC`. */
  readonly type: string
  readonly description: string
  readonly bytes: Uint8Array
  /** Whether EDGAR reads it as Inline XBRL or as a part of its taxonomy. */
  readonly xbrl: boolean
}

export interface Filer {
  /** Ten digits. */
  readonly cik: string
  readonly name: string
  readonly fileNumber: string
  readonly registrant: Registrant
  readonly stateCode: string | undefined
  readonly emergingGrowth: boolean
  /** Given by an emerging growth company alone. */
  readonly exTransition: boolean | undefined
}

export interface Submission {
  readonly live: boolean
  readonly type: string
  readonly filers: readonly [Filer, ...Filer[]]
  /** Letters of the exchanges' self-regulatory organizations; `NONE` where there is none. */
  readonly sros: readonly string[]
  /** `YYYY-MM-DD` */
  readonly period: string
  readonly items: readonly string[]
  /** The one form type that a checked box stands for. */
  readonly alsoFiledAs: string | undefined
  /** `MM-DD`, with Item 5.03. */
  readonly fiscalYearEnd: string | undefined
  readonly files: readonly SubmittedFile[]
}

/** What EDGAR takes beside an 8-K in one submission. */
const simultaneous = ['425', 'DEFA14A', 'DFAN14A', 'SC TO-C']

/** Why a filing cannot be submitted as it is; none where it can. */
export function obstacles({ facts, registrants }: Filing, tagged: boolean): readonly string[] {
  const types = facts.alsoFiledAs ?? []
  const wrong = types.filter((type) => !simultaneous.includes(type))
  return [
    ...(tagsDue({ facts, registrants }).due && !tagged ? ['its cover page must be tagged, and is not'] : []),
    ...registrants.flatMap(({ name, cik }) => (cik === undefined ? [`${name} has no cik`] : [])),
    ...(types.length > 1 ? [`EDGAR takes one form type beside an 8-K, not ${types.join(' and ')}`] : []),
    ...wrong.map((type) => `EDGAR does not take ${type} beside an 8-K: it is a submission of its own`),
  ]
}

/**
 * @param files finished files by name, the report first
 * @param report name of the report among them
 */
export function submissionOf(
  filing: Filing,
  files: ReadonlyMap<string, Uint8Array>,
  report: string,
  live: boolean,
): Submission {
  const { facts, registrants, items } = filing
  const numbers = items.map(({ number }) => number).sort((a, b) => Number(a) - Number(b))
  const withIndex = filing.exhibits.length > 0 && !numbers.includes('9.01') ? [...numbers, '9.01'] : numbers
  const [first, ...others] = registrants
  return {
    live,
    type: facts.form,
    filers: [filerOf(first), ...others.map(filerOf)],
    sros: srosOf(registrants),
    period: facts.reportDate,
    items: withIndex,
    alsoFiledAs: facts.alsoFiledAs?.[0],
    fiscalYearEnd: numbers.includes('5.03') ? first.fiscalYearEnd : undefined,
    files: filesOf(filing, files, report),
  }
}

function filerOf(one: Registrant): Filer {
  const emerging = one.emergingGrowthCompany === true
  return {
    cik: (one.cik ?? '').padStart(10, '0'),
    name: one.conformedName ?? one.name,
    fileNumber: one.fileNumber,
    registrant: one,
    stateCode: one.jurisdictionCode ?? jurisdictionCodeOf(one.jurisdiction),
    emergingGrowth: emerging,
    exTransition: emerging ? one.transitionPeriodDeclined === true : undefined,
  }
}

function srosOf(registrants: readonly Registrant[]): readonly string[] {
  const found = registrants.flatMap(({ securities = [] }) =>
    securities.flatMap(({ exchange, exchangeCode }) => {
      const sro = exchangeOf(exchangeCode ?? exchangeCodeOf(exchange) ?? '')?.sro
      return sro === undefined || sro === 'NONE' ? [] : [sro]
    }),
  )
  return found.length > 0 ? [...new Set(found)] : ['NONE']
}

const parts: readonly (readonly [ending: RegExp, type: string, description: string])[] = [
  [/\.xsd$/, 'EX-101.SCH', 'XBRL TAXONOMY EXTENSION SCHEMA'],
  [/_def\.xml$/, 'EX-101.DEF', 'XBRL TAXONOMY EXTENSION DEFINITION LINKBASE'],
  [/_lab\.xml$/, 'EX-101.LAB', 'XBRL TAXONOMY EXTENSION LABEL LINKBASE'],
  [/_pre\.xml$/, 'EX-101.PRE', 'XBRL TAXONOMY EXTENSION PRESENTATION LINKBASE'],
]

/** The report, the exhibits in their order, the parts of the taxonomy, the pictures; no copies for reading. */
function filesOf(
  { facts, exhibits }: Filing,
  files: ReadonlyMap<string, Uint8Array>,
  report: string,
): readonly SubmittedFile[] {
  const found: SubmittedFile[] = []
  const take = (name: string, type: string, description: string, xbrl = false): void => {
    const bytes = files.get(name)
    if (bytes && !found.some((one) => one.name === name))
      found.push({ name, type, description: description.slice(0, 255), bytes, xbrl })
  }
  const tagged = [...files.keys()].some((name) => name.endsWith('.xsd'))
  take(report, facts.form, facts.form, tagged)
  for (const { content, facts: exhibit } of exhibits)
    if ('fileName' in content && content.kind !== 'missing')
      take(content.fileName, `EX-${exhibit.number}`, exhibit.title)
  for (const [ending, type, description] of parts)
    for (const name of files.keys()) if (ending.test(name)) take(name, type, description, true)
  for (const name of [...files.keys()].sort())
    if (/\.(?:gif|jpg)$/.test(name)) take(name, 'GRAPHIC', 'GRAPHIC')
  return found
}
