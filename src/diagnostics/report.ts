/** A diagnostic as text for a terminal: place, code, sentence, the line with a caret, a hint. */
import type { Diagnostic } from './diagnostic.ts'
import { where } from './log.ts'
import { lineOf, placeOf, type Span } from './source.ts'

/** Columns of context kept on each side of the caret when a line is long. */
const window = 70

/** Further places that are named before the rest is only counted. */
const mostPlaces = 6

export interface Paint {
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly dim: (text: string) => string
  readonly bold: (text: string) => string
  /** Blue and underlined, as redlines have it. */
  readonly inserted: (text: string) => string
}

const asIs = (text: string): string => text
export const plain: Paint = { red: asIs, yellow: asIs, dim: asIs, bold: asIs, inserted: asIs }

/** Colours are marked by characters that stand in no text, until `terminal` writes what a terminal takes. */
const inks: Readonly<Record<string, string>> = {
  '\ufdd0': '0',
  '\ufdd1': '31',
  '\ufdd2': '33',
  '\ufdd3': '2',
  '\ufdd4': '1',
  '\ufdd5': '34;4',
}
const inked = (mark: string) => (text: string) => `${mark}${text}\ufdd0`
export const coloured: Paint = {
  red: inked('\ufdd1'),
  yellow: inked('\ufdd2'),
  dim: inked('\ufdd3'),
  bold: inked('\ufdd4'),
  inserted: inked('\ufdd5'),
}

/** Controls but tab and line feed, and what turns the direction of text. */
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdd5]/g

/**
 * Text as it may be written to a terminal: its colours, and every control character of a file or its name in six visible
 * ones, as `\\u001b`, which JSON reads back as what it was.
 */
export const terminal = (text: string): string =>
  text.replace(controls, (char) =>
    char in inks ? `\u001b[${inks[char]}m` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

export function report(found: Diagnostic, paint: Paint = plain): string {
  const tint =
    found.severity === 'error'
      ? paint.red
      : found.severity === 'finding' || found.severity === 'warning'
        ? paint.yellow
        : paint.dim
  const head = `${tint(found.severity)} ${found.code}: ${paint.bold(printable(found.message))}`
  const lines = [found.span ? `${where(found.span)}: ${head}` : head]
  if (found.span && found.span.end > found.span.start) lines.push(...excerpt(found.span, tint))
  if (found.also) lines.push(`  ${paint.dim('also at:')} ${placeList(found.also)}`)
  if (found.hint !== undefined) lines.push(`  ${paint.dim('hint:')} ${printable(found.hint)}`)
  return lines.join('\n')
}

/** Places of one cause beyond the first, as many as a person would look at. */
function placeList(places: readonly Span[]): string {
  const shown = places.slice(0, mostPlaces).map(where)
  const left = places.length - shown.length
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ')
}

function excerpt(at: Span, tint: (text: string) => string): string[] {
  const { line, column } = placeOf(at.source, at.start)
  const text = lineOf(at.source, line)
  const from = Math.max(0, column - 1 - window)
  const shown = printable(text.slice(from, column - 1 + window))
  const gutter = `  ${line} | `
  const length = Math.max(1, Math.min(at.end - at.start, text.length - column + 1, window))
  const lead = printable(text.slice(from, column - 1)).length
  return [`${gutter}${shown}`, `${' '.repeat(gutter.length + lead)}${tint('^'.repeat(length))}`]
}

/** Control characters and tabs shown as one visible cell, so that carets stay below what they mean. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]/g,
    (char) => (char === '\t' ? ' ' : '\ufffd'),
  )
}
