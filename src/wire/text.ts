/** The text of inlines, without looks. */
import type { Inline } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { invisible, spaces } from '../document/words.ts'

const spaceAll = new RegExp(spaces.source, 'gu')

/** The text of inlines: one space between words, line ends where the author has them. */
export function textOf(inlines: readonly Inline[]): string {
  const raw = (list: readonly Inline[]): string =>
    list
      .map((inline): string => {
        switch (inline.type) {
          case 'text':
            return inline.value.replace(spaceAll, ' ')
          case 'fact':
            return inline.shown.replace(spaceAll, ' ')
          case 'check-box':
            return inline.checked ? '\u2612' : '\u2610'
          case 'break':
            return '\n'
          case 'note-ref':
            return inline.label
          case 'link':
          case 'strong':
          case 'emphasis':
          case 'underline':
          case 'small-caps':
          case 'raised':
          case 'lowered':
            return raw(inline.inlines)
          default:
            return unknownKind(inline)
        }
      })
      .join('')
  return raw(inlines).replace(invisible, '')
}
