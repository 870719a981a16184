/** Rows of the tables of a document, as far as passages tell: a label, and the figures behind it. */
import type { Passage, Reading } from './passages.ts'

export interface FigureRow {
  readonly label: string
  readonly figures: readonly Figure[]
  /** What one unit of a figure is worth: a thousand where the table says "in thousands". */
  readonly unit: number
}

export interface Figure {
  readonly value: number
  readonly percent: boolean
  readonly passage: Passage
}

const number = /^[($\s]*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:\s*\))?(?:\s*(%))?\)?$/
const units: readonly (readonly [words: RegExp, worth: number])[] = [
  [/\b(?:in|\$)\s*(?:u\.?s\.?\s*)?(?:dollars in )?billions\b/i, 1e9],
  [/\bin\s+(?:u\.?s\.?\s+)?(?:dollars?\s+)?millions\b|\$000,000|\bmillions of (?:u\.?s\.? )?dollars\b/i, 1e6],
  [/\bin\s+(?:u\.?s\.?\s+)?(?:dollars?\s+)?thousands\b|\(000.?s\)|\$000|\bthousands of dollars\b/i, 1e3],
]

export function rowsOf({ passages }: Reading): readonly FigureRow[] {
  const rows: { label: string; figures: Figure[]; unit: number }[] = []
  let unit = 1
  for (const passage of passages) {
    const { text, kind } = passage
    unit = units.find(([words]) => words.test(text))?.[1] ?? unit
    if (kind !== 'cell') continue
    const match = number.exec(text)
    const row = rows.at(-1)
    if (match && row)
      row.figures.push({
        value: Number((match[1] ?? '').replaceAll(',', '')) * (/\(/.test(text) ? -1 : 1),
        percent: match[2] !== undefined,
        passage,
      })
    // "In millions, except per share amounts".
    else if (/[a-z]/i.test(text))
      rows.push({
        label: labelOfRow(text),
        figures: [],
        unit: /per (?:[a-z]+ )?share/i.test(text) ? 1 : unit,
      })
  }
  return rows.filter(({ figures }) => figures.length > 0)
}

/** A label without notes, punctuation and what only says that it is a total. */
export const labelOfRow = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\([^)]{0,200}\)|[*†‡]|(?<!\d)\d+$/g, ' ')
    .replace(/[^a-z&% ]+/g, ' ')
    .replace(/\b(?:total|consolidated|gaap|our|the|company s)\b/g, ' ')
    .replace(/\brevenues\b/g, 'revenue')
    .replace(/\s+/g, ' ')
    .trim()
