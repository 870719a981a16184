/** Numbers on the first page of a redline lead to where their changes stand, in HTML and in PDF. */
import { expect, it } from 'vitest'
import { toText } from '../../src/bytes.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { redlineFiles } from '../../src/commands/redlines.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { withPlaces } from '../../src/redline/change-links.ts'
import { fonts, worldWith } from '../support/filing.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const version = (body: string) =>
  composed({
    world: worldWith({ 'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n` }),
    places,
    slug: 'one',
    label: 'x',
  })
const body = `The Lender lends. The Lender may call.

- The Lender waits.

> The Lender agrees.

| | 2025 |
| --- | --- |
| Sales | 1.1 |
| Costs | 0.7 |
`
const fresh = body.replaceAll('Lender', 'Bank').replace('1.1', '1.2').replace('0.7', '0.8')

it('leads from each class and figure to the paragraph or table of its change', () => {
  const diffed = diff(version(body), version(fresh))
  const release = diffed.documents.find(({ name }) => name === 'ex99-1.htm')
  if (!release) throw new Error('there is no release')
  const { changes, document } = release.redline
  const named = withPlaces(document).places
  expect([...named.keys()]).toEqual(changes.map(({ number }) => number))
  const { files, faults } = redlineFiles({ ...diffed, documents: [release] }, fonts, new Log())
  expect([...faults]).toEqual([])
  const html = toText(files.get('redline-ex99-1.htm'))
  const links = [...html.matchAll(/<a [^>]*href="#(place-\d+)"[^>]*>(?:<[^>]*>)*(\d+)/g)].map((found) =>
    found.slice(1),
  )
  // Four of the class, and two figures, both in one table.
  expect(links).toHaveLength(6)
  for (const [place = '', number] of links) {
    expect(named.get(Number(number))).toBe(place)
    expect(html.match(new RegExp(`id="${place}"`, 'g'))).toHaveLength(1)
  }
  const pdf = Buffer.from(files.get('redline-ex99-1.pdf') ?? []).toString('latin1')
  expect(pdf.match(/\/Dest \[/g)?.length ?? 0).toBeGreaterThanOrEqual(6)
})
