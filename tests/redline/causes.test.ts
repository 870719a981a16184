/** What made a change of look, what it was, and where: in the list that a lawyer reads. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inWords } from '../../src/cli/redlining.ts'
import { build } from '../../src/commands/build.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff } from '../../src/commands/diff.ts'
import { built } from '../../src/commands/versions.ts'
import { plain } from '../../src/diagnostics/report.ts'
import type { Change } from '../../src/redline/changes.ts'
import { fonts, release, usual, worldWith } from '../support/filing.ts'

const house = readFileSync('templates/house.css', 'utf8')
const places = { content: 'content', templates: 'house', out: 'out' }
const side = (css: string, text = release) => {
  const world = worldWith({ 'ex99-1.md': text, 'house/house.css': css })
  return { world, version: composed({ world, places, slug: 'one', label: 'x' }) }
}
/** Changes of the release from one house style or text to another, both composed. */
const changes = (before: readonly [string, string?], after: readonly [string, string?]): readonly Change[] =>
  diff(side(...before).version, side(...after).version).documents.find(({ name }) => name === 'ex99-1.htm')
    ?.redline.changes ?? []
const told = ({ kind, new: words, looks, causes }: Change) => [
  kind,
  words,
  looks.map(({ property, before, after }) => `${property}: ${before} -> ${after}`).join('; '),
  causes.map((cause) => `${cause.kind} ${cause.at}`).join(', '),
]

const text = (body: string) => `---\nheadline: News\n---\n\n${body}\n`
const two = text('## Outlook\n\nSales were good.\n\nCosts were not.')
const blue = house.replace(/^h2 \{/m, 'h2 {\n  color: #003366;')
const line = blue.slice(0, blue.indexOf('#003366')).split('\n').length

describe('a change of look', () => {
  it('names the rule of the house style that made it, and what it did', () => {
    expect(changes([house, two], [blue, two]).map(told)).toEqual([
      ['restyled', 'Outlook', 'color: #000000 -> #003366', `style house/house.css:${line}`],
    ])
  })

  it('names the rule of the old version where the new one has none, down to what inherits it', () => {
    const wide = house.replace(/^body \{/m, 'body {\n  text-indent: 9pt;')
    const found = changes([wide, two], [house, two]).map(told)
    expect(found).toContainEqual([
      'restyled',
      'Sales were good.',
      'text-indent: 9 -> 0',
      `style house/house.css:${wide.slice(0, wide.indexOf('text-indent: 9pt')).split('\n').length}`,
    ])
  })

  it('names the style sheet alone where the rule was in one that finished files do not hold', () => {
    const { world } = side(blue, two)
    const { ok } = build(world, ['one'], fonts, { ...usual, templates: 'house' })[0] ?? {}
    expect(ok).toBe(true)
    const diffed = diff(built(world, places, 'one'), side(house, two).version)
    const found = diffed.documents.find(({ name }) => name === 'ex99-1.htm')?.redline.changes ?? []
    expect(found.map(told)).toEqual([
      ['restyled', 'Outlook', 'color: #003366 -> #000000', 'style house/house.css'],
    ])
  })

  it('names the line of the text where a class, an alignment or a mark was put there', () => {
    const at = (found: string) => `content content/one/ex99-1.md:${found}`
    const centred = two.replace('Sales were good.', 'Sales were good. {.center}')
    const one = changes([house, two], [house, centred])
    expect(
      one.map(({ kind, new: words, causes }) => [kind, words, causes.map((c) => `${c.kind} ${c.at}`)]),
    ).toEqual([['restyled', 'Sales were good.', [at('7')]]])
    expect(changes([house, two], [house, two.replace('Costs', '**Costs**')]).map(told)).toEqual([
      ['restyled', 'Costs', 'marks: none -> strong', at('9')],
    ])
  })
})

describe('a change that has no words of its own', () => {
  const numbered = text('First.\n\n1. One.\n2. Two.\n3. Three.')
  it('says which label became which', () => {
    const found = changes([house, numbered], [house, text('First.\n\n1. One.\n2. Three.')])
    expect(found.map(({ kind, old, new: fresh }) => [kind, old, fresh])).toEqual([
      ['deleted', 'Two.', ''],
      ['renumbered', '3.', '2.'],
    ])
  })

  it('says behind what a paragraph was split or two were joined', () => {
    const whole = text(
      'The board approved the merger with its subsidiary on Monday. The merger closes in the third quarter of the year.',
    )
    const parted = whole.replace('Monday. The', 'Monday.\n\nThe')
    const words = (found: readonly Change[]) =>
      found.map(({ kind, before, causes }) => [kind, before.slice(-10), causes[0]?.at])
    expect(words(changes([house, whole], [house, parted]))).toEqual([
      ['split', 'on Monday.', 'content/one/ex99-1.md:7'],
    ])
    expect(words(changes([house, parted], [house, whole]))).toEqual([
      ['joined', 'on Monday.', 'content/one/ex99-1.md:5'],
    ])
  })
})

it('reads in the terminal, another paragraph told from the words before', () => {
  const fresh = two
    .replace('Sales were good.', 'Sales were good.\n\nMargins were thin.')
    .replace('Costs', 'Expenses')
  const shown = inWords(diff(side(house, two).version, side(blue, fresh).version), plain)
  expect(shown.slice(shown.indexOf('Release'))).toBe(
    [
      'Release 99.1',
      '    1  look changed: Outlook (color #000000 -> #003366)',
      `       by style house/house.css:${line}`,
      '    2  …Sales were good. ¶ {+Margins were thin.+}',
      '       by content/one/ex99-1.md:9',
      '    3  …Sales were good. ¶ [-Costs-]{+Expenses+}',
      '       by content/one/ex99-1.md:11',
    ].join('\n'),
  )
})
