/**
 * A step as edits of the files of a filing, or the reason why it cannot be taken.
 *
 * Each kind of place has its way: words of Markdown are replaced where they stand, a cell of a CSV file whole, a fact
 * that a template shows at its scalar. Wording of the form and expressions are never typed over: they are told, with
 * what there is to choose.
 */
import { escapedText } from '../markup.ts'
import type { Leaf, Rich } from '../word/units.ts'
import { csvEdit } from './csv.ts'
import { type Edits, escapedAt, type FileEdit, isTold, type Texts, told } from './edit.ts'
import { factEdits } from './facts.ts'
import { rendered } from './markdown.ts'
import { type Source, sourcesOf } from './origins.ts'
import { changesOf, type Token, tokensOf } from './three-way.ts'

/** A paragraph or cell with other words, other looks, or both. */
export function textEdits(leaf: Leaf, to: Rich, texts: Texts): Edits {
  const sources = ownWording(sourcesOf(leaf), texts)
  const path = sources.find(({ kind }) => kind === 'text')
  if (path?.kind === 'text' && /\.csv$/.test(path.path)) return csvEdit(path, to, texts, leaf.rich)
  const own = tokensOf(leaf.rich)
  const { changes, stayed } = changesOf(own, tokensOf(to))
  const looked = [...stayed].some(([index, token]) => token.looks !== own[index]?.looks)
  const plain = !looked && changes.every(({ start, end, by }) => fits(own, start, end, by))
  if (!plain) return rendered(leaf, sources, to, texts)
  const found: FileEdit[] = []
  const facts: { start: number; end: number; text: string }[] = []
  for (const { start, end, by } of changes) {
    const [from, until] = [own[start]?.start ?? leaf.rich.text.length, endOf(own, end, leaf.rich.text)]
    const edit = stretchEdit(sources, from, until, by.map(({ text }) => text).join(''), texts)
    if (edit === 'fact') facts.push({ start: from, end: until, text: by.map(({ text }) => text).join('') })
    else if (edit === 'render') return rendered(leaf, sources, to, texts)
    else if (isTold(edit)) return edit
    else found.push(...edit)
  }
  if (facts.length === 0) return found
  const edits = factEdits(sources, facts, texts)
  return isTold(edits) ? edits : [...found, ...edits]
}

/** Wording of a template that is this filing's own is a text of the filing like any other. */
const ownWording = (sources: readonly Source[], texts: Texts): readonly Source[] =>
  sources.map((source) =>
    source.kind === 'template' && source.written && texts.has(source.written.path)
      ? { kind: 'text', ...source.written }
      : source,
  )

/** New words as a file of their kind has them: letters that would be marks there are escaped. */
const writtenIn = (path: string, text: string): string =>
  /\.hbs$/.test(path) ? escapedText(text).replaceAll('{', '&#123;') : escapedAt(text)

const endOf = (own: readonly Token[], end: number, text: string): number => own[end]?.start ?? text.length

/** Whether new words have the look of what is around them, so that no mark has to be set. */
function fits(own: readonly Token[], start: number, end: number, by: readonly Token[]): boolean {
  const looks = new Set(by.filter(({ text }) => text.trim() !== '').map(({ looks: own }) => own[0] ?? '0'))
  const around = own
    .slice(Math.max(0, start - (start === end ? 2 : 0)), Math.max(end, start + 1))
    .filter(({ text }) => text.trim() !== '')
    .flatMap(({ looks: own }) => [...own])
  const known = new Set(around)
  return (
    looks.size === 0 ||
    (looks.size === 1 &&
      known.size <= 1 &&
      [...looks].every((one) => known.has(one) || (known.size === 0 && one === '0')))
  )
}

/** One stretch of a text: an edit of its file, of a fact, or one that needs its marks set anew. */
function stretchEdit(
  sources: readonly Source[],
  from: number,
  until: number,
  text: string,
  texts: Texts,
): Edits | 'fact' | 'render' {
  const within = sources.slice(from, until)
  if (within.some(({ kind }) => kind === 'none')) return 'render'
  if (within.length === 0) return insertion(sources, from, text)
  const kinds = new Set(within.map(({ kind }) => kind))
  if (kinds.size === 1 && kinds.has('fact')) return 'fact'
  if (kinds.has('expression'))
    return told(
      'an expression of your text shows these words',
      'change the fact that it shows, or write the words in its place',
    )
  if (kinds.has('template'))
    return told('wording of the form', 'give it as filed, or in a partial of this filing')
  if (kinds.size > 1) return told('the change runs over a fact and over words', 'make both changes by hand')
  const [first, last] = [within[0], within.at(-1)]
  if (first?.kind !== 'text' || last?.kind !== 'text' || first.path !== last.path) return 'render'
  if (!together(within, texts.get(first.path) ?? '')) return 'render'
  return [{ path: first.path, start: first.start, end: last.end, text: writtenIn(first.path, text) }]
}

/** Whether between the characters of a stretch stands nothing but white space: no mark that would be left half. */
function together(within: readonly Source[], file: string): boolean {
  return within.every((one, index) => {
    const next = within[index + 1]
    if (one.kind !== 'text' || next?.kind !== 'text') return true
    return next.start <= one.end || /^\s*$/.test(file.slice(one.end, next.start))
  })
}

function insertion(sources: readonly Source[], at: number, text: string): Edits | 'fact' | 'render' {
  const [before, after] = [sources[at - 1], sources[at]]
  if (before?.kind === 'text')
    return [{ path: before.path, start: before.end, end: before.end, text: writtenIn(before.path, text) }]
  if (after?.kind === 'text')
    return [{ path: after.path, start: after.start, end: after.start, text: writtenIn(after.path, text) }]
  if (before?.kind === 'expression')
    return [{ path: before.path, start: before.end, end: before.end, text: escapedAt(text) }]
  if (after?.kind === 'expression')
    return [{ path: after.path, start: after.start, end: after.start, text: escapedAt(text) }]
  if (before?.kind === 'fact' && after?.kind !== 'template') return 'fact'
  if (after?.kind === 'fact' && before === undefined) return 'fact'
  if (before?.kind === 'none' || after?.kind === 'none') return 'render'
  return told('wording of the form', 'give it as filed, or in a partial of this filing')
}
