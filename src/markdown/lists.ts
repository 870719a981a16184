/** What stands before the items of a list: bullets, the numbers an author wrote, boxes to tick. */
import type { Token, Tokens } from './parser.ts'

export interface Label {
  readonly text: string
  /** As it is written, with the space behind it. */
  readonly marker: string
  /** The number or letter before, where this one does not follow it. */
  readonly after?: number | string
  /** What of the marker is the first letters of the item's own text: `(a) ` behind a bullet. */
  readonly ofText?: string
}

const bullets = ['\u2022', '\u2013', '\u2022', '\u2013']
const box = (checked: boolean | undefined): string => (checked ? '\u2612' : '\u2610')

/**
 * The labels of a list in order. Numbers stay as they are written, because a text may refer to them; the same one
 * throughout (`1. 1. 1.`) is Markdown's way of having them counted. A box takes the place of a bullet.
 *
 * @param depth how many lists stand around this one
 */
export function labelsOf({ items, ordered }: Tokens.List, depth: number): Label[] {
  const lettered = ordered ? undefined : letteredLabels(items)
  if (lettered) return lettered
  const written = items.map(({ raw }) => /^\s*((?:[-*+]|(\d{1,9})([.)]))[ \t]*)/.exec(raw))
  const numbers = written.map((match) => Number(match?.[2] ?? 1))
  const first = numbers[0] ?? 1
  const counted = numbers.every((number) => number === first)
  return items.map((item, index): Label => {
    const [, marker = '', , sign = '.'] = written[index] ?? []
    if (!ordered)
      return { text: item.task ? box(item.checked) : (bullets[depth % bullets.length] ?? '\u2022'), marker }
    const number = counted ? first + index : (numbers[index] ?? 1)
    const before = numbers[index - 1]
    const text = `${number}${sign}`
    const follows = counted || before === undefined || number === before + 1
    return follows ? { text, marker } : { text, marker, after: before }
  })
}

/** `(a)`, `(iv)`, `(2)`, `b.`, `iii)` behind a bullet, with the space behind it. */
const letteredItem = /^(\s*[-*+][ \t]+)((\()?([a-zA-Z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7}|\d{1,3})([.)])[ \t]+)/

/**
 * Labels of a list each of whose bullets has a letter, a roman numeral or a number in brackets behind it: that is the
 * label, and no bullet is printed. Without a bracket before it, a letter is one only where the letters are in order from
 * the first, so that `- A. Smith` stays a name.
 */
function letteredLabels(items: readonly Tokens.ListItem[]): Label[] | undefined {
  const found = items.map(({ raw }) => letteredItem.exec(raw))
  if (found.some((match) => !match || (match[3] !== undefined && match[5] !== ')'))) return undefined
  const names = found.map((match) => match?.[4] ?? '')
  const order = [lettersOf, romanOf, Number].map((worth) => names.map(worth))
  const follows = (values: readonly number[], index: number) =>
    index === 0 || values[index] === (values[index - 1] ?? 0) + 1
  const inOrder = order.find((values) => values.every((value, index) => value > 0 && follows(values, index)))
  const open = found.some((match) => match?.[3] === undefined)
  if (open && (inOrder?.[0] !== 1 || items.length < 2)) return undefined
  return found.map((match, index): Label => {
    const [, bullet = '', label = ''] = match ?? []
    const base: Label = { text: label.trim(), marker: bullet, ofText: label }
    const fits = inOrder || order.some((values) => (values[index] ?? 0) > 0 && follows(values, index))
    const before = found[index - 1]?.[2]?.trim()
    return fits || before === undefined ? base : { ...base, after: before }
  })
}

/** `a` is 1, `aa` is 27; 0 where it is none. */
function lettersOf(name: string): number {
  const lower = name.toLowerCase()
  if (!/^([a-z])\1?$/.test(lower)) return 0
  return lower.charCodeAt(0) - 96 + (lower.length - 1) * 26
}

const romans: readonly (readonly [string, number])[] = [
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
]

function romanOf(name: string): number {
  let rest = name.toLowerCase()
  let value = 0
  for (const [letters, worth] of romans)
    while (rest.startsWith(letters)) {
      value += worth
      rest = rest.slice(letters.length)
    }
  return rest === '' ? value : 0
}

/** The content of a lettered item: the text of its first paragraph begins behind the label. */
export function withoutLabel(tokens: readonly Token[], label: string): readonly Token[] {
  const [first, ...rest] = tokens as readonly Tokens.Paragraph[]
  const [words, ...others] = first?.tokens ?? []
  if (!first || words?.type !== 'text' || !words.raw.startsWith(label.trim())) return tokens
  const raw = words.raw.slice(label.trim().length).trimStart()
  const { tokens: _inner, ...bare } = words as Tokens.Text
  const text = { ...bare, raw, text: raw }
  return [{ ...first, tokens: raw === '' ? others : [text, ...others] }, ...rest]
}

/** The content of an item. Its box stands in its text where the item has a number, else in the label. */
export function contentOf({ tokens, task }: Tokens.ListItem, ordered: boolean): readonly Token[] {
  const [first, ...rest] = tokens as readonly Tokens.Paragraph[]
  if (!task || !first) return tokens
  // Marked puts it before the text of a tight item, and into that of a loose one.
  const tight = (first.type as string) === 'checkbox'
  const [text, ...others] = tight ? rest : [first, ...rest]
  if (!text) return rest
  const bare = tight ? (text.tokens ?? []) : text.tokens.slice(1)
  const own = tight ? first : text.tokens[0]
  return [{ ...text, tokens: ordered && own ? [own, ...bare] : bare }, ...others]
}
