/** What cannot be set, told where an author can mend it: at the character, in the fact or text that holds it, once. */
import type { Log } from '../diagnostics/log.ts'
import { type Span, span } from '../diagnostics/source.ts'
import type { Document, Origin } from '../document/document.ts'
import type { Setup } from './setup.ts'

type Complaints = Pick<Setup, 'missing' | 'refused' | 'noFont' | 'overfull'>

export function complaintsOf({ fileName }: Pick<Document, 'fileName'>, log: Log): Complaints {
  // A fact is shown in many places and wrong in one.
  const once = (
    code: 'F001' | 'F003' | 'F005',
    at: Span | undefined,
    message: string,
    hint: string,
  ): void => {
    const told = log.diagnostics.some(
      (one) => one.code === code && one.message === message && isSame(one.span, at),
    )
    if (!told) log.add(code, at, message, hint)
  }
  const refused = new Set<string>()
  return {
    // A letter of a script that is not set has no glyph either.
    missing: (character, origin) => {
      if (!refused.has(character))
        once(
          'F001',
          placeOf(character, origin),
          `the font has no glyph for U+${codeOf(character)} ${character}`,
          'use another character, or a font that has it',
        )
    },
    refused: ({ character, why }, origin) => {
      refused.add(character)
      once('F005', placeOf(character, origin), why, 'write it in Latin letters')
    },
    noFont: (family) =>
      log.add(
        'F002',
        undefined,
        `the house style asks for the family "${family}", which is not here`,
        'families are Source Serif 4 and Tinos',
      ),
    overfull: (by, text, origin) =>
      once(
        'F003',
        placeOf(text, origin),
        `${fileName}: a line is ${by.toFixed(1)} pt too wide: "${text.slice(0, 60)}"`,
        'give the column more room',
      ),
  }
}

const isSame = (a: Span | undefined, b: Span | undefined): boolean =>
  a?.source.path === b?.source.path && a?.start === b?.start && a?.end === b?.end

const codeOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

/** Where words stand in the fact or the text they came from; that fact or text where they are not written there as such. */
function placeOf(words: string, origin: Origin | undefined): Span | undefined {
  // A fact is mended where it is written, and not in the template that shows it.
  const at = origin?.span
  if (!at || origin.kind === 'template') return at
  const found = at.source.text.indexOf(words, at.start)
  return found < 0 || found >= at.end ? at : span(at.source, found, found + words.length)
}
