/**
 * The marks that end a press release or a page of it - `# # #`, `* * *`, `- - -`, `-30-`, `(more)` - which Markdown
 * takes for headings, rules and lists. They are printed as they are typed.
 */
import type { Token } from './parser.ts'

const patterns: readonly RegExp[] = [
  // `###`, `# # #`
  /^#(?:[ \t]*#)*$/,
  // `* * *`, `*****`
  /^\*(?:[ \t]*\*){2,}$/,
  // `- - -`; without spaces it is a rule
  /^-(?:[ \t]+-){2,}$/,
  // `-30-`, `- more -`, `(more)`, `# END #`
  /^(?:[-\u2013\u2014*#~]+[ \t]*(?:30|more|end|ends)[ \t]*[-\u2013\u2014*#~]+|\((?:more|end)\))$/i,
]

/** What a block token is as a mark of a release; undefined where it is none. */
export function endMarkOf({ type, raw }: Token): string | undefined {
  if (!/^(?:heading|hr|list|paragraph)$/.test(type)) return undefined
  const mark = raw.trim()
  return patterns.some((pattern) => pattern.test(mark)) ? mark : undefined
}
