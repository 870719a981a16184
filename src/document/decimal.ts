/**
 * Figures that line up on the decimal point: what hangs out on either side of the digits.
 *
 * `$(1,234.5)%` is a sign, a head up to the point and a tail from it on; the tails of a column are padded to
 * one width, so that points, and the last digits of whole numbers, stand below each other.
 */
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
