/**
 * Attribute lists: `{.center #results widths="40% 30% 30%" as-filed}` behind a heading or paragraph, or
 * alone in a paragraph below a list, table or quotation.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Inline, Width } from '../document/document.ts'
import { isRowMark, rowNumbers } from '../tables/marks.ts'

export interface Attributes {
  readonly classes: readonly string[]
  readonly id?: string
  readonly widths?: readonly Width[]
  readonly align?: readonly ('left' | 'right' | 'center' | 'decimal')[]
  readonly headers?: number
  /** Of a picture, in points. */
  readonly width?: number
  /** A file beside the text that the table is made from. */
  readonly csv?: string
  /** A workbook beside the text, and the range of it that is the table. */
  readonly xlsx?: string
  readonly range?: string
  /** Rows of a table by their mark, counted from 1 below the head. */
  readonly rows?: ReadonlyMap<string, readonly number[]>
  /** Whether sums are checked: of a row, or of every total of a table. */
  readonly foot?: true
  /** Whether marks of rows are found by their words. */
  readonly recognize?: true
}

export const none: Attributes = { classes: [] }

const listAtEnd = /(?<![ \t])[ \t]*\{([^{}\n]+)\}\s*$/

/** What stands between the braces of a text that is an attribute list and nothing else. */
export const listAlone = (text: string): string | undefined => /^\{([^{}\n]+)\}$/.exec(text.trim())?.[1]

/** Splits a trailing attribute list off a text; expressions `{{…}}` are none. */
export function splitTrailing(text: string): { readonly text: string; readonly list: string } | undefined {
  const match = listAtEnd.exec(text)
  if (!match || text[match.index + match[0].indexOf('{') - 1] === '{') return undefined
  return { text: text.slice(0, match.index), list: match[1] ?? '' }
}

/** Inlines without the attribute list that stands behind them, and what it says. */
export function trailing(
  inlines: readonly Inline[],
  place: Span,
  log: Log,
): { inlines: readonly Inline[]; attributes: Attributes } {
  const last = inlines.at(-1)
  const split = last?.type === 'text' && !last.value.startsWith('{{') ? splitTrailing(last.value) : undefined
  if (last?.type !== 'text' || !split) return { inlines, attributes: none }
  const kept = split.text === '' ? [] : [{ ...last, value: split.text }]
  return {
    inlines: [...inlines.slice(0, -1), ...kept],
    attributes: readAttributes(split.list, place, log),
  }
}

/** Reads what stands between the braces. */
export function readAttributes(list: string, at: Span, log: Log): Attributes {
  const classes: string[] = []
  let rest: Attributes = none
  for (const part of list.match(/[a-z][a-z0-9-]*="[^"]*"|\S+/g) ?? []) {
    if (/^\.[a-zA-Z][\w-]*$/.test(part)) classes.push(part.slice(1))
    else if (/^#[a-zA-Z][\w-]*$/.test(part)) rest = { ...rest, id: part.slice(1) }
    else if (part === 'as-filed') classes.push('as-filed')
    else {
      const more = readOne(part, rest, at, log)
      if (more) rest = { ...rest, ...more }
      else log.add('M009', at, `"${part}" is not an attribute`, known)
    }
  }
  return { ...rest, classes }
}

const known =
  'known: .class, #id, as-filed, widths="…", align="…", headers="n", total="5 9" and the other marks of rows, foot, recognize, width="120pt" for pictures, csv="file.csv", xlsx="file.xlsx" range="Sheet!A1:D9"'

/** What one `key="value"` says, or undefined where it says nothing. */
function readOne(part: string, before: Attributes, at: Span, log: Log): Partial<Attributes> | undefined {
  const [key = '', quoted = ''] = part.split(/=(.*)/s, 2)
  const value = quoted.replaceAll('"', '').trim()
  const words = value.split(/\s+/).filter(Boolean)
  if (part === 'foot') return { foot: true }
  if (part === 'recognize') return { recognize: true }
  if (key === 'widths') return { widths: words.map((word) => width(word, at, log)) }
  if (key === 'align') return { align: words.map((word) => alignment(word, at, log)) }
  if (key === 'width' && /^\d+(?:\.\d+)?pt$/.test(value)) return { width: Number.parseFloat(value) }
  if (key === 'csv' && /^[A-Za-z0-9][\w.-]*\.csv$/.test(value)) return { csv: value }
  if (key === 'xlsx' && /^[A-Za-z0-9][\w.-]*\.xlsx$/.test(value)) return { xlsx: value }
  if (key === 'range' && value !== '') return { range: value }
  if (key === 'headers' && /^\d$/.test(value)) return { headers: Number(value) }
  const rows = isRowMark(key) ? rowNumbers(words) : undefined
  return rows && { rows: new Map([...(before.rows ?? []), [key, rows]]) }
}

function width(word: string, at: Span, log: Log): Width {
  const match = /^(\d+(?:\.\d+)?)(%|pt)$/.exec(word)
  if (word === 'auto') return { unit: 'auto' }
  if (match) return { unit: match[2] === '%' ? '%' : 'pt', value: Number(match[1]) }
  log.add('M009', at, `"${word}" is not a width`, 'a width is auto, 40% or 120pt')
  return { unit: 'auto' }
}

function alignment(word: string, at: Span, log: Log): 'left' | 'right' | 'center' | 'decimal' {
  if (word === 'left' || word === 'right' || word === 'center' || word === 'decimal') return word
  log.add('M009', at, `"${word}" is not an alignment`, 'an alignment is left, right, center or decimal')
  return 'left'
}
