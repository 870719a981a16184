/**
 * A paragraph as tokens: words, spaces and signs, with figures, dates, money, percentages, units and hyphenated names
 * whole, so that no change is ever shown inside one.
 *
 * A token may change its look inside; its parts keep look and origin, and only its text is compared.
 */
import { nowhere } from '../document/build.ts'
import type { Inline, Origin, Revision } from '../document/document.ts'
import { matches } from '../matches.ts'

/** The marks around a text, outer first. */
export type Wrap =
  | { readonly type: 'strong' | 'emphasis' | 'underline' | 'raised' | 'lowered' }
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

export interface Token {
  /** What is compared. */
  readonly key: string
  readonly kind: 'word' | 'figure' | 'space' | 'sign' | 'special' | 'boundary'
  readonly parts: readonly Part[]
}

/** A token that is a stretch of one part, as most are: its own part is made only where it is asked for. */
class Stretch implements Token {
  readonly key: string
  readonly kind: Token['kind']
  readonly of: Part

  constructor(key: string, kind: Token['kind'], of: Part) {
    this.key = key
    this.kind = kind
    this.of = of
  }

  get parts(): readonly Part[] {
    return [{ ...this.of, text: this.key }]
  }
}

/** Tokens that are neighbours in one part, as the part they make together; undefined for others. */
export function stretchOf(tokens: readonly Token[]): Part | undefined {
  const [first] = tokens
  if (!(first instanceof Stretch)) return undefined
  let text = ''
  for (const token of tokens) {
    if (!(token instanceof Stretch) || token.of !== first.of) return undefined
    text += token.key
  }
  return { ...first.of, text }
}

/** The end of a paragraph inside a stretch of several. */
export const boundary: Token = { key: '\u0000end', kind: 'boundary', parts: [] }

const number = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
const scale = '(?:thousand|million|billion|trillion)'
const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const unit = '(?:%|mg\\/kg|mg\\/m²?|mg|kg|ml|percent|basis points|bps)'
/** A figure, a word, a space, as its first, second and third group; else a sign. Named groups take twice as long. */
const pattern = new RegExp(
  [
    `(${month}\\s\\d{1,2},\\s\\d{4}|\\d{1,2}:\\d{2}(?:\\s[ap]\\.?m\\b\\.?)?|(?:US|C|HK|NT)?[$€£¥]\\s?(?:${number})(?:\\s${scale}\\b)?|\\((?:${number})\\)|\\d+(?:[-–/]\\d+)+(?![\\p{L}\\d])|(?<![\\p{L}\\d])(?:${number})(?:\\s?${unit}(?![\\p{L}\\d])|\\s${scale}\\b)?(?![\\p{L}\\d]|[-–]\\p{L}))`,
    "([\\p{L}\\p{M}\\d]+(?:[-’'.&/][\\p{L}\\p{M}\\d]+)*)",
    '([\\s\\u00a0\\u202f]+)',
    '[\\s\\S]',
  ].join('|'),
  'gu',
)

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
      default:
        return flatten(inline.inlines, [...frame, { type: inline.type }])
    }
  })
}

/** Which inlines are equal that are no text: private characters stand for them. */
function specialKey(inline: Inline): string {
  if (inline.type === 'check-box') return inline.checked ? '\ue001' : '\ue000'
  return inline.type === 'note-ref' ? '\ue003' : '\ue002'
}

const known = new WeakMap<readonly Inline[], Token[]>()

/** Tokens of a paragraph; asked for again, the same ones. */
export function tokensOf(inlines: readonly Inline[]): readonly Token[] {
  let tokens = known.get(inlines)
  if (!tokens) {
    tokens = cut(flatten(inlines))
    known.set(inlines, tokens)
  }
  return tokens
}

function cut(parts: readonly Part[]): Token[] {
  const [only, second] = parts
  const tokens: Token[] = []
  if (only && !second && !only.special) {
    for (const match of matches(pattern, only.text)) tokens.push(new Stretch(match[0], kindOf(match), only))
    return tokens
  }
  const text = parts.map((part) => part.text).join('')
  let index = 0
  let used = 0
  for (const match of matches(pattern, text)) {
    let left = match[0].length
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
    tokens.push({ key: keyOf(match[0], own), kind: kindOf(match), parts: own })
  }
  return tokens
}

function keyOf(text: string, [first]: readonly Part[]): string {
  const { special } = first ?? {}
  return special?.type === 'note-ref' ? `\ue003${special.label}\0${special.id}` : text
}

function kindOf({ 0: text, 1: figure, 2: word, 3: space }: RegExpMatchArray): Token['kind'] {
  if (figure !== undefined) return 'figure'
  if (word !== undefined) return text >= '0' && text < ':' ? 'figure' : 'word'
  if (space !== undefined) return 'space'
  return text >= '\ue000' && text < '\ue004' ? 'special' : 'sign'
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
