/** Who files, as far as texts can be held to it: from the facts of a filing, or from the cover page of anybody's report. */
import type { Filing } from '../filing/filing.ts'
import type { Passage, Reading } from './passages.ts'

export interface Filer {
  readonly name: string
  readonly securities: readonly { readonly symbol: string; readonly exchange: string }[]
}

const nameCaption = /^\(?exact name of registrant/i

/** Names stand above "(Exact name of registrant …)"; a report of several registrants has several. */
export function filersOf(filing: Filing | undefined, report: Reading | undefined): readonly Filer[] {
  if (filing)
    return filing.registrants.map(({ name, securities = [] }) => ({
      name,
      securities: securities.flatMap(({ symbol, exchange }) =>
        symbol === undefined ? [] : [{ symbol, exchange }],
      ),
    }))
  const cover = (report?.passages ?? []).filter(({ part }) => part === 'cover-page')
  const names = cover.flatMap(({ text }, index) => {
    const above = unruled(cover[index - 1]?.text ?? '')
    if (nameCaption.test(text) && isName(above)) return [above]
    const joined = /^(.{3,80}?)\s*\(exact name of registrant/i.exec(unruled(text))?.[1]
    return joined !== undefined && isName(joined) ? [joined] : []
  })
  const securities = tickersOn(cover)
  return [...new Set(names)].map((name) => ({ name, securities }))
}

/** Without the rule of dashes that plain text draws below a name. */
const unruled = (text: string): string =>
  text
    .replace(/[-_=]{4,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const isName = (text: string): boolean =>
  text.length <= 80 && /\p{Lu}/u.test(text) && !/date of report|commission|form 8-k|\d{4}/i.test(text)

/** Rows of the table of securities: a symbol and, behind it, an exchange. */
function tickersOn(cover: readonly Passage[]): Filer['securities'] {
  return cover.flatMap(({ text }, index) => {
    const next = cover[index + 1]?.text ?? ''
    return /^[A-Z][A-Z.-]{0,5}\d?$/.test(text) && /nasdaq|new york|nyse|exchange/i.test(next)
      ? [{ symbol: text, exchange: next }]
      : []
  })
}
