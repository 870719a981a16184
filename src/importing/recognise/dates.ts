import { isIsoDate, monthNames } from '../../filing/dates.ts'

const months = monthNames.map((name) => name.toLowerCase())
const written = new RegExp(
  `\\b(${months.join('|')})[\\s\\u00a0]+(\\d{1,2})(?:(?:st|nd|rd|th)?,?[\\s\\u00a0]+|,)(\\d{4})\\b`,
  'i',
)
const digits = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/

/** The first date in a text, as ISO; undefined where there is none. */
export function dateIn(text: string): string | undefined {
  const word = written.exec(text)
  const number = word ? null : digits.exec(text)
  const month = word ? months.indexOf((word[1] ?? '').toLowerCase()) + 1 : Number(number?.[1])
  const day = Number((word ?? number)?.[2])
  const year = (word ?? number)?.[3]
  if (year === undefined) return undefined
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isIsoDate(iso) ? iso : undefined
}
