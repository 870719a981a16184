/** Where changes stand: what the two versions hold there is what the list of changes says, on generated pairs. */
import { describe, expect, it } from 'vitest'
import { paragraph } from '../../src/document/build.ts'
import type { Document } from '../../src/document/document.ts'
import { visitBlocks } from '../../src/document/walk.ts'
import { positionsOf, type Spot } from '../../src/redline/positions.ts'
import { redline } from '../../src/redline/redline.ts'
import { flatten } from '../../src/redline/tokens.ts'
import { paragraphs } from '../support/releases.ts'
import { documentOf, generatedPair, say } from '../support/revisions.ts'

const real = paragraphs()

/** Texts of the paragraphs of one version, in order. */
function textsOf(document: Document): string[] {
  const found: string[] = []
  for (const { blocks } of document.sections)
    visitBlocks(blocks, (block) => {
      if ('inlines' in block)
        found.push(
          flatten(block.inlines)
            .map(({ text }) => text)
            .join(''),
        )
    })
  return found
}

const at = (texts: readonly string[], spots: readonly Spot[]): string =>
  spots.map(({ paragraph: one, start, end }) => (texts[one] ?? '').slice(start, end)).join('')

/** Letters alone: the list spells line breaks, boxes and ends of paragraphs its own way. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

describe('the positions of changes', () => {
  it('hold what the list says, and every paragraph of both versions is in one pair, on 200 generated pairs', () => {
    let moves = 0
    for (let seed = 1; seed <= 200; seed++) {
      const [before, after] = generatedPair(seed, real)
      const { document, changes } = redline(before, after, { authored: true })
      const { paragraphs: counts, pairs, spots } = positionsOf(document)
      const [olds, news] = [textsOf(before), textsOf(after)]
      expect(counts, `seed ${seed}`).toEqual({ old: olds.length, new: news.length })

      for (const { number, kind, old: was, new: is } of changes) {
        const found = spots.get(number) ?? { old: [], new: [] }
        if (kind === 'renumbered' || kind === 'split' || kind === 'joined') continue
        if (kind === 'moved') {
          // Each end says its own words; the place of the other is told too.
          moves++
          expect(letters(was === '' ? at(news, found.new) : at(olds, found.old))).toBe(letters(was || is))
          expect(found.old.length, `seed ${seed}, from where`).toBeGreaterThan(0)
          continue
        }
        expect(letters(at(olds, found.old)), `seed ${seed}, ${kind} ${number}, old`).toBe(letters(was))
        expect(letters(at(news, found.new)), `seed ${seed}, ${kind} ${number}, new`).toBe(letters(is))
      }

      const seen: [Set<number>, Set<number>] = [new Set(), new Set()]
      for (const { old: from, new: to, count, relation } of pairs)
        for (let index = 0; index < count; index++) {
          if (from !== null) seen[0].add(from + index)
          if (to !== null) seen[1].add(to + index)
          if (relation === 'same') expect(olds[(from ?? 0) + index]).toBe(news[(to ?? 0) + index])
        }
      expect([seen[0].size, seen[1].size], `seed ${seed}`).toEqual([olds.length, news.length])
    }
    expect(moves).toBeGreaterThan(50)
  })

  it('are a place without width where something was put in, taken out, or parted', () => {
    const of = (...texts: string[]) => documentOf(texts.map((text) => paragraph([say(text)])))
    const words = 'The board approved the merger on Monday.'
    const more = 'It closes in the third quarter of the year, as was planned.'
    const spotsOf = (before: Document, after: Document) => {
      const { document } = redline(before, after, { authored: true })
      const { pairs, spots } = positionsOf(document)
      return { pairs, spots: [...spots.values()] }
    }
    expect(spotsOf(of(words), of(words.replace('the merger', 'the whole merger')))).toEqual({
      pairs: [{ old: 0, new: 0, count: 1, relation: 'changed' }],
      spots: [
        {
          old: [{ paragraph: 0, start: 23, end: 23 }],
          new: [{ paragraph: 0, start: 23, end: 29 }],
        },
      ],
    })
    const parted = spotsOf(of(`${words} ${more}`), of(words, more))
    expect(parted.pairs.map(({ old, new: fresh, relation }) => [old, fresh, relation])).toEqual([
      [0, 0, 'split'],
      [0, 1, 'split'],
    ])
    expect(parted.spots[0]?.old[0]?.start).toBe(words.length)
    const joined = spotsOf(of(words, more), of(`${words} ${more}`))
    expect(joined.pairs.map(({ old, new: fresh, relation }) => [old, fresh, relation])).toEqual([
      [0, 0, 'joined'],
      [1, 0, 'joined'],
    ])
  })
})
