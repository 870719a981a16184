/** The label at the head of an exhibit: "Exhibit 99.1". */
import type { Reading } from './passages.ts'

/** The number in the label at the head of an exhibit. */
export function labelOf({ passages, fileName }: Reading): string | undefined {
  for (const { text } of passages.slice(0, 12)) {
    const match = /^(?:ex|exhibit)[\s.-]*(?:no\.?\s*)?(\d{1,3}(?:\([ivx]+\))?(?:\.\d{1,3})?)\b/i.exec(text)
    if (match) return match[1]
  }
  // Plain text runs the label into the lines around it.
  for (const { text } of fileName.endsWith('.txt') ? passages.slice(0, 3) : []) {
    const match = /\b(?:EXHIBIT|Exhibit)\s+(\d{1,3}\.\d{1,3})\b/.exec(text)
    if (match) return match[1]
  }
  return undefined
}
