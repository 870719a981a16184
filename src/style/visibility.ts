/**
 * Whether a reader sees a text: the one judgement for what a theme asks for, for finished HTML of anybody's, and for
 * PDFs. Whoever reads one of these works out how a text appears; here it is said whether that can be seen.
 */
import { blends, type Color, over, spelled } from './colors.ts'

/** How a stretch of text appears. Lengths are points. */
export interface Appearance {
  readonly color: Color
  /** What lies behind it, opaque; undefined where that is a picture. */
  readonly ground: Color | undefined
  readonly size: number
  /** Where it begins, from the left edge of the page or window, and how far it is moved down from its place. */
  readonly left: number
  readonly top: number
  /** Set where nothing of it is shown whatever its look: a phrase that says why. */
  readonly withheld: string | undefined
}

/** No text of real filings that anybody is to read is smaller; a thin space may be. */
export const smallest = 2
/** Further to the left or above than this is outside any window, further to the right or below no one scrolls. */
const nearest = -72
const farthest = 1400

export type Fault = 'withheld' | 'size' | 'place' | 'color'

export interface Unseen {
  readonly fault: Fault
  /** A phrase that says why, to stand behind "because". */
  readonly why: string
}

/** Why a text cannot be seen; undefined where it can. */
export function whyUnseen({ color, ground, size, left, top, withheld }: Appearance): Unseen | undefined {
  if (withheld !== undefined) return { fault: 'withheld', why: withheld }
  if (size < smallest) return { fault: 'size', why: `it is ${rounded(size)} pt high` }
  if (left < nearest || left > farthest)
    return {
      fault: 'place',
      why: `it begins ${rounded(Math.abs(left))} pt ${left < 0 ? 'left' : 'right'} of the page`,
    }
  if (top < nearest * 4 || top > farthest * 8)
    return { fault: 'place', why: `it is moved ${rounded(Math.abs(top))} pt ${top < 0 ? 'up' : 'down'}` }
  if (ground === undefined)
    return color.alpha < 0.1 ? { fault: 'color', why: 'it is transparent' } : undefined
  const shown = over(color, ground)
  if (!blends(shown, ground)) return undefined
  if (color.alpha < 0.1) return { fault: 'color', why: 'it is transparent' }
  return {
    fault: 'color',
    why: `its colour ${spelled(shown)} is hardly told from ${spelled(ground)} behind it`,
  }
}

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Whether a text has anything to be seen: more than white space, signs without width, rules and fill characters. */
export const showsWords = (text: string): boolean => /[\p{L}\p{N}$%]/u.test(text)
