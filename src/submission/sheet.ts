/** The sheet for the person at the keyboard: what to enter in EDGARLink Online, in its order. */
import { cccPlaceholder, type Filer, type Submission } from './submission.ts'

export interface Entry {
  readonly label: string
  readonly value: string
}

/** What the sheet says beside the submission itself. */
export interface Timing {
  /** As `March 6, 2026`; none where no item has a day of its own. */
  readonly due: string | undefined
  readonly cutOff: string
}

export function entriesOf(submission: Submission, { due, cutOff }: Timing): readonly Entry[] {
  const { live, type, filers, sros, period, items, alsoFiledAs, fiscalYearEnd, files } = submission
  const [first, ...others] = filers
  const [year = '', month = '', day = ''] = period.split('-')
  const growth = ({ emergingGrowth, exTransition }: Filer): string =>
    `${yes(emergingGrowth)}${exTransition === undefined ? '' : `; transition period declined: ${yes(exTransition)}`}`
  return [
    { label: 'Due', value: due === undefined ? 'no day of its own' : `${due}, ${cutOff}` },
    { label: 'Live or test', value: live ? 'LIVE' : 'TEST' },
    { label: 'Submission type', value: type },
    { label: 'Filer', value: `${first.name}, CIK ${first.cik}` },
    { label: 'Filer CCC', value: `in place of ${cccPlaceholder}: kept by the filer, never in this sheet` },
    { label: 'File number', value: first.fileNumber },
    ...others.flatMap((one, index) => [
      { label: `Co-registrant ${index + 1}`, value: `${one.name}, CIK ${one.cik}, its own CCC` },
      { label: `Its file number`, value: one.fileNumber },
      { label: `Its emerging growth`, value: growth(one) },
    ]),
    { label: 'Exchanges', value: sros.join(', ') },
    { label: 'Period of report', value: `${month}-${day}-${year}` },
    { label: 'Items', value: items.join(', ') },
    { label: 'Also filed as', value: alsoFiledAs ?? 'nothing' },
    ...(fiscalYearEnd === undefined
      ? []
      : [{ label: 'Fiscal year end', value: fiscalYearEnd.replace('-', '/') }]),
    { label: 'Emerging growth company', value: growth(first) },
    ...files.map(({ name, type: kind, description, bytes }, index) => ({
      label: `Document ${index + 1}`,
      value: `${name}, ${kind}, ${description}, ${bytes.length} bytes`,
    })),
  ]
}

const yes = (value: boolean): string => (value ? 'yes' : 'no')

export const sheetTitle = 'What to enter in EDGARLink Online'

export function sheetText(entries: readonly Entry[]): string {
  const width = Math.max(...entries.map(({ label }) => label.length)) + 2
  return `${sheetTitle}\n\n${entries.map(({ label, value }) => `${label.padEnd(width)}${value}`).join('\n')}\n`
}
