/**
 * The complete submission text file, as a preview of what EDGAR would publish. Documents stand between `<DOCUMENT>`
 * tags; pictures are uuencoded. It is read back by `importing/submission.ts`.
 */

import { isoDate } from '../filing/dates.ts'
import { itemOn } from '../filing/form-8-k.ts'
import type { Filer, Submission, SubmittedFile } from './submission.ts'

const mark =
  'PREVIEW BY FILINGPRESS: NOT A DOCUMENT OF EDGAR. IT SHOWS HOW THIS SUBMISSION WOULD BE PUBLISHED; NUMBERS IN ZEROS ARE GIVEN BY EDGAR.'
const accession = '0000000000-00-000000'

/** @param filed the day of filing, `YYYY-MM-DD` */
export function previewText(submission: Submission, filed: string): string {
  const { type, period, items, filers, files } = submission
  const day = filed.replaceAll('-', '')
  const captions = items.map((number) => itemOn(number, isoDate(period))?.caption ?? number)
  const head = [
    `<SEC-DOCUMENT>${accession}.txt : ${day}`,
    `<SEC-HEADER>${accession}.hdr.sgml : ${day}`,
    '<ACCEPTANCE-DATETIME>00000000000000',
    `COMMENT:\t\t\t${mark}`,
    `ACCESSION NUMBER:\t\t${accession}`,
    `CONFORMED SUBMISSION TYPE:\t${type}`,
    `PUBLIC DOCUMENT COUNT:\t\t${files.length}`,
    `CONFORMED PERIOD OF REPORT:\t${period.replaceAll('-', '')}`,
    ...captions.map((caption) => `ITEM INFORMATION:\t\t${caption}`),
    `FILED AS OF DATE:\t\t${day}`,
    `DATE AS OF CHANGE:\t\t${day}`,
    ...filers.flatMap((filer) => filerLines(filer, type)),
    '</SEC-HEADER>',
  ]
  return [...head, ...files.map(documentText), '</SEC-DOCUMENT>', ''].join('\n')
}

function filerLines({ cik, name, fileNumber, stateCode, registrant }: Filer, type: string): string[] {
  const { address, phone, ein, fiscalYearEnd } = registrant
  const given = (label: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`\t\t${label}:\t\t${value.toUpperCase()}`]
  return [
    '',
    'FILER:',
    '',
    '\tCOMPANY DATA:\t',
    ...given('COMPANY CONFORMED NAME', name),
    ...given('CENTRAL INDEX KEY', cik),
    ...given('EIN', /^\d{2}-\d{7}$/.test(ein) ? ein.replace('-', '') : undefined),
    ...given('STATE OF INCORPORATION', stateCode),
    ...given('FISCAL YEAR END', fiscalYearEnd?.replace('-', '')),
    '',
    '\tFILING VALUES:',
    ...given('FORM TYPE', type),
    '\t\tSEC ACT:\t\t1934 Act',
    ...given('SEC FILE NUMBER', fileNumber),
    '',
    '\tBUSINESS ADDRESS:\t',
    ...address.street.flatMap((line, index) => given(`STREET ${index + 1}`, line)),
    ...given('CITY', address.city),
    ...given('STATE', address.state),
    ...given('COUNTRY', address.country),
    ...given('ZIP', address.zip),
    ...given('BUSINESS PHONE', [phone.country, phone.area, phone.number].filter(Boolean).join(' ')),
  ]
}

function documentText({ name, type, description, bytes, xbrl }: SubmittedFile, index: number): string {
  const binary = /\.(?:gif|jpg|pdf)$/i.test(name)
  const body = binary ? uuencoded(name, bytes) : Buffer.from(bytes).toString('latin1').replace(/\n$/, '')
  return [
    '<DOCUMENT>',
    `<TYPE>${type}`,
    `<SEQUENCE>${index + 1}`,
    `<FILENAME>${name}`,
    `<DESCRIPTION>${description.replace(/[^\x20-\x7e]/g, ' ')}`,
    '<TEXT>',
    ...(xbrl ? ['<XBRL>', body, '</XBRL>'] : [body]),
    '</TEXT>',
    '</DOCUMENT>',
  ].join('\n')
}

/** Lines of 45 bytes, three in four characters, each line with its length before it. */
function uuencoded(name: string, bytes: Uint8Array): string {
  const char = (six: number): string => (six === 0 ? '`' : String.fromCharCode(six + 32))
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const part = bytes.subarray(at, at + 45)
    let line = char(part.length)
    for (let index = 0; index < part.length; index += 3) {
      const [a = 0, b = 0, c = 0] = part.subarray(index, index + 3)
      line += char(a >> 2) + char(((a & 3) << 4) | (b >> 4)) + char(((b & 15) << 2) | (c >> 6)) + char(c & 63)
    }
    lines.push(line)
  }
  return [`begin 644 ${name}`, ...lines, '`', 'end'].join('\n')
}
