/** Paragraphs that went from one section of a document to another. */
import { describe, expect, it } from 'vitest'
import { modern } from '../support/modern.ts'
import { report, under } from '../support/reports.ts'

const items = modern['8-k.md']
const wandering =
  'The Company entered into a lease of its plant in Quincy on March 1, 2026, for a term of ten years, at a rent of $4.2 million a year.'
describe('a paragraph that goes from one item to another', () => {
  it('is a move, with both ends under one number', () => {
    const { changes } = report(under('5.03', wandering), under('8.01', wandering))
    expect(changes.map(({ kind, section, move }) => [kind, section, move])).toEqual([
      ['moved', 'Item 5.03', 1],
      ['moved', 'Item 8.01', 1],
    ])
  })

  it('is a move with what was edited in it marked and listed', () => {
    const { changes } = report(under('8.01', wandering), under('5.03', wandering.replace('$4.2', '$4.3')))
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['moved', 'moved', 'replaced'])
    const figures = changes.flatMap((change) => change.figures)
    expect(figures.map(({ before, after }) => [before, after])).toContainEqual([
      '$4.2 million',
      '$4.3 million',
    ])
  })

  it('is found also where its item is gone, and another is new', () => {
    const without = items.replace(/# Item 8\.01\n\nNothing else happened\.\n\n/, '')
    const { changes } = report(
      under('8.01', wandering),
      without.replace('# Item 7.01\n', `# Item 5.05\n\n${wandering}\n\n# Item 7.01\n`),
    )
    expect(changes.filter(({ kind }) => kind === 'moved').map(({ section }) => section)).toEqual([
      'Item 5.05',
      'Item 8.01',
    ])
  })

  it('is no move when it is short, or is another text', () => {
    const short = 'It did so on that day.'
    for (const [gone, come] of [
      [short, short],
      [
        wandering,
        'The Board of Directors approved a dividend of $0.10 a share, which is payable on April 15, 2026, to holders of record on April 1.',
      ],
    ]) {
      const { changes } = report(under('5.03', gone ?? ''), under('8.01', come ?? ''))
      expect(changes.map(({ kind }) => kind)).toEqual(['deleted', 'inserted'])
    }
  })
})
