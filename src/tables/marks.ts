/**
 * Marks of rows: what a row of a statement is. They are classes of the row, so house style decides how each looks and
 * HTML says the same; some mean something to typesetting or to arithmetic as well.
 */

/** `keep` holds a row to the next one; `less` is subtracted and `foot` is checked (foot.ts); the rest are looks. */
export const rowMarks = [
  'total',
  'subtotal',
  'section',
  'indent',
  'indent-2',
  'indent-3',
  'bold',
  'shaded',
  'spacer',
  'keep',
  'less',
  'foot',
] as const

export type RowMark = (typeof rowMarks)[number]

export const isRowMark = (name: string): name is RowMark => (rowMarks as readonly string[]).includes(name)

/** Rows by number, as authors write them: `5 9` or `2-4 7`; undefined where they wrote something else. */
export function rowNumbers(words: readonly string[]): readonly number[] | undefined {
  const found: number[] = []
  for (const word of words) {
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(word)
    if (!match) return undefined
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (first < 1 || last < first) return undefined
    for (let number = first; number <= last; number++) found.push(number)
  }
  return found
}

/** Classes of a row in one order, marks first, so that the same row is the same however its marks came about. */
export function sorted(classes: readonly string[]): readonly string[] {
  const marks = rowMarks.filter((mark) => classes.includes(mark))
  return [...marks, ...new Set(classes.filter((name) => !isRowMark(name)))]
}
