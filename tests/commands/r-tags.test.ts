/** `<R>` and `</R>` in an amendment: around paragraphs and cells whose words changed, and nothing else of the file. */
import { describe, expect, it } from 'vitest'
import { toBytes, toText } from '../../src/bytes.ts'
import { checkFinished } from '../../src/check/finished-files.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { foreignVersion } from '../../src/commands/foreign.ts'
import { rTagFiles } from '../../src/commands/r-tags.ts'
import type { Version } from '../../src/commands/versions.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { type Files, facts, worldWith } from '../support/filing.ts'
import { modern } from '../support/modern.ts'

const places = { content: 'content', templates: undefined, out: 'out' }
const amendment = facts.replace(
  'form: 8-K',
  'form: 8-K/A\namendment: { number: 1, note: The release is corrected. }',
)
const version = (files: Files): Version =>
  composed({ world: worldWith({ 'filing.yaml': amendment, ...files }), places, slug: 'one', label: 'new' })
const release = (body: string): Files => ({ 'ex99-1.md': `---\nheadline: News\n---\n\n${body}\n` })
const body = `Revenue was $12.4 million. It grew.

A **call** will be held
on Thursday.

- Boston;
- Lyon.

| | 2025 | 2024 |
| --- | --- | --- |
| Sales | 1.1 | 1.0 |
| Costs | 0.7 | 0.6 |

An office was opened.[^1]

Nothing else happened.

[^1]: In Metz.
`

/** What stands between tags in the release, without markup. */
function tagged(edit: (text: string) => string): string[] {
  const fresh = version(release(edit(body)))
  const log = new Log()
  const files = rTagFiles(diff(version(release(body)), fresh), log)
  expect(log.diagnostics).toEqual([])
  const text = toText(files.get('ex99-1.htm'))
  expect(files.size === 0 || text.replace(/<\/?R>/g, '') === fresh.html.get('ex99-1.htm')).toBe(true)
  // A pair never runs over lines: the point matches no end of one.
  const marked = [...text.matchAll(/<R>(.*?)<\/R>/g)].map(([, inside = '']) => inside)
  expect(text.match(/<\/?R>/g)?.length ?? 0).toBe(marked.length * 2)
  return marked.map((inside) => inside.replace(/<[^>]*>/g, '').replace(/&#160;/g, ' '))
}

describe('R tags', () => {
  it.each([
    ['nothing where nothing changed', (text: string) => text, []],
    ['nothing for looks alone', (text: string) => text.replace('Nothing else', '**Nothing** else'), []],
    [
      'a paragraph whole',
      (text: string) => text.replace('$12.4', '$12.5'),
      ['Revenue was $12.5 million. It grew.'],
    ],
    [
      'one that has marks of its own',
      (text: string) => text.replace('Thursday', 'Friday'),
      ['A call will be held on Friday.'],
    ],
    ['an item', (text: string) => text.replace('Lyon', 'Nice'), ['&#8226;Nice.']],
    ['a cell', (text: string) => text.replace('1.1', '1.2'), ['1.2']],
    [
      'a row put in',
      (text: string) => text.replace('| Costs', '| Taxes | 0.2 | 0.1 |\n| Costs'),
      ['Taxes', '0.2', '0.1'],
    ],
    [
      'a paragraph put in',
      (text: string) => text.replace('Nothing', 'It rained.\n\nNothing'),
      ['It rained.'],
    ],
    [
      'what words were taken out of',
      (text: string) => text.replace(' It grew.', ''),
      ['Revenue was $12.4 million.'],
    ],
    ['nothing for a paragraph taken out', (text: string) => text.replace('Nothing else happened.\n', ''), []],
    [
      'the text of a note',
      (text: string) => text.replace('Metz', 'Nancy'),
      [expect.stringContaining('In Nancy.')],
    ],
  ])('mark %s', (_what, edit, wanted) => expect(tagged(edit)).toEqual(wanted))

  it('are told, and left out, of a tagged report; the files pass our checker', () => {
    const filing = (files: Files) => {
      const yaml = modern['filing.yaml'].replace(
        'form: 8-K',
        'form: 8-K/A\namendment: { number: 1, note: The release is corrected. }',
      )
      return version({ ...modern, 'filing.yaml': yaml, ...files })
    }
    const edited = (name: '8-k.md' | 'ex99-1.md') => ({ [name]: modern[name].replace('$12.4', '$12.5') })
    const log = new Log()
    const files = rTagFiles(diff(filing({}), filing({ ...edited('8-k.md'), ...edited('ex99-1.md') })), log)
    expect([...files.keys()]).toEqual(['ex99-1.htm'])
    expect(log.diagnostics.map(({ code }) => code)).toEqual(['D003'])
    const [plainly, checked] = [new Log(), new Log()]
    const untagged = toText(files.get('ex99-1.htm')).replace(/<\/?R>/g, '')
    checkFinished(new Map([['ex99-1.htm', toBytes(untagged)]]), plainly)
    checkFinished(files, checked)
    expect(checked.diagnostics.map(({ code }) => code)).toEqual(plainly.diagnostics.map(({ code }) => code))
  })

  it('are for amendments, and for HTML of ours', () => {
    const log = new Log()
    const report = version({ 'filing.yaml': facts, ...release(body) })
    rTagFiles(diff(report, version({ 'filing.yaml': facts, ...release(body.replace('1.1', '1.2')) })), log)
    const theirs = foreignVersion([{ name: 'a.txt', bytes: Buffer.from('Some words.\n') }], 'a.txt')
    expect(rTagFiles(diff(report, theirs), log).size).toBe(0)
    expect(log.diagnostics.map(({ code }) => code)).toEqual(['D004', 'D003'])
  })
})
