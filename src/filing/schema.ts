/**
 * The shape of the facts: what `filing.yaml`, a shared registrant file and the front matter of an exhibit
 * may say. The same schema checks the facts and is printed as JSON Schema for editors.
 *
 * Every scalar arrives as the text that was written; here it gets its type.
 */
import * as v from 'valibot'
import { isIsoDate } from './dates.ts'

/** Form types of a current report; those with figures are of successor issuers. */
const forms = ['8-K', '8-K/A', '8-K12B', '8-K12B/A', '8-K12G3', '8-K12G3/A', '8-K15D5', '8-K15D5/A'] as const

const line = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'))

const matching = (pattern: RegExp, message: string) => v.pipe(v.string(), v.regex(pattern, message))

const date = v.pipe(
  matching(/^\d{4}-\d{2}-\d{2}$/, 'must be a date as 2007-06-04'),
  v.check(isIsoDate, 'is not a day that exists'),
)

const yesNo = v.pipe(
  v.picklist(['true', 'false', 'yes', 'no'], 'must be true or false'),
  v.transform((written) => written === 'true' || written === 'yes'),
)

const digitsIn = (text: string): string => text.replace(/[^\dA-Z]/gi, '').toUpperCase()

/** Of North America, or of any country with its code: `{ country: 353, area: 1, number: 555 0100 }`. */
const phone = v.pipe(
  v.strictObject({
    country: v.optional(
      v.pipe(
        matching(/^\+?[1-9]\d{0,2}$/, 'must be the code of a country, as 353'),
        v.transform((written) => written.replace('+', '')),
      ),
    ),
    area: v.optional(matching(/^\d{1,5}$/, 'must be an area code, as 617')),
    number: matching(/^[\dA-Z][\dA-Z .-]{2,18}[\dA-Z]$/, 'must be a number, as 995-2500'),
    extension: v.optional(matching(/^\d{1,6}$/, 'must be digits, as 204')),
    /** As a record or a house writes it: 617.995.2500. */
    written: v.optional(line),
  }),
  v.check(
    ({ country = '', area = '', number, written }) =>
      written === undefined ||
      [country === '1' ? '' : country, area, number].every((part) =>
        digitsIn(written).includes(digitsIn(part)),
      ),
    'must show the same digits as written',
  ),
  v.check(
    ({ country, area }) => (country ?? '1') !== '1' || (area !== undefined && /^\d{3}$/.test(area)),
    'needs an area code of three digits, or the code of its country, as country: 353',
  ),
  v.check(
    ({ country, number }) => (country ?? '1') !== '1' || /^\d{3}-[\dA-Z]{4}$/.test(number),
    'must have a number of seven digits, as 995-2500, or the code of its country, as country: 353',
  ),
)

const address = v.strictObject({
  street: v.pipe(v.array(line), v.minLength(1, 'needs at least one line')),
  city: line,
  state: v.optional(line),
  zip: v.optional(
    matching(/^(\d{5}(-\d{4})?|[A-Z0-9 -]{3,10})$/, 'must be a ZIP or postal code, as 02139 or D02 X285'),
  ),
  country: v.optional(line),
})

const security = v.strictObject({
  title: v.pipe(line, v.maxLength(150)),
  symbol: v.optional(v.pipe(line, v.maxLength(25))),
  exchange: line,
  /** EDGAR's code, where the words do not tell it. */
  exchangeCode: v.optional(
    matching(
      /^[A-Z][A-Za-z0-9]{1,7}$/,
      'must be a code that EDGAR has for an exchange, as NASDAQ or NYSEAMER',
    ),
  ),
  /** Name of its member for tagging, as `CommonClassAMember`, where the title does not tell it. */
  member: v.optional(matching(/^[A-Z][A-Za-z0-9]*Member$/, 'must be a name as SeniorNotesDue2030Member')),
})

/** How the company's own files for tagging are named; shared by its filings. */
const xbrlNames = {
  prefix: v.optional(
    matching(
      /^[a-z][a-z0-9]{0,14}$/,
      'must be up to 15 small letters and digits, as acme: the ticker, or a short name',
    ),
  ),
  namespace: v.optional(
    matching(
      /^http:\/\/(?!www\.sec\.gov|xbrl\.)[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:\/[A-Za-z0-9._-]+)*$/,
      'must be an address of the company’s own that begins http://, as http://www.acme.com',
    ),
  ),
}

const boxes = v.strictObject({
  writtenCommunications: v.optional(yesNo),
  solicitingMaterial: v.optional(yesNo),
  preCommencementTenderOffer: v.optional(yesNo),
  preCommencementIssuerTenderOffer: v.optional(yesNo),
})

const logo = v.strictObject({
  file: matching(/^[A-Za-z0-9][\w.-]*\.(jpe?g|gif|png)$/, 'must be a picture beside the text, as logo.png'),
  alt: line,
  width: matching(/^\d{1,3}(\.\d+)?pt$/, 'must be a width as 120pt'),
})

const signatory = v.strictObject({
  name: line,
  title: line,
  /** The conformed signature, printed after `/s/`; the name when left out. */
  signed: v.optional(line),
})

const signature = v.strictObject({ date: v.optional(date), signatories: v.optional(v.array(signatory), []) })

const registrantFields = {
  name: line,
  /** Stands above the name on the cover page. */
  logo: v.optional(logo),
  /** Boxes of General Instruction A.2, where they are not those of the report. */
  boxes: v.optional(boxes),
  /** The name that EDGAR has on record, where it is not the charter's. */
  conformedName: v.optional(line),
  jurisdiction: line,
  /** EDGAR's code of a state or country, where the words do not tell it. */
  jurisdictionCode: v.optional(matching(/^[A-Z0-9]{2}$/, 'must be a code of EDGAR, as DE or E9')),
  fileNumber: matching(/^\d{1,3}-\d{1,8}(-.{1,4})?$/, 'must be a Commission file number, as 0-17999'),
  ein: matching(
    /^(?:\d{2}-\d{7}|[Nn]ot [Aa]pplicable|N\/A|None)$/,
    'must be an employer number, as 04-2726691, or: not applicable',
  ),
  cik: v.optional(matching(/^\d{1,10}$/, 'must be up to ten digits')),
  address,
  phone,
  formerName: v.optional(line),
  formerAddress: v.optional(address),
  securities: v.optional(v.array(security)),
  emergingGrowthCompany: v.optional(yesNo),
  transitionPeriodDeclined: v.optional(yesNo),
  fiscalYearEnd: v.optional(matching(/^\d{2}-\d{2}$/, 'must be month and day, as 06-30')),
  /** Name of its member for tagging where several registrants report. */
  member: v.optional(matching(/^[A-Z][A-Za-z0-9]*Member$/, 'must be a name as AcmeOperatingLpMember')),
  xbrl: v.optional(v.strictObject(xbrlNames)),
  /** Who signs for this registrant, where each has a block of its own. */
  signature: v.optional(signature),
}

export const registrant = v.strictObject(registrantFields)

/** Either the facts themselves or the name of a file in `content/registrants/`. */
const registrantOrUse = v.strictObject({
  ...v.partial(v.object(registrantFields)).entries,
  use: v.optional(matching(/^[a-z0-9][a-z0-9-]*$/, 'must be the name of a file in registrants/')),
})

/** A shared registrant: facts by the date from which they hold; a later entry says only what changed. */
export const sharedRegistrant = v.strictObject({
  format: v.literal('1', 'must be 1'),
  facts: v.pipe(
    v.array(v.strictObject({ from: date, ...v.partial(v.object(registrantFields)).entries })),
    v.minLength(1, 'needs at least one entry'),
  ),
})

const exhibitNumber = matching(
  /^\d{1,3}(\.\d{1,3})?(\([ivx]+\))?(\.\d{1,3})?$/,
  'must be an exhibit number of Item 601, as 99.1',
)

const exhibit = v.strictObject({
  number: exhibitNumber,
  title: line,
  file: v.optional(line),
  link: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\//,
        'must be an address in the EDGAR archive (17 CFR 232.105)',
      ),
    ),
  ),
  furnished: v.optional(yesNo),
  /** Number of the exhibit whose file holds this one too. */
  includedIn: v.optional(exhibitNumber),
  /** Of an earlier filing to which there is no link. */
  incorporated: v.optional(yesNo),
  /** A management contract or compensatory plan (Item 601(b)(10)(iii)). */
  compensatory: v.optional(yesNo),
  /** Schedules are left out (Item 601(a)(5)). */
  schedulesOmitted: v.optional(yesNo),
  /** Parts are left out as confidential (Item 601(b)(10)(iv)). */
  redacted: v.optional(yesNo),
})

/** Wordings of a record that depart from the form; each prints as given and is reported. */
const asFiled = v.strictObject({
  reportTitle: v.optional(line),
  /** Words, or `omitted` where the record has no such line; likewise the headings. */
  formerName: v.optional(line),
  /** Lines above items by the number of their section, as `5: SECTION 5. Corporate Governance`. */
  sections: v.optional(v.record(matching(/^[1-9]$/, 'must be the number of a section, as 5'), line)),
  exhibitsHeading: v.optional(line),
  exhibitNumberColumn: v.optional(line),
  exhibitColumn: v.optional(line),
  signatureHeading: v.optional(line),
  signatureSentence: v.optional(line),
  registrantInSignature: v.optional(line),
  /** Words beside a signature; one that is not given is not printed. */
  signatureLabels: v.optional(
    v.strictObject({
      date: v.optional(line),
      by: v.optional(line),
      name: v.optional(line),
      title: v.optional(line),
    }),
  ),
  /** What stands behind the signatures. */
  signatureNotes: v.optional(v.array(line)),
})

const waiver = v.strictObject({
  code: matching(/^[A-Z]\d{3}$/, 'must be a code, as K067'),
  reason: line,
  by: line,
  passage: matching(/^[0-9a-f]{16}$/, 'must be the digest that "filingpress waive" writes'),
  /** The passages, for people; the digest is what counts. */
  covers: v.optional(v.array(line), []),
})

export const filing = v.strictObject({
  format: v.literal('1', 'must be 1'),
  form: v.picklist(
    forms,
    'must be 8-K or 8-K/A; for a successor issuer 8-K12B, 8-K12G3, 8-K15D5, each also with /A',
  ),
  /** Of the earliest event reported. */
  reportDate: date,
  /** Of the report itself, where the cover shows both days. */
  dateOfReport: v.optional(date),
  language: v.optional(matching(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be a language tag, as en-US'), 'en-US'),
  amendment: v.optional(
    v.strictObject({ number: matching(/^[1-9]\d?$/, 'must be 1, 2, …'), note: v.optional(line) }),
  ),
  /** Several registrants on one cover page, or on one each. */
  covers: v.optional(v.picklist(['combined', 'separate'], 'must be combined or separate'), 'combined'),
  registrants: v.pipe(v.array(registrantOrUse), v.minLength(1, 'needs at least one registrant')),
  boxes: v.optional(boxes, {}),
  /** Form types that a checked box stands for, as 425. */
  alsoFiledAs: v.optional(
    v.array(
      v.picklist(
        ['425', 'DEFA14A', 'DFAN14A', 'SC TO-C', 'SC14D9C', 'SC TO-I'],
        'must be 425, DEFA14A, DFAN14A, SC TO-C, SC14D9C or SC TO-I',
      ),
    ),
  ),
  /** Written reasons why findings stand; see `filingpress waive`. */
  waivers: v.optional(v.array(waiver), []),
  /** Figures tied by hand to papers outside the filing. */
  ties: v.optional(v.array(v.strictObject({ figure: line, item: v.optional(line), support: line })), []),
  exhibits: v.optional(v.array(exhibit), []),
  signature: v.optional(signature, {}),
  /** Tagging of the cover page: its names, its taxonomy, or why there is none (17 CFR 232.406). */
  xbrl: v.optional(
    v.strictObject({
      ...xbrlNames,
      year: v.optional(matching(/^20\d\d$/, 'must be the year of a taxonomy, as 2026')),
      due: v.optional(yesNo),
      reason: v.optional(line),
    }),
  ),
  asFiled: v.optional(asFiled, {}),
})

const contact = v.strictObject({
  for: v.optional(line),
  name: v.optional(line),
  role: v.optional(line),
  firm: v.optional(line),
  phone: v.optional(phone),
  email: v.optional(matching(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
  /** Run on in one line, as some letterheads do. */
  inline: v.optional(yesNo),
})

/** Facts of a press release, in the front matter of its text. */
export const release = v.strictObject({
  /** What stands for "Exhibit 99.1" at its head in a record, or `omitted` where nothing does. */
  exhibitLabel: v.optional(line),
  letterhead: v.optional(
    v.strictObject({
      logo: v.optional(logo),
      name: v.optional(line),
      address: v.optional(address),
      phone: v.optional(phone),
      fax: v.optional(phone),
    }),
  ),
  contactsHeading: v.optional(line),
  contacts: v.optional(v.array(contact), []),
  timing: v.optional(line),
  headline: v.optional(line),
  subheads: v.optional(v.array(line), []),
  place: v.optional(line),
  date: v.optional(date),
})

export type FilingFacts = v.InferOutput<typeof filing>
export type RegistrantFacts = v.InferOutput<typeof registrant>
export type ExhibitFacts = v.InferOutput<typeof exhibit>
export type ReleaseFacts = v.InferOutput<typeof release>
export type AsFiled = v.InferOutput<typeof asFiled>

/** A value with `null` wherever its schema knows a key that was not given, so that templates can ask for it. */
export function withGaps(schema: unknown, value: unknown): unknown {
  const shape = schema as { entries?: Record<string, unknown>; item?: unknown; wrapped?: unknown }
  if (shape.wrapped !== undefined) return withGaps(shape.wrapped, value)
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map((one) => withGaps(shape.item, one))
  if (typeof value !== 'object' || !shape.entries) return value
  const given = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(shape.entries).map(([key, inner]) => [key, withGaps(inner, given[key])]),
  )
}
