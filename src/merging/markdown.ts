/**
 * A paragraph of Markdown written anew, because its looks changed: words that stayed keep how they are written, new
 * ones are escaped, and marks are set around each stretch of one look.
 */
import { type Leaf, look, lookMask, lookOf, type Rich } from '../word/units.ts'
import { type Edits, escapedAt, type Texts, told } from './edit.ts'
import type { Source } from './origins.ts'
import { changesOf, tokensOf } from './three-way.ts'

interface Written {
  readonly raw: string
  readonly mask: number
}

export function rendered(leaf: Leaf, sources: readonly Source[], to: Rich, texts: Texts): Edits {
  const own = sources.filter(
    (one): one is Extract<Source, { kind: 'text' | 'expression' }> =>
      one.kind === 'text' || one.kind === 'expression',
  )
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last || sources.some(({ kind }) => kind === 'template' || kind === 'fact'))
    return told('wording of the form', 'give it as filed, or in a partial of this filing')
  if (/\.hbs$/.test(first.path))
    return told('a look or line of a template of this filing', `change it in ${first.path}`)
  if (own.some(({ path }) => path !== first.path) || last.end <= first.start)
    return told('the text stands in several files', 'make the change by hand')
  const file = texts.get(first.path) ?? ''
  const base = lookOf([], leaf.block.style)
  const pieces = written(leaf, sources, to, file)
  const masks = pieces.filter(({ raw }) => raw.trim() !== '').map(({ mask }) => mask)
  if (masks.some((mask) => (mask & base) !== base && base !== 0))
    return told('the look is that of the whole paragraph in your theme', 'give the paragraph another class')
  if (leaf.parts.some(({ frame }) => frame.some(({ type }) => type === 'link')))
    return told('the text holds a link', 'make the change by hand')
  if (masks.some((mask) => mask & ~base & look.underline))
    return told('text has no underline of its own here', 'use bold or italics, or a class of your theme')
  const [start, end] = outerMarks(file, first.start, last.end)
  return [{ path: first.path, start, end, text: marked(pieces, base) }]
}

/** What a text shows, piece by piece, each as it is to be written. */
function written(leaf: Leaf, sources: readonly Source[], to: Rich, file: string): Written[] {
  const own = tokensOf(leaf.rich)
  const fresh = tokensOf(to)
  const { stayed } = changesOf(own, fresh)
  const old = new Map([...stayed].map(([index, token]) => [token, index]))
  const pieces: Written[] = []
  let expression: Source | undefined
  for (const token of fresh) {
    const index = old.get(token)
    for (let at = 0; at < token.text.length; at++) {
      const letter = token.text[at] as string
      const mask = lookMask(token.looks[at])
      const source = index === undefined ? undefined : sources[(own[index]?.start ?? 0) + at]
      if (letter === '\n') pieces.push({ raw: '\\\n', mask: -1 })
      else if (source?.kind === 'expression') {
        // An expression is written once for all that it shows.
        const same = expression?.kind === 'expression' && expression.start === source.start
        if (!same) pieces.push({ raw: file.slice(source.start, source.end), mask })
        expression = source
        continue
      } else if (source?.kind === 'text')
        pieces.push({ raw: file.slice(source.start, source.end) || letter, mask })
      else pieces.push({ raw: escapedAt(letter), mask })
      expression = undefined
    }
  }
  return pieces
}

const signs: readonly (readonly [mask: number, sign: string])[] = [
  [look.bold, '**'],
  [look.italic, '*'],
  [look.raised, '^'],
  [look.lowered, '~'],
]

/** Marks around each stretch of one look; blanks at its edges stand outside. */
function marked(pieces: readonly Written[], base: number): string {
  let out = ''
  for (let at = 0; at < pieces.length; ) {
    const mask = pieces[at]?.mask ?? 0
    let end = at
    // A blank has no look and goes with what is around it.
    while (end < pieces.length && (pieces[end]?.mask === mask || /^\s+$/.test(pieces[end]?.raw ?? ''))) end++
    if (end === at) end++
    const text = pieces
      .slice(at, end)
      .map(({ raw }) => raw)
      .join('')
    // Marks of notes and expressions that hold their own are not marked again.
    const own = mask < 0 || /^\[\^[^\]]+\]$/.test(text.trim()) ? 0 : mask & ~base
    const sign = signs.filter(([bit]) => own & bit).map(([, one]) => one)
    const body = text.trim()
    if (sign.length === 0 || body === '') out += text
    else {
      const from = text.indexOf(body)
      out += `${text.slice(0, from)}${sign.join('')}${body}${sign.toReversed().join('')}${text.slice(from + body.length)}`
    }
    at = end
  }
  return out
}

/** A stretch of a file with the marks that begin right before it or end right behind it. */
function outerMarks(file: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end]
  while (from > 0 && /[*^~_]/.test(file[from - 1] as string) && file[from - 2] !== '\\') from--
  while (to < file.length && /[*^~_]/.test(file[to] as string)) to++
  return [from, to]
}
