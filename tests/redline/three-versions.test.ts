/** Two versions that began with one: who changed what, what is alike, what cannot both stand. */
import { describe, expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import type { Document } from '../../src/document/document.ts'
import { redline } from '../../src/redline/redline.ts'
import { jointly } from '../../src/redline/three-versions.ts'
import { worldWith } from '../support/filing.ts'

const made = new Map<string, Document>()
const release = (body: string): Document => {
  const before = made.get(body)
  if (before) return before
  const places = { content: 'content', templates: undefined, out: 'out' }
  const world = worldWith({ 'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n` })
  const { documents } = composed({ world, places, slug: 'one', label: 'x' })
  const document = documents.find(({ fileName }) => fileName === 'ex99-1.htm') as Document
  made.set(body, document)
  return document
}

/** `who: base | ours | theirs` of each passage, or the changes of each side where it is no passage. */
function told(base: string, ours: string, theirs: string): string[] {
  const [old, left, right] = [base, ours, theirs].map(release) as [Document, Document, Document]
  const against = (fresh: Document) => redline(old, fresh, { authored: true })
  return jointly(against(left), against(right)).map((joint) => {
    const { who, passage } = joint
    if (passage) return `${who}: ${passage.base} | ${passage.ours} | ${passage.theirs}`
    const side = (changes: readonly { readonly kind: string }[]) => changes.map(({ kind }) => kind).join('+')
    return `${who}: ${side(joint.ours)} | ${side(joint.theirs)}`
  })
}

const first = 'Revenue was $12.4 million in the first quarter, up from a year ago.'
const second = 'The company opened an office in Boston and hired a head of sales.'
const third = 'A call will be held on Thursday with analysts and with investors.'
const all = [first, second, third].join('\n\n')

describe('three versions', () => {
  it('are nobody’s changes where nothing differs', () => expect(told(all, all, all)).toEqual([]))

  it('tell whose a change is, also in one sentence', () => {
    expect(told(all, all.replace('$12.4', '$12.5'), all.replace('up from', 'down from'))).toEqual([
      'ours: $12.4 million | $12.5 million | $12.4 million',
      'theirs: up | up | down',
    ])
  })

  it('tell what both changed alike, once', () => {
    expect(told(all, all.replace('Boston', 'Lyon'), all.replace('Boston', 'Lyon'))).toEqual([
      'both: Boston | Lyon | Lyon',
    ])
  })

  it('tell what both changed in different ways, with all of it', () => {
    expect(told(all, all.replace('$12.4', '$12.5'), all.replace('$12.4', '$12.6'))).toEqual([
      'conflict: $12.4 million | $12.5 million | $12.6 million',
    ])
  })

  it('take words side by side for one passage, as a merge does', () => {
    expect(told(all, all.replace('first', 'second'), all.replace('quarter', 'half'))).toEqual([
      'conflict: first quarter | second quarter | first half',
    ])
  })

  it('know the same result, however each came to it', () => {
    const [ours] = [all.replace('up from a year ago', 'down from a year before')]
    expect(told(all, ours, ours)).toEqual(expect.arrayContaining([expect.stringMatching(/^both/)]))
    expect(told(all, ours, ours).filter((one) => !one.startsWith('both'))).toEqual([])
  })

  it('hold paragraphs put in at one place against each other, and others not', () => {
    const [mine, other] = ['Nothing else happened in this month.', 'Some other sentence stands in here now.']
    expect(told(all, `${all}\n\n${mine}`, `${all}\n\n${other}`)).toEqual(['conflict: inserted | inserted'])
    expect(told(all, `${all}\n\n${mine}`, `${all}\n\n${mine}`)).toEqual(['both: inserted | inserted'])
    expect(told(all, `${mine}\n\n${all}`, `${all}\n\n${other}`)).toEqual([
      'ours: inserted | ',
      'theirs:  | inserted',
    ])
  })

  it('let a paragraph move and be edited, and hold its deletion against both', () => {
    const moved = [second, third, first].join('\n\n')
    expect(told(all, moved, all.replace('$12.4', '$12.5'))).toEqual([
      'ours: moved+moved | ',
      'theirs: $12.4 million | $12.4 million | $12.5 million',
    ])
    expect(told(all, moved, [second, third].join('\n\n'))).toEqual(['conflict: moved+moved | deleted'])
    expect(told(all, all.replace('Boston', 'Lyon'), [first, third].join('\n\n'))).toEqual([
      'conflict: replaced | deleted',
    ])
    expect(told(all, moved, moved)).toEqual(['both: moved+moved | moved+moved'])
  })

  it('let a look and words change, unless the words are those of the look', () => {
    const bold = all.replace('an office in Boston', '**an office in Boston**')
    expect(told(all, bold, all.replace('Boston', 'Lyon'))).toEqual([
      'ours: restyled | ',
      'theirs: Boston | Boston | Lyon',
    ])
    expect(told(all, bold, all.replace('an office in Boston', 'a plant in Lyon'))).toEqual([
      'conflict: restyled | replaced',
    ])
  })

  it('hold cells and rows of a table against each other by their place', () => {
    const table = (rows: string) => `| | 2025 | 2024 |\n| --- | --- | --- |\n${rows}`
    const base = table('| Sales | 1.1 | 1.0 |\n| Costs | 0.7 | 0.6 |\n')
    expect(told(base, base.replace('1.1', '1.2'), base.replace('0.7', '0.8'))).toEqual([
      'ours: 1.1 | 1.2 | 1.1',
      'theirs: 0.7 | 0.7 | 0.8',
    ])
    expect(told(base, base.replace('1.1', '1.2'), base.replace('1.1', '1.3'))).toEqual([
      'conflict: 1.1 | 1.2 | 1.3',
    ])
    expect(told(base, base.replace('1.1', '1.2'), table('| Costs | 0.7 | 0.6 |\n'))).toEqual([
      'conflict: replaced | deleted',
    ])
  })
})
