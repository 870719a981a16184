/**
 * Letters as filings in English use them, for patterns: those of the Latin scripts (a filing must be in English, 17 CFR
 * 232.306), and Greek ones, which stand in the names of compounds. The class of every letter there is takes V8 some
 * milliseconds to compile for each pattern that names it, more than all else that a pattern costs on one filing.
 */

/** Between the brackets of a class. */
export const letter = 'A-Za-z\\u00b5\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff'
export const capital = 'A-Z\\u00c0-\\u00d6\\u00d8-\\u00de'
export const small = 'a-z\\u00df-\\u00f6\\u00f8-\\u00ff'
