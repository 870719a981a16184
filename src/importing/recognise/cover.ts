/**
 * Facts of a cover page, found by the captions of the form around them and not by position.
 *
 * A value stands over its caption in the same column, before it in the same cell, or behind a colon. Tags of
 * Inline XBRL and the header of a submission tell the same facts; tags win, because they are marked on the
 * printed words, and the header only fills what the page does not say.
 */
import { isIsoDate } from '../../filing/dates.ts'
import type { FoundFact } from '../found.ts'
import type { HeaderLine } from '../submission.ts'
import { addressOf, type FoundAddress, stateNames } from './address.ts'
import { dateIn } from './dates.ts'
import type { Flow } from './flow.ts'
import { type CoverLine, linesOf, valueAt } from './lines.ts'

export interface CoverFacts {
  readonly form: '8-K' | '8-K/A'
  readonly amendment?: string
  /** ISO. */
  readonly reportDate?: string
  readonly name?: string
  readonly jurisdiction?: string
  readonly fileNumber?: string
  readonly ein?: string
  readonly cik?: string
  readonly address?: FoundAddress
  readonly phone?: string
  readonly formerName?: string
  readonly boxes: readonly boolean[]
  readonly securities?: readonly {
    readonly title: string
    readonly symbol: string
    readonly exchange: string
  }[]
  readonly emergingGrowth?: boolean
  readonly transitionDeclined?: boolean
}

const captions = {
  name: /exact name of (?:the )?(?:small business issuer|registrant|company)/i,
  jurisdiction: /state (?:o[rf] other\b|of(?: incorporation|$)|or jurisdiction)/i,
  fileNumber: /^\(?commission(?:\s*file|$)|\bfile (?:number|no)/i,
  ein: /i\.?\s?r\.?\s?s\.?(?: employer|$)|employer identification/i,
  address: /address of (?:the )?(?:registrant['’]s )?principal executive|^\(address, including zip code/i,
  zip: /^\(?\s*zip code\s*\)?$/i,
  phone: /telephone number/i,
  formerName: /former name/i,
} as const

export function coverOf(
  flow: readonly Flow[],
  tags: readonly FoundFact[],
  header: readonly HeaderLine[],
): CoverFacts {
  const lines = linesOf(flow)
  const tag = (concept: string) => tags.find((one) => one.concept === `dei:${concept}`)?.text || undefined
  const value = (key: keyof typeof captions, blocks = 1) => valueAt(lines, captions[key], blocks)
  const head = (name: string, group?: RegExp) =>
    header.find((line) => line.name === name && (!group || group.test(line.group)))?.value
  const text = lines.map(({ label, text }) => (label === undefined ? text : `${label} ${text}`)).join('\n')
  const address = addressFrom(tag, lines, value('address', 4), value('zip'), head)
  const reportDate = reportDateOf(text, tag('DocumentPeriodEndDate'), head('CONFORMED PERIOD OF REPORT'))
  const amendment = /amendment\s+no\.?\s*(\d+)/i.exec(text)?.[1]
  const name = nameOf(tag('EntityRegistrantName'), value('name'), head('COMPANY CONFORMED NAME'))
  const found = {
    reportDate,
    amendment,
    name,
    jurisdiction:
      jurisdictionOf(value('jurisdiction')) ??
      stateIn(near(lines, captions.jurisdiction)) ??
      tag('EntityIncorporationStateCountryCode'),
    fileNumber: numberIn(fileNumbers, tag('EntityFileNumber'), [
      value('fileNumber'),
      plainFileNumbers(near(lines, captions.fileNumber)),
      head('SEC FILE NUMBER'),
    ]),
    ein: einOf(tag('EntityTaxIdentificationNumber'), [
      value('ein'),
      near(lines, captions.ein),
      head('IRS NUMBER'),
      head('EIN'),
    ]),
    cik: tag('EntityCentralIndexKey') ?? head('CENTRAL INDEX KEY'),
    address,
    phone: numberIn(phones, phoneOfTags(tag), [
      value('phone'),
      lineWith(lines, captions.phone),
      below(lines, captions.phone),
      value('address', 4),
      lineWith(lines, /^tel\b/i),
      head('BUSINESS PHONE'),
    ]),
    formerName: formerName(value('formerName')),
    securities: securitiesOf(flow),
    ...growthOf(text),
  }
  const known = Object.fromEntries(Object.entries(found).filter(([, one]) => one !== undefined))
  const amended =
    amendment !== undefined || /form\s+8-k\/a/i.test(text) || head('CONFORMED SUBMISSION TYPE') === '8-K/A'
  return { ...known, form: amended ? '8-K/A' : '8-K', boxes: boxesOf(lines) }
}

/** The tag may hold a part of the name only: NVIDIA tags "NVIDIA CORP" of "NVIDIA CORPORATION". */
function nameOf(
  tagged: string | undefined,
  printed: string | undefined,
  header: string | undefined,
): string | undefined {
  if (printed && (!tagged || printed.toUpperCase().includes(tagged.toUpperCase()) || printed.length < 120))
    return printed
  return tagged ?? printed ?? header
}

/** Of lines that stand over the caption, the one that is a place and no number. */
const jurisdictionOf = (printed: string | undefined) =>
  printed?.split('\n').find((line) => /^[A-Za-z][A-Za-z .,'’-]{1,58}$/.test(line))

const states = new Set([...stateNames.values()].map((name) => name.toLowerCase()))
const stateIn = (text: string | undefined) => text?.split('\n').find((line) => states.has(line.toLowerCase()))

function reportDateOf(
  text: string,
  tagged: string | undefined,
  header: string | undefined,
): string | undefined {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /date of (?:the )?(?:report|earliest event)/i.test(line))
  const printed = at < 0 ? undefined : lines.slice(at, at + 5).join('\n')
  const before = at < 0 ? undefined : lines.slice(Math.max(0, at - 2), at).join('\n')
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(header ?? '')
  const iso = digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : undefined
  for (const one of [tagged, printed, before]) {
    if (!one) continue
    // Of two dates the header says which was meant.
    const dates = [bracketed(one), dateIn(one)].filter((date) => date !== undefined)
    const date = dates.find((each) => each === iso) ?? dates[0]
    if (date) return date
  }
  return iso && isIsoDate(iso) ? iso : undefined
}

/** `March 14, 2002 (March 6, 2002)`: the date of the report and, in brackets, that of the earliest event, which counts. */
function bracketed(text: string): string | undefined {
  const match = /^([^()]{0,300}\b(?:19|20)\d\d)\s*\(([^()]{0,300}\b(?:19|20)\d\d)\)/m.exec(
    text.replace(/\([^()]*\)/g, (part) => (/event/i.test(part) ? ' ' : part)),
  )
  const [first, second] = [dateIn(match?.[1] ?? ''), dateIn(match?.[2] ?? '')]
  return first && second && second < first ? second : undefined
}

/** Some print the number under its caption. */
function below(lines: readonly CoverLine[], caption: RegExp): string | undefined {
  const at = lines.findIndex(({ text }) => caption.test(text))
  return at < 0 ? undefined : lines[at + 1]?.text
}

/** The caption's own line: some print the number behind it, without a colon. */
const lineWith = (lines: readonly CoverLine[], caption: RegExp) =>
  lines.find(({ text }) => caption.test(text))?.text

/** Lines around a caption, where neither over it nor behind it was a number: some print captions over values, in several rows. */
function near(lines: readonly CoverLine[], caption: RegExp): string | undefined {
  const at = lines.findIndex(({ text }) => caption.test(text))
  if (at < 0) return undefined
  const texts = lines.slice(Math.max(0, at - reach), at + 1 + 2 * reach).map(({ text }) => text)
  return texts.join('\n')
}

/** Lines above a caption and half of those below it that can hold its value. */
const reach = 6

/** Numbers that can be nothing else: a telephone number has the shape of a file number. */
const plainFileNumbers = (text: string | undefined) =>
  text?.match(/(?<![\d-])(?:0{0,2}[0-2]|33|333|811|814)-\d{3,6}(?:-\d{1,2})?(?![\d-])/g)?.join('\n')

const fileNumbers = /\b\d{1,3}-\d{2,8}(?:-\d{1,4})?\b/
const phones = /\+?[\d(][\d()\s\u00a0./–-]{6,22}\d/

/** The number as it is printed, which the tag chooses where several are; else the tag, or the first that is printed. */
function numberIn(
  shape: RegExp,
  tagged: string | undefined,
  printed: readonly (string | undefined)[],
): string | undefined {
  const digits = (text: string) => text.replace(/\D/g, '')
  const found = printed.flatMap((text) =>
    [...(text ?? '').replace(/\bfax\b[^\n]*|\b\d{5}-\d{4}\b/gi, '').matchAll(new RegExp(shape, 'g'))].map(
      ([one]) => one.replace(/[\s\u00a0]+/g, ' ').trim(),
    ),
  )
  if (tagged === undefined) return found[0]
  return found.find((one) => digits(one).endsWith(digits(tagged))) ?? tagged
}

function einOf(tagged: string | undefined, printed: readonly (string | undefined)[]): string | undefined {
  const found = [tagged, ...printed]
    .map((text) => /\b(\d{2})-?(\d{7})\b/.exec(text ?? ''))
    .find((match) => match !== null)
  return found ? `${found[1]}-${found[2]}` : undefined
}

function phoneOfTags(tag: (concept: string) => string | undefined): string | undefined {
  const [area, number] = [tag('CityAreaCode'), tag('LocalPhoneNumber')]
  return number === undefined ? undefined : `${area ? `(${area.replace(/[()\s]/g, '')}) ` : ''}${number}`
}

function formerName(text: string | undefined): string | undefined {
  if (text === undefined || /^(?:not applicable|n\/?a|none|no change)\.?$/i.test(text) || text.length > 200)
    return undefined
  return /[a-z]{3}/i.test(text) ? text : undefined
}

function addressFrom(
  tag: (concept: string) => string | undefined,
  lines: readonly CoverLine[],
  printed: string | undefined,
  zip: string | undefined,
  head: (name: string, group?: RegExp) => string | undefined,
): FoundAddress | undefined {
  const whole = printed && (/\d{5}(?:-\d{4})?\s*$/.test(printed) || !zip ? printed : `${printed}\n${zip}`)
  const read = whole === undefined ? undefined : addressOf(withoutPhone(whole))
  if (read) return read
  const street = [tag('EntityAddressAddressLine1'), tag('EntityAddressAddressLine2')].filter(
    (one) => one !== undefined,
  )
  const city = tag('EntityAddressCityOrTown')
  const code = tag('EntityAddressPostalZipCode')
  const state = tag('EntityAddressStateOrProvince')
  if (street.length > 0 && city && code) return { street, city, ...(state && { state }), zip: code }
  const near = lines.length > 0 ? head('STREET 1', /BUSINESS/) : undefined
  const [town, zipCode] = [head('CITY', /BUSINESS/), head('ZIP', /BUSINESS/)]
  if (near && town && zipCode) {
    const region = head('STATE', /BUSINESS/)
    return {
      street: [near],
      city: town,
      ...(region && { state: stateNames.get(region) ?? region }),
      zip: zipCode,
    }
  }
  return undefined
}

/** Some print the telephone number with the address, over one caption. */
const withoutPhone = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^(?!\d{5}-\d{4}$)[\d()+\s./–-]{10,}$/.test(line))
    .join('\n')

const boxTexts = [/rule 425/i, /14a-12/i, /14d-2/i, /13e-4/i]

/** Which of the four boxes is ticked: the mark before each of the form's texts. */
function boxesOf(lines: readonly CoverLine[]): boolean[] {
  return boxTexts.map((text) => {
    const at = lines.findIndex((line) => text.test(line.text))
    const before = lines[at - 1]?.text ?? ''
    const mark = `${before.length <= 5 ? before : ''} ${lines[at]?.label ?? ''} ${lines[at]?.text.slice(0, 8) ?? ''}`
    return /[☒☑]|\[\s*[xX]\s*\]/.test(mark)
  })
}

function securitiesOf(flow: readonly Flow[]): CoverFacts['securities'] {
  for (const block of flow) {
    if (block.type !== 'table') continue
    const head = block.grid.rows.findIndex(({ cells }) => /title of each class/i.test(cells[0]?.text ?? ''))
    if (head < 0) continue
    const rows = block.grid.rows.slice(head + 1).flatMap(({ cells }) => {
      const at = (column: number) => cells.find((cell) => cell.column === column)?.text ?? ''
      const [title, symbol, exchange] = [at(0), at(1), at(2)]
      return /^(?:none|n\/a|not applicable)?$/i.test(title) || exchange === ''
        ? []
        : [{ title, symbol, exchange }]
    })
    return rows
  }
  return undefined
}

function growthOf(text: string): { emergingGrowth?: boolean; transitionDeclined?: boolean } {
  const growth =
    /emerging growth company\s*([☐☒☑]|\[\s*(?:[xX]\s*)?\])|([☐☒☑])\s*emerging growth company/i.exec(text)
  if (!growth) return {}
  const mark = growth[1] ?? growth[2] ?? ''
  const declined = /section 13\(a\) of the exchange act\.?\s*([☐☒☑]|\[\s*(?:[xX]\s*)?\])/i.exec(
    text.replace(/\n/g, ' '),
  )
  const ticked = (one: string | undefined) => one !== undefined && /[☒☑xX]/.test(one)
  return { emergingGrowth: ticked(mark), transitionDeclined: ticked(declined?.[1]) }
}
