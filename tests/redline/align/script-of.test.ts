/** The edit script of two documents: which node is which, before anything is marked. */
import { describe, expect, it } from 'vitest'
import { heading, paragraph, plainStyle } from '../../../src/document/build.ts'
import type { Block } from '../../../src/document/document.ts'
import { sentencesThatMoved } from '../../../src/redline/align/moved-sentences.ts'
import { scriptOf } from '../../../src/redline/align/script-of.ts'
import { plainText } from '../../../src/redline/block-text.ts'
import type { BlockStep } from '../../../src/redline/script.ts'
import { documentOf, say } from '../../support/revisions.ts'

const style = { style: plainStyle }
const block = (words: string): Block => paragraph([say(words)], style)
const plant = 'The Company leased its plant in Quincy for a term of ten years at a rent of four dollars.'
const lead = 'Acme today announced its results for the quarter, which ended in September.'
const growth = 'Revenue grew because more customers renewed their annual subscriptions.'
const costs = 'Operating expenses fell after the closing of two older plants.'

const script = (olds: readonly Block[], news: readonly Block[]) =>
  scriptOf(documentOf(olds), documentOf(news))

/** A step in a word, with the text of each version. */
function told(step: BlockStep): readonly (string | number)[] {
  switch (step.kind) {
    case 'both':
      return ['both', plainText(step.pair.old), plainText(step.pair.new)]
    case 'deleted':
      return ['deleted', plainText(step.old)]
    case 'inserted':
      return ['inserted', plainText(step.new)]
    case 'moved-from':
      return ['moved-from', plainText(step.old), step.move]
    case 'moved-to':
      return ['moved-to', plainText(step.new), step.move]
    case 'parted':
      return ['parted', ...step.olds.map(plainText), '->', ...step.news.map(plainText)]
  }
}

const steps = (olds: readonly Block[], news: readonly Block[]) =>
  script(olds, news).sections.flatMap(({ blocks }) => blocks.map(told))

describe('the edit script', () => {
  it('has every block of both versions once, in order', () => {
    const edited = lead.replace('September', 'October')
    expect(steps([block(lead), block(costs)], [block(edited), block(plant), block(growth)])).toEqual([
      ['both', lead, edited],
      ['deleted', costs],
      ['inserted', plant],
      ['inserted', growth],
    ])
  })

  it('numbers moves from 1; a heading goes along with its paragraph', () => {
    const title = heading(2, [say('Lease')], style)
    const { moves } = script(
      [title, block(plant), block(lead), block(growth)],
      [block(lead), block(growth), title, block(plant)],
    )
    expect(moves).toBe(1)
    expect(
      steps(
        [title, block(plant), block(lead), block(growth)],
        [block(lead), block(growth), title, block(plant)],
      ),
    ).toEqual([
      ['moved-from', 'Lease', 1],
      ['moved-from', plant, 1],
      ['both', lead, lead],
      ['both', growth, growth],
      ['moved-to', 'Lease', 1],
      ['moved-to', plant, 1],
    ])
  })

  it('tells a paragraph that was split', () => {
    expect(steps([block(`${lead} ${growth}`)], [block(lead), block(growth)])).toEqual([
      ['parted', `${lead} ${growth}`, '->', lead, growth],
    ])
  })

  it('leaves single sentences that moved to those who read it whole', () => {
    const made = script(
      [block(`${lead} ${growth} ${costs}`), block(plant)],
      [block(`${lead} ${costs}`), block(`${plant} ${growth}`)],
    )
    expect(made.moves).toBe(0)
    expect([...sentencesThatMoved(made)]).toEqual([[growth, 1]])
  })

  it('is the same each time, and leaves both documents as they are', () => {
    const [old, fresh] = [documentOf([block(lead), block(plant)]), documentOf([block(plant), block(growth)])]
    const before = JSON.stringify([old, fresh])
    const shown = () => scriptOf(old, fresh).sections.flatMap(({ blocks }) => blocks.map(told))
    expect(shown()).toEqual(shown())
    expect(JSON.stringify([old, fresh])).toBe(before)
  })
})
