/** Which of some finished files belong together: files are told apart by what they are, and not by their order. */
import { baseName } from '../paths.ts'
import type { Reading } from './passages.ts'

export interface Group {
  readonly report: Reading | undefined
  readonly exhibits: readonly Reading[]
}

/** Of several reports each takes the exhibits it links to, then those whose file names begin as its own does. */
export function submissionsOf(readings: readonly Reading[]): readonly Group[] {
  const reports = readings.filter(({ form }) => form.startsWith('8-K'))
  const exhibits = readings.filter((one) => !reports.includes(one))
  if (reports.length <= 1) return [{ report: reports[0], exhibits }]
  const owner = new Map(exhibits.map((one) => [one, ownerOf(one, reports)]))
  const alone = exhibits.filter((one) => owner.get(one) === undefined)
  return [
    ...reports.map((report) => ({
      report,
      exhibits: exhibits.filter((one) => owner.get(one) === report),
    })),
    ...(alone.length > 0 ? [{ report: undefined, exhibits: alone }] : []),
  ]
}

/** Shorter beginnings than this are shared by chance. */
const fewestShared = 4

function ownerOf(exhibit: Reading, reports: readonly Reading[]): Reading | undefined {
  const name = exhibit.fileName.toLowerCase()
  const linking = reports.find(({ passages }) =>
    passages.some(({ links }) => links.some(({ href }) => baseName(href.toLowerCase()) === name)),
  )
  if (linking) return linking
  const shared = (report: Reading): number => {
    const other = report.fileName.toLowerCase()
    let at = 0
    while (at < name.length && name[at] === other[at]) at++
    return at
  }
  const best = reports.reduce((a, b) => (shared(b) > shared(a) ? b : a))
  return shared(best) >= fewestShared ? best : undefined
}
