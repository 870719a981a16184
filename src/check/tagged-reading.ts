/** A finished report as the rules on its tags read it. */
import { readTags } from '../html/read-tags.ts'
import { dateOfReport } from './cover-dates.ts'
import { datesIn } from './dates-in-text.ts'
import type { Reading } from './passages.ts'
import { entriesOf } from './rules/exhibit-index.ts'
import type { MarkedUp } from './subjects.ts'
import { asDay, type SubmissionHeader, type TaggedReport } from './tagged-report.ts'

/** What the header of EDGARLink says, where it stands among the files. */
export function headerIn(companions: ReadonlyMap<string, string>): SubmissionHeader | undefined {
  const xml = [...companions.values()].find((text) => /<(?:\w+:)?edgarSubmission[\s>]/.test(text))
  if (xml === undefined) return undefined
  const head = xml.slice(0, xml.search(/<(?:\w+:)?documents>/))
  const all = (name: string) =>
    [...head.matchAll(new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`, 'g'))].map(([, value = '']) => value.trim())
  const [type, cik, period, growth] = [
    all('submissionType')[0],
    all('filerId')[0],
    /^(\d\d)-(\d\d)-(\d{4})$/.exec(all('periodOfReport')[0] ?? ''),
    all('emergingGrowthCompanyFlag')[0],
  ]
  return {
    ...(type !== undefined && { type }),
    ...(cik !== undefined && { cik }),
    ...(period && { period: `${period[3]}-${period[1]}-${period[2]}` }),
    ...(growth !== undefined && { emergingGrowth: growth === 'true' }),
    items: all('item'),
  }
}

export function taggedReport(
  { source, dialect, nodes }: MarkedUp,
  reading: Reading,
  companions: ReadonlyMap<string, string>,
  header?: SubmissionHeader,
): TaggedReport {
  const { passages, form } = reading
  const tags = dialect === 'inline' ? readTags(nodes) : undefined
  const signed = passages
    .filter(({ part }) => part === 'signature-block')
    .flatMap(({ text }) => datesIn(text))
    .map(({ date }) => date)
    .sort()
    .at(-1)
  const items = passages.flatMap(({ part, item, kind }) =>
    part === 'item' && kind === 'heading' && item !== undefined ? [item] : [],
  )
  return {
    source,
    tags: tags?.header || (tags?.facts.length ?? 0) > 0 ? tags : undefined,
    form,
    date: dateOfReport(passages.filter(({ part }) => part === 'cover-page'))?.date,
    items: [...new Set(items)],
    listed: entriesOf(reading).map(({ number }) => number),
    signed: asDay(signed),
    companions,
    // Others keep the pages and not the data beside them.
    alone: ![...companions.keys()].some((name) => /(?:\.xsd|_(?:lab|pre|def)\.xml)$/i.test(name)),
    header,
  }
}
