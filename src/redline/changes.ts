/** The changes of a redline as a list: numbered in reading order, each with its words, figures, place and cause. */

import { grouped } from '../digits.ts'
import { numbered, shortestEdit } from './myers.ts'
import type { Token } from './tokens.ts'

export type ChangeKind =
  | 'inserted'
  | 'deleted'
  | 'replaced'
  | 'moved'
  | 'split'
  | 'joined'
  | 'reshaped'
  | 'restyled'
  | 'renumbered'

/** What many changes may be taken together as (classes.ts). */
export type ChangeClass = 'typography' | 'renamed' | 'renumbered' | 'rewritten'

export interface Figure {
  readonly before: string | null
  readonly after: string | null
  /** Of two figures of one kind, as a decimal text; null where it means nothing. */
  readonly difference: string | null
  /** Row and column, or the words before it. */
  readonly where: string
}

/** A property of a look that changed, in the words of CSS, or `marks` of a text such as `strong`; lengths in points. */
export interface LookChange {
  readonly property: string
  readonly before: string
  readonly after: string
}

/** Where a change was made, as far as the origins tell. */
export interface Cause {
  readonly kind: 'content' | 'fact' | 'template' | 'style' | 'tool' | 'output'
  /** The fact's path, `file:line`, or the name and version of the tool. */
  readonly at: string
}

/** Where a change stands in a table: the label of its row, the heads of its column; empty where it is all of them. */
export interface CellPlace {
  readonly row: string
  readonly column: string
}

/** `Data services | Q4 2025`. */
export const cellSentence = ({ row, column }: CellPlace): string =>
  [row, column === '' ? '' : row === '' ? `column ${column}` : column].filter(Boolean).join(' | ') ||
  'the table'

export interface Change {
  readonly number: number
  readonly kind: ChangeKind
  /** File name of the document, its part and item, and the words before the change. */
  readonly document: string
  readonly section: string
  readonly before: string
  /** The words behind it in the new version. */
  readonly after: string
  readonly class: ChangeClass | null
  readonly cell: CellPlace | null
  readonly old: string
  readonly new: string
  readonly move: number | null
  readonly figures: readonly Figure[]
  readonly looks: readonly LookChange[]
  readonly causes: readonly Cause[]
}

export const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ key, kind, parts }) => {
      if (kind === 'boundary') return ' ¶ '
      if (kind === 'label') return parts.map(({ text }) => text).join('')
      return kind === 'special' ? special(key) : key
    })
    .join('')

/** Blanks alone, as signs: a space is an open box, one that does not break a shouldered one. */
export const seen = (text: string): string =>
  text.trim() === '' ? text.replace(/[\u00a0\u202f]/g, '\u237d').replace(/\s/g, '\u2423') : text

/** Plain text with signs in place of the private characters that stand for what is no text. */
export const legible = (text: string): string =>
  text.replaceAll('\ue000', '☐').replaceAll('\ue001', '☒').replaceAll('\ue002', ' ').replaceAll('\ue003', '')

function special(key: string): string {
  if (key === '\ue000') return '☐'
  if (key === '\ue001') return '☒'
  return key === '\ue002' ? ' ' : (key.slice(1).split('\0')[0] ?? '')
}

/** Words before a figure that say where it stands. */
const wordsBefore = 32

/**
 * Figures that differ: those that both sides have in order are none; the others are paired in order, and what is left over
 * stands alone.
 *
 * @param place the cell, or the words before the change
 */
export function figuresOf(
  olds: readonly Token[],
  news: readonly Token[],
  place: { readonly cell: CellPlace | null; readonly before: string },
): Figure[] {
  const of = (tokens: readonly Token[]) => tokens.flatMap(({ kind }, at) => (kind === 'figure' ? [at] : []))
  const [before, after] = [of(olds), of(news)]
  const key = (tokens: readonly Token[], at: number | undefined) =>
    at === undefined ? null : (tokens[at]?.key ?? null)
  const edit = shortestEdit(
    ...numbered(
      before.map((at) => key(olds, at) ?? ''),
      after.map((at) => key(news, at) ?? ''),
    ),
  )
  return edit.stretches.flatMap(({ same, aStart, aEnd, bStart, bEnd }): Figure[] => {
    if (same) return []
    return Array.from({ length: Math.max(aEnd - aStart, bEnd - bStart) }, (_, index) => {
      const from = aStart + index < aEnd ? before[aStart + index] : undefined
      const to = bStart + index < bEnd ? after[bStart + index] : undefined
      const [was, is] = [key(olds, from), key(news, to)]
      const [tokens, at] = to === undefined ? [olds, from ?? 0] : [news, to]
      return {
        before: was,
        after: is,
        difference: was === null || is === null ? null : difference(was, is),
        where: place.cell ? cellSentence(place.cell) : placed(place.before, tokens, at),
      }
    })
  })
}

/** The last words before a figure; those of its own paragraph, where there are any. */
function placed(before: string, tokens: readonly Token[], at: number): string {
  let from = at
  for (let length = 0; from > 0 && length <= wordsBefore; from--) length += tokens[from - 1]?.key.length ?? 0
  const text = ((from === 0 ? before : '') + textOf(tokens.slice(from, at))).trim()
  const own = text.split('¶').at(-1)?.trim() ?? ''
  const words = own === '' ? text : own
  return words.length > wordsBefore ? `…${words.slice(-wordsBefore).trim()}` : words
}

/** Whether a change is a row that was put in or taken out. */
export const isWholeRow = ({ cell, kind }: Change): boolean =>
  cell !== null && cell.column === '' && cell.row !== '' && (kind === 'inserted' || kind === 'deleted')

/** Exact, in decimal figures: no binary fraction ever shows. */
function difference(before: string, after: string): string | null {
  const [a, b] = [parse(before), parse(after)]
  if (!a || !b || a.unit !== b.unit) return null
  const places = Math.max(a.places, b.places)
  const value = b.value * 10n ** BigInt(places - b.places) - a.value * 10n ** BigInt(places - a.places)
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const whole = grouped(digits.slice(0, digits.length - places))
  const fraction = places > 0 ? `.${digits.slice(digits.length - places)}` : ''
  const [sign, ending] = a.unit.split('\0')
  return `${value < 0n ? '\u2212' : '+'}${sign}${whole}${fraction}${ending}`
}

function parse(figure: string): { value: bigint; places: number; unit: string } | undefined {
  const match = /^(\()?([A-Z]*[$€£¥])?\s?(\d[\d,]*)(?![\d,])(?:\.(\d+)(?!\d))?\)?(.*)$/.exec(figure)
  // A date or code is no quantity.
  if (!match || /^[-/:\p{L}]/u.test(match[5] ?? '') || /^\d{4}$/.test(figure)) return undefined
  const [, negative, sign = '', whole = '', fraction = '', ending = ''] = match
  const value = BigInt(whole.replaceAll(',', '') + fraction)
  return {
    value: negative === undefined ? value : -value,
    places: fraction.length,
    unit: `${sign}\0${ending}`,
  }
}
