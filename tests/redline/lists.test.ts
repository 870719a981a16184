/** Lists: room for wider labels is no change of look. */
import { expect, it } from 'vitest'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const changesOf = (old: string, fresh: string) => {
  const [before, after] = [old, fresh].map((body) =>
    composed({
      world: worldWith({ 'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n` }),
      places,
      slug: 'one',
      label: 'x',
    }),
  )
  if (!before || !after) throw new Error('nothing was composed')
  const release = diff(before, after).documents.find(({ name }) => name === 'ex99-1.htm')
  // That both versions come back with the indents they had is proved when it is made.
  expect(release?.redline.fault).toBeUndefined()
  return release?.redline.changes.map(({ kind, new: words, old: were }) => [kind, words || were]) ?? []
}
const items = (count: number) =>
  Array.from({ length: count }, (_, at) => `${at + 1}. point ${at + 1} of all;`).join('\n')

it('have an item more as one change, also where its label needs more room', () => {
  expect(changesOf(items(99), items(100))).toEqual([['inserted', 'point 100 of all;']])
  expect(changesOf(items(100), items(99))).toEqual([['deleted', 'point 100 of all;']])
})
