/**
 * Which characters are set as one glyph after the other from left to right, and why the others are not.
 *
 * Hebrew and Arabic run the other way; Indic scripts, Thai and their like change and move their letters; a mark that
 * combines stands over its letter. None of that is done here, so such text is refused, in every font: what is painted
 * would not be what was written. A filing is in English (17 CFR 232.306).
 */

/** Nothing outside these ranges is set: Latin, Greek, Cyrillic, Armenian, Georgian, East Asian, signs. */
const plain =
  /[^\u0000-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1c90-\u1cbf\u1d00-\u1dbf\u1e00-\u200b\u2010-\u2029\u202f-\u2060\u2070-\u20cf\u2100-\u2bff\u2c60-\u2c7f\u2d00-\u2d2d\u2e00-\u2fff\u3000-\u3029\u3030-\u3098\u309b-\ua48f\ua640-\ua66e\ua720-\ua7ff\uab30-\uab6f\uac00-\ud7a3\uf900-\ufb17\ufe10-\ufe1f\ufe30-\ufe6f\ufeff-\uffef\u{1d400}-\u{1d7ff}\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u

type Why = 'backwards' | 'joined' | 'combining' | 'direction'

/** Ranges of what is refused, with their names. */
const refused: readonly (readonly [from: number, to: number, name: string, why: Why])[] = [
  [0x0300, 0x036f, 'a combining mark', 'combining'],
  [0x0590, 0x05ff, 'Hebrew', 'backwards'],
  [0xfb1d, 0xfb4f, 'Hebrew', 'backwards'],
  [0x061c, 0x061c, 'a mark of direction', 'direction'],
  [0x0600, 0x06ff, 'Arabic', 'backwards'],
  [0x0750, 0x077f, 'Arabic', 'backwards'],
  [0x0870, 0x08ff, 'Arabic', 'backwards'],
  [0xfb50, 0xfdff, 'Arabic', 'backwards'],
  [0xfe70, 0xfefe, 'Arabic', 'backwards'],
  [0x0700, 0x074f, 'Syriac', 'backwards'],
  [0x0780, 0x07bf, 'Thaana', 'backwards'],
  [0x07c0, 0x07ff, 'N\u2019Ko', 'backwards'],
  [0x0800, 0x086f, 'a script that runs from right to left', 'backwards'],
  [0x10800, 0x10fff, 'a script that runs from right to left', 'backwards'],
  [0x1e800, 0x1efff, 'a script that runs from right to left', 'backwards'],
  [0x0900, 0x097f, 'Devanagari', 'joined'],
  [0x0980, 0x09ff, 'Bengali', 'joined'],
  [0x0a00, 0x0a7f, 'Gurmukhi', 'joined'],
  [0x0a80, 0x0aff, 'Gujarati', 'joined'],
  [0x0b80, 0x0bff, 'Tamil', 'joined'],
  [0x0c00, 0x0c7f, 'Telugu', 'joined'],
  [0x0c80, 0x0cff, 'Kannada', 'joined'],
  [0x0d00, 0x0d7f, 'Malayalam', 'joined'],
  [0x0e00, 0x0e7f, 'Thai', 'joined'],
  [0x0e80, 0x0eff, 'Lao', 'joined'],
  [0x0f00, 0x0fff, 'Tibetan', 'joined'],
  [0x1000, 0x109f, 'Burmese', 'joined'],
  [0x1780, 0x17ff, 'Khmer', 'joined'],
  [0x200c, 0x200d, 'a mark that joins letters', 'joined'],
  [0x200e, 0x200f, 'a mark of direction', 'direction'],
  [0x202a, 0x202e, 'a mark of direction', 'direction'],
  [0x2061, 0x206f, 'a mark of direction', 'direction'],
  [0x0483, 0x0489, 'a combining mark', 'combining'],
  [0x1ab0, 0x1aff, 'a combining mark', 'combining'],
  [0x1dc0, 0x1dff, 'a combining mark', 'combining'],
  [0x20d0, 0x20ff, 'a combining mark', 'combining'],
  [0x302a, 0x302f, 'a combining mark', 'combining'],
  [0x3099, 0x309a, 'a combining mark', 'combining'],
  [0xfe00, 0xfe0f, 'a mark that chooses the look of the character before it', 'combining'],
  [0xfe20, 0xfe2f, 'a combining mark', 'combining'],
]

const reasons: Readonly<Record<Why, string>> = {
  backwards: 'runs from right to left, and the PDF would show it backwards',
  joined: 'changes the letters around it, and the PDF would show it wrongly',
  combining: 'would not stand over its letter in the PDF',
  direction: 'turns the order of the text around it, which the PDF would not do',
}

/** A character that is not set, and a sentence that says why. */
export interface Refused {
  readonly character: string
  readonly why: string
}

/** The first character of a text that cannot be set as it must be read; undefined where all can. */
export function firstRefused(text: string): Refused | undefined {
  const character = plain.exec(text)?.[0]
  if (character === undefined) return undefined
  const code = character.codePointAt(0) ?? 0
  const known = refused.find(([from, to]) => code >= from && code <= to)
  const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (!known) return { character, why: `${shown} belongs to a script that filingpress does not set` }
  const [, , name, why] = known
  return { character, why: `${name} (${shown}) ${reasons[why]}` }
}
