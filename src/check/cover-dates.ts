/** The date of report as a cover page shows it. */
import { datesIn } from './dates-in-text.ts'
import type { Passage } from './passages.ts'

/** The date after "Date of Report", or before it where it is set above its caption. */
export function dateOfReport(cover: readonly Passage[]) {
  const at = cover.findIndex(({ text }) => /date of report/i.test(text))
  if (at < 0) return undefined
  for (const passage of [cover[at], cover[at - 1], cover[at + 1]]) {
    const found = passage && datesIn(passage.text)[0]
    if (passage && found) return { ...found, passage }
  }
  return undefined
}
