/**
 * Attribute lists: `{.center #results widths="40% 30% 30%" as-filed}` behind a heading or paragraph, or
 * alone in a paragraph below a list, table or quotation.
 */
import type { Log } from '../diagnostics/log.ts'
import type { Span } from '../diagnostics/source.ts'
import type { Width } from '../document/document.ts'

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
}

export const none: Attributes = { classes: [] }

const listAtEnd = /[ \t]*\{([^{}\n]+)\}\s*$/

/** What stands between the braces of a text that is an attribute list and nothing else. */
export const listAlone = (text: string): string | undefined => /^\{([^{}\n]+)\}$/.exec(text.trim())?.[1]

/** Splits a trailing attribute list off a text; expressions `{{…}}` are none. */
export function splitTrailing(text: string): { readonly text: string; readonly list: string } | undefined {
  const match = listAtEnd.exec(text)
  if (!match || text[match.index + match[0].indexOf('{') - 1] === '{') return undefined
  return { text: text.slice(0, match.index), list: match[1] ?? '' }
}

/** Reads what stands between the braces. */
export function readAttributes(list: string, at: Span, log: Log): Attributes {
  const classes: string[] = []
  let rest: Attributes = none
  for (const part of list.match(/[a-z-]+="[^"]*"|\S+/g) ?? []) {
    const [key = '', value = ''] = part.split('=', 2)
    const words = value.replaceAll('"', '').split(/\s+/).filter(Boolean)
    if (/^\.[a-zA-Z][\w-]*$/.test(part)) classes.push(part.slice(1))
    else if (/^#[a-zA-Z][\w-]*$/.test(part)) rest = { ...rest, id: part.slice(1) }
    else if (part === 'as-filed') classes.push('as-filed')
    else if (key === 'widths') rest = { ...rest, widths: words.map((word) => width(word, at, log)) }
    else if (key === 'align') rest = { ...rest, align: words.map((word) => alignment(word, at, log)) }
    else if (key === 'width' && /^\d+(?:\.\d+)?pt$/.test(words[0] ?? ''))
      rest = { ...rest, width: Number.parseFloat(words[0] ?? '') }
    else if (key === 'csv' && /^[A-Za-z0-9][\w.-]*\.csv$/.test(words[0] ?? ''))
      rest = { ...rest, csv: words[0] ?? '' }
    else if (key === 'headers' && /^\d$/.test(words[0] ?? '')) rest = { ...rest, headers: Number(words[0]) }
    else
      log.add(
        'M009',
        at,
        `"${part}" is not an attribute`,
        'known: .class, #id, as-filed, widths="…", align="…", headers="n", width="120pt" for pictures, csv="file.csv"',
      )
  }
  return { ...rest, classes }
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
