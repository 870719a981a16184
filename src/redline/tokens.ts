/**
 * A paragraph as tokens: words, spaces and signs, with figures, dates, money, percentages, units and hyphenated names
 * whole, so that no change is ever shown inside one.
 *
 * A token may change its look inside; its parts keep look and origin, and only its text is compared.
 */

import { nowhere } from '../document/build.ts'
import type { Block, Inline, Origin, Revision } from '../document/document.ts'
import { unknownKind } from '../document/kinds.ts'
import { cut, type Kind } from './cut.ts'

/** The marks around a text, outer first. */
export type Wrap =
  | { readonly type: 'strong' | 'emphasis' | 'underline' | 'small-caps' | 'raised' | 'lowered' }
  | { readonly type: 'link'; readonly href: string }
export type Frame = readonly Wrap[]

/** Text in one look, or one inline that is no text. */
export interface Part {
  readonly text: string
  readonly frame: Frame
  readonly origin: Origin | undefined
  readonly special?: Inline
  readonly revision?: Revision
}

/** A block of text alone. */
export type Leaf = Extract<Block, { inlines: readonly Inline[] }>
export const isLeaf = (block: Block): block is Leaf => 'inlines' in block

export interface Token {
  /** What is compared. */
  readonly key: string
  readonly kind: Kind | 'boundary' | 'label'
  readonly parts: readonly Part[]
}

/** A token that is a stretch of one part, as most are: its own part is made only where it is asked for. */
class Stretch implements Token {
  readonly key: string
  readonly kind: Kind
  readonly of: Part
  /** Where in the part's text it begins. */
  readonly start: number

  constructor(of: Part, start: number, end: number, kind: Kind) {
    this.key = of.text.slice(start, end)
    this.kind = kind
    this.of = of
    this.start = start
  }

  get parts(): readonly Part[] {
    return [{ ...this.of, text: this.key }]
  }
}

/** Tokens that follow one another in one part, as the part they make together; undefined for others. */
export function stretchOf(tokens: readonly Token[]): Part | undefined {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (!(first instanceof Stretch && last instanceof Stretch) || first.of !== last.of) return undefined
  return { ...first.of, text: first.of.text.slice(first.start, last.start + last.key.length) }
}

/** Where tokens come from: each origin once, in their order. */
export function originsOf(tokens: readonly Token[]): ReadonlySet<Origin> {
  const found = new Set<Origin>()
  let last: Part | undefined
  for (const token of tokens) {
    const parts = token instanceof Stretch ? [token.of] : token.parts
    for (const part of parts) {
      if (part !== last && part.origin) found.add(part.origin)
      last = part
    }
  }
  return found
}

/** The end of a paragraph inside a stretch of several. */
export const boundary: Token = { key: '\u0000end', kind: 'boundary', parts: [] }

/** The label of an item whose words stand in a paragraph of the other version. */
export const labelToken = (label: string): Token => ({
  key: `\u0000label${label}`,
  kind: 'label',
  parts: [{ text: `${label} `, frame: [], origin: undefined }],
})

/** Text with its look, in order; what is no text stands as one part. */
export function flatten(inlines: readonly Inline[], frame: Frame = []): Part[] {
  return inlines.flatMap((inline): Part[] => {
    const revision = inline.revision && { revision: inline.revision }
    switch (inline.type) {
      case 'text':
        return inline.value === '' ? [] : [{ text: inline.value, frame, origin: inline.origin, ...revision }]
      case 'fact':
        return inline.shown === '' ? [] : [{ text: inline.shown, frame, origin: inline.origin, ...revision }]
      case 'break':
      case 'check-box':
      case 'note-ref':
        return [
          {
            text: specialKey(inline),
            frame,
            origin: 'origin' in inline ? inline.origin : undefined,
            special: inline,
            ...revision,
          },
        ]
      case 'link':
        return flatten(inline.inlines, [...frame, { type: 'link', href: inline.href }])
      case 'strong':
      case 'emphasis':
      case 'underline':
      case 'small-caps':
      case 'raised':
      case 'lowered':
        return flatten(inline.inlines, [...frame, { type: inline.type }])
      default:
        return unknownKind(inline)
    }
  })
}

/** Which inlines are equal that are no text: private characters stand for them. */
function specialKey(inline: Inline): string {
  if (inline.type === 'check-box') return inline.checked ? '\ue001' : '\ue000'
  return inline.type === 'note-ref' ? '\ue003' : '\ue002'
}

/** A paragraph as tokens, in order. */
export const tokensOf = (inlines: readonly Inline[]): readonly Token[] => cutParts(flatten(inlines))

function cutParts(parts: readonly Part[]): Token[] {
  const [only, second] = parts
  const tokens: Token[] = []
  if (only && !second && !only.special) {
    cut(only.text, (start, end, kind) => tokens.push(new Stretch(only, start, end, kind)))
    return tokens
  }
  const text = parts.map((part) => part.text).join('')
  let index = 0
  let used = 0
  cut(text, (start, end, kind) => {
    let left = end - start
    const own: Part[] = []
    while (left > 0) {
      const part = parts[index]
      if (!part) break
      const taken = part.text.slice(used, used + left)
      own.push(taken === part.text ? part : { ...part, text: taken })
      left -= taken.length
      used += taken.length
      if (used >= part.text.length) {
        index++
        used = 0
      }
    }
    tokens.push({ key: keyOf(text.slice(start, end), own), kind, parts: own })
  })
  return tokens
}

function keyOf(text: string, [first]: readonly Part[]): string {
  const { special } = first ?? {}
  return special?.type === 'note-ref' ? `\ue003${special.label}\0${special.id}` : text
}

export const frameKey = (frame: Frame): string =>
  frame.map((wrap) => (wrap.type === 'link' ? `link ${wrap.href}` : wrap.type)).join('>')

/** Whether two equal tokens also look alike. */
export function sameLook(a: Token, b: Token): boolean {
  const looks = ({ parts }: Token) =>
    parts.map(({ text, frame, special }) => `${special ? '' : text}\u0001${frameKey(frame)}`).join('\u0002')
  return (
    a === b ||
    (single(a) && single(b)
      ? frameKey(a.parts[0]?.frame ?? []) === frameKey(b.parts[0]?.frame ?? [])
      : looks(a) === looks(b))
  )
}

const single = ({ parts }: Token): boolean => parts.length === 1

/** Inlines in their simplest form: neighbours of one look are one text, and facts are text. One text is that already. */
export function simplest(inlines: readonly Inline[]): readonly Inline[] {
  return plainTextOf(inlines) === undefined ? rebuild(flatten(inlines)) : inlines
}

/** The words of what is one text in the look of its paragraph, as most paragraphs are. */
export function plainTextOf(inlines: readonly Inline[]): string | undefined {
  const [only] = inlines
  const plain = inlines.length === 1 && only?.type === 'text' && only.revision === undefined
  return plain && only.value !== '' ? only.value : undefined
}

/** Parts -> inlines in their simplest form: neighbours of one look are one text. */
export function rebuild(parts: readonly Part[]): readonly Inline[] {
  return build(parts, 0)
}

function build(parts: readonly Part[], depth: number): Inline[] {
  const out: Inline[] = []
  let at = 0
  while (at < parts.length) {
    const part = parts[at] as Part
    const wrap = part.frame[depth]
    if (wrap) {
      const key = wrapKey(wrap)
      let end = at + 1
      while (end < parts.length && wrapKey((parts[end] as Part).frame[depth]) === key) end++
      out.push({ ...wrap, inlines: build(parts.slice(at, end), depth + 1) })
      at = end
      continue
    }
    if (part.special) {
      out.push(part.revision ? ({ ...part.special, revision: part.revision } as Inline) : bare(part.special))
      at++
      continue
    }
    let value = part.text
    let end = at + 1
    for (; end < parts.length; end++) {
      const next = parts[end] as Part
      if (next.special || next.frame[depth] || next.revision !== part.revision) break
      value += next.text
    }
    const revision = part.revision && { revision: part.revision }
    out.push({ type: 'text', value, origin: part.origin ?? nowhere, ...revision })
    at = end
  }
  return out
}

const wrapKey = (wrap: Wrap | undefined): string =>
  wrap === undefined ? '' : wrap.type === 'link' ? `link ${wrap.href}` : wrap.type

function bare(inline: Inline): Inline {
  const { revision: _dropped, ...rest } = inline
  return rest as Inline
}
