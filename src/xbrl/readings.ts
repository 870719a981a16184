/**
 * The table of tagging: what a fact prints -> concept, transformation, value. Nothing is guessed: where the printed
 * words do not give the expected value, the part that does is tagged, or the fact is not.
 */
import type { Span } from '../diagnostics/source.ts'
import type { FactValue } from '../document/document.ts'
import { isIsoDate } from '../filing/dates.ts'
import type { Registrant } from '../filing/filing.ts'
import { boxes } from '../filing/form-8-k.ts'
import { namesAgree } from './company-name.ts'
import { conceptNamed, incorporationCodes } from './concepts.ts'
import { exchangeCodeOf } from './exchanges.ts'
import { codesOf, type Format, transformed } from './transforms.ts'

/** One tag to be: the words it stands on, within what the fact shows. */
export interface Part {
  readonly concept: string
  readonly words: string
  readonly format?: Format
  readonly value: string
}

/** A tag before it has its number. */
export interface Draft extends Part {
  readonly path: string
  readonly at: Span | undefined
}

export interface Unread {
  readonly problem: string
  readonly hint: string
}

export type TransformReading = readonly Part[] | Unread

/** What is known of a fact where it is printed. */
export interface Printed {
  readonly shown: string
  readonly value: FactValue
  readonly registrant: Registrant | undefined
  /** Last key of the fact's path that is a number, as the line of an address or the row of a security. */
  readonly index: number
}

export const isUnread = (reading: TransformReading): reading is Unread => 'problem' in reading

type Read = (printed: Printed) => TransformReading

const text = (value: FactValue): string => (typeof value === 'string' ? value : '')
const collapsed = (words: string): string => words.replace(/[\s\u00a0]+/g, ' ').trim()
const unread = (problem: string, hint: string): Unread => ({ problem, hint })
const bare =
  (concept: string): Read =>
  ({ shown }) => {
    const value = collapsed(shown)
    const { takes, form } = conceptNamed(concept) ?? {}
    if (takes && !takes(value)) return unread(`"${value}" is not ${form}`, `EDGAR wants ${form} there`)
    return [{ concept, words: shown.trim(), value }]
  }

/** Runs of whole words in a text, the longest first. */
export function runsOf(shown: string): string[] {
  const words = [...shown.matchAll(/\S+/g)]
  const runs = words.flatMap((from, at) =>
    words.slice(at).map((to) => shown.slice(from.index, to.index + to[0].length).replace(/[,;.]$/, '')),
  )
  const more = runs.concat(words.map(([word]) => word.replace(/[,;.()]/g, '')))
  return more.filter((run) => run !== '').sort((a, b) => b.length - a.length)
}

/** The longest run of words that a transformation reads to the expected value. */
function readable(
  concept: string,
  shown: string,
  formats: readonly (Format | undefined)[],
  expected: string,
): Part | undefined {
  for (const words of [shown.trim(), ...runsOf(shown)]) {
    for (const format of formats)
      if (transformed(format, words) === expected)
        return { concept, words, ...(format !== undefined && { format }), value: expected }
  }
  return undefined
}

const dateFormats: readonly (Format | undefined)[] = [
  'ixt:date-monthname-day-year-en',
  'ixt:date-day-monthname-year-en',
  'ixt:date-month-day-year',
  'ixt:date-year-month-day',
]

const dateIn =
  /[A-Za-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}\s[A-Za-z]{3,9}\s\d{4}|\d{1,2}\/\d{1,2}\/\d{2,4}|\d{4}-\d{2}-\d{2}/g

const day: Read = ({ shown, value }) => {
  const expected = text(value)
  if (!isIsoDate(expected)) return unread(`"${expected}" is not a day`, 'write it as 2026-03-02')
  for (const words of [shown.trim(), ...(shown.match(dateIn) ?? [])]) {
    if (words === expected) return [{ concept: 'DocumentPeriodEndDate', words, value: expected }]
    const format = dateFormats.find((one) => transformed(one, words) === expected)
    if (format !== undefined) return [{ concept: 'DocumentPeriodEndDate', words, format, value: expected }]
  }
  return unread(
    `"${shown}" is not read as a date by EDGAR`,
    'print it as {{date report.date "MMMM d, yyyy"}}',
  )
}

const name: Read = ({ shown, registrant }) => {
  const value = collapsed(shown)
  if (registrant && !namesAgree(registrant.name, value))
    return unread(`"${value}" is not the name "${registrant.name}"`, 'print {{registrant.name}}')
  return [{ concept: 'EntityRegistrantName', words: shown.trim(), value }]
}

/** Words before a name that are no part of it. */
const polite = /^(?:the\s+)?(?:(?:state|commonwealth|province|district)\s+of\s+)?(?:the\s+)?/i

/** The code of a jurisdiction from its name alone; none where the name could be two. */
export function jurisdictionCodeOf(jurisdiction: string): string | undefined {
  const plain = collapsed(jurisdiction)
  if (incorporationCodes.has(plain)) return plain
  for (const words of [plain, plain.replace(polite, '')]) {
    const titled = words === words.toUpperCase() ? titleCase(words) : words
    for (const one of [words, titled]) {
      const state = transformed('ixt-sec:stateprovnameen', one)
      if (state !== undefined && incorporationCodes.has(state)) return state
      const country = transformed('ixt-sec:edgarprovcountryen', one)
      if (country !== undefined) return country
    }
  }
  return undefined
}

const titleCase = (words: string): string =>
  words.toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())

const jurisdiction: Read = ({ shown, registrant, value }) => {
  const expected = registrant?.jurisdictionCode ?? jurisdictionCodeOf(text(value))
  const concept = 'EntityIncorporationStateCountryCode'
  if (expected === undefined)
    return unread(
      `"${shown}" names no state or country that EDGAR knows`,
      'print its usual name, as Delaware or Cayman Islands, and give jurisdictionCode',
    )
  const state = codesOf('states').has(expected)
  const formats = [undefined, ...(state ? ['ixt-sec:stateprovnameen'] : ['ixt-sec:edgarprovcountryen'])]
  const part = readable(concept, shown, formats, expected)
  return part
    ? [part]
    : unread(
        `"${shown}" is not read as ${expected} by EDGAR`,
        'print the name in small letters after the first, as Delaware or Cayman Islands, or the code',
      )
}

const street: Read = ({ shown, value, index }) => {
  const lines = Array.isArray(value) ? value.map((one: FactValue) => text(one)) : [text(value)]
  const first = Array.isArray(value) ? 0 : index
  if (first + lines.length > 3)
    return [{ concept: 'EntityAddressAddressLine1', words: shown.trim(), value: collapsed(shown) }]
  return lines.map((words, at) => ({
    concept: `EntityAddressAddressLine${first + at + 1}`,
    words,
    value: collapsed(words),
  }))
}

const state: Read = ({ shown, value }) => {
  const written = text(value)
  const concept = 'EntityAddressStateOrProvince'
  const { takes = () => false } = conceptNamed(concept) ?? {}
  const expected = takes(written) ? written : transformed('ixt-sec:stateprovnameen', written)
  // A county or canton abroad has no code: the country stands for it.
  if (expected === undefined || !takes(expected)) return []
  const part = readable(concept, shown, [undefined, 'ixt-sec:stateprovnameen'], expected)
  return part
    ? [part]
    : unread(
        `"${shown}" is not read as ${expected} by EDGAR`,
        'print the code in capitals, or the name in small letters',
      )
}

const country: Read = ({ shown, value }) => {
  const written = text(value).replace(/^the\s+/i, '')
  const codes = codesOf('countries')
  const expected = codes.has(written) ? written : transformed('ixt-sec:countrynameen', written)
  const part =
    expected === undefined
      ? undefined
      : readable('EntityAddressCountry', shown, [undefined, 'ixt-sec:countrynameen'], expected)
  return part
    ? [part]
    : unread(
        `"${shown}" is not a country that EDGAR reads`,
        'print its usual English name, as Ireland, or its code, as IE',
      )
}

/** A number where it is printed with other signs between its figures: 995.2500 for 995-2500. */
function asPrinted(number: string, shown: string): string {
  if (shown.includes(number)) return number
  const figures = number.replace(/[^\dA-Z]/g, '').split('')
  return new RegExp(figures.join('[\\s.()/-]*')).exec(shown)?.[0] ?? number
}

const phone: Read = ({ shown, value }) => {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, FactValue>
  >
  const parts = [
    ['CountryRegion', given['country']],
    ['CityAreaCode', given['area']],
    ['LocalPhoneNumber', given['number']],
    ['Extension', given['extension']],
  ] as const
  const found = parts.flatMap(([concept, words]) => {
    if (typeof words !== 'string' || (concept === 'CountryRegion' && given['country'] === '1')) return []
    const printed = asPrinted(words, shown)
    return [{ concept, words: printed, value: collapsed(printed) }]
  })
  const missing = found.find(({ words }) => !shown.includes(words))
  if (missing)
    return unread(`"${shown}" does not show ${missing.words}`, 'print it by {{phone registrant.phone}}')
  return found
}

/** The printed exchange, on the words that EDGAR reads; where none do, the fact is left out, which EDGAR takes. */
const exchange: Read = ({ shown, value, registrant, index }) => {
  const given = registrant?.securities?.[index]?.exchangeCode
  const expected = given ?? exchangeCodeOf(text(value))
  if (expected === undefined)
    return unread(
      `"${shown}" is not an exchange that EDGAR knows by this name`,
      'give exchangeCode, as NASDAQ or NYSE',
    )
  const part = readable('SecurityExchangeName', shown, [undefined, 'ixt-sec:exchnameen'], expected)
  return part
    ? [part]
    : unread(
        `"${shown}" is not read as ${expected} by EDGAR, so the exchange goes without a tag`,
        'EDGAR takes that; to have it tagged, print a name that it reads',
      )
}

const boxAt =
  (concept: string): Read =>
  ({ shown, value }) => {
    const expected = String(value === true)
    const words = shown.trim()
    const format = /^[\u2610-\u2612]$/.test(words) ? 'ixt-sec:boolballotbox' : `ixt:fixed-${expected}`
    return transformed(format, words) === expected
      ? [{ concept, words, format, value: expected }]
      : unread(`"${words}" is not a box that says ${expected}`, 'print it by {{box …}}')
  }

/** By the path of a fact, numbers of registrants and rows left out. */
export const readings: Readonly<Record<string, Read>> = {
  form: bare('DocumentType'),
  reportDate: day,
  'amendment.note': ({ shown }) => [
    { concept: 'AmendmentDescription', words: shown.trim(), value: collapsed(shown) },
  ],
  'registrants.#.name': name,
  'registrants.#.jurisdiction': jurisdiction,
  'registrants.#.fileNumber': bare('EntityFileNumber'),
  'registrants.#.ein': (printed) =>
    /^(?:not applicable|n\/a|none)$/i.test(printed.shown.trim())
      ? []
      : bare('EntityTaxIdentificationNumber')(printed),
  'registrants.#.address.street': street,
  'registrants.#.address.street.#': street,
  'registrants.#.address.city': bare('EntityAddressCityOrTown'),
  'registrants.#.address.state': state,
  'registrants.#.address.zip': bare('EntityAddressPostalZipCode'),
  'registrants.#.address.country': country,
  'registrants.#.phone': phone,
  'registrants.#.phone.country': bare('CountryRegion'),
  'registrants.#.phone.area': bare('CityAreaCode'),
  'registrants.#.phone.number': bare('LocalPhoneNumber'),
  'registrants.#.formerName': bare('EntityInformationFormerLegalOrRegisteredName'),
  'registrants.#.formerAddress.street': street,
  'registrants.#.formerAddress.street.#': street,
  'registrants.#.formerAddress.city': bare('EntityAddressCityOrTown'),
  'registrants.#.formerAddress.state': state,
  'registrants.#.formerAddress.zip': bare('EntityAddressPostalZipCode'),
  'registrants.#.formerAddress.country': country,
  'registrants.#.securities.#.title': bare('Security12bTitle'),
  'registrants.#.securities.#.symbol': bare('TradingSymbol'),
  'registrants.#.securities.#.exchange': exchange,
  'registrants.#.emergingGrowthCompany': boxAt('EntityEmergingGrowthCompany'),
  'registrants.#.transitionPeriodDeclined': boxAt('EntityExTransitionPeriod'),
  ...Object.fromEntries(
    boxes.flatMap(({ key }) => {
      const read = boxAt(key.slice(0, 1).toUpperCase() + key.slice(1))
      return [
        [`boxes.${key}`, read],
        [`registrants.#.boxes.${key}`, read],
      ]
    }),
  ),
}
