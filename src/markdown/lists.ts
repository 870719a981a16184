/** What stands before the items of a list: bullets, the numbers an author wrote, boxes to tick. */
import type { Token, Tokens } from './parser.ts'

export interface Label {
  readonly text: string
  /** As it is written, with the space behind it. */
  readonly marker: string
  /** The number before, where this one does not follow it. */
  readonly after?: number
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
