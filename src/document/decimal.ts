/**
 * Figures that line up on the decimal point: what hangs out on either side of the digits.
 *
 * `$(1,234.5)%` is a sign, a head up to the point and a tail from it on; the tails of a column are padded to
 * one width, so that points, and the last digits of whole numbers, stand below each other.
 */

import type { Inline } from './document.ts'
import { unknownKind } from './kinds.ts'

export interface Figure {
  /** A currency sign that hangs at the left edge of the column. */
  readonly sign: string
  /** Digits before the point, with an opening bracket or minus. */
  readonly head: string
  /** The point and all behind it: digits, a closing bracket, a percent sign. */
  readonly tail: string
  /** Raised marks of notes behind it. */
  readonly mark: string
}

const pattern =
  /^([$\u20ac\u00a3\u00a5]?)\s*((?:[(\u2212\u2013+-]\s*)?(?:[$\u20ac\u00a3\u00a5]\s*)?\d[\d,]*(?![\d,])|\u2014|\u2013|-)(.*)$/u

/** The parts of a figure, or undefined for words; a dash for nil counts as a figure. */
export function splitFigure(text: string): Figure | undefined {
  const match = pattern.exec(text.trim())
  return match ? { sign: match[1] ?? '', head: match[2] ?? '', tail: match[3] ?? '', mark: '' } : undefined
}

/**
 * The figure that inlines show; undefined for words, where text follows a raised mark, and where a redline shows two
 * figures, of which one was.
 */
export function figureIn(inlines: readonly Inline[]): Figure | undefined {
  const shown = shownIn(inlines)
  const figure = shown && splitFigure(shown.text)
  return figure && { ...figure, mark: shown.mark }
}

/** Of a redline that shows two figures in one place, the one that is. */
export function newFigureIn(inlines: readonly Inline[]): Figure | undefined {
  const news = inlines.filter(({ revision }) => revision?.kind !== 'deleted' && revision?.kind !== 'dropped')
  return news.length < inlines.length ? figureIn(news) : undefined
}

/** The text on the line, and what is raised behind it. */
function shownIn(inlines: readonly Inline[]): { readonly text: string; readonly mark: string } | undefined {
  let [text, mark] = ['', '']
  const add = (value: string): boolean => {
    if (mark !== '' && value.trim() !== '') return false
    text += value
    return true
  }
  const walk = (list: readonly Inline[]): boolean =>
    list.every((inline) => {
      if (inline.revision !== list[0]?.revision) return false
      switch (inline.type) {
        case 'text':
          return add(inline.value)
        case 'fact':
          return add(inline.shown)
        case 'strong':
        case 'emphasis':
        case 'underline':
        case 'small-caps':
          return walk(inline.inlines)
        case 'raised':
        case 'note-ref':
          if (text.trim() === '') return false
          mark += inline.type === 'note-ref' ? inline.label : plainText(inline.inlines)
          return true
        case 'lowered':
        case 'link':
        case 'break':
        case 'check-box':
          return false
        default:
          return unknownKind(inline)
      }
    })
  return walk(inlines) ? { text, mark } : undefined
}

const plainText = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if ('inlines' in inline) return plainText(inline.inlines)
      return inline.type === 'text' ? inline.value : inline.type === 'note-ref' ? inline.label : ''
    })
    .join('')

/**
 * The currency sign that stands apart from a figure lined up on its point. Wherever such a paragraph is
 * written, the sign is a word of its own, because print puts room between the two.
 */
export function hangingSign(inlines: readonly Inline[]): string {
  return figureIn(inlines)?.sign ?? ''
}
