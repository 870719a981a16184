/** Which part of which document a change is in, in the words of the list of changes. */
import type { Section } from '../document/document.ts'

const partNames = {
  'cover-page': 'Cover page',
  item: 'Item',
  'exhibit-index': 'Exhibit index',
  'signature-block': 'Signatures',
  release: 'Release',
  summary: 'Summary',
} as const

/** `Item 2.02`, `Release`. */
export function sectionName({ role, number }: Section): string {
  return number === undefined ? partNames[role] : `${partNames[role]} ${number}`
}
