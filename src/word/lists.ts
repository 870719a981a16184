/**
 * Lists of a document as automatic numbers of Word, so that who adds an item there gets its label.
 *
 * Labels that no automatic numbering would print - numbers out of order, mixed signs - stay text.
 */
import { escapedAttribute } from '../markup.ts'

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

export interface Numbering {
  readonly format: 'bullet' | 'decimal' | 'lowerLetter' | 'upperLetter'
  /** With `%1` for the number. */
  readonly text: string
  readonly start: number
  readonly depth: number
}

export class Lists {
  readonly #made: Numbering[] = []

  /** Properties of the paragraphs of a list; undefined where its labels stay text. */
  begin(labels: readonly string[], depth: number): string | undefined {
    const found = numberingOf(labels, Math.min(8, depth))
    if (!found) return undefined
    this.#made.push(found)
    return `<w:numPr><w:ilvl w:val="${found.depth}"/><w:numId w:val="${this.#made.length}"/></w:numPr>`
  }

  /** The part `word/numbering.xml`; undefined where there is no list. */
  xml(): string | undefined {
    if (this.#made.length === 0) return undefined
    const kinds = this.#made.map(({ format, text, start, depth }, index) => {
      const shown = escapedAttribute(text.replace('%1', `%${depth + 1}`))
      const level = `<w:lvl w:ilvl="${depth}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${shown}"/><w:lvlJc w:val="left"/></w:lvl>`
      return `<w:abstractNum w:abstractNumId="${index + 1}"><w:multiLevelType w:val="multilevel"/>${level}</w:abstractNum>`
    })
    const numbers = this.#made.map(
      (_, index) => `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index + 1}"/></w:num>`,
    )
    return `<w:numbering xmlns:w="${namespace}">${kinds.join('')}${numbers.join('')}</w:numbering>`
  }
}

export function numberingOf(labels: readonly string[], depth = 0): Numbering | undefined {
  const [first] = labels
  if (first === undefined) return undefined
  if (/^[•–▪◦·]$/.test(first))
    return labels.every((label) => label === first)
      ? { format: 'bullet', text: first, start: 1, depth }
      : undefined
  const match = /^(\(?)(\d{1,3}|[a-z]|[A-Z])([.)])$/.exec(first)
  if (!match) return undefined
  const [, open = '', count = '', close = ''] = match
  const format = /\d/.test(count) ? 'decimal' : /[a-z]/.test(count) ? 'lowerLetter' : 'upperLetter'
  const start = format === 'decimal' ? Number(count) : (count.toLowerCase().codePointAt(0) ?? 97) - 96
  const shown = (at: number) =>
    format === 'decimal' ? String(at) : String.fromCodePoint((format === 'lowerLetter' ? 96 : 64) + at)
  const follow = labels.every((label, index) => label === `${open}${shown(start + index)}${close}`)
  return follow && (format === 'decimal' || start + labels.length <= 27)
    ? { format, text: `${open}%1${close}`, start, depth }
    : undefined
}
