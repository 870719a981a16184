/** Characters and named references that EDGAR takes (EFM 5.2.1, table 5-1). */
import { type Span, span } from '../../diagnostics/source.ts'
import { plainEntities, xmlEntities } from '../entities.ts'
import { family, type Say } from '../rule.ts'
import type { MarkedUp } from '../subjects.ts'

/** Tab, line feed, form feed, carriage return and what ASCII prints, without the caret. */
const untaken = /[^\t\n\f\r\x20-\x7e]|\^/g

/** Places of one character before the rest is only counted, and characters: one wrong encoding would fill pages. */
const named = 50
const mostKinds = 12

const nameOf = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

export const characters = family(
  {
    K005: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.1',
      means: 'EDGAR does not accept a character',
      hint: 'write it as a reference: an em dash is &#8212;',
      in: 'plain',
      wrong: '<p>a\u2014b</p>',
      right: '<p>a&#8212;b</p>',
    },
    K006: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.1, table 5-1',
      means: 'EDGAR does not accept the caret',
      hint: 'write &#94;, or a raised figure',
      in: 'plain',
      wrong: '<p>m^2</p>',
      right: '<p>m<sup>2</sup></p>',
    },
    K007: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.1',
      means: 'the file begins with a byte-order mark',
      hint: 'save it without one',
      in: 'plain',
      wrong: '\ufeff<html',
      right: '<html',
    },
    K008: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.2',
      means: 'EDGAR does not know a named character',
      hint: 'write its number: &#10003;',
      in: 'plain',
      wrong: '<p>&check;</p>',
      right: '<p>&#10003;</p>',
    },
    K009: {
      severity: 'finding',
      grade: 'suspends',
      source: 'EFM 5.2.5',
      means: 'a named character in a tagged document',
      hint: 'only &amp; &lt; &gt; &quot; &apos; are known there; write its number',
      in: 'inline',
      wrong: '<p>&nbsp;</p>',
      right: '<p>&#160;</p>',
    },
  },
  { markup: checkCharacters },
)

type Codes = 'K005' | 'K006' | 'K007' | 'K008' | 'K009'

function checkCharacters({ source, dialect }: MarkedUp, say: Say<Codes>): void {
  if (source.text.startsWith('\ufeff'))
    say('K007', span(source, 0, 1), 'the file begins with a byte-order mark')
  const found = new Map<string, { count: number; readonly places: Span[] }>()
  for (const { 0: character, index } of source.text.matchAll(untaken)) {
    if (character === '\ufeff' && index === 0) continue
    const one = found.get(character) ?? { count: 0, places: [] }
    found.set(character, one)
    if (one.count++ < named) one.places.push(span(source, index, index + 1))
  }
  let kinds = 0
  for (const [character, { count, places }] of found) {
    if (kinds++ === mostKinds) {
      const left = found.size - mostKinds
      say('K005', places, `${left} more characters that EDGAR does not take stand in ${source.path}`)
      break
    }
    const code = character === '^' ? 'K006' : 'K005'
    const shown = character === '^' ? 'a caret' : nameOf(character)
    const more = count > named ? `, which stands here ${count} times` : ''
    // Plain text has no references.
    const hint = dialect === 'text' ? 'plain text is ASCII: -- for a dash, " for a quotation mark' : undefined
    say(code, places, `EDGAR does not take ${shown}${more}`, hint)
  }
  const known = dialect === 'inline' ? xmlEntities : plainEntities
  for (const match of source.text.matchAll(/&([A-Za-z][A-Za-z0-9]*);/g)) {
    if (known.has(match[1] ?? '')) continue
    say(
      dialect === 'inline' ? 'K009' : 'K008',
      span(source, match.index, match.index + match[0].length),
      `${match[0]} is not known there`,
    )
  }
}
