/** Headline and dateline of a release, where they stand at its head. */
import { dateIn } from './dates.ts'
import type { Flow } from './flow.ts'
import { plain } from './parts.ts'

export interface FoundRelease {
  /** What stands where the exhibit's label does, or `omitted`; undefined where it is worded as usual. */
  readonly exhibitLabel?: string
  readonly headline?: string
  readonly place?: string
  readonly date?: string
  /** The text without the exhibit's label and what the facts say. */
  readonly body: readonly Flow[]
}

const label = /^\(?exhibit\s+[\d.]+\)?$/i
const dateline =
  /^([A-Z][A-Za-z.,'’ -]{2,60}?),?\s*(?:(?:[—–-]|\(|--)\s*)?((?:[A-Z][a-z]{2,8}\.?)\s+\d{1,2},?\s+\d{4})/

export function releaseOf(flow: readonly Flow[], number: string): FoundRelease {
  const first = flow.findIndex((block) => block.type !== 'rule')
  const labelled = flow[first]
  const words = labelled?.type === 'text' && label.test(plain(labelled)) ? plain(labelled) : 'omitted'
  const body = labelled?.type === 'text' && label.test(plain(labelled)) ? flow.slice(first + 1) : flow
  const start = body.findIndex((block) => block.type !== 'rule')
  const head = body[start]
  const headline =
    head?.type === 'text' &&
    isHeadline(
      head.align,
      plain(head),
      head.runs.every(({ bold, text }) => bold || text.trim() === ''),
    )
      ? plain(head)
      : undefined
  const opening = body
    .map((block) => (block.type === 'text' ? dateline.exec(plain(block)) : null))
    .find((match) => match !== null)
  const date = opening?.[2] && dateIn(opening[2])
  return {
    ...(words !== `Exhibit ${number}` && { exhibitLabel: words }),
    ...(headline !== undefined && { headline }),
    ...(opening?.[1] && date && { place: opening[1].replace(/(?<![\s,—–-])[\s,—–-]+$/, ''), date }),
    body: headline === undefined ? body : body.slice(start + 1),
  }
}

const isHeadline = (align: string, text: string, bold: boolean) =>
  (bold || align === 'center') &&
  text.length > 15 &&
  text.length < 300 &&
  !/release$/i.test(text) &&
  !/[:@]|\bcontacts?\b/i.test(text)
