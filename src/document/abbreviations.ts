/** Words whose point ends no sentence: `Inc.`, `Mr.`, `U.S.`, an initial. */

const abbreviations = new Set(
  'Inc Corp Co Ltd Bros No Nos Mr Mrs Ms Messrs Dr Prof Gen Gov Sen Rep Jr Sr St Ave Blvd Rd vs Dept Est Ex Sec Art Fig Vol Del Mass Calif cf al etc approx Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec'.split(
    ' ',
  ),
)
/** One letter, or letters with points between. */
const letters = /^(?:\p{L}|\p{L}(?:\.\p{L})+)$/u

/** @param word without the point at its end */
export const isAbbreviation = (word: string): boolean => abbreviations.has(word) || letters.test(word)
