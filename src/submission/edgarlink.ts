/** The submission as EDGARLink Online loads it (`edgarSubmission`, form types of the 8-K family). */
import { toBytes } from '../bytes.ts'
import { cccPlaceholder, type Filer, type Submission } from './submission.ts'

const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0)};`)
    .replace(/[^\n\x20-\x7e]/gu, (char) => `&#${char.codePointAt(0)};`)

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`
const fact = (name: string, value: string | boolean | undefined): string =>
  value === undefined ? '' : element(`cor:${name}`, escaped(String(value)))

/** The elements in the order of the schema; what does not apply is left out. */
export function edgarLinkXml(submission: Submission): string {
  const { live, type, filers, sros, period, items, alsoFiledAs, fiscalYearEnd, files } = submission
  const [first, ...others] = filers
  const [year = '', month = '', day = ''] = period.split('-')
  const body = [
    fact('liveTestFlag', live ? 'LIVE' : 'TEST'),
    fact('submissionType', type),
    filer(first, ''),
    others.length > 0 ? element('cor:coregs', others.map((one) => filer(one, growthOf(one))).join('\n')) : '',
    element('cor:sros', sros.map((sro) => element('com:sroId', sro)).join('')),
    fact('periodOfReport', `${month}-${day}-${year}`),
    element('cor:items', items.map((item) => fact('item', item)).join('')),
    fact('itemSubmissionType', alsoFiledAs),
    fiscalYearEnd === undefined
      ? ''
      : element('cor:fiscalYear', fact('fiscalYearEnd', fiscalYearEnd.replace('-', '/'))),
    growthOf(first),
    element(
      'cor:documents',
      files
        .map(({ name, type: kind, description, bytes }) =>
          element(
            'com:document',
            element('com:conformedName', name) +
              element('com:conformedDocumentType', kind) +
              element('com:description', escaped(description)) +
              element('com:contents', Buffer.from(bytes).toString('base64')),
          ),
        )
        .join('\n'),
    ),
  ]
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<cor:edgarSubmission xmlns:cor="http://www.sec.gov/edgar/coreg" xmlns:com="http://www.sec.gov/edgar/common">\n' +
    `${body.filter((one) => one !== '').join('\n')}\n</cor:edgarSubmission>\n`
  )
}

const filer = ({ cik, fileNumber }: Filer, growth: string): string =>
  element(
    'cor:filer',
    fact('filerId', cik) + fact('filerCcc', cccPlaceholder) + fact('fileNumber', fileNumber) + growth,
  )

const growthOf = ({ emergingGrowth, exTransition }: Filer): string =>
  fact('emergingGrowthCompanyFlag', emergingGrowth) + fact('exTransitionPeriodFlag', exTransition)

const types = /^8-K(?:12B|12G3|15D5)?(?:\/A)?$/
const items = new Set(
  '1.01 1.02 1.03 1.04 1.05 2.01 2.02 2.03 2.04 2.05 2.06 3.01 3.02 3.03 4.01 4.02 5.01 5.02 5.03 5.04 5.05 5.06 5.07 5.08 6.01 6.02 6.03 6.04 6.05 6.06 7.01 8.01 9.01'.split(
    ' ',
  ),
)
const sros = new Set('NONE AMEX ARCA BSE CBOE CHX FINRA ISE NASD NSX NYSE PCX PHLX'.split(' '))

/** What of a submission the schema of EDGARLink would not take; nothing where it is well. */
export function departuresOf({ filers, ...submission }: Submission): readonly string[] {
  const wrong = (bad: boolean, what: string): string[] => (bad ? [what] : [])
  return [
    ...wrong(!types.test(submission.type), `submissionType ${submission.type}`),
    ...filers.flatMap(({ cik, fileNumber }) => [
      ...wrong(!/^\d{10}$/.test(cik) || /^0+$/.test(cik), `filerId ${cik}`),
      ...wrong(!/^\d{1,3}-\d{1,8}(?:-\w{1,4})?$/.test(fileNumber), `fileNumber ${fileNumber}`),
    ]),
    ...submission.sros.filter((one) => !sros.has(one)).map((one) => `sroId ${one}`),
    ...wrong(submission.sros.length > 13, 'more than 13 sroId'),
    ...wrong(!/^\d{4}-\d{2}-\d{2}$/.test(submission.period), `periodOfReport ${submission.period}`),
    ...wrong(submission.items.length === 0, 'no item'),
    ...submission.items.filter((one) => !items.has(one)).map((one) => `item ${one}`),
    ...submission.files.flatMap(({ name, type, description }) => [
      ...wrong(
        name.length > 32 || !/^[a-zA-Z0-9][\w.-]*\.(?:htm|txt|pdf|xml|jpg|gif|fil|xsd)$/.test(name),
        `conformedName ${name}`,
      ),
      ...wrong(
        !/^(?:8-K\S*|EX-\d{1,3}(?:\.(?:\d{1,3}|SCH|LAB|PRE|DEF|CAL))?(?:\([ivx]+\))?|GRAPHIC)$/.test(type),
        `conformedDocumentType ${type}`,
      ),
      ...wrong(description.length > 255, `description of ${name}`),
    ]),
  ]
}

/** The XML as bytes. */
export const edgarLinkBytes = (submission: Submission): Uint8Array => toBytes(edgarLinkXml(submission))
