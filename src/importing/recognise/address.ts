/** An address of a cover page, cut into its parts from the end: ZIP code, state, city, street. */
import { stateNames as printedNames } from '../../xbrl/name-tables.ts'

export interface FoundAddress {
  readonly street: readonly string[]
  readonly city: string
  readonly state?: string
  readonly zip: string
  readonly country?: string
}

/** Names of states and provinces by the letters of the post: those that tags know, as they are usually written. */
export const stateNames: ReadonlyMap<string, string> = new Map(
  printedNames.map(([pattern, code]) => [code, usual(pattern)] as const),
)

/** `[Nn]ew\s+[Jj]ersey` is New Jersey. */
function usual(pattern: string): string {
  return pattern
    .replace(/\([^)]*\)\?/g, '')
    .replace(/\[(.)[^\]]*\]/gu, '$1')
    .replace(/\\s\+/g, ' ')
    .replace(/\bOf\b/g, 'of')
    .trim()
}

const names = [...stateNames.values()].sort((a, b) => b.length - a.length)
const ending = new RegExp(
  `^(.*?)[,\\s]+(${names.join('|')}|${[...stateNames.keys()].join('|')}|D\\.C\\.|[A-Z][a-z]+\\.?)[,\\s]+(\\d{5}(?:-\\d{4})?)$`,
  'is',
)

/** Street and city without a comma between: "401 Congress Ave. Suite 1650 Austin". */
const runOn =
  /^(\d.*\b(?:(?:Suite|Ste\.?|Floor|Room|Unit)\s+[\w-]+|Street|St\.|Avenue|Ave\.|Road|Rd\.|Drive|Dr\.|Boulevard|Blvd\.|Parkway|Pkwy\.?|Way|Lane|Place|Plaza|Square|Court|Highway|Center|Centre))\s+([A-Z][A-Za-z .]+)$/

/** @param text lines of the address, parted by line ends or commas; undefined for an address of another form */
export function addressOf(text: string): FoundAddress | undefined {
  const flat = text
    .replace(/\(zip code\)/gi, '')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim()
  const match = ending.exec(flat.replace(/(?<![\s,])[\s,]+$/, ''))
  if (!match?.[1] || !match[2] || !match[3]) return undefined
  const parts = match[1]
    .split(/\n|,/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const last = parts.pop()
  const run = last === undefined ? null : runOn.exec(last)
  if (run?.[1]) parts.push(run[1])
  const city = run?.[2] ?? last
  if (city === undefined || parts.length === 0) return undefined
  return { street: parts, city, state: match[2].trim(), zip: match[3] }
}
