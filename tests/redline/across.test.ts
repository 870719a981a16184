/** Paragraphs that went from one section of a document to another, cells of tables, times of day. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { redline } from '../../src/redline/redline.ts'
import { worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const wandering =
  'The Company entered into a lease of its plant in Quincy on March 1, 2026, for a term of ten years, at a rent of $4.2 million a year.'
const report = (before: string, after: string) => {
  const side = (text: string) => {
    const world = worldWith({ ...modern, '8-k.md': text })
    const places = { content: 'content', templates: undefined, out: 'out' }
    const [document] = composed({ world, places, slug: 'one', label: 'x' }).documents
    if (!document) throw new Error('no report')
    return document
  }
  return redline(side(before), side(after), { authored: true })
}
const items = modern['8-k.md']
const under = (item: string, text: string) => items.replace(`# Item ${item}\n`, `# Item ${item}\n\n${text}\n`)

describe('a time of day', () => {
  it('is one figure, and has no difference', () => {
    const { changes } = report(
      under('8.01', 'A call will be held at 5:00 p.m. Eastern Time.'),
      under('8.01', 'A call will be held at 6:00 p.m. Eastern Time.'),
    )
    expect(changes.map(({ old, new: fresh }) => [old, fresh])).toEqual([['5:00 p.m.', '6:00 p.m.']])
    expect(changes[0]?.figures).toMatchObject([{ before: '5:00 p.m.', after: '6:00 p.m.', difference: null }])
  })
})

describe('a cell of a table', () => {
  it('is the same cell though nothing of its text is: one figure for another', () => {
    const table = (age: number, position: string) =>
      under('8.01', `| Name | Age | Position |\n| --- | --- | --- |\n| Jane Doe | ${age} | ${position} |`)
    const { changes } = report(table(51, 'Treasurer'), table(52, 'Chief Financial Officer'))
    expect(changes.map(({ kind, old, new: fresh }) => [kind, old, fresh])).toEqual([
      ['replaced', '51', '52'],
      ['replaced', 'Treasurer', 'Chief Financial Officer'],
    ])
    expect(changes[0]?.figures).toMatchObject([{ before: '51', after: '52', difference: '+1' }])
  })
})

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
