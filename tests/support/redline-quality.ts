/** Measures of a redline against edits that are known: moves, splits, joins, marked tokens, figures. */
import { list, listItem, paragraph } from '../../src/document/build.ts'
import type { Block } from '../../src/document/document.ts'
import { tokensOfBlock } from '../../src/redline/block-text.ts'
import { numbered, shortestEdit } from '../../src/redline/myers.ts'
import { redline } from '../../src/redline/redline.ts'
import { documentOf, type Next, prose, say, vocabulary } from './revisions.ts'

/** Words replaced in a share of a text. */
export function disturbed(next: Next, value: string, share: number, word: () => string): string {
  return value
    .split(' ')
    .map((one) => (next() < share ? word() : one))
    .join(' ')
}

export interface MoveScore {
  readonly made: number
  readonly found: number
  readonly right: number
}

/** Moves so many paragraphs of a document of distinct prose far away, edited by a share, and counts what is found. */
export function scoreMoves(next: Next, count: number, moves: number, share: number): MoveScore {
  const word = vocabulary(next)
  const texts = Array.from({ length: count }, () => prose(word, 25 + Math.floor(next() * 40)))
  const chosen = new Set<number>()
  while (chosen.size < moves) chosen.add(Math.floor(next() * count))
  const rest = texts.map((value, index) => ({ value, index })).filter(({ index }) => !chosen.has(index))
  const moved = new Set<string>()
  for (const index of chosen) {
    const value = disturbed(next, texts[index] ?? '', share, word)
    moved.add(value)
    // At least five paragraphs away from where it stood.
    let to = 0
    do to = Math.floor(next() * rest.length)
    while (Math.abs((rest[to]?.index ?? 0) - index) < 5)
    rest.splice(to, 0, { value, index })
  }
  const { changes } = redline(
    documentOf(texts.map((value) => paragraph([say(value)]))),
    documentOf(rest.map(({ value }) => paragraph([say(value)]))),
    { authored: true },
  )
  const found = changes.filter(({ kind, new: fresh }) => kind === 'moved' && fresh !== '')
  return {
    made: moves,
    found: found.length,
    right: found.filter(({ new: fresh }) => moved.has(fresh)).length,
  }
}

/** Splits or joins so many paragraphs and counts those found. */
export function scorePartings(
  next: Next,
  passages: readonly string[],
  count: number,
  splitsAndJoins: number,
): { made: number; found: number } {
  const word = vocabulary(next)
  const texts = Array.from(
    { length: count },
    (_, index) =>
      `${prose(word, 6)} ${passages[index % passages.length] ?? prose(word, 40)} ${prose(word, 14)}`,
  )
  const old: string[] = []
  const fresh: string[] = []
  let made = 0
  texts.forEach((value, index) => {
    const words = value.split(' ')
    const cut = 8 + Math.floor(next() * Math.max(1, words.length - 16))
    const parts = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')]
    if (made < splitsAndJoins && index % 3 === 1) {
      made++
      if (made % 2 === 0) {
        old.push(value)
        fresh.push(...parts)
      } else {
        old.push(...parts)
        fresh.push(value)
      }
    } else {
      old.push(value)
      fresh.push(index % 5 === 0 ? disturbed(next, value, 0.05, word) : value)
    }
  })
  const paragraphs = (values: readonly string[]) => documentOf(values.map((value) => paragraph([say(value)])))
  const { changes } = redline(paragraphs(old), paragraphs(fresh), { authored: true })
  return { made, found: changes.filter(({ kind }) => kind === 'split' || kind === 'joined').length }
}

/** Marked tokens over the fewest that any edit of the same tokens must mark, for paragraphs reworded in place. */
export function scoreMarks(
  next: Next,
  passages: readonly string[],
  count: number,
): { marked: number; fewest: number } {
  const word = vocabulary(next)
  const blocks = Array.from({ length: count }, (_, index): Block => {
    // Every block has words of its own: a text that stands twice would truly have moved.
    const value = `${prose(word, 3)} ${passages[Math.floor(next() * passages.length)] ?? prose(word, 30)}`
    return index % 7 === 6
      ? list(false, [
          listItem('•', [paragraph([say(value)])]),
          listItem('•', [paragraph([say(prose(word, 9))])]),
        ])
      : paragraph([say(value)])
  })
  const touched = blocks.flatMap((block): Block[] => {
    const chance = next()
    if (chance < 0.04) return []
    if (chance < 0.08) return [block, paragraph([say(prose(word, 20))])]
    if (chance < 0.4 && block.type === 'paragraph')
      return [
        paragraph(
          block.inlines.map((inline) =>
            inline.type === 'text' ? say(disturbed(next, inline.value, 0.06, word)) : inline,
          ),
        ),
      ]
    return [block]
  })
  const [old, fresh] = [documentOf(blocks), documentOf(touched)]
  const { marked } = redline(old, fresh, { authored: true })
  const tokens = (list: readonly Block[]) =>
    list.flatMap((block) => [...tokensOfBlock(block).map(({ key }) => key)])
  const { stretches } = shortestEdit(...numbered(tokens(blocks), tokens(touched)), 2_000_000_000)
  const fewest = stretches.reduce(
    (sum, { same, aStart, aEnd, bStart, bEnd }) => sum + (same ? 0 : aEnd - aStart + bEnd - bStart),
    0,
  )
  return { marked, fewest }
}
