/** Secrets of the filer never belong into content: a CCC or an EDGAR Next token, wherever it was written. */
import { span } from '../../diagnostics/source.ts'
import { family } from '../rule.ts'

/** A CCC has eight characters, one of them no letter; a token is long and runs on. */
const secret =
  /\bCCC\b\s*(?:code\s*)?(?:(?:is|:|=)\s*)*(?=[A-Za-z@#*$]{0,7}[\d@#*$])([A-Za-z0-9@#*$]{8})(?![A-Za-z0-9])|\b(?:bearer|filer token|user token|api[ -]?token)\b\s*(?:[:=]\s*)?([A-Za-z0-9_\-.~+/]{24,})/i

/** Whether a text holds what looks like a secret. */
export function findSecret(text: string): { start: number; end: number } | undefined {
  const match = secret.exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

export const secrets = family(
  {
    K105: {
      severity: 'warning',
      grade: 'convention',
      source: 'EDGAR Filer Manual, Volume I',
      means: 'a secret code of the filer is in the content',
      hint: 'remove it and change it at EDGAR; filingpress never needs a CCC or token',
      in: '8-k.md',
      wrong: ' Our CCC is: abcd#123.',
      right: '',
    },
  },
  {
    authored({ path, text }, say) {
      const found = findSecret(text)
      if (!found) return
      // Never shown, not even in our own message: the excerpt begins behind it.
      const source = { path, text: `${text.slice(0, found.start)}(secret)${text.slice(found.end)}` }
      say('K105', span(source, found.start, found.start + 8), 'this looks like a CCC or token of the filer')
    },
  },
)
