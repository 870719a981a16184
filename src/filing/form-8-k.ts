/**
 * Form 8-K as tables: editions of its cover page and its items, each with the dates between which it was
 * the form. Source: Form 8-K (17 CFR 249.308) and the releases named beside the rows.
 */
import { type IsoDate, isoDate } from './dates.ts'

export interface Edition {
  readonly id: '2004' | '2017' | '2019'
  readonly from: IsoDate
  readonly source: string
  /** Table of securities registered under Section 12(b), since the FAST Act release. */
  readonly securities: boolean
  /** Emerging-growth sentences and boxes. */
  readonly emergingGrowth: boolean
}

/** Newest first. */
export const editions: readonly Edition[] = [
  {
    id: '2019',
    from: isoDate('2019-05-02'),
    source: 'Release 33-10618',
    securities: true,
    emergingGrowth: true,
  },
  {
    id: '2017',
    from: isoDate('2017-04-12'),
    source: 'Release 33-10332',
    securities: false,
    emergingGrowth: true,
  },
  {
    id: '2004',
    from: isoDate('2004-08-23'),
    source: 'Release 33-8400',
    securities: false,
    emergingGrowth: false,
  },
]

/** The edition in force on a report date; none before 23 August 2004, when items were whole numbers. */
export function editionOn(date: IsoDate): Edition | undefined {
  return editions.find((edition) => edition.from <= date)
}

/** The item that lists exhibits: 9.01, and Item 7 of the form of before August 2004. */
export const exhibitsItem = (date: IsoDate): string => (editionOn(date) ? '9.01' : '7')

export interface ItemRow {
  readonly number: string
  readonly from: IsoDate
  readonly until: IsoDate | undefined
  /** Furnished unless the report says otherwise (General Instruction B.2). */
  readonly status: 'filed' | 'furnished'
  readonly caption: string
}

function item(
  number: string,
  from: string,
  until: string | undefined,
  status: ItemRow['status'],
  caption: string,
): ItemRow {
  return {
    number,
    from: isoDate(from),
    until: until === undefined ? undefined : isoDate(until),
    status,
    caption,
  }
}

/** Items of the form since Release 33-8400. 6.10 stands in some caption lists but never was in the form. */
export const items: readonly ItemRow[] = [
  item('1.01', '2004-08-23', undefined, 'filed', 'Entry into a Material Definitive Agreement'),
  item('1.02', '2004-08-23', undefined, 'filed', 'Termination of a Material Definitive Agreement'),
  item('1.03', '2004-08-23', undefined, 'filed', 'Bankruptcy or Receivership'),
  item(
    '1.04',
    '2012-01-27',
    undefined,
    'filed',
    'Mine Safety – Reporting of Shutdowns and Patterns of Violations',
  ),
  item('1.05', '2023-12-18', undefined, 'filed', 'Material Cybersecurity Incidents'),
  item('2.01', '2004-08-23', undefined, 'filed', 'Completion of Acquisition or Disposition of Assets'),
  item('2.02', '2004-08-23', undefined, 'furnished', 'Results of Operations and Financial Condition'),
  item(
    '2.03',
    '2004-08-23',
    undefined,
    'filed',
    'Creation of a Direct Financial Obligation or an Obligation under an Off-Balance Sheet Arrangement of a Registrant',
  ),
  item(
    '2.04',
    '2004-08-23',
    undefined,
    'filed',
    'Triggering Events That Accelerate or Increase a Direct Financial Obligation or an Obligation under an Off-Balance Sheet Arrangement',
  ),
  item('2.05', '2004-08-23', undefined, 'filed', 'Costs Associated with Exit or Disposal Activities'),
  item('2.06', '2004-08-23', undefined, 'filed', 'Material Impairments'),
  item(
    '3.01',
    '2004-08-23',
    undefined,
    'filed',
    'Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; Transfer of Listing',
  ),
  item('3.02', '2004-08-23', undefined, 'filed', 'Unregistered Sales of Equity Securities'),
  item('3.03', '2004-08-23', undefined, 'filed', 'Material Modification to Rights of Security Holders'),
  item('4.01', '2004-08-23', undefined, 'filed', "Changes in Registrant's Certifying Accountant"),
  item(
    '4.02',
    '2004-08-23',
    undefined,
    'filed',
    'Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or Completed Interim Review',
  ),
  item('5.01', '2004-08-23', undefined, 'filed', 'Changes in Control of Registrant'),
  item(
    '5.02',
    '2006-11-07',
    undefined,
    'filed',
    'Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; Compensatory Arrangements of Certain Officers',
  ),
  item(
    '5.02',
    '2004-08-23',
    '2006-11-06',
    'filed',
    'Departure of Directors or Principal Officers; Election of Directors; Appointment of Principal Officers',
  ),
  item(
    '5.03',
    '2004-08-23',
    undefined,
    'filed',
    'Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year',
  ),
  item(
    '5.04',
    '2004-08-23',
    undefined,
    'filed',
    "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
  ),
  item(
    '5.05',
    '2004-08-23',
    undefined,
    'filed',
    "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of Ethics",
  ),
  item('5.06', '2005-11-07', undefined, 'filed', 'Change in Shell Company Status'),
  item('5.07', '2010-02-28', undefined, 'filed', 'Submission of Matters to a Vote of Security Holders'),
  item('5.08', '2011-09-20', undefined, 'filed', 'Shareholder Director Nominations'),
  item('6.01', '2006-01-01', undefined, 'filed', 'ABS Informational and Computational Material'),
  item('6.02', '2006-01-01', undefined, 'filed', 'Change of Servicer or Trustee'),
  item('6.03', '2006-01-01', undefined, 'filed', 'Change in Credit Enhancement or Other External Support'),
  item('6.04', '2006-01-01', undefined, 'filed', 'Failure to Make a Required Distribution'),
  item('6.05', '2006-01-01', undefined, 'filed', 'Securities Act Updating Disclosure'),
  item('6.06', '2015-11-23', undefined, 'filed', 'Static Pool'),
  item('7.01', '2004-08-23', undefined, 'furnished', 'Regulation FD Disclosure'),
  item('8.01', '2004-08-23', undefined, 'filed', 'Other Events'),
  item('9.01', '2004-08-23', undefined, 'filed', 'Financial Statements and Exhibits'),
]

/** Names of the form's sections, by the first figure of their items. */
export const sectionNames: Readonly<Record<string, string>> = {
  '1': "Registrant's Business and Operations",
  '2': 'Financial Information',
  '3': 'Securities and Trading Markets',
  '4': 'Matters Related to Accountants and Financial Statements',
  '5': 'Corporate Governance and Management',
  '6': 'Asset-Backed Securities',
  '7': 'Regulation FD',
  '8': 'Other Events',
  '9': 'Financial Statements and Exhibits',
}

/** The item as it was on a date; undefined when the form had no such item then. */
export function itemOn(number: string, date: IsoDate): ItemRow | undefined {
  return items.find(
    (row) => row.number === number && row.from <= date && (row.until === undefined || date <= row.until),
  )
}

/** Whether information under an item of today's numbering is furnished unless the report says otherwise (General Instruction B.2). */
export const isFurnished = (number: string): boolean =>
  items.some((row) => row.number === number && row.until === undefined && row.status === 'furnished')

/** The four boxes for simultaneous filings, in the form's order (General Instruction A.2). */
export const boxes = [
  { key: 'writtenCommunications', rule: 'Rule 425', cites: '17 CFR 230.425' },
  { key: 'solicitingMaterial', rule: 'Rule 14a-12', cites: '17 CFR 240.14a-12' },
  { key: 'preCommencementTenderOffer', rule: 'Rule 14d-2(b)', cites: '17 CFR 240.14d-2(b)' },
  { key: 'preCommencementIssuerTenderOffer', rule: 'Rule 13e-4(c)', cites: '17 CFR 240.13e-4(c)' },
] as const

export type BoxKey = (typeof boxes)[number]['key']
