/** Ranges of a workbook, as people write them: `IS!A3:F30`, `'Cash flows'!$A$1:$D$40`, or a name. */
import type { Workbook } from './workbook.ts'

/** Rows and columns count from 1. */
export interface Range {
  readonly sheet: string
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const pattern = /^(?:'((?:[^']|'')+)'|([^'!]*))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/

/** @param book whose sheets and names are meant; without it the sheet is not asked for */
export function readRange(wanted: string, book?: Workbook): Range | { readonly wrong: string } {
  const named = book?.names.get(wanted)
  const match = pattern.exec(named ?? wanted)
  if (!match)
    return {
      wrong: named === undefined ? 'it is neither a range nor a name' : `the name stands for ${named}`,
    }
  const [, quoted, bare = '', left = '', top = '', right = left, bottom = top] = match
  const sheet = quoted?.replaceAll("''", "'") ?? bare
  if (book && !book.sheets.has(sheet))
    return { wrong: `there is no sheet ${sheet}; there are ${[...book.sheets.keys()].join(', ')}` }
  const rows = [Number(top), Number(bottom)]
  const columns = [columnNumber(left), columnNumber(right)]
  return {
    sheet,
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  }
}

/** `A` is 1, `AA` is 27. */
const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** `C14` for row 14 and column 3. */
export function cellName(row: number, column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${row}`
}
