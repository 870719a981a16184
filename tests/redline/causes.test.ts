/** What made a change of look, what it was, and where: in the list that a lawyer reads. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inWords } from '../../src/cli/redline-words.ts'
import { build } from '../../src/commands/build.ts'
import { composed } from '../../src/commands/composed.ts'
import { diff, isSame } from '../../src/commands/diff.ts'
import { redlineFiles } from '../../src/commands/redlines.ts'
import { built, type Version } from '../../src/commands/versions.ts'
import { Log } from '../../src/diagnostics/log.ts'
import { plain } from '../../src/diagnostics/report.ts'
import { readPdf } from '../../src/pdf/read.ts'
import type { Change } from '../../src/redline/changes.ts'
import { fonts, release, usual, worldWith } from '../support/filing.ts'

const theme = readFileSync('templates/house.css', 'utf8')
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
const blue = theme.replace(/^h2 \{/m, 'h2 {\n  color: #003366;')
const line = blue.slice(0, blue.indexOf('#003366')).split('\n').length

describe('a change of look', () => {
  it('names the rule of the house style that made it, and what it did', () => {
    expect(changes([theme, two], [blue, two]).map(told)).toEqual([
      ['restyled', 'Outlook', 'color: #000000 -> #003366', `style house/house.css:${line}`],
    ])
  })

  it('names the rule of the old version where the new one has none, down to what inherits it', () => {
    const wide = theme.replace(/^body \{/m, 'body {\n  text-indent: 9pt;')
    const found = changes([wide, two], [theme, two]).map(told)
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
    const diffed = diff(built(world, places, 'one'), side(theme, two).version)
    const found = diffed.documents.find(({ name }) => name === 'ex99-1.htm')?.redline.changes ?? []
    expect(found.map(told)).toEqual([
      ['restyled', 'Outlook', 'color: #003366 -> #000000', 'style house/house.css'],
    ])
  })

  it('names the line of the text where a class, an alignment or a mark was put there', () => {
    const at = (found: string) => `content content/one/ex99-1.md:${found}`
    const centred = two.replace('Sales were good.', 'Sales were good. {.center}')
    const one = changes([theme, two], [theme, centred])
    expect(
      one.map(({ kind, new: words, causes }) => [kind, words, causes.map((c) => `${c.kind} ${c.at}`)]),
    ).toEqual([['restyled', 'Sales were good.', [at('7')]]])
    expect(changes([theme, two], [theme, two.replace('Costs', '**Costs**')]).map(told)).toEqual([
      ['restyled', 'Costs', 'marks: none -> strong', at('9')],
    ])
  })
})

describe('a change of many looks by one rule', () => {
  const large = theme.replace(/^ {2}font-size: 10\.5pt;/m, '  font-size: 11pt;')
  const diffed = diff(side(theme, two).version, side(large, two).version)

  it('is told once in the terminal, for each paragraph and not for what holds it', () => {
    expect(large).not.toBe(theme)
    const shown = inWords(diffed, plain)
    expect(shown.slice(shown.indexOf('Release'))).toMatch(
      /^Release 99\.1\n {4}1 {2}look changed: Exhibit 99\.1 \(font-size 10\.5 -> 11\), and so in 2 more, to 3\n {7}by style house\/house\.css:\d+$/,
    )
  })

  it('has a row in the summary, and in HTML and PDF a bar and a number beside each text', () => {
    const { files } = redlineFiles(diffed, fonts, new Log())
    const html = new TextDecoder().decode(files.get('redline-ex99-1.htm'))
    expect(html).toContain('Looks that changed')
    expect(html.match(/<a class="change" id="change-\d+">/g)).toHaveLength(3)
    expect(html).not.toContain('<span class="restyled">Sales')
    const pdf = readPdf(files.get('redline-ex99-1.pdf') ?? new Uint8Array()).words
    expect(pdf).toContain('font-size')
  })
})

describe('what runs at the foot of pages', () => {
  const leaf = theme.replace('"Page " counter(page)', '"Leaf " counter(page)')
  const rule = theme.slice(0, theme.indexOf('@page')).split('\n').length

  it('is told where it changed, though no word of the text did', () => {
    expect(leaf).not.toBe(theme)
    expect(changes([theme, two], [leaf, two]).map((change) => [change.section, ...told(change)])).toEqual([
      [
        'Pages',
        'restyled',
        '',
        'foot of pages: Page {page} of {pages} -> Leaf {page} of {pages}',
        `style house/house.css:${rule}`,
      ],
    ])
  })

  it('makes two finished filings differ, of which the HTML is the same', () => {
    const options = { ...usual, templates: 'house' }
    const versions = [theme, theme, leaf].map((css) => {
      const { world } = side(css, two)
      build(world, ['one'], fonts, options)
      return built(world, places, 'one')
    }) as [Version, Version, Version]
    const same = diff(versions[0], versions[1])
    expect(isSame(same)).toBe(true)
    expect(inWords(same, plain)).toMatch(/same structure, same bytes of the PDF\)\n\nnothing differs$/)
    const other = diff(versions[0], versions[2])
    expect(isSame(other)).toBe(false)
    expect(inWords(other, plain)).toContain(
      'no changes (same bytes, same words, same structure, OTHER BYTES OF THE PDF)',
    )
    const composedSide = diff(versions[0], side(theme, two).version)
    expect(inWords(composedSide, plain)).toMatch(
      /nothing differs; the PDF was not compared, --certificate does$/,
    )
  })
})

describe('a change that has no words of its own', () => {
  const numbered = text('First.\n\n1. One.\n2. Two.\n3. Three.')
  it('says which label became which', () => {
    const found = changes([theme, numbered], [theme, text('First.\n\n1. One.\n2. Three.')])
    expect(found.map(({ kind, old, new: fresh }) => [kind, old, fresh])).toEqual([
      ['deleted', 'Two.', ''],
      ['renumbered', '3.', '2.'],
    ])
  })

  it('has a bar beside it in the HTML of a redline, as items that were edited have', () => {
    const diffed = diff(
      side(theme, numbered).version,
      side(theme, text('First.\n\n1. One.\n2. Three?')).version,
    )
    const html = new TextDecoder().decode(
      redlineFiles(diffed, fonts, new Log()).files.get('redline-ex99-1.htm'),
    )
    const items = html.match(/<li[^>]*>\s*(?:<p[^>]*>)?/g) ?? []
    expect(items.map((tags) => /class="[^"]*\bchanged\b/.test(tags))).toEqual([false, true, true])
  })

  it('says behind what a paragraph was split or two were joined', () => {
    const whole = text(
      'The board approved the merger with its subsidiary on Monday. The merger closes in the third quarter of the year.',
    )
    const parted = whole.replace('Monday. The', 'Monday.\n\nThe')
    const words = (found: readonly Change[]) =>
      found.map(({ kind, before, causes }) => [kind, before.slice(-10), causes[0]?.at])
    expect(words(changes([theme, whole], [theme, parted]))).toEqual([
      ['split', 'on Monday.', 'content/one/ex99-1.md:7'],
    ])
    expect(words(changes([theme, parted], [theme, whole]))).toEqual([
      ['joined', 'on Monday.', 'content/one/ex99-1.md:5'],
    ])
  })
})

it('reads in the terminal, another paragraph told from the words before', () => {
  const fresh = two
    .replace('Sales were good.', 'Sales were good.\n\nMargins were thin.')
    .replace('Costs', 'Expenses')
  const shown = inWords(diff(side(theme, two).version, side(blue, fresh).version), plain)
  expect(shown.slice(shown.indexOf('Release'))).toBe(
    [
      'Release 99.1',
      '    1  look changed: Outlook (color #000000 -> #003366)',
      `       by style house/house.css:${line}`,
      '    2  …Sales were good. ¶ {+Margins were thin.+}',
      '       by content/one/ex99-1.md:9',
      '    3  …Sales were good. ¶ [-Costs-]{+Expenses+} were not.',
      '       by content/one/ex99-1.md:11',
    ].join('\n'),
  )
})

describe('against the last build', () => {
  it('a change behind a fact is caused by its own line, and so is one that leaves nothing behind', async () => {
    const before = `---\nheadline: News\n---\n\n{{registrant.name}} today said that revenue was $12.4 million.\n`
    const { world } = side(theme, before)
    await build(world, ['one'], fonts, { ...usual, templates: 'house' })
    const after = before.replace('12.4', '12.5').replace(' today', '')
    const diffed = diff(built(world, places, 'one'), side(theme, after).version)
    const found = diffed.documents.find(({ name }) => name === 'ex99-1.htm')?.redline.changes ?? []
    expect(
      found.map(({ kind, causes }) => [kind, causes.map((cause) => `${cause.kind} ${cause.at}`)]),
    ).toEqual([
      ['deleted', ['content content/one/ex99-1.md:5']],
      ['replaced', ['content content/one/ex99-1.md:5']],
    ])
  })
})
