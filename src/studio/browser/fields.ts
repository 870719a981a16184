/** The facts in the words of the form: a label, what the form says of it, and the rule. */

export interface FieldHelp {
  readonly label: string
  readonly help?: string
  readonly rule?: string
  /** Another control than the schema suggests. */
  readonly control?: 'date' | 'yes-no' | 'long'
}

/** By path without numbers, the longest that fits. */
const fields: Readonly<Record<string, FieldHelp>> = {
  form: { label: 'Form', help: 'The form type; /A is an amendment.', rule: 'Form 8-K' },
  reportDate: {
    label: 'Date of Report',
    help: 'Date of earliest event reported. The time to file is counted from it.',
    rule: 'Form 8-K, cover page; General Instruction B.1',
    control: 'date',
  },
  dateOfReport: {
    label: 'Date of the report itself',
    help: 'Where the cover shows both days.',
    control: 'date',
  },
  language: { label: 'Language', help: 'A tag as en-US.' },
  registrants: { label: 'Registrants', help: 'Who files. The first one files for all.' },
  'registrants.use': {
    label: 'Shared facts',
    help: 'Name of a file in registrants/ that several filings share.',
  },
  'registrants.name': {
    label: 'Exact name of registrant',
    help: 'Exact name of registrant as specified in its charter.',
    rule: 'Form 8-K, cover page',
  },
  'registrants.conformedName': { label: 'Name on EDGAR', help: 'Where it is not the charter’s.' },
  'registrants.jurisdiction': {
    label: 'State of incorporation',
    help: 'State or other jurisdiction of incorporation.',
    rule: 'Form 8-K, cover page',
  },
  'registrants.jurisdictionCode': {
    label: 'Code of the state',
    help: 'EDGAR’s, where the words do not tell it.',
  },
  'registrants.fileNumber': {
    label: 'Commission File Number',
    help: 'As 001-12345.',
    rule: 'Form 8-K, cover page',
  },
  'registrants.ein': {
    label: 'I.R.S. Employer Identification No.',
    help: 'As 04-2726691, or: not applicable.',
    rule: 'Form 8-K, cover page',
  },
  'registrants.cik': { label: 'CIK', help: 'Up to ten digits, as EDGAR knows the company.' },
  'registrants.address': { label: 'Address of principal executive offices', rule: 'Form 8-K, cover page' },
  street: { label: 'Street', help: 'A line each.' },
  city: { label: 'City' },
  state: { label: 'State' },
  zip: { label: 'Zip Code' },
  country: { label: 'Country' },
  'registrants.phone': {
    label: 'Registrant’s telephone number',
    help: 'Including area code.',
    rule: 'Form 8-K, cover page',
  },
  area: { label: 'Area code' },
  number: { label: 'Number' },
  extension: { label: 'Extension' },
  'phone.country': { label: 'Code of the country' },
  'registrants.formerName': {
    label: 'Former name',
    help: 'Former name or former address, if changed since last report.',
    rule: 'Form 8-K, cover page',
  },
  'registrants.formerAddress': { label: 'Former address', help: 'If changed since last report.' },
  'registrants.securities': {
    label: 'Securities registered under Section 12(b)',
    help: 'Title of each class, trading symbol, and name of each exchange on which registered.',
    rule: 'Exchange Act, Section 12(b); Form 8-K, cover page',
  },
  'securities.title': { label: 'Title of each class' },
  'securities.symbol': { label: 'Trading Symbol(s)' },
  'securities.exchange': { label: 'Name of each exchange on which registered' },
  'securities.exchangeCode': {
    label: 'Code of the exchange',
    help: 'EDGAR’s, where the words do not tell it.',
  },
  'securities.member': { label: 'Member for tagging' },
  'registrants.emergingGrowthCompany': {
    label: 'Emerging growth company',
    help: 'As defined in Rule 405 of the Securities Act or Rule 12b-2 of the Exchange Act.',
    rule: '17 CFR 230.405; 17 CFR 240.12b-2',
    control: 'yes-no',
  },
  'registrants.transitionPeriodDeclined': {
    label: 'Extended transition period not used',
    help: 'Elected not to use the extended transition period for new or revised accounting standards.',
    rule: 'Exchange Act, Section 13(a)',
    control: 'yes-no',
  },
  'registrants.fiscalYearEnd': { label: 'End of fiscal year', help: 'Month and day, as 12-31.' },
  'registrants.xbrl': { label: 'Names for tagging', rule: '17 CFR 232.406' },
  'xbrl.prefix': { label: 'Prefix', help: 'Small letters: the ticker, or a short name.' },
  'xbrl.namespace': { label: 'Namespace', help: 'An address of the company’s own that begins http://' },
  boxes: {
    label: 'Boxes of the cover page',
    help: 'Check where the filing is intended to satisfy the filing obligation under the provision, too.',
    rule: 'Form 8-K, General Instruction A.2',
  },
  'boxes.writtenCommunications': {
    label: 'Written communications pursuant to Rule 425 under the Securities Act',
    rule: '17 CFR 230.425',
    control: 'yes-no',
  },
  'boxes.solicitingMaterial': {
    label: 'Soliciting material pursuant to Rule 14a-12 under the Exchange Act',
    rule: '17 CFR 240.14a-12',
    control: 'yes-no',
  },
  'boxes.preCommencementTenderOffer': {
    label: 'Pre-commencement communications pursuant to Rule 14d-2(b)',
    rule: '17 CFR 240.14d-2(b)',
    control: 'yes-no',
  },
  'boxes.preCommencementIssuerTenderOffer': {
    label: 'Pre-commencement communications pursuant to Rule 13e-4(c)',
    rule: '17 CFR 240.13e-4(c)',
    control: 'yes-no',
  },
  alsoFiledAs: { label: 'Also filed as', help: 'Form types that a checked box stands for, as 425.' },
  amendment: { label: 'Amendment' },
  'amendment.number': { label: 'Amendment No.' },
  'amendment.note': { label: 'Explanatory note', control: 'long' },
  exhibits: { label: 'Exhibits', help: 'Numbers of the exhibit table.', rule: 'Regulation S-K, Item 601' },
  'exhibits.number': { label: 'Exhibit No.' },
  'exhibits.title': { label: 'Description' },
  'exhibits.file': {
    label: 'File',
    help: 'A ready-made file beside the texts; else ex99-1.md and the like.',
  },
  'exhibits.link': {
    label: 'Link',
    help: 'Where it was filed before, in the EDGAR archive.',
    rule: '17 CFR 232.105',
  },
  'exhibits.furnished': { label: 'Furnished, not filed', control: 'yes-no' },
  'exhibits.includedIn': { label: 'Included in exhibit' },
  'exhibits.incorporated': { label: 'Incorporated by reference', control: 'yes-no' },
  'exhibits.compensatory': {
    label: 'Management contract or compensatory plan',
    rule: 'Item 601(b)(10)(iii)',
    control: 'yes-no',
  },
  'exhibits.schedulesOmitted': { label: 'Schedules omitted', rule: 'Item 601(a)(5)', control: 'yes-no' },
  'exhibits.redacted': { label: 'Parts redacted', rule: 'Item 601(b)(10)(iv)', control: 'yes-no' },
  signature: {
    label: 'Signature',
    help: 'The report is signed by a duly authorized person.',
    rule: 'Form 8-K, General Instruction E',
  },
  'signature.date': { label: 'Date signed', control: 'date' },
  'signature.signatories': { label: 'Signatories' },
  'signatories.name': { label: 'Name' },
  'signatories.title': { label: 'Title' },
  'signatories.signed': { label: 'Conformed signature', help: 'Printed after /s/; the name when left out.' },
  name: { label: 'Name' },
  title: { label: 'Title' },
  xbrl: { label: 'Tagging of the cover page', rule: '17 CFR 232.406' },
  'xbrl.year': { label: 'Year of the taxonomy' },
  'xbrl.due': { label: 'Tagging is due', control: 'yes-no' },
  'xbrl.reason': { label: 'Why it is not tagged' },
  ties: { label: 'Figures tied by hand', help: 'To papers outside the filing.' },
  'ties.figure': { label: 'Figure' },
  'ties.item': { label: 'Item' },
  'ties.support': { label: 'Support' },
  asFiled: { label: 'Wordings as filed', help: 'Of a record that departs from the form; each is reported.' },
  waivers: { label: 'Waivers', help: 'Written by waiving a finding in Checks.' },
}

/** `registrants.0.phone.area` -> the help of the longest end that has some; else its own name in words. */
export function helpOf(path: string): FieldHelp {
  const parts = path.split('.').filter((part) => !/^\d+$/.test(part))
  for (let from = 0; from < parts.length; from++) {
    const known = fields[parts.slice(from).join('.')]
    if (known) return known
  }
  const name = parts.at(-1) ?? path
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return { label: words.charAt(0).toUpperCase() + words.slice(1) }
}
