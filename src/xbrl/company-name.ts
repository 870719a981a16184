/**
 * The name on the cover against the name that EDGAR has on record: cleaned, the record's must begin the cover's, else
 * EDGAR suspends (EFM 6.5.24).
 */

/** In this order, as EDGAR's own cleaning has them. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/\s&(?=\s)/g, ' and '],
  [/\/.+\/|\\.+\\/g, ' '],
  [/(?<!\s)\s*[(].{1,300}[)]$/g, ' '],
  [/[\u058A\u05BE\u2010-\u2015\uFE58\uFE63\uFF0D-]/g, ''],
  [/[\u2019']/g, ''],
  [/^\s*the(?=\s)/gi, ''],
  [/[^\p{L}\p{N}\p{M}_-]/gu, ' '],
  [/^\w(?=\s)|\s\w(?=\s)|\s\w$/g, ' '],
]
const endings: Readonly<Record<string, string>> = {
  INCORPORATED: 'INC',
  CORPORATION: 'CORP',
  COMPANY: 'CO',
  LIMITED: 'LTD',
  AND: '&',
}

/** A name without what EDGAR does not compare: case, accents, marks, the kind of company spelt out. */
export function cleanedName(name: string): string {
  return steps
    .reduce((text, [pattern, by]) => text.replace(pattern, by), name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/\s+/)
    .map((word) => endings[word] ?? word)
    .join('')
}

/** Whether EDGAR takes a cover's name for a registrant that it knows by another. */
export function namesAgree(conformed: string, printed: string): boolean {
  return cleanedName(printed).startsWith(cleanedName(conformed))
}
