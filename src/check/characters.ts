/** Characters and named references that EDGAR takes (EFM 5.2.1, table 5-1). */
import type { Log } from '../diagnostics/log.ts'
import { type Source, span } from '../diagnostics/source.ts'
import type { Dialect } from '../html/dialect.ts'
import { plainEntities, xmlEntities } from './entities.ts'

/** Tab, line feed, form feed, carriage return and what ASCII prints, without the caret. */
const untaken = /[^\t\n\f\r\x20-\x7e]|\^/g

/** Places named before the rest is only counted: one wrong encoding would fill pages. */
const named = 5

export function checkCharacters(source: Source, dialect: Dialect, log: Log): void {
  if (source.text.startsWith('\ufeff'))
    log.add('K007', span(source, 0, 1), 'the file begins with a byte-order mark')
  const counts = { K005: 0, K006: 0 }
  for (const match of source.text.matchAll(untaken)) {
    if (match[0] === '\ufeff' && match.index === 0) continue
    const code = match[0] === '^' ? 'K006' : 'K005'
    counts[code]++
    if (counts[code] > named) continue
    const shown =
      match[0] === '^' ? 'a caret' : `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    log.add(code, span(source, match.index, match.index + 1), `EDGAR does not take ${shown}`)
  }
  for (const [code, count] of Object.entries(counts) as ['K005' | 'K006', number][]) {
    if (count > named)
      log.add(code, span(source, 0, 0), `${count - named} more of these stand in ${source.path}`)
  }
  const known = dialect === 'inline' ? xmlEntities : plainEntities
  for (const match of source.text.matchAll(/&([A-Za-z][A-Za-z0-9]*);/g)) {
    if (known.has(match[1] ?? '')) continue
    log.add(
      dialect === 'inline' ? 'K009' : 'K008',
      span(source, match.index, match.index + match[0].length),
      `${match[0]} is not known there`,
    )
  }
}
