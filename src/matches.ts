/**
 * All matches of a pattern, as `matchAll` finds them, without the copy of the pattern that `matchAll` makes for each
 * text: of thousands of short texts the copies would cost more than the search.
 *
 * @param pattern global, and never empty in what it matches
 */
export function matches(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (match === null) return none
  const found: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) found.push(match)
  return found
}

const none: readonly RegExpExecArray[] = []
