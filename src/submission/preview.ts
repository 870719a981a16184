/**
 * The complete submission text file: written as a preview of what EDGAR would publish, and read, ours or EDGAR's.
 * Documents stand between `<DOCUMENT>` tags; pictures are uuencoded.
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

function uudecoded(text: string): Uint8Array {
  const out: number[] = []
  for (const line of text.split('\n').slice(1)) {
    if (line === 'end' || line === '`' || line === '') continue
    const six = [...line].map((char) => (char.charCodeAt(0) - 32) & 63)
    const length = six[0] ?? 0
    const bytes: number[] = []
    for (let at = 1; at < six.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = six.slice(at, at + 4)
      bytes.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255)
    }
    out.push(...bytes.slice(0, length))
  }
  return Uint8Array.from(out)
}

/** A document of a submission text file. */
export interface PublishedDocument {
  readonly type: string
  readonly name: string
  readonly bytes: Uint8Array
}

export const isSubmissionText = (text: string): boolean => /^\s*<SEC-DOCUMENT>/.test(text.slice(0, 200))

/** The documents of a submission text file, in their order; nothing where it is none. */
export function documentsIn(text: string): readonly PublishedDocument[] {
  return text
    .split('<DOCUMENT>\n')
    .slice(1)
    .flatMap((part): PublishedDocument[] => {
      const [, type = ''] = /^<TYPE>(.*)$/m.exec(part) ?? []
      const [, name = ''] = /^<FILENAME>(.*)$/m.exec(part) ?? []
      const start = part.indexOf('<TEXT>\n')
      const end = part.lastIndexOf('\n</TEXT>')
      if (start < 0 || end < 0) return []
      const inner = part.slice(start + '<TEXT>\n'.length, end)
      const [, wrapped = inner] = /^<(?:XBRL|XML|PDF)>\n([\s\S]*)\n<\/(?:XBRL|XML|PDF)>$/.exec(inner) ?? []
      const bytes = wrapped.startsWith('begin ') ? uudecoded(wrapped) : Buffer.from(`${wrapped}\n`, 'latin1')
      return [{ type, name, bytes: Uint8Array.from(bytes) }]
    })
}
