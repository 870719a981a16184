/**
 * Pairs of versions with known edits: documents of every kind of block, their text drawn at run time from real filings or
 * from a vocabulary without repetition, and then changed as drafts are.
 */
import {
  cell,
  group,
  heading,
  letter,
  list,
  listItem,
  marked,
  paragraph,
  plainStyle,
  row,
  section,
  table,
  text,
} from '../../src/document/build.ts'
import type { Block, Document, Inline, Origin } from '../../src/document/document.ts'
import { random } from './random.ts'

export const authored = (value: string): Origin => ({
  kind: 'authored',
  span: { source: { path: 'content/x/ex99-1.md', text: value }, start: 0, end: value.length },
})
export const say = (value: string): Inline => text(value, authored(value))

export function documentOf(blocks: readonly Block[], fileName = 'ex99-1.htm'): Document {
  return {
    form: 'EX-99.1',
    title: 'Exhibit 99.1',
    language: 'en-US',
    fileName,
    pagePlan: letter,
    base: plainStyle,
    sections: [section('release', blocks, '99.1')],
  }
}

export type Next = () => number
const int = (next: Next, count: number): number => Math.floor(next() * count)
const pick = <T>(next: Next, from: readonly T[]): T => from[int(next, from.length)] as T

/** Words that no other call gives again: unrelated prose for the counting of moves. */
export function vocabulary(next: Next): () => string {
  let serial = 0
  const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ')
  return () => {
    serial++
    let [rest, word] = [serial * 7 + int(next, 7), '']
    while (rest > 0) {
      word += syllables[rest % syllables.length]
      rest = Math.floor(rest / syllables.length)
    }
    return word
  }
}

/** Sentences of so many words from a source of words. */
export function prose(word: () => string, count: number): string {
  const words = Array.from({ length: count }, word)
  return `${words.map((one, index) => (index % 12 === 0 ? (one[0] ?? '').toUpperCase() + one.slice(1) : index % 12 === 11 ? `${one}.` : one)).join(' ')}.`
}

const figure = (next: Next): string =>
  pick(next, [
    `$${int(next, 900) + 1}.${int(next, 10)} million`,
    `${int(next, 99)}.${int(next, 10)}%`,
    `${int(next, 30) + 1},${100 + int(next, 899)}`,
    `${int(next, 9)}.${int(next, 9)} mg/kg`,
  ])

export interface Version {
  readonly blocks: readonly Block[]
}

/** A document of every kind of block. */
export function makeVersion(next: Next, passage: () => string, count: number): Block[] {
  return Array.from({ length: count }, (): Block => {
    const kind = next()
    if (kind < 0.1) return heading(2, [say(passage().split(' ').slice(0, 6).join(' '))])
    if (kind < 0.2)
      return list(
        false,
        Array.from({ length: 2 + int(next, 4) }, () => listItem('•', [paragraph([say(passage())])])),
      )
    if (kind < 0.28) {
      const columns = 2 + int(next, 3)
      const head = row(
        Array.from({ length: columns }, (_, at) =>
          cell([paragraph([say(at === 0 ? 'Item' : `Year ${2020 + at}`)])], { scope: 'column' }),
        ),
        true,
      )
      const rows = Array.from({ length: 3 + int(next, 5) }, () =>
        row(
          Array.from({ length: columns }, (_, at) =>
            cell([paragraph([say(at === 0 ? passage().split(' ').slice(0, 3).join(' ') : figure(next))])]),
          ),
        ),
      )
      return table([head, ...rows])
    }
    if (kind < 0.33)
      return group([paragraph([say(passage())]), paragraph([say(`Call ${int(next, 900) + 100}`)])])
    const words = passage()
    const cut = words.indexOf(' ', int(next, words.length))
    if (kind < 0.6 || cut < 0) return paragraph([say(`${words} It was ${figure(next)}.`)])
    return paragraph([
      say(words.slice(0, cut + 1)),
      marked(pick(next, ['strong', 'emphasis', 'raised']), [say(words.slice(cut + 1))]),
    ])
  })
}

/** One version changed into another by so many edits of every kind. */
export function edited(next: Next, blocks: readonly Block[], passage: () => string, edits: number): Block[] {
  let list = [...blocks]
  for (let count = 0; count < edits; count++) list = edit(next, list, passage)
  return list
}

function edit(next: Next, blocks: readonly Block[], passage: () => string): Block[] {
  const at = int(next, blocks.length)
  const block = blocks[at]
  const replaced = (...by: Block[]) => [...blocks.slice(0, at), ...by, ...blocks.slice(at + 1)]
  if (!block) return [paragraph([say(passage())])]
  switch (int(next, 10)) {
    case 0:
      return replaced()
    case 1:
      return replaced(block, paragraph([say(passage())]))
    case 2: {
      const rest = [...blocks.slice(0, at), ...blocks.slice(at + 1)]
      const to = int(next, rest.length + 1)
      return [...rest.slice(0, to), block, ...rest.slice(to)]
    }
    case 3:
      return block.type === 'paragraph' ? replaced(...splitAt(next, block)) : replaced(changed(next, block))
    case 4: {
      const other = blocks[at + 1]
      if (block.type !== 'paragraph' || other?.type !== 'paragraph') return replaced(changed(next, block))
      const joined = paragraph([...block.inlines, say(' '), ...other.inlines], {
        style: block.style,
        classes: block.classes,
      })
      return [...blocks.slice(0, at), joined, ...blocks.slice(at + 2)]
    }
    case 5:
      return replaced({ ...block, classes: [...block.classes, 'changed'] })
    case 6:
      return block.type === 'paragraph' ? replaced(heading(3, block.inlines)) : replaced(changed(next, block))
    default:
      return replaced(changed(next, block))
  }
}

function splitAt(next: Next, block: Extract<Block, { type: 'paragraph' }>): Block[] {
  const [first, ...rest] = block.inlines
  if (first?.type !== 'text') return [block]
  const cut = first.value.indexOf(' ', int(next, Math.max(1, first.value.length)))
  if (cut < 1 || cut >= first.value.length - 1) return [block]
  return [paragraph([say(first.value.slice(0, cut))]), paragraph([say(first.value.slice(cut + 1)), ...rest])]
}

/** A word, a figure, a look, an item, a cell, a row or a column changed. */
function changed(next: Next, block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const index = int(next, block.inlines.length)
      const one = block.inlines[index]
      if (!one) return { ...block, inlines: [say('New')] }
      const by: Inline =
        one.type === 'text'
          ? next() < 0.2
            ? marked('strong', [one])
            : say(reworded(next, one.value))
          : 'inlines' in one
            ? (one.inlines[0] ?? say('x'))
            : one
      return { ...block, inlines: block.inlines.map((inline, at) => (at === index ? by : inline)) }
    }
    case 'list': {
      const at = int(next, block.items.length)
      if (next() < 0.3) return { ...block, items: block.items.filter((_, index) => index !== at) }
      if (next() < 0.3)
        return {
          ...block,
          ordered: true,
          items: block.items.map((item, index) => ({ ...item, label: `${index + 1}.` })),
        }
      return {
        ...block,
        items: block.items.map((item, index) =>
          index === at ? { ...item, blocks: item.blocks.map((one) => changed(next, one)) } : item,
        ),
      }
    }
    case 'table': {
      const at = int(next, block.rows.length)
      const kind = next()
      if (kind < 0.2) return { ...block, rows: block.rows.filter((_, index) => index !== at || index === 0) }
      if (kind < 0.4)
        return {
          ...block,
          rows: [
            ...block.rows.slice(0, at + 1),
            { ...(block.rows[at] as (typeof block.rows)[number]), header: false },
            ...block.rows.slice(at + 1),
          ],
        }
      if (kind < 0.5)
        return { ...block, rows: block.rows.map((one) => ({ ...one, cells: one.cells.slice(0, -1) })) }
      return {
        ...block,
        rows: block.rows.map((one, index) =>
          index === at
            ? {
                ...one,
                cells: one.cells.map((inner) =>
                  next() < 0.5
                    ? inner
                    : { ...inner, blocks: inner.blocks.map((leaf) => changed(next, leaf)) },
                ),
              }
            : one,
        ),
      }
    }
    case 'group':
      return { ...block, blocks: edit(next, block.blocks, () => 'Another line') }
    default:
      return block
  }
}

export function reworded(next: Next, value: string): string {
  const words = value.split(' ')
  const at = int(next, words.length)
  const kind = next()
  if (kind < 0.3) words.splice(at, 1)
  else if (kind < 0.6) words.splice(at, 0, pick(next, ['newly', 'not', 'about', figure(next)]))
  else words[at] = pick(next, ['changed', figure(next), 'other'])
  return words.join(' ')
}

/**
 * Two versions of a document, the second edited from the first; the same ones for the same seed.
 *
 * @param real passages of real filings, of which most of the text is made; none where they are not at hand
 */
export function generatedPair(seed: number, real: readonly string[]): readonly [Document, Document] {
  const next = random(seed)
  const word = vocabulary(next)
  const passage = () =>
    real.length > 0 && next() < 0.8
      ? (real[Math.floor(next() * real.length)] ?? '')
      : prose(word, 10 + Math.floor(next() * 40))
  const old = makeVersion(next, passage, 3 + Math.floor(next() * 14))
  return [documentOf(old), documentOf(edited(next, old, passage, 1 + Math.floor(next() * 8)))]
}
