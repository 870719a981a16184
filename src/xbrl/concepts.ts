/**
 * The concepts of a cover page, in its order: name in the taxonomy `dei`, label, form of its value, and what EDGAR says
 * where it is missing. Labels are those that filers use; patterns those of dei-2024 to dei-2026. EFM 6.5.
 */
import { codesOf } from './transforms.ts'

/** `must`: EDGAR suspends without it. `should`: it warns. `may`: it depends on the report. */
export type Need = 'must' | 'should' | 'may'

export interface Concept {
  readonly name: string
  readonly label: string
  readonly need: Need
  /** Whether a value has the form that the taxonomy wants; none for any words. */
  readonly takes?: (value: string) => boolean
  /** What values look like, for a message. */
  readonly form?: string
  /** EDGAR takes it in the hidden part without a warning (EFM 5.2.5.14). */
  readonly hides?: true
}

const like = (pattern: RegExp) => (value: string) => pattern.test(value)
const boolean = like(/^(?:true|false|1|0)$/)
const postal = new Set(
  [...codesOf('states')].filter((code) => !['AS', 'GU', 'MP', 'PR', 'UM', 'VI'].includes(code)),
)
const provinces = new Set(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'])
/** Codes of `edgarStateCountryItemType`: states of the United States by post, all else by EDGAR's codes. */
export const incorporationCodes: ReadonlySet<string> = new Set(
  [...postal].filter((code) => !provinces.has(code)).concat([...codesOf('edgar')]),
)
const isDay = like(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)

const row = (
  name: string,
  label: string,
  need: Need,
  takes?: Concept['takes'],
  form?: string,
  hides?: true,
): Concept => ({
  name,
  label,
  need,
  ...(takes && { takes }),
  ...(form !== undefined && { form }),
  ...(hides && { hides }),
})

const box = (name: string, label: string): Concept =>
  row(name, label, 'should', boolean, 'true or false', true)
const forms = like(/^8-K(?:12B|12G3|15D5)?(?:\/A)?$/)
const fileNumber = like(/^[0-9]{1,3}-[0-9]{1,8}(-.{1,4})?$/)
const exchange = (value: string): boolean => value === 'NONE' || codesOf('exchanges').has(value)

// biome-ignore format: a table reads by rows
export const concepts: readonly Concept[] = [
  row('DocumentType', 'Document Type', 'must', forms, '8-K or 8-K/A'),
  row('AmendmentFlag', 'Amendment Flag', 'should', boolean, 'true or false', true),
  row('AmendmentDescription', 'Amendment Description', 'may', undefined, undefined, true),
  row('DocumentPeriodEndDate', 'Document Period End Date', 'should', isDay, 'a day as 2026-03-02'),
  row('EntityRegistrantName', 'Entity Registrant Name', 'must'),
  row('EntityCentralIndexKey', 'Entity Central Index Key', 'must', like(/^[0-9]{10}$/), 'ten digits', true),
  row('EntityIncorporationStateCountryCode', 'Entity Incorporation, State or Country Code', 'should', (value) => incorporationCodes.has(value), 'a code of a state or country'),
  row('EntityFileNumber', 'Entity File Number', 'should', fileNumber, 'a number as 001-39872'),
  row('EntityTaxIdentificationNumber', 'Entity Tax Identification Number', 'should', like(/^[0-9]{2}-[0-9]{7}$/), 'a number as 12-3456789'),
  row('EntityAddressAddressLine1', 'Entity Address, Address Line One', 'should'),
  row('EntityAddressAddressLine2', 'Entity Address, Address Line Two', 'may'),
  row('EntityAddressAddressLine3', 'Entity Address, Address Line Three', 'may'),
  row('EntityAddressCityOrTown', 'Entity Address, City or Town', 'should'),
  row('EntityAddressStateOrProvince', 'Entity Address, State or Province', 'may', (value) => postal.has(value), 'a postal code as ME'),
  row('EntityAddressCountry', 'Entity Address, Country', 'may', (value) => codesOf('countries').has(value), 'a code of a country as IE'),
  row('EntityAddressPostalZipCode', 'Entity Address, Postal Zip Code', 'should'),
  row('CountryRegion', 'Country Region', 'may'),
  row('CityAreaCode', 'City Area Code', 'should'),
  row('LocalPhoneNumber', 'Local Phone Number', 'should'),
  row('Extension', 'Extension', 'may'),
  row('EntityInformationFormerLegalOrRegisteredName', 'Entity Information, Former Legal or Registered Name', 'may'),
  box('WrittenCommunications', 'Written Communications'),
  box('SolicitingMaterial', 'Soliciting Material'),
  box('PreCommencementTenderOffer', 'Pre-commencement Tender Offer'),
  box('PreCommencementIssuerTenderOffer', 'Pre-commencement Issuer Tender Offer'),
  row('Security12bTitle', 'Title of 12(b) Security', 'may', like(/^[\s\S]{1,150}$/), '1 to 150 characters'),
  row('TradingSymbol', 'Trading Symbol', 'may', like(/^[\s\S]{1,25}$/), '1 to 25 characters'),
  row('NoTradingSymbolFlag', 'No Trading Symbol Flag', 'may', like(/^true$/), 'true', true),
  row('SecurityExchangeName', 'Security Exchange Name', 'may', exchange, 'a code as NASDAQ'),
  row('Security12gTitle', 'Title of 12(g) Security', 'may', like(/^[\s\S]{1,150}$/), '1 to 150 characters'),
  row('EntityEmergingGrowthCompany', 'Entity Emerging Growth Company', 'should', boolean, 'true or false'),
  row('EntityExTransitionPeriod', 'Entity Ex Transition Period', 'may', boolean, 'true or false'),
  row('CurrentFiscalYearEndDate', 'Current Fiscal Year End Date', 'may', like(/^--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/), 'month and day as --06-30', true),
]

/** Concepts of `dei` that EDGAR has no rule about: on a cover page it takes them in silence. */
export const besides: ReadonlySet<string> = new Set(
  (
    'AuditorOpinionTextBlock ContactPersonnelUniformResourceLocatorURL ContainedFileInformationFileDescription ' +
    'ContainedFileInformationFileName ContainedFileInformationFileNumber ContainedFileInformationFileType ' +
    'DocumentCopyrightInformation DocumentCreationDate DocumentDescription DocumentEffectiveDate ' +
    'DocumentInformationTextBlock DocumentName DocumentSubtitle DocumentSynopsis DocumentTitle DocumentVersion ' +
    'EntityAccountingStandard EntityAddressAddressDescription EntityAddressRegion EntityHomeCountryISOCode ' +
    'EntityIncorporationDateOfIncorporation EntityInformationDateToChangeFormerLegalOrRegisteredName ' +
    'EntityLegalForm EntityListingDepositoryReceiptRatio EntityListingDescription EntityListingForeign ' +
    'EntityListingParValuePerShare EntityListingPrimary EntityListingSecurityTradingCurrency ' +
    'EntityLocationPrimary EntityNumberOfEmployees EntityOtherIdentificationType EntityOtherIdentificationValue ' +
    'EntityTextBlock FormerFiscalYearEndDate LegalEntityIdentifier ParentEntityLegalName PhoneFaxNumberDescription'
  ).split(' '),
)

const byName = new Map(concepts.map((one) => [one.name, one]))
const order = new Map(concepts.map(({ name }, index) => [name, index]))

/** A concept by its name without prefix. */
export const conceptNamed = (name: string): Concept | undefined => byName.get(name)

/** Sorts names of concepts as they follow one another on a cover page. */
export const inCoverOrder = (a: string, b: string): number => (order.get(a) ?? 99) - (order.get(b) ?? 99)
