/**
 * Figures that line up on the decimal point: what hangs out on either side of the digits.
 *
 * `$(1,234.5)%` is a sign, a head up to the point and a tail from it on; the tails of a column are padded to
 * one width, so that points, and the last digits of whole numbers, stand below each other.
 */
import type { Inline } from './document.ts'

export interface Figure {
  /** A currency sign that hangs at the left edge of the column. */
  readonly sign: string
  /** Digits before the point, with an opening bracket or minus. */
  readonly head: string
  /** The point and all behind it: digits, a closing bracket, a percent sign, a note mark. */
  readonly tail: string
}

const pattern =
  /^([$\u20ac\u00a3\u00a5]?)\s*([(\u2212\u2013+-]?\s*[$\u20ac\u00a3\u00a5]?\s*\d[\d,]*|\u2014|\u2013|-)(.*)$/u

/** The parts of a figure, or undefined for words; a dash for nil counts as a figure. */
export function splitFigure(text: string): Figure | undefined {
  const match = pattern.exec(text.trim())
  return match ? { sign: match[1] ?? '', head: match[2] ?? '', tail: match[3] ?? '' } : undefined
}

/**
 * The figure that inlines show, when all of it has one look; undefined for words, for a figure with a raised mark, and
 * where a redline shows two figures, of which one was.
 */
export function figureIn(inlines: readonly Inline[]): Figure | undefined {
  const text = textIn(inlines)
  return text === undefined ? undefined : splitFigure(text)
}

/** Of a redline that shows two figures in one place, the one that is. */
export function newFigureIn(inlines: readonly Inline[]): Figure | undefined {
  const news = inlines.filter(({ revision }) => revision?.kind !== 'deleted' && revision?.kind !== 'dropped')
  return news.length < inlines.length ? figureIn(news) : undefined
}

function textIn(inlines: readonly Inline[]): string | undefined {
  let text = ''
  for (const inline of inlines) {
    if (inline.revision !== inlines[0]?.revision) return undefined
    if (inline.type === 'text') text += inline.value
    else if (inline.type === 'fact') text += inline.shown
    else if ((inline.type === 'strong' || inline.type === 'emphasis') && inlines.length === 1) {
      return textIn(inline.inlines)
    } else return undefined
  }
  return text
}

/**
 * The currency sign that stands apart from a figure lined up on its point. Wherever such a paragraph is
 * written, the sign is a word of its own, because print puts room between the two.
 */
export function hangingSign(inlines: readonly Inline[]): string {
  return figureIn(inlines)?.sign ?? ''
}
