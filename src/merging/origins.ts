/**
 * Where each character of a text was written: the place in a Markdown or CSV file of the filing, a fact, or a template.
 *
 * A text as it is shown and as it is written differ in escapes, references and line ends; `rawPlaces` walks both.
 */
import { decodeHTMLStrict } from 'entities'
import type { Origin } from '../document/document.ts'
import type { Part } from '../redline/tokens.ts'
import type { Leaf } from '../word/units.ts'

/** What stands behind one character. */
export type Source =
  /** Written in a text of the filing, at these offsets. */
  | { readonly kind: 'text'; readonly path: string; readonly start: number; readonly end: number }
  /** A fact that a template shows: the scalar at these offsets, and where the character stands in what is shown. */
  | { readonly kind: 'fact'; readonly origin: Origin; readonly part: Part; readonly offset: number }
  /** An expression in a text of the filing. */
  | { readonly kind: 'expression'; readonly path: string; readonly start: number; readonly end: number }
  /** Wording of a template; `written` where it stands there letter by letter. */
  | { readonly kind: 'template'; readonly at: Origin | undefined; readonly written?: Written }
  /** A line break, a label: no text by itself. */
  | { readonly kind: 'none' }

/** Where one character is written: offsets in a file, UTF-16. */
export interface Written {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** Of each code unit of a leaf what stands behind it. */
export function sourcesOf({ parts, rich }: Leaf): Source[] {
  const places = parts.map((part) => placesOfPart(part))
  return rich.from.map((from): Source => {
    if (!from) return { kind: 'none' }
    const [index, offset] = from
    const part = parts[index] as Part
    const place = places[index]
    if (place === undefined || place === 'template') return wordingOf(part, offset)
    if (place === 'none') return { kind: 'none' }
    if (place === 'fact') return { kind: 'fact', origin: part.origin as Origin, part, offset }
    if ('kind' in place) return place
    const [start, end] = place[offset] ?? [0, 0]
    return { kind: 'text', path: part.origin?.span.source.path ?? '', start, end }
  })
}

function wordingOf({ text, origin, special }: Part, offset: number): Source {
  const span = origin?.span
  if (!span || special || !/\.hbs$/.test(span.source.path)) return { kind: 'template', at: origin }
  const raw = span.source.text.slice(span.start, span.end)
  const [start, end] = raw.startsWith('{{') ? [] : (rawPlaces(text, raw, span.start)?.[offset] ?? [])
  if (start === undefined || end === undefined) return { kind: 'template', at: origin }
  return { kind: 'template', at: origin, written: { path: span.source.path, start, end } }
}

type PartPlaces =
  | readonly (readonly [start: number, end: number])[]
  | Extract<Source, { kind: 'expression' }>
  | 'fact'
  | 'template'
  | 'none'

function placesOfPart({ text, origin, special }: Part): PartPlaces {
  if (special?.type === 'break') return 'none'
  if (!origin) return 'template'
  if (origin.kind === 'template') return 'template'
  if (origin.kind === 'fact') {
    const { via } = origin
    if (!via || !/\.md$/.test(via.source.path)) return 'fact'
    return { kind: 'expression', path: via.source.path, start: via.start, end: via.end }
  }
  const { source, start, end } = origin.span
  const raw = source.text.slice(start, end)
  if (special || raw.startsWith('{{')) return { kind: 'expression', path: source.path, start, end }
  if (/\.csv$/.test(source.path)) return Array.from({ length: text.length }, () => [start, end] as const)
  if (!/\.md$/.test(source.path)) return 'template'
  return rawPlaces(text, raw, start) ?? { kind: 'expression', path: source.path, start, end }
}

/** @returns for each code unit of `shown` its offsets in the file; undefined where they cannot be told */
export function rawPlaces(
  shown: string,
  raw: string,
  from: number,
): (readonly [number, number])[] | undefined {
  const found: (readonly [number, number])[] = []
  let at = 0
  for (let index = 0; index < shown.length; ) {
    const letter = shown[index] as string
    if (/[ \t\r\n]/.test(letter)) {
      const begun = at
      while (at < raw.length && /[ \t\r\n]/.test(raw[at] as string)) at++
      found.push([from + begun, from + at])
      index++
      continue
    }
    while (at < raw.length && /[ \t\r\n]/.test(raw[at] as string)) at++
    if (raw[at] === letter && letter !== '&') {
      found.push([from + at, from + at + 1])
      at++
      index++
    } else if (raw[at] === '\\' && raw[at + 1] === letter) {
      found.push([from + at, from + at + 2])
      at += 2
      index++
    } else {
      const reference = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/.exec(
        raw.slice(at, at + 40),
      )?.[0]
      const means = reference === undefined ? '&' : decodeHTMLStrict(reference)
      const length = reference === undefined || means === reference ? 1 : reference.length
      const shows = length === 1 ? '&' : means
      if (raw[at] !== '&' || !shown.startsWith(shows, index)) return undefined
      for (let unit = 0; unit < shows.length; unit++) found.push([from + at, from + at + length])
      at += length
      index += shows.length
    }
  }
  return found
}
